"""The only override of the settings: test environment, fast password hasher, plain static files."""

from tests.environment import prepare

prepare()

from ptsp.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Pages rendered inside a test need no collected files; the real web server of the browser tests has them.
if not env.bool("STATIC_COLLECTED", default=False):  # noqa: F405
    STORAGES["staticfiles"] = {  # noqa: F405
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
