# SPDX-License-Identifier: LGPL-2.1-or-later

"""The objects that the values of a cookie dictionary stand for, if its class converts values to
objects of any type.

The dictionary has them, and its morsels refer to them weakly: Python's collector does not see that
a dictionary holds its morsels, and would never free an object that refers to its dictionary. What
is still used of the morsels when the dictionary ends gets its object then."""

import sys
import weakref

from gi.repository import GObject

from ...module import get_introspection_module

_Cookie = get_introspection_module('Cookie')
_get_item = _Cookie.BaseCookie.get_item
_get_coded_value = _Cookie.BaseCookie.get_coded_value
_get_n_items = _Cookie.BaseCookie.get_n_items


def _adopt(cookie, position, _n_removed, n_added):
    """Let the morsels that were added find their objects."""
    reals = cookie._gi_reals
    for i in range(position, position + n_added):
        morsel = _get_item(cookie, i)
        if morsel is not None and morsel._gi_reals is not reals.reference:
            morsel._gi_reals = reals.reference
            morsel._gi_has_real = True
            reals.morsels[morsel.key] = weakref.ref(morsel)


def _hand_over(reals, morsel):
    key, coded_value = morsel.key, morsel.coded_value
    found = reals.get(key, {})
    morsel._gi_reals = None
    if coded_value in found:
        morsel._gi_keep_real((coded_value, found[coded_value]))


def _release(cookie, morsel):
    """Let a morsel that was removed keep its object."""
    reals = cookie._gi_reals
    if morsel._gi_reals is not reals.reference:
        return
    _hand_over(reals, morsel)
    reals.forget(morsel.key, _get_coded_value(cookie, morsel.key))
    if reals.morsels.get(morsel.key, _gone)() is morsel:
        del reals.morsels[morsel.key]


def _changed(cookie, morsel):
    cookie._gi_reals.forget(morsel.key, morsel.coded_value)


def _gone():
    return None


def _count_uses(cookie, position):
    morsel = _get_item(cookie, position)
    return morsel.__grefcount__, sys.getrefcount(morsel)


def _count_unused():
    """What is counted for a morsel that nothing but its dictionary has."""
    cookie = _Cookie.BaseCookie()
    cookie.set_string('a', '')
    cookie.get('a')._gi_reals = None
    return _count_uses(cookie, 0)


_UNUSED = _count_unused()


class Reals(dict):
    """By key and coded value. Each object is let go when no morsel has the coded value any more."""

    def __init__(self, cookie):
        super().__init__()
        self._kept = set()
        self._cookie = GObject.Object.weak_ref(cookie)  # until C frees it
        self.reference = weakref.ref(self)
        self.morsels = {}
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

    def __del__(self):
        cookie = self._cookie()
        if cookie is None:
            used = [reference() for reference in self.morsels.values()]
        else:  # the collector is about to free the dictionary, and has cleared the references
            used = [_get_item(cookie, i) for i in range(_get_n_items(cookie)) if _count_uses(cookie, i) != _UNUSED]
        for morsel in used:
            if morsel is not None:
                _hand_over(self, morsel)
