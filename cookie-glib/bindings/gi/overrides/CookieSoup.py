# SPDX-License-Identifier: LGPL-2.1-or-later

"""Cookies beside libsoup. A handler of a Soup.Server needs two calls:

    def handle_cb(server, msg, path, query):
        cookie = Cookie.SimpleCookie(schema=site)
        CookieSoup.load_headers(cookie, msg.get_request_headers())
        ...
        CookieSoup.append_changes(cookie, msg.get_response_headers())"""

import functools

from gi.repository import Cookie  # its overrides come first

from . import override
from ..module import get_introspection_module
from .Cookie.arguments import to_uri
from .Cookie.errors import raises
from .Cookie.properties import Constant, Properties

__all__ = ['JarItem', 'JarModel', 'diagnose_headers', 'get_origin', 'load_headers', 'morsel_to_cookie']

_CookieSoup = get_introspection_module('CookieSoup')


def load_headers(cookie, request_headers):
    """Add the cookies of all `Cookie` fields of a request: all of them or, on an error, none. It returns True."""
    if not isinstance(cookie, Cookie.BaseCookie):
        raise TypeError(f'cookie must be a Cookie.BaseCookie, not {type(cookie).__name__}')
    cookie._gi_load_with(functools.partial(_load_headers, cookie), request_headers)
    return True


def get_origin(msg, flags=_CookieSoup.OriginFlags.NONE):
    """The URI that the browser sees: a GLib.Uri, or None for a message that could not be read."""
    return _CookieSoup.get_origin(msg, flags)


def diagnose_headers(response_headers, origin=None):
    """What a browser does with the `Set-Cookie` fields of a response: a list of Cookie.Diagnostic.
    `origin` is the URI of the request: a str or a GLib.Uri."""
    return _CookieSoup.diagnose_headers(response_headers, to_uri(origin))


def morsel_to_cookie(morsel, origin=None):
    """The Soup.Cookie of a Morsel. `origin` is the URI of the request: a str or a GLib.Uri."""
    return _morsel_to_cookie(morsel, to_uri(origin))


@override
class JarItem(Constant, _CookieSoup.JarItem):
    """One cookie of a jar."""

    morsel = property(_CookieSoup.JarItem.get_morsel, doc='The cookie, as a Morsel: change a copy of it.')
    host = property(_CookieSoup.JarItem.get_host, doc='The host that the cookie is sent to.')
    host_only = property(_CookieSoup.JarItem.get_host_only, doc='Whether it is sent to the host alone.')


@override
class JarModel(Properties, _CookieSoup.JarModel):
    """The cookies of a Soup.CookieJar, as a Gio.ListModel and as a sequence of JarItem.

        for item in CookieSoup.JarModel(jar):
            print(item.host, item.morsel)"""

    def __init__(self, jar=None):
        _CookieSoup.JarModel.__init__(self, **({} if jar is None else {'jar': jar}))


_load_headers = raises(_CookieSoup.load_headers)
_morsel_to_cookie = raises(_CookieSoup.morsel_to_cookie)
JarModel.update = raises(_CookieSoup.JarModel.update)
JarModel.remove = raises(_CookieSoup.JarModel.remove)
