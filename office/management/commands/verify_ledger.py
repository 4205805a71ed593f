import sys

from django.core.management.base import BaseCommand

from office.ledger import verify


class Command(BaseCommand):
    help = "Recompute the whole record; exit 1 and name the first broken link when it was tampered with."

    def handle(self, *args, **options) -> None:
        verdict = verify()
        if not verdict.whole:
            self.stderr.write(f"Catatan RUSAK pada peristiwa {verdict.broken_at}: {verdict.reason}")
            sys.exit(1)
        self.stdout.write(
            f"Catatan utuh: {verdict.events} peristiwa diperiksa, sidik akhir {verdict.head_hash}."
        )
