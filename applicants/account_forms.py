"""The sign-up form: allauth's, with a name and the consent to the privacy notice."""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applicants.fields import TextField
from applicants.models import Consent, User
from applicants.models.privacy import PRIVACY_NOTICE_VERSION


class SignupForm(AllauthSignupForm):
    full_name = TextField(
        label=_("Nama lengkap"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Isi nama lengkap Anda.")},
    )
    consent = forms.BooleanField(
        label=_("Saya sudah membaca pemberitahuan privasi dan menyetujuinya."),
        error_messages={"required": _("Setujui pemberitahuan privasi untuk membuat akun.")},
    )
    field_order = ["full_name", "email", "password1", "consent"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("password1"):
            self._refuse_own_name(cleaned["password1"], cleaned.get("full_name", ""))
        return cleaned

    def _refuse_own_name(self, password: str, full_name: str) -> None:
        """Compare the password with the name; allauth compares it with the address only."""
        try:
            UserAttributeSimilarityValidator(["full_name"]).validate(password, User(full_name=full_name))
        except ValidationError as error:
            self.add_error("password1", error)

    def try_save(self, request: HttpRequest):
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            # A double click: the other request has just made the account.
            self.account_already_exists = True
            return super().try_save(request)

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        user.full_name = self.cleaned_data["full_name"]
        user.save(update_fields=["full_name"])
        Consent.objects.create(user=user, kind=Consent.Kind.PRIVACY_NOTICE, version=PRIVACY_NOTICE_VERSION)
