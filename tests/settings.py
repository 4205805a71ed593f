"""The only override of the settings: the environment of the tests, and a fast password hasher."""

from tests.environment import prepare

prepare()

from ptsp.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
