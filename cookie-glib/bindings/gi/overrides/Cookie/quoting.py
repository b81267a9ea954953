# SPDX-License-Identifier: LGPL-2.1-or-later

"""Quoting, and what else programs take from http.cookies beyond its documented names."""

import re

from ...module import get_introspection_module
from .errors import CookieError, raises
from .public import public
from .times import getdate as _getdate  # noqa: F401

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error
_quote_text = raises(_Cookie.quote, _Error.ILLEGAL_VALUE)
_unquote_text = raises(_Cookie.unquote, _Error.DECODE)
_is_legal_key = re.compile("[\\w!#$%&'*+.^`|~:-]+", re.ASCII).fullmatch


@public
def quote(text):
    """A string as it is sent: quoted, unless it is a legal name of a cookie."""
    return _quote_text(text)


@public
def unquote(coded_value):
    """The string that quote() has quoted."""
    return _unquote_text(coded_value)


@public
def _quote(str):
    """quote() for whoever has None, or text that no header can hold."""
    return str if str is None or _is_legal_key(str) else quote(str)


@public
def _unquote(str):
    """unquote() for whoever cannot do with an error: text that is not readable stays as it is."""
    if str is None or len(str) < 2 or str[0] != '"' or str[-1] != '"':
        return str
    try:
        return _unquote_text(str)
    except CookieError:
        return str
