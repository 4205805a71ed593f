"""The technical administration's view of people: to look, not to touch; the verbs stand on `/kerja/akun/`."""

# Their registrations come first, so that those taken off below stay off.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from applicants.models import AccessLog, Applicant, Consent, RoleGrant, StaffProfile, User
from office.admin import ReadOnly

# Another address or a new second factor, written by hand, would be the key to somebody else's account;
# groups carry no rights here.
admin.site.unregister([Authenticator, EmailAddress, Group])


@admin.register(User)
class UserAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["email", "full_name", "is_staff", "is_superuser", "is_active", "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active"]
    search_fields = ["email", "full_name"]
    fields = ["email", "full_name", "is_staff", "is_superuser", "is_active", "created_at", "last_login"]


@admin.register(StaffProfile)
class StaffProfileAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["user", "position", "agency", "counter"]
    list_select_related = ["user", "agency"]


@admin.register(RoleGrant)
class RoleGrantAdmin(ReadOnly, admin.ModelAdmin):
    list_display = [
        "user",
        "role",
        "requested_by",
        "confirmed_by",
        "confirmed_at",
        "expires_at",
        "revoked_at",
    ]
    list_filter = ["role"]
    list_select_related = ["user", "requested_by", "confirmed_by"]


@admin.register(Applicant)
class ApplicantAdmin(ReadOnly, admin.ModelAdmin):
    """Identity numbers stay masked here: seeing them in full is a logged act on a file."""

    list_display = ["name", "kind", "city", "created_at"]
    list_filter = ["kind"]
    search_fields = ["name"]
    fields = ["kind", "name", "nik_masked", "npwp_masked", "phone_masked", "nib", "city", "created_at"]
    readonly_fields = ["nik_masked", "npwp_masked", "phone_masked"]

    @admin.display(description="NIK")
    def nik_masked(self, applicant: Applicant) -> str:
        return applicant.masked_nik

    @admin.display(description="NPWP")
    def npwp_masked(self, applicant: Applicant) -> str:
        return applicant.masked_npwp

    @admin.display(description=_("Telepon"))
    def phone_masked(self, applicant: Applicant) -> str:
        return applicant.masked_phone


@admin.register(AccessLog)
class AccessLogAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "actor", "applicant", "fields", "reason"]
    list_select_related = ["actor", "applicant"]


@admin.register(Consent)
class ConsentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "user", "kind", "version"]
    list_select_related = ["user"]
