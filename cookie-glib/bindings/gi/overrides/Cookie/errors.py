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
        super().__init__('' if message is None else str(message), _DOMAIN, int(code))

    def __str__(self):
        return self.message


@public
class CookieTypeError(CookieError, TypeError):
    """A CookieError for a value of a type that is not accepted."""

    def __init__(self, message='', code=_Error.ILLEGAL_VALUE):
        super().__init__(message, code)


def name_cookie(name, error):
    """A CookieError that names the cookie, as those of C do."""
    return type(error)(f'Cookie “{name}”: {error.message}', error.code)


below = threading.local()  # .raised: what an override raised below C, and the message C has of it


def _named(wrapper, call):
    wrapper.__name__ = call.__name__
    wrapper.__doc__ = call.__doc__
    wrapper.__wrapped__ = call  # help () has no other signature of it
    return wrapper


def _refuse_nul(arguments, codes):
    texts = [argument for argument in arguments if isinstance(argument, str)]
    for text, code in zip(texts, codes + codes[-1:] * len(texts)):
        if '\0' in text:
            raise CookieError(f'No text can hold a NUL: {text!r}', code)


class WholeTexts:
    """A virtual function of C to which a subclass chains up, that is not given a part of a text: see raises()."""

    def __init__(self, vfunc, *codes):
        self._vfunc = vfunc
        self._codes = codes

    def __get__(self, instance, cls):
        call = self._vfunc.__get__(instance, cls)

        def wrapper(*args):
            _refuse_nul(args, self._codes)
            return call(*args)

        return wrapper


def translated(error):
    """What to raise for an error of C: what an override raised, or a CookieError."""
    message, raised = below.__dict__.pop('raised', (None, None))
    if raised is not None and message in error.message:
        return raised
    if error.domain != _DOMAIN or isinstance(error, CookieError):
        return error
    return CookieError(error.message, error.code)


def raises(call, *codes):
    """Make CookieError out of the library's GLib.Error, and let out what an override raised. The
    first text with a NUL is refused with the first of the codes, and so on; further ones with the
    last of them. PyGObject would cut them there, and cannot pass a surrogate on."""
    codes = codes or (_Error.ILLEGAL_VALUE,)

    def wrapper(*args, **kwargs):
        for argument in (*args, *kwargs.values()) if kwargs else args:
            if isinstance(argument, str) and '\0' in argument:
                _refuse_nul([*args, *kwargs.values()], codes)
        try:
            return call(*args, **kwargs)
        except GLib.Error as error:
            raised = translated(error)
        except UnicodeEncodeError as error:
            raised = CookieError(f'No text can hold a surrogate: {error.object!r}', codes[0])
        raise raised from None

    return _named(wrapper, call)


def looks_up(call, missing):
    """Make a look-up of a name with a NUL return what it returns for a name that is not there."""

    def wrapper(self, name):
        return missing if isinstance(name, str) and '\0' in name else call(self, name)

    return _named(wrapper, call)


def put_aside(error):
    """Raise what an override of value_encode() or value_decode() raised, in C's terms."""
    if not isinstance(error, GLib.Error):
        message = f'{type(error).__name__}: {error}'.replace('\0', '\\0')
        error, raised = CookieError(message.encode(errors='backslashreplace').decode()), error
    else:
        raised = error
    below.raised = error.message, raised
    raise error
