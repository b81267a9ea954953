# SPDX-License-Identifier: LGPL-2.1-or-later

"""Texts on their way to C."""

from gi.repository import GLib

from ...module import get_introspection_module
from .errors import CookieError

_Error = get_introspection_module('Cookie').Error


def check_text(text, what, code):
    """C would take the text before a NUL for all of it, and cannot take a surrogate at all."""
    if '\0' in text:
        raise CookieError(f'{what} cannot hold a NUL: {text!r}', code)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CookieError(f'{what} cannot hold a surrogate: {text!r}', code) from None
    return text


def to_bytes(header):
    """The bytes of a header; surrogates stand for those that somebody could not decode as UTF-8."""
    try:
        header = header.encode(errors='surrogateescape') if isinstance(header, str) else header
    except UnicodeEncodeError:
        raise CookieError(f'A header cannot hold a surrogate: {header!r}', _Error.ILLEGAL_VALUE) from None
    return header if isinstance(header, GLib.Bytes) else GLib.Bytes.new(header)
