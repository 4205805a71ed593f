"""Files and permits in the technical administration: where each stands, not what it says or about whom."""

from django.contrib import admin

from office.admin import ReadOnly
from permits.models import Application, Document, Permit, PermitFile


@admin.register(Application)
class ApplicationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["receipt", "permit_type", "state", "submitted_at", "due_at", "holder"]
    list_filter = ["state", "permit_type__sector"]
    list_select_related = ["permit_type", "holder"]
    search_fields = ["receipt"]
    ordering = ["-pk"]
    fields = [
        *list_display,
        "standard",
        "accepted_by",
        "accepted_at",
        "proposed_by",
        "approved_by",
        "decided_at",
        "issued_at",
        "closed_at",
    ]


@admin.register(Document)
class DocumentAdmin(ReadOnly, admin.ModelAdmin):
    """Uploads by the state of their check, to find those that wait in vain."""

    list_display = ["pk", "application", "state", "refusal", "antivirus", "size", "uploaded_at"]
    list_filter = ["state", "antivirus"]
    list_select_related = ["application"]
    search_fields = ["=application__receipt"]
    ordering = ["-pk"]
    fields = [
        "application",
        "requirement",
        "state",
        "refusal",
        "antivirus",
        "size",
        "pages",
        "sha256",
        "uploaded_at",
    ]


class PermitFileInline(ReadOnly, admin.TabularInline):
    model = PermitFile


@admin.register(Permit)
class PermitAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["number", "permit_type", "state", "decided_at", "issued_at", "valid_until"]
    list_filter = ["state", "year"]
    list_select_related = ["permit_type"]
    search_fields = ["number", "=application__receipt"]
    ordering = ["-pk"]
    fields = [*list_display, "application", "decided_by", "valid_from"]
    inlines = [PermitFileInline]
