"""Django's admin as the portal's technical administration: for superusers, by the portal's own sign-in."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class TechnicalAdministration(AdminSite):
    site_header = _("Administrasi teknis")
    site_title = _("Administrasi teknis")
    index_title = _("Kantor, kalender, dan pekerjaan latar")

    def has_permission(self, request: HttpRequest) -> bool:
        """A role at a desk is not enough: the desks have their own pages."""
        return request.user.is_active and request.user.is_superuser

    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Django's own sign-in form knows neither the second factor nor the limits on tries."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return secure_admin_login(super().login)(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        return redirect("account_logout")
