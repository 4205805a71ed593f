"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path

from ptsp import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("sop.urls")),
    path("", include("permits.urls")),
    path("admin/", admin.site.urls),
]
