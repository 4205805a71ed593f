"""Why a file is not taken, in words its sender can act on."""

import math

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.intake.finding import Active, Fault, Finding

MEGABYTE = 1024 * 1024


class Refused(Exception):
    """The file is refused; `message` is for the sender, `status` for the answer to a direct upload."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class TooLargeFile(Refused):
    status = 413


class Infected(Refused):
    """The scanner knows this file; somebody in the office must hear of it."""

    def __init__(self, name: str, signature: str) -> None:
        super().__init__(
            _("%(file)s mengandung program berbahaya menurut pemeriksaan antivirus, jadi tidak disimpan.")
            % {"file": name}
        )
        self.signature = signature


class CannotInspect(Refused):
    """The inspection did not survive the file; it may be kept back for another try, never released."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "%(file)s: berkas tidak dapat diperiksa. "
                "Simpan atau cetak ulang sebagai PDF, atau foto dokumennya, lalu unggah lagi."
            )
            % {"file": name}
        )


ACTIVE_KINDS = {
    Active.JAVASCRIPT: gettext_lazy("program JavaScript"),
    Active.AUTOMATIC_ACTION: gettext_lazy("perintah yang berjalan sendiri"),
    Active.LAUNCH: gettext_lazy("perintah membuka program lain"),
    Active.EMBEDDED_FILE: gettext_lazy("lampiran berkas lain"),
    Active.RICH_MEDIA: gettext_lazy("video, suara, atau animasi"),
    Active.XFA_FORM: gettext_lazy("formulir XFA"),
    Active.SENDS_DATA: gettext_lazy("perintah mengirim data"),
}

FAULTS = {
    Fault.LOCKED: gettext_lazy(
        "%(file)s: PDF terkunci sandi. Simpan atau cetak ulang tanpa sandi, lalu unggah lagi."
    ),
    Fault.ACTIVE: gettext_lazy(
        "%(file)s memuat %(detail)s. Cetak ulang sebagai PDF biasa, lalu unggah lagi."
    ),
    Fault.TRAILING: gettext_lazy(
        "%(file)s memuat data lain di luar isi PDF. Cetak ulang sebagai PDF biasa, lalu unggah lagi."
    ),
    Fault.DAMAGED: gettext_lazy(
        "%(file)s rusak atau terpotong. Periksa apakah berkas dapat dibuka, lalu unggah lagi."
    ),
    Fault.NO_PAGES: gettext_lazy("%(file)s tidak memuat satu halaman pun."),
    Fault.TOO_MANY_PAGES: gettext_lazy(
        "%(file)s memuat %(detail)s halaman. Batasnya 200 halaman; unggah hanya bagian yang diminta."
    ),
    Fault.TOO_MANY_PIXELS: gettext_lazy(
        "%(file)s berukuran %(detail)s megapiksel. Batasnya 25 megapiksel; "
        "foto ulang dengan resolusi lebih kecil."
    ),
}


def empty(name: str) -> Refused:
    return Refused(_("Berkas kosong: %(file)s. Pilih berkas lain.") % {"file": name})


def nothing_sent() -> Refused:
    return Refused(_("Pilih berkas yang akan diunggah."))


def too_many(most: int) -> Refused:
    return Refused(_("Paling banyak %(most)s foto dalam satu unggahan.") % {"most": most})


def several_documents() -> Refused:
    return Refused(_("Unggah satu berkas PDF, atau satu sampai dua puluh foto; jangan dicampur."))


def unknown_rotation() -> Refused:
    return Refused(_("Putaran foto hanya 0, 90, 180, atau 270 derajat, satu untuk tiap foto."))


def not_our_kind(name: str, *, accepts_pdf: bool) -> Refused:
    message = _("%(file)s bukan PDF, JPG, atau PNG.") if accepts_pdf else _("%(file)s bukan JPG atau PNG.")
    return Refused(message % {"file": name})


def not_as_named(name: str, kind: str) -> Refused:
    return Refused(
        _("Isi berkas bukan %(kind)s: %(file)s. Unggah berkas aslinya, bukan yang hanya diganti namanya.")
        % {"kind": kind, "file": name}
    )


def too_large(name: str, size: int, limit: int) -> TooLargeFile:
    return TooLargeFile(
        _(
            "%(file)s berukuran %(size)s MB. Batasnya %(limit)s MB. "
            "Foto ulang dengan resolusi lebih kecil atau pilih berkas lain."
        )
        # Rounded up: one byte over the limit must not read as exactly the limit.
        % {
            "file": name,
            "size": number_format(math.ceil(size / MEGABYTE * 10) / 10, 1),
            "limit": number_format(limit / MEGABYTE, 0),
        }
    )


def because_of(finding: Finding, name: str) -> Refused:
    """Put the inspection's finding into words."""
    if finding.fault not in FAULTS:
        return CannotInspect(name)
    detail = ACTIVE_KINDS[Active(str(finding.detail))] if finding.fault == Fault.ACTIVE else finding.detail
    return Refused(FAULTS[finding.fault] % {"file": name, "detail": detail})
