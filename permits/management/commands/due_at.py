import datetime as dt
import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from office.workdays import working_calendar
from permits import clock


class Command(BaseCommand):
    help = "Say when a file accepted at a moment is due, by the office's calendar (JSON: due_at, days)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--accepted", required=True, help="ISO 8601, office time when no zone is given")
        parser.add_argument("--days", required=True, type=int)
        parser.add_argument("--same-day", action="store_true")

    def handle(self, *args, **options) -> None:
        try:
            accepted = dt.datetime.fromisoformat(options["accepted"])
        except ValueError as error:
            raise CommandError(f"Waktu tidak terbaca: {options['accepted']}") from error
        if options["days"] < 1:
            raise CommandError("Jumlah hari kerja sedikitnya 1.")
        if accepted.tzinfo is None:
            accepted = timezone.make_aware(accepted)
        calendar = working_calendar()
        days = clock.counted_days(accepted, options["days"], calendar, same_day=options["same_day"])
        answer = {"due_at": calendar.closing(days[-1]).isoformat(), "days": [day.isoformat() for day in days]}
        self.stdout.write(json.dumps(answer))
