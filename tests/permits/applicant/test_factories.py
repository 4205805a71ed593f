import pytest

from permits.states import State
from tests.factories.permits import SIMPLE, WITH_RECOMMENDATION, drive, make_draft

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", [SIMPLE, WITH_RECOMMENDATION])
@pytest.mark.parametrize(
    "state",
    [
        State.SUBMITTED,
        State.IN_REVIEW,
        State.IN_RECOMMENDATION,
        State.AWAITING_INITIALS,
        State.AWAITING_APPROVAL,
    ],
)
def test_a_file_can_be_walked_to_each_state(code, state):
    application = drive(make_draft(code=code), to=state)

    assert application.state == state
