from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "permits"
    verbose_name = "Perizinan"

    def ready(self) -> None:
        # Job handlers and receivers register themselves when their module is read.
        from permits import checking, identity_guard, issuing  # noqa: F401
