# SPDX-License-Identifier: LGPL-2.1-or-later

"""_BaseCookie__set(), through which all values of http.cookies come, and which programs replace."""

from gi.repository import GLib

from ...module import get_introspection_module
from .errors import raises
from .morsel import Morsel

_Cookie = get_introspection_module('Cookie')
_load_bytes = raises(_Cookie.BaseCookie.load_bytes)


class Scanner(_Cookie.BaseCookie):
    """What is asked for each pair of a header, in their order."""

    __module__ = __gtype_name__ = 'CookiePythonScanner'

    def do_value_decode(self, name, coded_value):
        self.pairs.append((name, coded_value))
        return GLib.Variant('s', coded_value)


class SetFunction:
    """The function of http.cookies through which all values come, known as _BaseCookie__set: a
    subclass or an object may have its own."""

    def __get__(self, cookie, cls):
        return set_value if cookie is None else cookie.__dict__.get('_gi_set', set_value.__get__(cookie, cls))

    def __set__(self, cookie, function):
        cookie._gi_set = function
        cookie._gi_has_set = True
        cookie._gi_is_plain = False


def set_value(self, key, real_value, coded_value):
    """Set a value and the text that is sent for it, neither of which is encoded or decoded."""
    morsel = self.get(key)
    if morsel is None:
        morsel = Morsel()
        morsel.set(key, real_value, coded_value)
        self.set_morsel(morsel)
    else:
        morsel.set(key, real_value, coded_value)


def scan(cookie, header):
    """The pairs of a header as the cookie would load it, in their order; and the Morsels of it."""
    scanner = Scanner(**cookie._gi_get_limits())
    scanner.pairs = []
    _load_bytes(scanner, header)
    return scanner.pairs, [scanner.get_item(i) for i in range(scanner.get_n_items())]
