from office.models.ground import Agency, Office
from office.models.hours import Holiday, WorkingHours
from office.models.ledger import Event, LedgerHead
from office.models.numbers import NumberSeries
from office.models.work import Heartbeat, Job, Message

__all__ = [
    "Agency",
    "Event",
    "Heartbeat",
    "Holiday",
    "Job",
    "LedgerHead",
    "Message",
    "NumberSeries",
    "Office",
    "WorkingHours",
]
