"""Load the catalogue from CSV files, as the first standards in force."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from sop.catalogue.loading import CHANGED, NEW, UNCHANGED, load
from sop.catalogue.problems import CatalogueRefused


class Command(BaseCommand):
    help = "Memuat katalog layanan dari folder berkas CSV sebagai standar versi 1 yang berlaku."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "directory",
            metavar="DIR",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "sop" / "data",
            help="folder dengan agencies.csv, sectors.csv, permit_types.csv, requirements.csv, "
            "form_fields.csv, dan sop_steps.csv (bawaan: sop/data)",
        )

    def handle(self, *args, directory: Path, **options) -> None:
        try:
            loaded = load(directory)
        except CatalogueRefused as refused:
            for problem in refused.problems:
                self.stderr.write(str(problem))
            self.stderr.write(
                _("Katalog tidak dimuat: %(count)d masalah. Tidak ada yang diubah.")
                % {"count": len(refused.problems)}
            )
            raise SystemExit(1) from None
        for file, count in loaded.rows.items():
            self.stdout.write(_("%(file)s: %(count)d baris") % {"file": file, "count": count})
        self.stdout.write(
            _("Instansi, bidang, dan layanan: %(new)d baru, %(changed)d berubah, %(unchanged)d tetap.")
            % {name: loaded.outcomes[name] for name in (NEW, CHANGED, UNCHANGED)}
        )
