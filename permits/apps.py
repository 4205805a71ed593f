from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "permits"
    verbose_name = "Perizinan"

    def ready(self) -> None:
        # Job handlers and receivers register themselves when their module is read.
        from office.sweeper import sweeps
        from permits import checking, housekeeping, identity_guard, issuing  # noqa: F401

        sweeps.append(housekeeping.ask_once_a_day)
