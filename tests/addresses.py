"""Every address of the portal, by its name, with somebody's real objects in it."""

from django.urls import NoReverseMatch, get_resolver, reverse

from applicants.roles import Role
from permits.states import State
from tests.factories.applicants import make_staff
from tests.factories.permits import WITH_RECOMMENDATION, drive, make_desks, make_submitted


def named_addresses(resolver=None, namespace: str = "") -> set[str]:
    names = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            names |= named_addresses(pattern, inner)
        else:
            names.add(f"{namespace}{pattern.name}")
    return {name for name in names if not name.startswith("admin:")}


def every_address() -> dict[str, str]:
    """Return every address with somebody's real objects in it."""
    application = drive(make_submitted(code=WITH_RECOMMENDATION), State.ISSUED, make_desks())
    officer = make_staff(Role.FRONT_DESK)
    keys = {
        "code": application.permit_type.code,
        "receipt": application.receipt,
        "token": application.permit.token,
        "part": "data",
        "slot": "kuasa",
        "requirement": application.requirements().first().pk,
        "document": application.documents.first().pk,
        "page": 1,
        "kind": "perorangan",
        "key": "abc",
        "uidb36": "1",
    }
    numbers = {
        "permits:document": application.documents.first().pk,
        "permits:document_page": application.documents.first().pk,
        "permits:recommendation": application.recommendations.first().pk,
        "applicants:profile_edit": application.applicant_id,
        "applicants:reveal": application.applicant_id,
        "applicants:grant_confirm": officer.role_grants.first().pk,
        "applicants:grant_withdraw": officer.role_grants.first().pk,
    }
    return {name: _address(name, {**keys, "pk": numbers.get(name, officer.pk)}) for name in named_addresses()}


def _address(name: str, keys: dict) -> str:
    """Reverse `name` with just the arguments that it takes."""
    for taken in ([], ["pk"], ["pk", "page"], ["code"], ["receipt"], ["token"], ["receipt", "part"]):
        try:
            return reverse(name, kwargs={key: keys[key] for key in taken})
        except NoReverseMatch:
            continue
    for taken in (["receipt", "requirement"], ["receipt", "document"], ["receipt", "slot"], ["key"]):
        try:
            return reverse(name, kwargs={key: keys[key] for key in taken})
        except NoReverseMatch:
            continue
    return reverse(name, kwargs={key: keys[key] for key in ("uidb36", "key")})
