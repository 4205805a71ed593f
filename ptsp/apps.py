from django.apps import AppConfig
from django.contrib.admin import apps as admin


class PtspConfig(AppConfig):
    name = "ptsp"
    verbose_name = "Portal"


class TechnicalAdministrationConfig(admin.AdminConfig):
    """Django's admin with the portal's own site in it."""

    default = False
    default_site = "ptsp.admin_site.TechnicalAdministration"
