# SPDX-License-Identifier: LGPL-2.1-or-later

"""Codecs in Python, and what they take of Python values."""

import functools
import traceback

from gi.repository import GLib

from .. import override
from ...module import get_introspection_module
from .arguments import check_text
from .errors import CookieError, CookieTypeError, raises
from .properties import Constant, property_of_c
from .public import public
from .values import pack, pack_as

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error


def pack_for(codec, value):
    """The GLib.Variant of a value that a codec is to encode. No error shows what was to be encrypted."""
    try:
        return _pack_for(codec, value)
    except CookieError as error:
        if not isinstance(codec, _Cookie.EncryptedCodec):
            raise
        refused = type(error)(f'A value of the type {type(value).__name__} cannot be encoded to be encrypted', error.code)
    raise refused


def _pack_for(codec, value):
    if isinstance(value, GLib.Variant):
        return value
    if type(value).__module__ == 'http.cookies':
        raise CookieTypeError(f'A {type(value).__name__} of http.cookies is no value: take its value')
    value_type = None if codec is None else codec.get_value_type()
    kind = value_type and value_type.dup_string()
    if codec is None or kind == 's':
        return pack(str(value))
    return pack_as(kind, value) if kind and value_type.is_definite() else pack(value)


def wrap_implementation(cls, name, wrap):
    """Wrap a class's own implementation of a virtual function, in both spellings that PyGObject has:
    do_encode() and do_cookie_codec_encode() for codec_encode."""
    for spelling in f'do_cookie_{name}', 'do_' + name.removeprefix('base_cookie_').removeprefix('codec_'):
        if spelling in vars(cls):
            setattr(cls, spelling, wrap(vars(cls)[spelling]))


def check_result(encode):
    """PyGObject would cut the text that an implementation of a virtual function returns at a NUL."""

    @functools.wraps(encode)
    def wrapper(*args):
        text = encode(*args)
        return check_text(text, 'A coded value', _Error.ILLEGAL_VALUE) if isinstance(text, str) else text

    return wrapper


def _check_renewed(renew):
    """As for other text that is illegal, nothing is renewed: C has no error to set here."""

    @functools.wraps(renew)
    def wrapper(*args):
        try:
            return check_result(renew)(*args)
        except CookieError:
            return None

    return wrapper


def _check_remaining(get_remaining_lifetime):
    """PyGObject makes 0 of what is no integer, or raised: Max-Age=0 would delete the cookie. There is no limit, then,
    and an exception is printed, as PyGObject does."""

    @functools.wraps(get_remaining_lifetime)
    def wrapper(*args):
        try:
            seconds = get_remaining_lifetime(*args)
            if isinstance(seconds, bool) or not isinstance(seconds, int):
                raise TypeError(f'do_get_remaining_lifetime () must return an int, not {seconds!r}')
        except Exception:
            traceback.print_exc()
            return -1
        return max(-1, min(seconds, 2**31 - 1))

    return wrapper


def _keep_value_type(get_value_type):
    """C gets a pointer to what do_get_value_type() returns, and does not free it."""

    def wrapper(self):
        kind = get_value_type(self)
        kept = self.__dict__.get('_gi_value_type')
        if kind is None or kept is None or not kind.equal(kept):
            self._gi_value_type = kept = kind
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
        if Codec not in cls.__bases__ and not cls.__module__.startswith('gi.'):
            cls.__bases__ += Codec,  # without an interface of its own, PyGObject would change that of the parent
        wrap_implementation(cls, 'codec_get_value_type', _keep_value_type)
        wrap_implementation(cls, 'codec_encode', check_result)
        wrap_implementation(cls, 'codec_renew', _check_renewed)
        wrap_implementation(cls, 'codec_get_remaining_lifetime', _check_remaining)


def _encode(self, name, value):
    """The text of a value, which is a Python value or a GLib.Variant."""
    return _encode_variant(self, name, pack_for(self, value))


_encode_variant = raises(_Cookie.Codec.encode, _Error.ILLEGAL_KEY)
Codec.encode = _encode
Codec.decode = raises(_Cookie.Codec.decode, _Error.ILLEGAL_KEY, _Error.DECODE)
Codec.renew = raises(_Cookie.Codec.renew, _Error.ILLEGAL_KEY, _Error.DECODE)
Codec.get_remaining_lifetime = raises(_Cookie.Codec.get_remaining_lifetime, _Error.ILLEGAL_KEY, _Error.DECODE)


_MAX_LENGTH = 'max-length', 'The limit of the length of a text, in bytes.'


@override
@public
class VariantCodec(Constant, _Cookie.VariantCodec):
    """A codec of any values, or of those of a type: `VariantCodec(variant_type=GLib.VariantType('u'))`."""

    def __init__(self, **properties):
        kind = properties.get('variant_type')
        if isinstance(kind, GLib.VariantType) and not kind.is_definite():
            raise CookieTypeError(f'variant_type must be one type, not “{kind.dup_string()}”, which stands for several')
        super().__init__(**properties)

    @classmethod
    def new(cls, format=_Cookie.VariantFormat.TEXT, variant_type=None):
        """The same as the constructor with these properties."""
        return cls(format=format, variant_type=variant_type)

    format = property_of_c('format', 'How the values are written: a Cookie.VariantFormat.', writable=False)
    variant_type = property_of_c('variant-type', 'The GLib.VariantType of the values, or None.', writable=False)
    max_length = property_of_c(*_MAX_LENGTH, writable=False)


@override
@public
class SmartCodec(Constant, _Cookie.SmartCodec):
    """The codec of a SmartCookie."""

    max_length = property_of_c(*_MAX_LENGTH, writable=False)


@override
@public
class JsonCodec(Constant, _Cookie.JsonCodec):
    """A codec of values that the script of a page reads and writes as JSON."""

    max_length = property_of_c(*_MAX_LENGTH, writable=False)
