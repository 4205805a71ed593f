"""The verbs about people, their identity data, accounts and roles; one transaction and one event each."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from applicants import invitations, permissions
from applicants.errors import IdentityTaken, RuleBroken, TooManyTries
from applicants.models import AccessLog, Applicant, Representation, RoleGrant, StaffProfile, User
from applicants.roles import Role
from applicants.signals import identity_changing
from office import ledger
from office.crypto import blind_index
from office.models import Agency, Event
from office.time import official_now

# Sealed at rest, masked on every page, shown in the clear by reveal_identity() alone.
IDENTITY_FIELDS = ("nik", "npwp", "phone")
# What a permit is issued on; an address or telephone number may change at any time.
WHO_SOMEBODY_IS = frozenset({"name", "nik", "npwp", "nib", "birth_place", "birth_date", "person_in_charge"})
TAKEN_NIK = "taken_nik_tried"
TAKEN_NIKS_PER_DAY = 20


def register_applicant(kind: str, details: Mapping[str, Any], *, capacity: str, by: User) -> Applicant:
    """Record a person or body that `by` acts for; a NIK that somebody has already is told to nobody."""
    _refuse_guessing(by)
    _refuse_second_registration(details.get("npwp", ""), kind, by)
    try:
        with transaction.atomic():
            applicant = Applicant.objects.create(kind=kind, **details)
            Representation.objects.create(user=by, applicant=applicant, capacity=capacity)
            ledger.record(
                ("applicant", str(applicant.pk)),
                "registered",
                by=by,
                payload={"kind": kind, "capacity": capacity},
            )
    except IntegrityError as error:
        raise _explained(error, details, by) from error
    return applicant


def change_details(applicant: Applicant, details: Mapping[str, Any], *, by: User) -> Applicant:
    """Correct an applicant's details; the event names the changed fields, never their contents."""
    _refuse_guessing(by)
    try:
        with transaction.atomic():
            applicant = Applicant.objects.select_for_update().get(pk=applicant.pk)
            if not permissions.represents(by, applicant):
                raise PermissionDenied
            changed = [name for name, value in details.items() if getattr(applicant, name) != value]
            if not WHO_SOMEBODY_IS.isdisjoint(changed):
                identity_changing.send(Applicant, applicant=applicant)
            for name in changed:
                setattr(applicant, name, details[name])
            if changed:
                indexes = [f"{name}_index" for name in changed if name in IDENTITY_FIELDS]
                applicant.save(update_fields=[*changed, *indexes])
                ledger.record(
                    ("applicant", str(applicant.pk)),
                    "details_changed",
                    by=by,
                    payload={"fields": sorted(changed)},
                )
    except IntegrityError as error:
        raise _explained(error, details, by) from error
    return applicant


@transaction.atomic
def reveal_identity(
    applicant: Applicant, fields: Collection[str], *, by: User, reason: str
) -> dict[str, str]:
    """Return sealed numbers in the clear, and leave a trace that the person concerned can read."""
    if not permissions.may_reveal_identity(applicant, by):
        raise PermissionDenied
    shown = [name for name in IDENTITY_FIELDS if name in fields and getattr(applicant, name)]
    AccessLog.objects.create(actor=by, applicant=applicant, fields=",".join(shown), reason=reason)
    ledger.record(
        ("applicant", str(applicant.pk)),
        "identity_revealed",
        by=by,
        private_note=reason,
        payload={"fields": shown},
    )
    return {name: getattr(applicant, name) for name in shown}


def _refuse_guessing(by: User) -> None:
    """Stop whoever keeps meeting other people's NIK; the record itself counts the tries."""
    tries = Event.objects.filter(
        subject_kind="user",
        subject_id=str(by.pk),
        action=TAKEN_NIK,
        at__gte=official_now() - dt.timedelta(days=1),
    )
    if tries.count() >= TAKEN_NIKS_PER_DAY:
        raise TooManyTries


