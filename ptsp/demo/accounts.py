"""The people of the demo: an account per role, two administrators, one applicant with a firm. Invented."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from applicants import invitations
from applicants.models import Applicant, Representation, StaffProfile, User
from applicants.roles import Role
from applicants.workflow import confirm_role, register_applicant, request_role
from office.models import Agency
from office.time import official_now

PASSWORD = "demo-ptsp-2026"
OMBUDSMAN_DAYS = 365
DEMO_AGENCY = "DESDM"


@dataclass(frozen=True)
class Person:
    """One member of staff."""

    account: str
    name: str
    position: str
    role: Role
    agency: str = ""

    @property
    def email(self) -> str:
        return f"{self.account}@contoh.id"


STAFF = [
    Person("front-desk", "Rina Marlina", "Petugas Loket 1", Role.FRONT_DESK),
    Person("back-office", "Agus Prasetyo", "Petugas Pemroses", Role.BACK_OFFICE),
    Person("technical", "Ir. Bambang Sutrisno", "Tim Teknis Dinas ESDM", Role.TECHNICAL, DEMO_AGENCY),
    Person("section-head", "Dewi Lestari, S.E.", "Kepala Bidang Perizinan", Role.SECTION_HEAD),
    Person("office-head", "Dr. Contoh Kepala, M.Si.", "Kepala Dinas", Role.OFFICE_HEAD),
    Person("sop-admin", "Hendra Wijaya", "Pengelola Standar Pelayanan", Role.SOP_ADMIN),
    Person("sop-admin-2", "Maya Sari", "Pengelola Standar Pelayanan", Role.SOP_ADMIN),
    Person("survey-officer", "Yuni Astuti", "Petugas Survei", Role.SURVEY_OFFICER),
    Person("complaint-officer", "Fajar Nugroho", "Petugas Pengaduan", Role.COMPLAINT_OFFICER),
    Person("inspectorate", "Sri Wahyuni, Ak.", "Auditor Inspektorat", Role.INSPECTORATE),
    Person("ombudsman", "Tomi Hidayat, S.H.", "Asisten Ombudsman", Role.OMBUDSMAN),
]
# A role is asked for by one administrator and confirmed by the other.
ADMINISTRATORS = [("admin", "Admin Teknis"), ("admin-2", "Admin Teknis Kedua")]
APPLICANT = ("applicant@contoh.id", "Siti Rahmawati")
ADDRESS = {
    "address": "Jalan Melati Nomor 12",
    "village": "Kebun Contoh",
    "district": "Ratu Contoh",
    "city": "Kota Contoh",
    "postal_code": "38000",
    "phone": "+6281200000001",
    "email": APPLICANT[0],
}
HERSELF = {
    "name": APPLICANT[1],
    "nik": "1771015203900001",
    "birth_place": "Kota Contoh",
    "birth_date": dt.date(1990, 3, 12),
    **ADDRESS,
}
HER_FIRM = {
    "name": "CV Contoh Bahari Sejahtera",
    "npwp": "0012345674001000",
    "nib": "9120000000001",
    "person_in_charge": APPLICANT[1],
    **ADDRESS,
}


def create_accounts() -> list[tuple[str, str]]:
    """Create the accounts that are missing; return (e-mail, who) of all, in the order they are needed."""
    administrators = [
        account(f"{name}@contoh.id", full_name, is_staff=True, is_superuser=True)
        for name, full_name in ADMINISTRATORS
    ]
    applicant = account(*APPLICANT)
    _profiles(applicant)
    people = STAFF + _technical_teams()
    for person in people:
        _member_of_staff(person, *administrators)
    return [
        (applicant.email, f"{applicant.full_name}, pemohon"),
        *((person.email, f"{person.name}, {person.position}") for person in STAFF),
        ("technical-<kode instansi>@contoh.id", "tim teknis tiap instansi, misalnya technical-dlh@contoh.id"),
        *((user.email, user.full_name) for user in administrators),
    ]


def _technical_teams() -> list[Person]:
    return [
        Person(
            f"technical-{agency.code.lower()}",
            f"Tim Teknis {agency.short_name}",
            "Tim Teknis",
            Role.TECHNICAL,
            agency.code,
        )
        for agency in Agency.objects.order_by("code")
    ]


@cache
def _password_hash() -> str:
    # Slow on purpose, and the same for all: worked out once.
    return make_password(PASSWORD)


def account(email: str, full_name: str, **fields) -> User:
    """Return the account of this address, made with the demo's password if it is missing."""
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create(email=email, password=_password_hash(), full_name=full_name, **fields)
        invitations.vouch_for_address(user)
    return user


def _profiles(user: User) -> None:
    if not user.representations.exists():
        register_applicant(Applicant.Kind.INDIVIDUAL, HERSELF, capacity=Representation.Capacity.SELF, by=user)
        register_applicant(
            Applicant.Kind.COMPANY, HER_FIRM, capacity=Representation.Capacity.DIRECTOR, by=user
        )


def _member_of_staff(person: Person, first_admin: User, second_admin: User) -> None:
    user = account(person.email, person.name, is_staff=True)
    agency = Agency.objects.get(code=person.agency) if person.agency else None
    StaffProfile.objects.get_or_create(user=user, defaults={"position": person.position, "agency": agency})
    if not user.role_grants.in_force().filter(role=person.role).exists():
        # An ombudsman's access always ends some day.
        ends = official_now() + dt.timedelta(days=OMBUDSMAN_DAYS) if person.role == Role.OMBUDSMAN else None
        grant = request_role(user, person.role, reason="Akun demo", by=first_admin, expires_at=ends)
        confirm_role(grant, by=second_admin)
