import pytest
from django.test import Client

from applicants.models import User
from tests.factories.applicants import make_person, make_user


@pytest.fixture
def applicant(db) -> User:
    """Return an account with its own profile."""
    user = make_user()
    make_person(user)
    return user


@pytest.fixture
def browser(applicant) -> Client:
    """Return a client signed in as the applicant; forms must carry their token."""
    client = Client()
    client.force_login(applicant)
    return client
