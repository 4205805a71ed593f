"""The fourteen components of a service standard (PermenPAN-RB 15/2014) and where their content lives."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Source(Enum):
    """Where a component's content stands."""

    ROWS = "rows"  # requirements, steps
    COLUMN = "column"  # a column of the standard
    OFFICE = "office"  # the office's own contact, beside a text
    TEXT = "text"  # `Standard.components`, by key


@dataclass(frozen=True)
class Component:
    key: str
    title: str | Promise
    public: bool
    source: Source


COMPONENTS = (
    Component("requirements", _("Persyaratan"), True, Source.ROWS),
    Component("procedure", _("Sistem, mekanisme, dan prosedur"), True, Source.ROWS),
    Component("time", _("Jangka waktu pelayanan"), True, Source.COLUMN),
    Component("fee", _("Biaya/tarif"), True, Source.COLUMN),
    Component("product", _("Produk pelayanan"), True, Source.COLUMN),
    Component("complaints", _("Penanganan pengaduan, saran, dan masukan"), True, Source.OFFICE),
    Component("legal_basis", _("Dasar hukum"), False, Source.COLUMN),
    Component("facilities", _("Sarana, prasarana, dan/atau fasilitas"), False, Source.TEXT),
    Component("competence", _("Kompetensi pelaksana"), False, Source.TEXT),
    Component("internal_control", _("Pengawasan internal"), False, Source.TEXT),
    Component("staff", _("Jumlah pelaksana"), False, Source.TEXT),
    Component("guarantee", _("Jaminan pelayanan"), False, Source.TEXT),
    Component("safety", _("Jaminan keamanan dan keselamatan pelayanan"), False, Source.TEXT),
    Component("evaluation", _("Evaluasi kinerja pelaksana"), False, Source.TEXT),
)

TEXT_COMPONENTS = tuple(c for c in COMPONENTS if c.source in (Source.TEXT, Source.OFFICE))

# One text for the whole office until it writes its own; each says that it is a sample.
# This is content of the database, not words of the screen: it is stored as it stands.
SAMPLE_TEXTS = {
    "complaints": (
        "Contoh: pengaduan, saran, dan masukan diterima di loket, melalui telepon, dan melalui surel; "
        "setiap pengaduan dicatat dan dijawab secara tertulis."
    ),
    "facilities": (
        "Contoh: ruang tunggu, loket pendaftaran, loket prioritas bagi penyandang disabilitas, lanjut usia, "
        "dan ibu hamil, komputer untuk pendaftaran mandiri, toilet, dan tempat parkir."
    ),
    "competence": (
        "Contoh: petugas loket dan petugas pemroses memahami persyaratan dan prosedur izin ini; tim teknis "
        "memiliki keahlian di bidangnya."
    ),
    "internal_control": (
        "Contoh: pengawasan berjenjang oleh atasan langsung dan pengawasan oleh Inspektorat Daerah."
    ),
    "staff": "Contoh: petugas loket, petugas pemroses, tim teknis, kepala bidang, dan kepala kantor.",
    "guarantee": (
        "Contoh: izin diselesaikan sesuai dengan persyaratan, waktu, dan tarif yang tercantum "
        "pada standar ini."
    ),
    "safety": (
        "Contoh: izin dibubuhi segel elektronik dan kode QR sehingga keasliannya dapat diperiksa; "
        "data pemohon disimpan tersandi dan setiap aksesnya dicatat."
    ),
    "evaluation": (
        "Contoh: kinerja pelaksana dievaluasi setiap triwulan, antara lain dari survei kepuasan masyarakat."
    ),
}
