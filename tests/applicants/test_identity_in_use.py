"""Who an applicant is does not change behind the desk's back; where they live may."""

import pytest

from applicants.errors import RuleBroken
from applicants.models import Applicant
from applicants.workflow import change_details
from permits.states import State
from tests.factories.permits import drive, make_draft, make_submitted


def change(application, **details) -> Applicant:
    return change_details(application.applicant, details, by=application.created_by)


@pytest.mark.parametrize("details", [{"name": "Nama Lain"}, {"nik": "1771010101900001"}])
def test_identity_is_fixed_while_the_office_works_on_a_file(db, details):
    application = make_submitted()
    before = application.applicant.nik

    with pytest.raises(RuleBroken, match="permohonan yang diproses"):
        change(application, **details)

    person = Applicant.objects.get(pk=application.applicant_id)
    assert (person.name, person.nik) == (application.applicant.name, before)


def test_address_may_change_at_any_time(db):
    assert change(make_submitted(), city="Kota Curup").city == "Kota Curup"


def test_identity_is_free_in_a_draft_and_after_the_decision(db):
    assert change(make_draft(), name="Nama Benar").name == "Nama Benar"
    assert change(drive(make_submitted(), State.WITHDRAWN), name="Nama Benar").name == "Nama Benar"
