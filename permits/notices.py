"""Letters to the applicant: plain Indonesian, through the outbox, once per step."""

from django.conf import settings
from django.urls import reverse

from office import messages
from office.models import Office
from permits.models import Application


def tell_applicant(application: Application, step: str) -> None:
    """Queue the e-mail of one step; the step's words stand in templates/permits/email/<step>.txt."""
    messages.enqueue(
        application.created_by.email,
        f"permits/email/{step}",
        {
            "application": application,
            "standard": application.standard,
            "office": Office.objects.get(),
            "address": settings.PUBLIC_URL + reverse("permits:application", args=[application.receipt]),
        },
        dedupe_key=f"application:{application.receipt}:{step}",
    )
