# SPDX-License-Identifier: LGPL-2.1-or-later

"""Schema: what the cookies of a site are."""

import datetime
from collections.abc import Mapping

from gi.repository import GLib

from .. import override
from ...module import get_introspection_module
from .arguments import to_uri
from .attributes import find_attribute, set_by_name, set_typed
from .errors import CookieError, looks_up, name_cookie, raises, translated
from .morsel import Morsel
from .public import public

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error

# What http.cookies takes as well, and browsers understand.
_SECONDS = str, int, datetime.timedelta
_BY_NAME = {'expires': _SECONDS, 'max-age': _SECONDS, 'version': (str, int), 'comment': str}


def _to_morsel(attributes, more):
    """A Morsel with attributes: those of a Morsel or a mapping, and more by their names."""
    if attributes is None or isinstance(attributes, Morsel):
        if not more:
            return attributes
        morsel = Morsel() if attributes is None else attributes.copy()
    elif isinstance(attributes, Mapping):
        morsel, more = Morsel(), {**attributes, **more}
    else:
        raise TypeError(f'attributes must be a Morsel or a mapping, not {type(attributes).__name__}')
    for name, value in more.items():
        _set(morsel, name, value)
    return morsel


def _set(morsel, name, value):
    """Set an attribute of a Morsel. A value of a wrong type is an error here, not when it is sent."""
    if not isinstance(name, str):
        raise TypeError(f'The name of an attribute must be a str, not {type(name).__name__}')
    known = find_attribute(name)
    if known is None:
        raise CookieError(f'Invalid attribute {name!r}', _Error.INVALID_ATTRIBUTE)
    by_name = isinstance(value, _BY_NAME.get(known, ())) and not isinstance(value, bool)
    try:
        (set_by_name if by_name else set_typed)(morsel, known, value)
    except GLib.Error as error:
        raise translated(error) from None


@override
@public
class Schema(_Cookie.Schema):
    """What the cookies of a site are, said once: for each name, the codec and the attributes.

        site = Schema()
        site.add('__Host-sid', codec=signed, path='/', secure=True, httponly=True, samesite='Lax')
        site.add('theme', path='/', max_age=datetime.timedelta(days=365))

        cookie = SimpleCookie(header, schema=site)"""

    def add(self, name, codec=None, attributes=None, **more):
        """Add a cookie. Without a codec, its values are those of the cookie dictionary. The attributes
        are those of a Morsel or a mapping, or keyword arguments."""
        try:
            morsel = _to_morsel(attributes, more)
        except CookieError as error:
            raise name_cookie(name, error) from None
        return _add(self, name, codec, morsel)

    def set_default(self, codec=None, attributes=None, **more):
        """Set the codec and the attributes of the cookies that are not added by name."""
        return _set_default(self, codec, _to_morsel(attributes, more))

    def diagnose(self, origin=None):
        """What a browser does with the cookies, and why: a list of Cookie.Diagnostic, whose `field` is
        the position of the name in get_names(). `origin` is the URI of the site."""
        return _Cookie.Schema.diagnose(self, to_uri(origin))


_add = raises(_Cookie.Schema.add, _Error.ILLEGAL_KEY)
_set_default = raises(_Cookie.Schema.set_default)
Schema.create_morsel = raises(_Cookie.Schema.create_morsel, _Error.ILLEGAL_KEY)
Schema.lookup_codec = looks_up(_Cookie.Schema.lookup_codec, None)
