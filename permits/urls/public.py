"""Addresses anybody may open: tracking and verification."""

from django.urls import path

from permits.views import tracking, verification

urlpatterns = [
    path("lacak/", tracking.track, name="track"),
    path("lacak/<str:receipt>/", tracking.track_file, name="track_file"),
    path("verifikasi/", verification.verify, name="verify"),
    path("verifikasi/<slug:token>/", verification.verify_permit, name="verify_permit"),
]
