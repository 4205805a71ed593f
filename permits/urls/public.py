"""Addresses anybody may open: tracking and verification."""

urlpatterns: list = []
