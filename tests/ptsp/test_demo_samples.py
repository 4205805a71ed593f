from collections import Counter

import pytest

from office.ledger import verify
from permits.models import Application
from permits.states import State
from ptsp.demo.accounts import create_accounts
from ptsp.demo.samples import ROAD, create_applications

pytestmark = pytest.mark.django_db


def test_sample_applications_stand_at_every_desk_by_the_real_verbs():
    create_accounts()

    made = create_applications(len(ROAD))
    again = create_applications(len(ROAD))

    assert (made, again) == (len(ROAD), 0)
    assert Counter(Application.objects.values_list("state", flat=True)) == Counter(goal for _, goal in ROAD)
    desks = {State.SUBMITTED, State.IN_REVIEW, State.AWAITING_INITIALS, State.AWAITING_APPROVAL}
    assert desks <= {goal for _, goal in ROAD}
    assert verify().whole


def test_no_sample_applications_when_none_are_wanted():
    create_accounts()

    assert create_applications(0) == 0
    assert not Application.objects.exists()
