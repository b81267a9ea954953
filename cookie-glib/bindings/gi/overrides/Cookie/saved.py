# SPDX-License-Identifier: LGPL-2.1-or-later

"""Copies and pickles of dictionaries."""

import copy
import copyreg

from gi.repository import GObject

from ...module import get_introspection_module
from .errors import CookieError, put_aside, raises
from .morsel import _restore_parts, parse_state, print_state
from .public import public

_Cookie = get_introspection_module('Cookie')
_get = _Cookie.BaseCookie.get
_restore = raises(_Cookie.BaseCookie.restore)


class LostCodec(GObject.Object, _Cookie.Codec):
    """The codec of a dictionary that was unpickled without the one it had, or without its schema."""

    __module__ = __gtype_name__ = 'CookiePythonLostCodec'  # PyGObject registers no type below gi.overrides

    def __init__(self, lost='codec'):
        super().__init__()
        self.lost = lost

    def get_error(self):
        way = 'set its property codec' if self.lost == 'codec' else \
            'make a dictionary with the schema, and restore () there what serialize () returns here'
        return CookieError(f'This cookie dictionary was unpickled without its {self.lost}, which no pickle has: {way}')

    def _refuse(self, *_):
        put_aside(self.get_error())

    do_encode = do_decode = _refuse


def _new(cls, **properties):
    """A new dictionary of a class that isn't asked."""
    cookie = cls.__new__(cls)
    _Cookie.BaseCookie.__init__(cookie, **properties)
    cookie._gi_watch()
    return cookie


def new_twin(cookie):
    """An empty dictionary with the type and the properties of another."""
    twin = _new(type(cookie), codec=cookie.get_codec(), schema=cookie.get_schema(), **cookie._gi_get_limits())
    if isinstance(cookie.get_codec(), LostCodec):
        twin._gi_is_plain = False
    return twin


@public
def _new_cookie(cls, properties, state, lost):
    """The dictionary of a pickle, with the state of C as text."""
    cookie = _new(cls, **properties)
    cookie._gi_restore(parse_state(state))
    if lost is not None:
        cookie.set_codec(LostCodec(lost))
        cookie._gi_is_plain = False
    return cookie


def _are_same(codec, other):
    return type(codec) is type(other) and all(codec.get_property(pspec.name) == other.get_property(pspec.name)
                                              for pspec in codec.list_properties())


class Saved:
    """How a dictionary is copied and pickled: by what C makes of its cookies, and what Python has
    besides."""

    def _gi_get_limits(self):
        return {'profile': int(self.get_profile()), 'max_pairs': self.get_max_pairs(),
                'max_length': self.get_max_length()}

    def _gi_get_fields(self):
        """What a program has set on the object, as object.__getstate__() has it since Python 3.11."""
        own = {name: value for name, value in self.__dict__.items() if not name.startswith('_gi_')} or None
        slots = {name: getattr(self, name) for name in copyreg._slotnames(type(self)) if hasattr(self, name)}
        return (own, slots) if slots else own

    def _gi_set_fields(self, fields):
        own, slots = fields if isinstance(fields, tuple) and len(fields) == 2 else (fields, None)
        self.__dict__.update(own or {})
        for name, value in (slots or {}).items():
            setattr(self, name, value)

    def _gi_get_state(self):
        """The same, or what a subclass gives instead."""
        if getattr(type(self), '__getstate__', None) is getattr(object, '__getstate__', None):
            return self._gi_get_fields()
        state = self.__getstate__()
        own = state[0] if isinstance(state, tuple) and len(state) == 2 else state
        if not isinstance(own, dict):
            return state
        own = {name: value for name, value in own.items() if not (isinstance(name, str) and name.startswith('_gi_'))}
        return (own, state[1]) if isinstance(state, tuple) else own

    def _gi_get_own(self):
        """What Python has of the morsels besides, and of this object."""
        morsels = {}
        for morsel in self.values():
            real, own = morsel._gi_get_own()
            if real is not None or own:
                morsels[morsel.key] = real, own
        return morsels, self._gi_get_state()

    def _gi_restore(self, state):
        # there may be more cookies than a header or a dictionary can add
        most = self.get_max_pairs()
        self.set_max_pairs(2**31 - 1)
        _restore(self, state)
        self.set_max_pairs(most)

    def _gi_take(self, morsels, state):
        for key, parts in morsels.items():
            _get(self, key)._gi_take(*parts)
        if state is None:
            return
        if hasattr(self, '__setstate__'):
            self.__setstate__(state)
        else:
            self._gi_set_fields(state)

    def __copy__(self):
        twin = new_twin(self)
        twin._gi_restore(self.serialize())
        twin._gi_take(*self._gi_get_own())
        return twin

    def copy(self):
        """A copy, with copies of the Morsels. It has the same attributes and values as this one."""
        return copy.copy(self)

    def __deepcopy__(self, memo):
        twin = memo[id(self)] = new_twin(self)
        twin._gi_restore(self.serialize())
        morsels = self.get_morsels()
        for morsel, other in zip(morsels, twin.get_morsels()):
            memo.setdefault(id(morsel), other)
        memo.setdefault(id(memo), []).extend(morsels)  # as copy.deepcopy() keeps what has an id there
        twin._gi_take(*copy.deepcopy(self._gi_get_own(), memo))
        return twin

    def __reduce__(self):
        arguments = type(self), self._gi_get_limits(), print_state(self.serialize()), self._gi_get_lost()
        return _new_cookie, arguments, self._gi_get_own(), None, None, _restore_parts

    def _gi_get_lost(self):
        """What a pickle has not got: a schema or a codec, which may hold secrets."""
        codec, own = self.get_codec(), _new(type(self)).get_codec()
        if isinstance(codec, LostCodec):
            return codec.lost
        if self.get_schema() is not None:
            return 'schema'
        return None if codec is own or codec is not None and own is not None and _are_same(codec, own) else 'codec'
