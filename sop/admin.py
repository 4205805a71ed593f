"""The catalogue in the technical administration: to be read. Standards change through new versions."""

from django.contrib import admin

from office.admin import ReadOnly
from sop.models import FormField, PermitType, Requirement, Sector, Standard, Step


class RequirementInline(ReadOnly, admin.TabularInline):
    model = Requirement


class FormFieldInline(ReadOnly, admin.TabularInline):
    model = FormField


class StepInline(ReadOnly, admin.TabularInline):
    model = Step


@admin.register(Sector)
class SectorAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "name_id"]


@admin.register(PermitType)
class PermitTypeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "name_id", "sector", "agency", "issuing_system"]
    list_filter = ["sector", "issuing_system", "kind"]
    list_select_related = ["sector", "agency"]
    search_fields = ["code", "name_id"]


@admin.register(Standard)
class StandardAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["permit_type", "version", "state", "max_working_days", "effective_from", "is_sample"]
    list_filter = ["state", "permit_type__sector"]
    list_select_related = ["permit_type"]
    search_fields = ["permit_type__code", "permit_type__name_id"]
    inlines = [RequirementInline, FormFieldInline, StepInline]
