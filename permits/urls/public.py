"""Addresses anybody may open: tracking and verification."""

from django.urls import path

from permits.views import verification

urlpatterns = [
    path("verifikasi/", verification.verify, name="verify"),
    path("verifikasi/<str:token>/", verification.verify_permit, name="verify_permit"),
]
