import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from office.time import official_now
from permits.verification import check_pdf


class Command(BaseCommand):
    help = "Say whether a PDF is a genuine permit of this office (JSON: verdict, reasons)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options) -> None:
        try:
            pdf = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"Berkas tidak dapat dibuka: {error}") from error
        result = check_pdf(pdf, timezone.localdate(official_now()))
        self.stdout.write(
            json.dumps({"verdict": result.verdict, "reasons": result.reasons}, ensure_ascii=False)
        )
