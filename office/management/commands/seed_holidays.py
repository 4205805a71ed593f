import datetime as dt

from django.core.management.base import BaseCommand

from office.workdays import seed_holidays

FIRST_YEAR = 2015


class Command(BaseCommand):
    help = "Add the known national holidays and joint leave; days the office already has stay as they are."

    def add_arguments(self, parser) -> None:
        next_year = dt.date.today().year + 1
        parser.add_argument("--from", dest="first", type=int, default=FIRST_YEAR)
        parser.add_argument("--to", dest="last", type=int, default=next_year)

    def handle(self, *args, first: int, last: int, **options) -> None:
        added = seed_holidays(range(first, last + 1))
        self.stdout.write(f"{added} hari libur ditambahkan ({first}-{last}).")
