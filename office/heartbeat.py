"""Signs of life of the processes that nobody sees, on the database's clock."""

import datetime as dt

from django.db.models import DurationField, ExpressionWrapper, F

from office.jobs import LeaseClock, connection_now
from office.models import Heartbeat


def beat(name: str) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"at": connection_now()})


def silences() -> dict[str, dt.timedelta]:
    """Return how long each process has been silent."""
    since = ExpressionWrapper(LeaseClock() - F("at"), output_field=DurationField())
    return dict(Heartbeat.objects.annotate(silence=since).values_list("name", "silence"))
