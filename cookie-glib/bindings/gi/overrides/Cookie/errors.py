# SPDX-License-Identifier: LGPL-2.1-or-later

"""CookieError, and the way of errors between Python and C."""

import threading

from gi.repository import GLib

from ...module import get_introspection_module
from .public import public

_Cookie = get_introspection_module('Cookie')
_DOMAIN = GLib.quark_to_string(_Cookie.error_quark())
_Error = _Cookie.Error


@public
class CookieError(GLib.Error):
    """What a cookie or a morsel refuses: a GLib.Error whose `domain` is that of Cookie.Error, and
    whose `code` is one of its members."""

    def __init__(self, message='', code=_Error.FAILED):
        super().__init__(message, _DOMAIN, int(code))

    def __str__(self):
        return self.message


below = threading.local()  # .raised: what an override raised below C, and the message C has of it


def raises(call):
    """Make CookieError out of the library's GLib.Error, and let out what an override raised."""

    def wrapper(*args, **kwargs):
        for argument in args:
            if isinstance(argument, str) and '\0' in argument:
                raise CookieError(f'No text can hold a NUL: {argument!r}', _Error.ILLEGAL_VALUE)
        try:
            return call(*args, **kwargs)
        except GLib.Error as error:
            message, raised = below.__dict__.pop('raised', (None, None))
            if raised is not None and message in error.message:
                raise raised
            if error.domain != _DOMAIN or isinstance(error, CookieError):
                raise
            raise CookieError(error.message, error.code) from None

    wrapper.__name__ = call.__name__
    wrapper.__doc__ = call.__doc__
    return wrapper


def put_aside(error):
    """Raise what an override of value_encode() or value_decode() raised, in C's terms."""
    if not isinstance(error, GLib.Error):
        message = f'{type(error).__name__}: {error}'.replace('\0', '\\0')
        error, raised = CookieError(message.encode(errors='backslashreplace').decode()), error
    else:
        raised = error
    below.raised = error.message, raised
    raise error
