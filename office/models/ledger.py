"""The record of what happened: one append-only, hash-chained line of events for the whole office."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.hashchain import Link
from office.rights import READ_ONLY


class Event(models.Model):
    """One thing that happened. Rows enter only through the database function `append_event()`."""

    database_rights = READ_ONLY

    number = models.BigIntegerField(_("nomor urut"), primary_key=True)
    at = models.DateTimeField(_("waktu"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("pelaku"),
    )
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    subject_kind = models.CharField(_("jenis objek"), max_length=40)
    subject_id = models.CharField(_("objek"), max_length=40)
    action = models.CharField(_("tindakan"), max_length=60)
    from_state = models.CharField(_("dari status"), max_length=30, blank=True)
    to_state = models.CharField(_("ke status"), max_length=30, blank=True)
    public_note = models.TextField(_("catatan untuk pemohon"), blank=True)
    private_note = models.TextField(_("catatan intern"), blank=True)
    payload = models.JSONField(_("rincian"), default=dict)
    body = models.TextField(_("naskah kanonik"))
    previous_hash = models.CharField(_("sidik sebelumnya"), max_length=64)
    hash = models.CharField(_("sidik"), max_length=64)

    class Meta:
        verbose_name = _("peristiwa")
        verbose_name_plural = _("peristiwa")
        ordering = ["number"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "number"], name="event_of_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.subject_kind} {self.subject_id} {self.action}"

    @property
    def link(self) -> Link:
        return Link(self.number, self.at, self.body, self.previous_hash, self.hash)


class LedgerHead(models.Model):
    """The end of the chain: one row, locked by whoever appends."""

    database_rights = READ_ONLY

    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="ledger_head_is_one_row", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
