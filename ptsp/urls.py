"""Every address of the portal."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from ptsp import health, views
from ptsp.theme import choose_theme

urlpatterns = [
    path("", views.home, name="home"),
    path("profil/", views.profile, name="profile"),
    path("bantuan/", views.help_page, name="help"),
    path("privasi/", views.privacy, name="privacy"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("tampilan/", choose_theme, name="theme"),
    path("akun/", include("ptsp.account_urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("sop.urls")),
    path("", include("permits.urls")),
    path("", include("applicants.urls")),
    path("admin/", admin.site.urls),
]

if settings.DEMO:
    from ptsp.demo.mailbox import mailbox

    urlpatterns.append(path("demo/surel/", mailbox, name="demo_mail"))

handler400 = "ptsp.error_pages.bad_request"
handler403 = "ptsp.error_pages.forbidden"
handler404 = "ptsp.error_pages.not_found"
handler500 = "ptsp.error_pages.server_error"
