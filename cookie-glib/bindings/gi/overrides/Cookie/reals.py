# SPDX-License-Identifier: LGPL-2.1-or-later

"""The objects that the values of a cookie dictionary stand for, if its class converts values to
objects of any type."""

from gi.repository import GObject

from ...module import get_introspection_module

_Cookie = get_introspection_module('Cookie')
_get_item = _Cookie.BaseCookie.get_item
_get_coded_value = _Cookie.BaseCookie.get_coded_value


def _adopt(cookie, position, _n_removed, n_added):
    """Let the morsels that were added find their objects."""
    reals = cookie._gi_reals
    for i in range(position, position + n_added):
        morsel = _get_item(cookie, i)
        if morsel is not None and morsel._gi_reals is not reals:
            morsel._gi_reals = reals
            morsel._gi_has_real = True


def _release(cookie, morsel):
    """Let a morsel that was removed keep its object."""
    if morsel._gi_reals is not cookie._gi_reals:
        return
    key, coded_value = morsel.key, morsel.coded_value
    found = cookie._gi_reals.get(key, {})
    morsel._gi_reals = None
    if coded_value in found:
        morsel._gi_keep_real((coded_value, found[coded_value]))
    cookie._gi_reals.forget(key, _get_coded_value(cookie, key))


def _changed(cookie, morsel):
    cookie._gi_reals.forget(morsel.key, morsel.coded_value)


class Reals(dict):
    """By key and coded value. Each object is let go when no morsel has the coded value any more."""

    def __init__(self, cookie):
        super().__init__()
        self._kept = set()
        GObject.Object.connect(cookie, 'items-changed', _adopt)
        GObject.Object.connect(cookie, 'morsel-changed', _changed)
        GObject.Object.connect(cookie, 'morsel-removed', _release)

    def keep(self, key, coded_value, real):
        """Keep an object for now: settle() is called when it is known whether it stays."""
        self.setdefault(key, {})[coded_value] = real
        self._kept.add(key)

    def settle(self, cookie):
        """Let all objects go that were kept for text that no morsel has."""
        while self._kept:
            key = self._kept.pop()
            self.forget(key, _get_coded_value(cookie, key))

    def forget(self, key, coded_value):
        """Let the objects go that a key had for other text."""
        found = self.get(key, {})
        if coded_value in found:
            self[key] = {coded_value: found[coded_value]}
        else:
            self.pop(key, None)
