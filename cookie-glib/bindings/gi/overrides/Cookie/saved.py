# SPDX-License-Identifier: LGPL-2.1-or-later

"""Copies and pickles of dictionaries."""

import copy

from gi.repository import GObject

from ...module import get_introspection_module
from .errors import CookieError, put_aside, raises
from .morsel import parse_state, print_state
from .public import public

_Cookie = get_introspection_module('Cookie')
_get = _Cookie.BaseCookie.get
_restore = raises(_Cookie.BaseCookie.restore)
_PRIVATE = {'_reals', '_name', '_touched', '_set', '_has_set', '_is_plain'}


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


@public
def _new_cookie(cls, properties, state=None, lost=None, morsels=None, own=None):
    """A dictionary that was one before: its class is not asked. `state` is that of C, as text; the
    other arguments are what Python has besides."""
    cookie = cls.__new__(cls)
    _Cookie.BaseCookie.__init__(cookie, **properties)
    cookie.__dict__.update(own or {})
    cookie._watch()
    if state is not None:
        cookie._restore(parse_state(state), morsels)
    if lost is not None:
        cookie.set_codec(LostCodec(lost))
        cookie._is_plain = False
    return cookie


def _are_same(codec, other):
    return type(codec) is type(other) and all(codec.get_property(pspec.name) == other.get_property(pspec.name)
                                              for pspec in codec.list_properties())


class Saved:
    """How a dictionary is copied and pickled: by what C makes of its cookies, and what Python has
    besides."""

    def _get_limits(self):
        return {'profile': int(self.get_profile()), 'max_pairs': self.get_max_pairs(),
                'max_length': self.get_max_length()}

    def _get_properties(self):
        return {'codec': self.get_codec(), 'schema': self.get_schema(), **self._get_limits()}

    def _get_dict(self):
        """What a program has set on the object."""
        return {name: value for name, value in self.__dict__.items() if name not in _PRIVATE}

    def _get_own(self):
        """What Python has of the morsels besides, and of this object."""
        morsels = {}
        for morsel in self.values():
            real, own = morsel._get_own()
            if real is not None or own:
                morsels[morsel.key] = real, own
        return morsels, self._get_dict()

    def _restore(self, state, morsels):
        # there may be more cookies than a header or a dictionary can add
        most = self.get_max_pairs()
        self.set_max_pairs(2**31 - 1)
        _restore(self, state)
        self.set_max_pairs(most)
        self._take(morsels or {})

    def _take(self, morsels):
        for key, parts in morsels.items():
            _get(self, key)._take(*parts)

    def _copy(self, morsels, own):
        new = _new_cookie(type(self), self._get_properties(), own=own)
        new._restore(self.serialize(), morsels)
        if isinstance(self.get_codec(), LostCodec):
            new._is_plain = False
        return new

    def __copy__(self):
        return self._copy(*self._get_own())

    def __deepcopy__(self, memo):
        morsels, own = self._get_own()
        twin = memo[id(self)] = self._copy({}, own)
        twin.__dict__.update(copy.deepcopy(own, memo))
        twin._take(copy.deepcopy(morsels, memo))
        return twin

    def copy(self):
        """A copy, with copies of the Morsels."""
        return copy.deepcopy(self)

    def __reduce__(self):
        return _new_cookie, (type(self), self._get_limits(), print_state(self.serialize()), self._get_lost(),
                             *self._get_own())

    def _get_lost(self):
        """What a pickle has not got: a schema or a codec, which may hold secrets."""
        codec, own = self.get_codec(), _new_cookie(type(self), {}).get_codec()
        if isinstance(codec, LostCodec):
            return codec.lost
        if self.get_schema() is not None:
            return 'schema'
        return None if codec is own or codec is not None and own is not None and _are_same(codec, own) else 'codec'
