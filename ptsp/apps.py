from django.apps import AppConfig


class PtspConfig(AppConfig):
    name = "ptsp"
    verbose_name = "Portal"
