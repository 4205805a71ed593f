"""Encryption at rest for identity data: AES-256-GCM columns and a keyed blind index for look-up.

Keys live in the environment (`FIELD_KEYS`, newest first), never in the database. A stored value is
`<key id>:<base64(nonce + ciphertext)>`, so a new key can be added while old values stay readable.
"""

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

NONCE_BYTES = 12


@cache
def _keys(specification: tuple[str, ...]) -> dict[str, AESGCM]:
    keys = {}
    for entry in specification:
        key_id, _, encoded = entry.partition(":")
        keys[key_id] = AESGCM(base64.b64decode(encoded))
    return keys


def encrypt(plain: str) -> str:
    """Return `plain` sealed with the newest key."""
    keys = _keys(tuple(settings.FIELD_KEYS))
    key_id, cipher = next(iter(keys.items()))
    nonce = os.urandom(NONCE_BYTES)
    sealed = cipher.encrypt(nonce, plain.encode(), key_id.encode())
    return f"{key_id}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str) -> str:
    """Return the plain text of `stored`; KeyError when its key is gone, InvalidTag when it was altered."""
    key_id, _, encoded = stored.partition(":")
    raw = base64.b64decode(encoded)
    cipher = _keys(tuple(settings.FIELD_KEYS))[key_id]
    return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], key_id.encode()).decode()


def blind_index(plain: str) -> str:
    """Return the keyed fingerprint (64 hex digits) by which an encrypted value is found; '' for ''."""
    if not plain:
        return ""
    key = base64.b64decode(settings.BLIND_INDEX_KEY)
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """A text column that is plain in Python and sealed in the database; it cannot be filtered on."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value, expression, connection):
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name):
        # Two encryptions of one value differ, so equality would silently find nothing.
        if lookup_name != "isnull":
            raise TypeError(f"{self.name}: filter on the blind index instead")
        return super().get_lookup(lookup_name)


class BlindIndexField(models.CharField):
    """The fingerprint of the sealed column `of`, computed whenever the row is saved."""

    def __init__(self, *args, of: str, **kwargs):
        self.of = of
        super().__init__(*args, **{**kwargs, "max_length": 64, "blank": True, "editable": False})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["blank"], kwargs["editable"]
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance, add):
        fingerprint = blind_index(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, fingerprint)
        return fingerprint