def _refuse_second_registration(npwp: str, kind: str, by: User) -> None:
    if kind == Applicant.Kind.COMPANY:
        own = Applicant.objects.represented_by(by).filter(kind=kind, npwp_index=blind_index(npwp))
        if own.exists():
            raise RuleBroken(_("Badan usaha dengan NPWP ini sudah ada di daftar Anda."))


def _explained(error: IntegrityError, details: Mapping[str, Any], by: User) -> RuleBroken:
    """Return the sentence for a constraint that held, and note a NIK that belongs to somebody else."""
    constraint = error.__cause__.diag.constraint_name
    if constraint == "one_person_per_nik":
        if Applicant.objects.represented_by(by).filter(nik_index=blind_index(details["nik"])).exists():
            return RuleBroken(_("Orang dengan NIK ini sudah ada di daftar Anda."))
        ledger.record(("user", str(by.pk)), TAKEN_NIK, by=by)
        return IdentityTaken()
    if constraint == "one_self_per_user":
        return RuleBroken(_("Data diri Anda sudah tercatat."))
    raise error


@transaction.atomic
def invite_staff(
    *,
    email: str,
    full_name: str,
    position: str,
    by: User,
    employee_number: str = "",
    agency: Agency | None = None,
    counter: str = "",
) -> User:
    """Open an account without a password for a member of staff, and send the link that sets one."""
    if not permissions.may_administer_accounts(by):
        raise PermissionDenied
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, full_name=full_name, is_staff=True)
            invitations.vouch_for_address(user)
    except IntegrityError:
        raise RuleBroken(
            _("Surel ini sudah dipakai akun lain. Petugas memakai surel dinas sendiri.")
        ) from None
    StaffProfile.objects.create(
        user=user, position=position, employee_number=employee_number, agency=agency, counter=counter
    )
    invitations.send(user)
    ledger.record(("user", str(user.pk)), "staff_invited", by=by, payload={"position": position})
    return user


@transaction.atomic
def invite_again(user: User, *, by: User) -> None:
    """Send a fresh link to a member of staff who has not chosen a password yet."""
    if not permissions.may_administer_accounts(by):
        raise PermissionDenied
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.has_usable_password() or not user.is_active:
        raise RuleBroken(_("Akun ini sudah aktif; petugas dapat memakai «Lupa kata sandi»."))
    invitations.send(user)
    ledger.record(("user", str(user.pk)), "staff_invited_again", by=by)


@transaction.atomic
def request_role(
    user: User, role: str, *, reason: str, by: User, expires_at: dt.datetime | None = None
) -> RoleGrant:
    """Ask for a role for a colleague; it means nothing until a second person confirms it."""
    if not permissions.may_administer_accounts(by) or by.pk == user.pk:
        raise PermissionDenied
    user = User.objects.select_for_update().get(pk=user.pk)
    now = official_now()
    _refuse_unfit_role(user, role, expires_at, now)
    for earlier in user.role_grants.open().filter(role=role):
        if not earlier.is_over(now):
            raise RuleBroken(_("Peran ini sudah berlaku atau sedang menunggu konfirmasi."))
        _withdraw(earlier, by=by, at=now, reason=_("Masa berlaku habis."))
    grant = RoleGrant.objects.create(
        user=user, role=role, reason=reason, requested_by=by, expires_at=expires_at
    )
    _record_grant(grant, "role_requested", by=by, reason=reason)
    return grant


def _refuse_unfit_role(user: User, role: str, expires_at: dt.datetime | None, now: dt.datetime) -> None:
    if not (user.is_staff and user.is_active):
        raise RuleBroken(_("Peran hanya untuk akun petugas yang aktif."))
    if role == Role.TECHNICAL and user.agency_id is None:
        raise RuleBroken(_("Peran tim teknis memerlukan instansi pada data petugas."))
    if role == Role.OMBUDSMAN and expires_at is None:
        raise RuleBroken(_("Peran Ombudsman selalu berbatas waktu: isi tanggal berakhir."))
    if expires_at is not None and expires_at <= now:
        raise RuleBroken(_("Tanggal berakhir sudah lewat."))


