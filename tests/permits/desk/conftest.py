import pytest
from django.test import Client

from tests.factories.permits import Desks, make_desks


@pytest.fixture
def desks(db) -> Desks:
    return make_desks()


@pytest.fixture
def signed_in():
    """Return a function that gives a browser in which somebody is signed in."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
