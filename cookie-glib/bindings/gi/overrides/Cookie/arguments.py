# SPDX-License-Identifier: LGPL-2.1-or-later

"""Texts and URIs on their way to C."""

from collections.abc import Mapping

from gi.repository import GLib

from ...module import get_introspection_module
from .errors import CookieError, CookieTypeError

_Error = get_introspection_module('Cookie').Error


def check_text(text, what, code):
    """C would take the text before a NUL for all of it, and cannot take a surrogate at all."""
    if not isinstance(text, str):
        raise CookieTypeError(f'{what} must be a str, not {type(text).__name__}', code)
    if '\0' in text:
        raise CookieError(f'{what} cannot hold a NUL: {text!r}', code)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CookieError(f'{what} cannot hold a surrogate: {text!r}', code) from None
    return text


def to_bytes(header):
    """The bytes of a header; surrogates stand for those that somebody could not decode as UTF-8."""
    if not isinstance(header, (str, bytes, bytearray, memoryview, GLib.Bytes)):
        raise CookieTypeError(f'A header must be a str or bytes, not {type(header).__name__}')
    try:
        header = header.encode(errors='surrogateescape') if isinstance(header, str) else header
    except UnicodeEncodeError:
        raise CookieError(f'A header cannot hold a surrogate: {header!r}', _Error.ILLEGAL_VALUE) from None
    return header if isinstance(header, GLib.Bytes) else GLib.Bytes.new(bytes(header))


def to_fields(function, fields):
    """The texts of a list of headers; one header would be a list of its letters."""
    if isinstance(fields, (str, bytes, bytearray, memoryview, GLib.Bytes, Mapping)):
        raise CookieTypeError(f'{function} () takes a list of str or bytes, not {type(fields).__name__}')
    return [_to_field(function, field) for field in fields]


def _to_field(function, field):
    """The text of a header; as in C, bytes that are not UTF-8 are ISO-8859-1."""
    if not isinstance(field, (str, bytes, bytearray, memoryview, GLib.Bytes)):
        raise CookieTypeError(f'{function} () takes a list of str or bytes, not one of {type(field).__name__}')
    if not isinstance(field, str):
        field = bytes(field.get_data() if isinstance(field, GLib.Bytes) else field)
        try:
            field = field.decode()
        except UnicodeDecodeError:
            field = field.decode('latin-1')
    return check_text(field, 'A header', _Error.ILLEGAL_VALUE)


def to_uri(origin):
    """The GLib.Uri of an origin, which is one already, or text, or None."""
    if not isinstance(origin, str):
        return origin
    check_text(origin, 'An origin', _Error.SYNTAX)
    try:
        uri = GLib.Uri.parse(origin, GLib.UriFlags.ENCODED_PATH)
    except GLib.Error:
        uri = None
    if uri is None or not uri.get_host() or not GLib.hostname_to_ascii(uri.get_host()):
        raise CookieError(f'The origin is not a URI with a host: {origin!r}', _Error.SYNTAX)
    return uri
