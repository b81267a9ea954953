# SPDX-License-Identifier: LGPL-2.1-or-later

"""What a dict does, for classes that cannot be dicts."""

import types
from collections.abc import ItemsView, KeysView, Mapping, MutableMapping, ValuesView

from .public import public

_MISSING = object()


class _View:
    def __reversed__(self):
        return reversed(list(self))

    def __repr__(self):
        return f'{self._name}({list(self)!r})'


class _Keys(_View, KeysView):
    _name = 'dict_keys'


class Values(_View, ValuesView):
    _name = 'dict_values'


class Items(_View, ItemsView):
    _name = 'dict_items'


@public
class Dictionary:
    """What BaseCookie and Morsel share of a dict. They are GObjects, and cannot be dicts as well."""

    get = MutableMapping.get
    __class_getitem__ = classmethod(types.GenericAlias)

    @classmethod
    def fromkeys(cls, keys, value=''):
        """A new one with these keys, all of the same value."""
        new = cls()
        for key in keys:
            new[key] = value
        return new

    def keys(self):
        """The keys, as a view."""
        return _Keys(self)

    def values(self):
        """The values, as a view."""
        return Values(self)

    def items(self):
        """Pairs of key and value, as a view."""
        return Items(self)

    def pop(self, key, default=_MISSING):
        """Remove a key and return its value; or `default`, if there is no such key."""
        if key not in self and default is not _MISSING:
            return default
        value = self[key]
        del self[key]
        return value

    def __reversed__(self):
        return reversed(list(self))

    # GObject has all of these, for pointers.
    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def _gi_compare(self, other):
        return NotImplemented

    __lt__ = __le__ = __gt__ = __ge__ = _gi_compare

    def __or__(self, other):
        return dict(self) | dict(other) if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other):
        return dict(other) | dict(self) if isinstance(other, Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self
