# SPDX-License-Identifier: LGPL-2.1-or-later

"""Codecs in Python, and what they take of Python values."""

from collections.abc import Mapping

from gi.repository import GLib

from .. import override
from ...module import get_introspection_module
from .errors import CookieError, raises
from .public import public
from .values import pack

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error

_STRING = GLib.VariantType('s')


def _wrap(kind, value):
    """A value with a GLib.Variant in each place where a type string has a `v`."""
    if kind == 'v':
        return pack(value)
    if 'v' not in kind or isinstance(value, GLib.Variant):
        return value
    if kind.startswith('a{') and isinstance(value, Mapping):
        return {key: _wrap(kind[3:-1], item) for key, item in value.items()}
    if kind.startswith('a'):
        return [_wrap(kind[1:], item) for item in value]
    kinds = GLib.Variant.split_signature(kind) if kind.startswith('(') else []
    return tuple(map(_wrap, kinds, value)) if len(kinds) == len(value) else value


def pack_for(codec, value):
    """The GLib.Variant of a value that a codec is to encode."""
    if type(value) is str or isinstance(value, GLib.Variant):
        return pack(value)
    kind = _STRING if codec is None else codec.get_value_type()
    if kind is None or not kind.is_definite():
        return pack(value)
    if kind.equal(_STRING):
        return pack(str(value))
    try:
        return GLib.Variant(kind.dup_string(), _wrap(kind.dup_string(), value))
    except (TypeError, ValueError, OverflowError) as error:
        raise CookieError(str(error), _Error.ILLEGAL_VALUE) from error


def _keep_value_type(get_value_type):
    """C gets a pointer to what do_get_value_type() returns, and does not free it."""

    def wrapper(self):
        kind = get_value_type(self)
        kept = self.__dict__.get('_value_type')
        if kind is None or kept is None or not kind.equal(kept):
            self._value_type = kept = kind
        return kept

    return wrapper


@override
@public
class Codec(_Cookie.Codec):
    """What converts values to text and back. A class implements it by do_encode(self, name, value),
    do_decode(self, name, coded_value) and, if it has any use for them, do_get_value_type(self) and
    do_renew(self, name, coded_value)."""

    def __init_subclass__(cls, **arguments):
        super().__init_subclass__(**arguments)
        if 'do_get_value_type' in vars(cls):
            cls.do_get_value_type = _keep_value_type(cls.do_get_value_type)


Codec.encode = raises(_Cookie.Codec.encode)
Codec.decode = raises(_Cookie.Codec.decode)


@override
@public
class SignedCodec(_Cookie.SignedCodec):
    """A codec that signs the text of another one, `codec`, and refuses text that was changed.

        codec = Cookie.SignedCodec(codec=Cookie.SmartCodec(), lifetime=3600)
        codec.add_secret(secret)

    `codec` is a VariantCodec if it is not given, and `lifetime` 0: values do not expire."""

    @staticmethod
    def new(codec=None, lifetime=0):
        """The same as the constructor with these properties."""
        return SignedCodec(codec=codec, lifetime=lifetime)


SignedCodec.add_secret = raises(_Cookie.SignedCodec.add_secret)
