from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = "Kantor"

    def ready(self) -> None:
        # Registers the job that sends messages.
        from office import messages  # noqa: F401
        from office.rights import lay_grants, lay_modelless_grants
        from office.simulated_time import install_clock

        post_migrate.connect(install_clock, sender=self)
        post_migrate.connect(lay_modelless_grants, sender=self)
        post_migrate.connect(lay_grants)