@transaction.atomic
def confirm_role(grant: RoleGrant, *, by: User) -> RoleGrant:
    """Put a requested role in force, as a second person."""
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if not permissions.may_confirm(grant, by):
        raise PermissionDenied
    if grant.confirmed_at or grant.revoked_at:
        raise RuleBroken(_("Permintaan ini sudah diputuskan orang lain."))
    now = official_now()
    _refuse_unfit_role(grant.user, grant.role, grant.expires_at, now)
    grant.confirmed_by, grant.confirmed_at = by, now
    grant.save(update_fields=["confirmed_by", "confirmed_at"])
    _record_grant(grant, "role_confirmed", by=by)
    return grant


@transaction.atomic
def withdraw_role(grant: RoleGrant, *, reason: str, by: User) -> RoleGrant:
    """Take a role away, or refuse a request; every session of its holder ends at once."""
    if not permissions.may_see_staff(by):
        raise PermissionDenied
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.revoked_at:
        raise RuleBroken(_("Peran ini sudah dicabut."))
    _end_sessions(grant.user_id)
    _withdraw(grant, by=by, at=official_now(), reason=reason)
    return grant


@transaction.atomic
def close_account(user: User, *, reason: str, by: User) -> User:
    """Shut a colleague out at once: sessions end, roles are withdrawn, nothing is deleted."""
    if not permissions.may_administer_accounts(by) or by.pk == user.pk:
        raise PermissionDenied
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise RuleBroken(_("Akun ini sudah ditutup."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sessions(user.pk)
    now = official_now()
    for grant in user.role_grants.open().select_for_update():
        _withdraw(grant, by=by, at=now, reason=reason)
    ledger.record(("user", str(user.pk)), "account_closed", by=by, private_note=reason)
    return user


@transaction.atomic
def reopen_account(user: User, *, reason: str, by: User) -> User:
    """Let a colleague sign in again, without the roles of before: those need two people anew."""
    if not permissions.may_administer_accounts(by) or by.pk == user.pk:
        raise PermissionDenied
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        raise RuleBroken(_("Akun ini masih aktif."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    ledger.record(("user", str(user.pk)), "account_reopened", by=by, private_note=reason)
    return user


@transaction.atomic
def remove_second_factor(user: User, *, reason: str, by: User) -> User:
    """Let a colleague whose phone is lost set up a new one; the password is still asked for."""
    if not permissions.may_administer_accounts(by) or by.pk == user.pk:
        raise PermissionDenied
    user = User.objects.select_for_update().get(pk=user.pk)
    removed, _per_model = user.authenticator_set.all().delete()
    if not removed:
        raise RuleBroken(_("Akun ini belum memasang kode sekali pakai."))
    _end_sessions(user.pk)
    ledger.record(("user", str(user.pk)), "second_factor_removed", by=by, private_note=reason)
    return user


def _end_sessions(user_id: int) -> None:
    User.objects.filter(pk=user_id).update(session_epoch=F("session_epoch") + 1)


def _withdraw(grant: RoleGrant, *, by: User, at: dt.datetime, reason: str) -> None:
    grant.revoked_by, grant.revoked_at, grant.revoke_reason = by, at, reason
    grant.save(update_fields=["revoked_by", "revoked_at", "revoke_reason"])
    _record_grant(grant, "role_withdrawn", by=by, reason=reason)


def _record_grant(grant: RoleGrant, action: str, *, by: User, reason: str = "") -> None:
    expires = grant.expires_at.isoformat() if grant.expires_at else None
    ledger.record(
        ("role_grant", str(grant.pk)),
        action,
        by=by,
        private_note=reason,
        payload={"user": grant.user_id, "role": grant.role, "expires_at": expires},
    )
