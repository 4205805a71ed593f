"""The links of the header and of the staff's side rail: what exists, and for whom."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applicants.models import User
from applicants.roles import Role


@dataclass(frozen=True)
class Entry:
    """One link; without roles it is for everybody who sees the list."""

    url_name: str
    label: str | Promise
    icon: str
    roles: tuple[Role, ...] = ()
    for_superuser: bool = False

    def is_for(self, user: User) -> bool:
        if self.for_superuser:
            return user.is_superuser or user.has_role(*self.roles)
        return not self.roles or user.has_role(*self.roles)


@dataclass(frozen=True)
class Group:
    label: str | Promise
    entries: tuple[Entry, ...]


PUBLIC = (
    Entry("sop:catalogue", _("Jenis izin"), "files"),
    Entry("permits:track", _("Lacak"), "route"),
    Entry("permits:verify", _("Keaslian izin"), "badge-check"),
)

PERSONAL = (
    Entry("permits:my_applications", _("Permohonan saya"), "folder-open"),
    Entry("applicants:my_data", _("Data saya"), "id-card"),
)

STAFF = (
    Group(
        _("Pekerjaan"),
        (
            Entry(
                "permits:queue",
                _("Antrean"),
                "inbox",
                (Role.FRONT_DESK, Role.BACK_OFFICE, Role.SECTION_HEAD, Role.OFFICE_HEAD),
            ),
            Entry("permits:technical", _("Rekomendasi teknis"), "map-pinned", (Role.TECHNICAL,)),
            Entry("permits:approvals", _("Persetujuan"), "stamp", (Role.OFFICE_HEAD,)),
        ),
    ),
    Group(
        _("Kantor"),
        (
            Entry("applicants:staff", _("Akun petugas"), "users", (Role.OFFICE_HEAD,), for_superuser=True),
            Entry("admin:index", _("Administrasi teknis"), "wrench", for_superuser=True),
        ),
    ),
)


def staff_groups(user: User) -> list[tuple[Group, list[Entry]]]:
    """Return the side rail's groups with the entries this member of staff may open."""
    groups = [(group, [entry for entry in group.entries if entry.is_for(user)]) for group in STAFF]
    return [(group, entries) for group, entries in groups if entries]
