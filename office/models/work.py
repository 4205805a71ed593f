"""Work outside the request: a row is written beside its cause, and whoever takes its lease does it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.crypto import EncryptedTextField
from office.rights import Rights
from office.time import OfficialNow


class Job(models.Model):
    """One piece of work on one object; unique, leased, safe to run twice, never deleted."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")

    database_rights = Rights(delete=False)

    kind = models.CharField(_("jenis"), max_length=60)
    object_id = models.CharField(_("objek"), max_length=64)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    not_before = models.DateTimeField(_("tidak sebelum"), null=True)
    lease_until = models.DateTimeField(null=True)
    last_error = models.TextField(_("galat terakhir"), blank=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("diminta"), db_default=OfficialNow())
    done_at = models.DateTimeField(_("selesai"), null=True)

    class Meta:
        verbose_name = _("pekerjaan")
        verbose_name_plural = _("pekerjaan")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_job_per_kind_and_object")
        ]
        indexes = [
            models.Index(fields=["id"], name="job_waiting", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.state}"


class Message(models.Model):
    """A message to one person; the row exists before anything is sent, and once per cause (`dedupe_key`)."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("Surel")
        SMS = "sms", _("SMS")

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu dikirim")
        SENT = "sent", _("Terkirim")
        FAILED = "failed", _("Gagal")

    database_rights = Rights(delete=False)

    recipient = EncryptedTextField()
    user_id = models.BigIntegerField(null=True)
    channel = models.CharField(_("saluran"), max_length=10, choices=Channel, default=Channel.EMAIL)
    template = models.CharField(_("naskah"), max_length=80)
    subject = models.CharField(max_length=200, blank=True)
    # Account letters carry one-time links: sealed like the recipient, emptied once sent.
    text = EncryptedTextField(blank=True)
    dedupe_key = models.CharField(_("kunci sebab"), max_length=120, unique=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("ditulis"), db_default=OfficialNow())
    sent_at = models.DateTimeField(_("terkirim"), null=True)

    class Meta:
        verbose_name = _("pesan")
        verbose_name_plural = _("pesan")

    def __str__(self) -> str:
        return f"{self.template}: {self.state}"


class Heartbeat(models.Model):
    """Sign of life of a process that must not stop unseen (the sweeper, a worker)."""

    name = models.CharField(_("proses"), max_length=40, primary_key=True)
    at = models.DateTimeField(_("tanda hidup terakhir"))

    class Meta:
        verbose_name = _("tanda hidup")
        verbose_name_plural = _("tanda hidup")

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"
