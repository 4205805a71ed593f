"""People for tests: an account, a member of staff with a confirmed role, a person, a company."""

import datetime as dt
from itertools import count

from allauth.account.models import EmailAddress

from applicants.models import Applicant, Representation, RoleGrant, StaffProfile, User
from office.models import Agency
from office.time import official_now

PASSWORD = "sandi-uji-yang-panjang"

_serial = count(1)


def make_user(email: str = "", full_name: str = "Siti Rahma", **fields) -> User:
    """Return an account with a verified address that signs in with PASSWORD."""
    email = email or f"warga-{next(_serial)}@contoh.id"
    user = User.objects.create_user(email, PASSWORD, full_name=full_name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_superuser(email: str = "") -> User:
    email = email or f"pengelola-{next(_serial)}@contoh.id"
    return make_user(email, full_name="Admin Teknis", is_staff=True, is_superuser=True)


def make_staff(role: str = "", agency: Agency | None = None, email: str = "", **fields) -> User:
    """Return a member of staff; `role` was asked for by one administrator and confirmed by another."""
    email = email or f"petugas-{next(_serial)}@contoh.id"
    user = make_user(email, **{"full_name": "Andi Putra", "is_staff": True, **fields})
    StaffProfile.objects.create(user=user, position="Petugas", agency=agency)
    if role:
        grant_role(user, role)
    return user


def grant_role(user: User, role: str, expires_at: dt.datetime | None = None) -> RoleGrant:
    return RoleGrant.objects.create(
        user=user,
        role=role,
        reason="Surat tugas contoh",
        requested_by=make_superuser(),
        confirmed_by=make_superuser(),
        confirmed_at=official_now(),
        expires_at=expires_at,
    )


def make_nik(born: dt.date = dt.date(1990, 1, 1)) -> str:
    """Return a NIK of Bengkulu that no other test person has."""
    return f"177103{born:%d%m%y}{next(_serial):04d}"


def make_person(
    user: User, capacity: str = Representation.Capacity.SELF, nik: str = "", **fields
) -> Applicant:
    """Return a person whom `user` represents: themselves unless told otherwise."""
    person = Applicant.objects.create(
        **{
            "kind": Applicant.Kind.INDIVIDUAL,
            "name": user.full_name,
            "nik": nik or make_nik(),
            "birth_place": "Bengkulu",
            "birth_date": dt.date(1990, 1, 1),
            "phone": "+6281234567890",
            **ADDRESS,
            **fields,
        }
    )
    Representation.objects.create(user=user, applicant=person, capacity=capacity)
    return person


def make_company(user: User, capacity: str = Representation.Capacity.DIRECTOR, **fields) -> Applicant:
    """Return a company whom `user` represents, as its director unless told otherwise."""
    company = Applicant.objects.create(
        **{
            "kind": Applicant.Kind.COMPANY,
            "name": "PT Contoh Sejahtera",
            "npwp": "0013000666091000",
            "nib": "1234567890123",
            "person_in_charge": user.full_name,
            "phone": "+6281234567891",
            **ADDRESS,
            **fields,
        }
    )
    Representation.objects.create(user=user, applicant=company, capacity=capacity)
    return company


ADDRESS = {
    "address": "Jl. Contoh No. 1",
    "village": "Padang Harapan",
    "district": "Gading Cempaka",
    "city": "Kota Bengkulu",
    "postal_code": "38225",
}
