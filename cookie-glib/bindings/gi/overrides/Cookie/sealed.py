# SPDX-License-Identifier: LGPL-2.1-or-later

"""Keyring, and the codecs that seal with its secrets."""

import datetime
import os

from gi.repository import GLib

from .. import override
from ...module import get_introspection_module
from .arguments import check_text
from .errors import CookieTypeError, raises
from .properties import Constant, property_of_c
from .public import public

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error


def _to_bytes(secret):
    """The GLib.Bytes of a secret, which no error shows."""
    if isinstance(secret, GLib.Bytes):
        return secret
    if not isinstance(secret, (bytes, bytearray, memoryview)):
        raise TypeError(f'A secret must be bytes, not {type(secret).__name__}')
    return GLib.Bytes.new(bytes(secret))


def _refuse_pickle(self, protocol):
    raise TypeError(f'A {type(self).__name__} cannot be pickled: it has secrets')


@override
@public
class Keyring(Constant, _Cookie.Keyring):
    """The secrets with which codecs seal. Each is `bytes`, or the GLib.Bytes of generate_secret() or
    load_secret().

        keyring = Cookie.Keyring()
        keyring.append(Cookie.Keyring.load_secret('cookie-secret'))"""

    __reduce_ex__ = _refuse_pickle

    def append(self, secret):
        """Add a secret that opens values; the first one also seals them."""
        return _append(self, _to_bytes(secret))

    def prepend(self, secret):
        """Add a secret that seals values from now on, and opens them."""
        return _prepend(self, _to_bytes(secret))

    def remove(self, secret):
        """Remove a secret. Return whether it was there."""
        return _Cookie.Keyring.remove(self, _to_bytes(secret))

    @staticmethod
    def load_secret(path):
        """Load a secret from a file, whose path is a str or a path-like object."""
        return _load_secret(os.fsdecode(path))


_append = raises(_Cookie.Keyring.append)
_prepend = raises(_Cookie.Keyring.prepend)
_load_secret = raises(_Cookie.Keyring.load_secret)


def _to_seconds(lifetime):
    """The whole seconds of a timedelta, and no 0, which is no end, of half of one."""
    seconds, rest = divmod(lifetime, datetime.timedelta(seconds=1))
    if rest:
        raise CookieTypeError(f'lifetime must be whole seconds, not {lifetime!r}')
    return seconds


class _Sealed(Constant):
    """What SignedCodec and EncryptedCodec have in common."""

    __reduce_ex__ = _refuse_pickle

    def __init__(self, **properties):
        purpose, lifetime = properties.get('purpose', ''), properties.get('lifetime', 0)
        if not isinstance(purpose, str):
            raise CookieTypeError(f'purpose must be a str, not {purpose!r}')
        check_text(purpose, 'A purpose', _Error.ILLEGAL_VALUE)
        if isinstance(lifetime, datetime.timedelta):
            properties['lifetime'] = _to_seconds(lifetime)
        super().__init__(**properties)

    @classmethod
    def new(cls, codec=None, keyring=None, purpose='', lifetime=0):
        """The same as the constructor with these properties."""
        return cls(codec=codec, keyring=keyring, purpose=purpose, lifetime=lifetime)

    codec = property_of_c('codec', 'The codec whose text is sealed.', writable=False)
    keyring = property_of_c('keyring', 'The Keyring.', writable=False)
    purpose = property_of_c('purpose', 'What the values are for.', writable=False)
    lifetime = property_of_c('lifetime', 'The lifetime of a value, in seconds; 0 if values do not expire.', writable=False)
    max_length = property_of_c('max-length', 'The limit of the length of a text, in bytes.', writable=False)


@override
@public
class SignedCodec(_Sealed, _Cookie.SignedCodec):
    """A codec that signs the text of another one, `codec`, and refuses text that was changed.

        codec = Cookie.SignedCodec(codec=Cookie.SmartCodec(), keyring=keyring, purpose='session', lifetime=3600)

    `codec` is a VariantCodec if it is not given, `keyring` one without secrets, `purpose` empty, and
    `lifetime` 0: values do not expire. A lifetime is an int, in seconds, or a timedelta."""


@override
@public
class EncryptedCodec(_Sealed, _Cookie.EncryptedCodec):
    """A codec that encrypts the text of another one. Its properties are those of SignedCodec."""
