"""Messages to people: a row first, sent by a job, once per cause."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from office import jobs
from office.models import Job, Message
from office.time import OfficialNow

SEND = "message.send"


def enqueue_text(recipient: str, *, subject: str, text: str, template: str, dedupe_key: str) -> Message:
    """Queue an e-mail whose words are ready; the same `dedupe_key` is one message however often asked."""
    message, _ = Message.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "recipient": recipient,
            "channel": Message.Channel.EMAIL,
            "template": template,
            "subject": " ".join(subject.split())[:200],
            "text": text,
        },
    )
    jobs.ask(SEND, message.pk)
    return message


def enqueue(recipient: str, template: str, context: dict, *, dedupe_key: str) -> Message:
    """Queue an e-mail from `templates/<template>.txt`; its first line is the subject."""
    rendered = render_to_string(f"{template}.txt", context).strip()
    subject, _, text = rendered.partition("\n")
    return enqueue_text(
        recipient, subject=subject, text=text.strip() + "\n", template=template, dedupe_key=dedupe_key
    )


@jobs.handles(SEND)
def send(job: Job) -> jobs.Store:
    message = Message.objects.get(pk=job.object_id)
    if message.state == Message.State.WAITING:
        mail = EmailMultiAlternatives(
            message.subject,
            message.text,
            to=[message.recipient],
            # The gateway can recognise a second attempt after a crash between sending and committing.
            headers={"X-Idempotency-Key": f"message-{message.pk}"},
        )
        mail.send()

    def store() -> None:
        Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, sent_at=OfficialNow(), text="")

    return store
