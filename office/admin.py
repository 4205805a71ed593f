"""The office in the technical administration: letterhead, calendar, and what runs in the background.

The office's own facts are edited here and each change enters the record; what is official is shown only.
"""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from office import jobs
from office.ledger import record
from office.models import Agency, Event, Heartbeat, Holiday, Job, Message, NumberSeries, Office, WorkingHours

WEEKDAYS = [
    (0, _("Senin")),
    (1, _("Selasa")),
    (2, _("Rabu")),
    (3, _("Kamis")),
    (4, _("Jumat")),
    (5, _("Sabtu")),
    (6, _("Minggu")),
]


class ReadOnly:
    """Show everything, change nothing; mixed into a ModelAdmin or an inline."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class Recorded:
    """Write every change made by hand into the record: what, by whom, which fields."""

    actions = None

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        self._record(request, obj, "changed" if change else "added", fields=form.changed_data)

    def delete_model(self, request, obj) -> None:
        row = str(obj)
        key = obj.pk
        super().delete_model(request, obj)
        obj.pk = key
        self._record(request, obj, "deleted", row=row)

    def _record(self, request, obj, action: str, **payload) -> None:
        record((obj._meta.model_name, str(obj.pk)), action, by=request.user, payload=payload)


class OfficeForm(forms.ModelForm):
    initial_levels = forms.IntegerField(
        label=_("Jumlah tingkat paraf"),
        min_value=0,
        max_value=3,
        help_text=_("0 sampai 3; berlaku untuk usulan berikutnya."),
    )


@admin.register(Office)
class OfficeAdmin(Recorded, admin.ModelAdmin):
    form = OfficeForm
    list_display = ["name", "head_name", "head_title", "is_sample"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "government", "region", "is_sample"]}),
        (_("Kop surat"), {"fields": ["address", "city", "phone", "email", "website", "hours_text"]}),
        (_("Kepala"), {"fields": ["head_title", "head_name", "head_rank", "head_employee_number"]}),
        (
            _("Nomor surat dan paraf"),
            {"fields": ["letter_code", "letter_code_other", "unit_code", "initial_levels"]},
        ),
    ]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Agency)
class AgencyAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "name_id", "short_name"]


class WorkingHoursForm(forms.ModelForm):
    weekday = forms.TypedChoiceField(label=_("Hari"), choices=WEEKDAYS, coerce=int)

    def clean(self) -> dict:
        data = super().clean()
        times = [data.get(name) for name in ("opens", "break_starts", "break_ends", "closes")]
        if all(times):
            opens, break_starts, break_ends, closes = times
            if not opens < break_starts <= break_ends < closes:
                self.add_error("closes", _("Urutan jam: buka, istirahat mulai, istirahat selesai, tutup."))
        start, end = data.get("valid_from"), data.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", _("Tanggal ini sebelum «berlaku sejak»."))
        return data


@admin.register(WorkingHours)
class WorkingHoursAdmin(Recorded, admin.ModelAdmin):
    form = WorkingHoursForm
    list_display = ["day", "opens", "break_starts", "break_ends", "closes", "valid_from", "valid_until"]

    @admin.display(description=_("hari"), ordering="weekday")
    def day(self, hours: WorkingHours) -> str:
        return str(dict(WEEKDAYS)[hours.weekday])


@admin.register(Holiday)
class HolidayAdmin(Recorded, admin.ModelAdmin):
    list_display = ["date", "name", "kind", "source", "confirmed"]
    list_filter = ["kind", "confirmed"]
    date_hierarchy = "date"
    search_fields = ["name"]


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["kind", "object_id", "state", "attempts", "created_at", "not_before", "last_error"]
    list_filter = ["state", "kind"]
    search_fields = ["object_id"]
    ordering = ["-pk"]
    actions = ["try_again"]

    @admin.action(description=_("Coba lagi pekerjaan yang gagal"))
    def try_again(self, request, queryset) -> None:
        again = [job for job in queryset if jobs.try_again(job, by=request.user)]
        if again:
            done = ngettext("%(n)d pekerjaan dicoba lagi.", "%(n)d pekerjaan dicoba lagi.", len(again)) % {
                "n": len(again)
            }
            self.message_user(request, done, messages.SUCCESS)
        else:
            self.message_user(request, _("Tidak ada pekerjaan gagal yang dipilih."), messages.WARNING)


@admin.register(Message)
class MessageAdmin(ReadOnly, admin.ModelAdmin):
    """Whether messages leave the house; to whom and what they say is nobody's business here."""

    list_display = ["template", "channel", "state", "created_at", "sent_at"]
    list_filter = ["state", "channel", "template"]
    fields = ["template", "channel", "state", "dedupe_key", "created_at", "sent_at"]
    ordering = ["-pk"]


@admin.register(Event)
class EventAdmin(ReadOnly, admin.ModelAdmin):
    """The record without the internal notes, which belong to the desks."""

    list_display = [
        "number",
        "at",
        "actor",
        "unit",
        "subject_kind",
        "subject_id",
        "action",
        "from_state",
        "to_state",
    ]
    list_filter = ["subject_kind", "action"]
    list_select_related = ["actor"]
    search_fields = ["=subject_id"]
    ordering = ["-number"]
    show_full_result_count = False
    fields = [*list_display, "public_note", "previous_hash", "hash"]


@admin.register(NumberSeries)
class NumberSeriesAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["series", "year", "last"]


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "at"]
