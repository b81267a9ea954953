# SPDX-License-Identifier: LGPL-2.1-or-later

"""Morsel, and what a browser makes of one."""

import copy
from collections.abc import Mapping, MutableMapping

from gi.repository import GLib

from .. import override
from ...module import get_introspection_module
from .arguments import check_text, to_bytes, to_fields, to_uri
from .attributes import FLAGS, RESERVED, TypedAttributes, as_printed_now, find_attribute, set_by_name
from .dictionary import Dictionary
from .errors import CookieError, raises, translated
from .public import public
from .times import is_replaced, to_date_time
from .values import pack_real, unpack

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error


def _drop_real(morsel, _pspec):
    """Let a real value go that the morsel no longer has."""
    if morsel._gi_real is not None and morsel._gi_real[0] != morsel.get_coded_value():
        morsel._gi_real = None


@public
def _restore_morsel(state):
    morsel = Morsel()
    morsel.restore(parse_state(state))
    return morsel


@public
def _restore_parts(thing, parts):
    """What Python had of a morsel or a dictionary besides, which may refer to that."""
    thing._gi_take(*parts)


# What C makes of an attribute with a value in a text.
_KINDS = {**dict.fromkeys(RESERVED, str), 'max-age': int}


def _to_text(values):
    """The attributes as one text, if C makes the same values of it again."""
    text = ''
    for name, value in values.items():
        if value is True and name in FLAGS:
            text = f'{text};{name}'
        elif _KINDS.get(name) is type(value):
            text = f'{text};{name}={value}'
        else:
            return None
    return text if text.count(';') == len(values) and '\0' not in text else None


def _is_plain(values):
    """Whether C has a value of the same kind for each of these attributes."""
    for name, value in values.items():
        if name not in RESERVED:
            return False
        kind = type(value)
        if kind is str:
            if '\0' in value:
                return False
        elif kind is bool:
            if name not in FLAGS:
                return False
        elif kind is not int or not -2**31 <= value < 2**31:
            return False
    return True


@override
@public
class Morsel(Dictionary, TypedAttributes, _Cookie.Morsel):
    """One cookie: `key`, `value`, `coded_value` (the value as it is sent), and a dictionary of the
    attributes: expires, path, comment, domain, max-age, secure, httponly, version, samesite,
    partitioned and priority. What is not set is ''.

        morsel = cookie['fig']
        morsel['path'] = '/'
        morsel['max-age'] = datetime.timedelta(hours=1)
        morsel['secure'] = True

    Those that browsers know are typed properties as well: `morsel.same_site`, notify::path."""

    _reserved = RESERVED
    _flags = FLAGS
    _gi_real = None   # a coded value, and the object it stands for if that is not what a GLib.Variant holds
    _gi_reals = None  # those of the cookie that the morsel is in, by key and coded value, if its class has any
    _gi_has_real = False  # whether there may be one of either

    def __init__(self, **properties):
        _Cookie.Morsel.__init__(self)
        for name, value in properties.items():
            self.set_property(name, value)

    def __setattr__(self, name, value):
        if name[0] != '_' and not hasattr(Morsel, name):
            known = find_attribute(name)
            hint = f': morsel[{known!r}] has that value' if known else ''
            raise AttributeError(f'A Morsel has no attribute {name!r}{hint}')
        _setattr(self, name, value)

    @property
    def key(self):
        """The name of the cookie."""
        return _get_key(self)

    @property
    def value(self):
        """The value, as a Python value."""
        if self._gi_has_real:
            coded_value = _get_coded_value(self)
            found = (self._gi_reals or {}).get(_get_key(self), {})
            if coded_value in found:
                return found[coded_value]
            if self._gi_real is not None and self._gi_real[0] == coded_value:
                return self._gi_real[1]
        text = _get_string(self)
        if text is not None:
            return text
        variant = self.get_value()
        return None if variant is None else unpack(variant)

    @property
    def coded_value(self):
        """The value as it is sent."""
        return _get_coded_value(self)

    def set(self, key, val, coded_val):
        """Set key, value, and the value as it is sent. The attributes stay."""
        check_text(key, 'A key', _Error.ILLEGAL_KEY)
        check_text(coded_val, 'A coded value', _Error.ILLEGAL_VALUE)
        packed = pack_real(val, coded_val)
        val = unpack(val) if val is packed else val
        reals = self._gi_reals
        if reals is None:
            _set_parts(self, key, packed, coded_val)
            self._gi_keep_real(None if type(val) is str else (coded_val, val))
            return
        reals.keep(key, coded_val, val)
        try:
            _set_parts(self, key, packed, coded_val)
        finally:
            if self._gi_reals is reals:  # a handler may have taken the morsel out of the cookie
                reals.forget(key, _get_coded_value(self))

    def _gi_keep_real(self, real):
        if real is None and self._gi_real is None:
            return
        if self.__dict__.get('_gi_drops') is None:
            self._gi_drops = self.connect('notify::coded-value', _drop_real)
        self._gi_real = real
        self._gi_has_real = True

    def _gi_take(self, real, own):
        """Take the real value and the attributes of Python of another morsel."""
        if own:
            self.__dict__.update(own)
        self._gi_keep_real(real)

    def _gi_get_own(self):
        """The real value, and the attributes that a program has set besides."""
        own = {name: value for name, value in self.__dict__.items() if not name.startswith('_gi_')}
        coded_value = self.coded_value
        found = (self._gi_reals or {}).get(self.key, {})
        if coded_value in found:
            return (coded_value, found[coded_value]), own
        return self._gi_real if self._gi_real is not None and self._gi_real[0] == coded_value else None, own

    def isReservedKey(self, K):
        """Whether K is the name of an attribute, in any case."""
        return self.is_reserved_key(K)

    @staticmethod
    def is_reserved_key(name):
        """The same as isReservedKey(), for which no Morsel is needed."""
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not {type(name).__name__}')
        return name.lower() in Morsel._reserved

    @staticmethod
    def parse_set_cookie(header):
        """The Morsel that a browser makes of a Set-Cookie header (str or bytes)."""
        return _parse_set_cookie(to_bytes(header))

    def __getitem__(self, name):
        if name not in self:
            raise KeyError(name)
        variant = _get_attribute(self, name)
        return '' if variant is None else variant.unpack()

    def __setitem__(self, name, value):
        kind = type(value)
        try:
            if '\0' in name:
                set_by_name(self, name, value)
            elif kind is str and '\0' not in value:
                _set_string(self, name, value)
            elif kind is bool and name in FLAGS:
                _set_boolean(self, name, value)
            elif kind is int and -2**63 <= value < 2**63:
                _set_integer(self, name, value)
            elif isinstance(name, str):
                set_by_name(self, name.lower(), value)
            else:
                raise TypeError(f'The name of an attribute must be a str, not {type(name).__name__}')
        except UnicodeEncodeError:
            raise CookieError(f'An attribute cannot hold a surrogate: {value!r}', _Error.INVALID_ATTRIBUTE) from None
        except GLib.Error as error:
            raise translated(error) from None

    def __delitem__(self, name):
        if name not in self:
            raise KeyError(name)
        _set_string(self, name, None)

    def set_attribute(self, name, value):
        """Set an attribute to what `self[name]` takes or to a GLib.Variant."""
        if isinstance(value, GLib.Variant):
            return _set_variant(self, name, value)
        self[name] = value
        return True

    def __iter__(self):
        return iter(self._reserved)

    def __len__(self):
        return len(self._reserved)

    def __contains__(self, name):
        return isinstance(name, str) and name.lower() in self._reserved

    def __eq__(self, other):
        if isinstance(other, Morsel):
            return self.equal(other) and self.value == other.value
        if isinstance(other, Mapping):
            return dict(self) == dict(other)
        return NotImplemented

    def update(self, values=None, **more):
        """Set attributes from a dictionary or from pairs: all of them or, on an error, none."""
        if type(values) is not dict or more:
            if values is None and not more:
                raise TypeError('update () takes a dictionary of attributes')
            values = dict(() if values is None else values, **more)
        try:
            text = _to_text(values)
            if text is not None:
                _set_from_text(self, text)
                return
            if _is_plain(values):
                _set_attributes(self, list(values), list(values.values()))
                return
        except GLib.Error as error:
            raise translated(error) from None
        except ValueError:
            pass  # a surrogate, or an int that is too long to be printed
        values = dict(values)  # a handler may change the caller's
        trial = Morsel()
        for name, value in values.items():
            trial[name] = value
        for name, value in values.items():
            self[name] = value

    def set_attributes(self, names, values):
        """The same as `self.update(zip(names, values))`, for values that may be a GLib.Variant."""
        if len(names) != len(values):
            raise CookieError(f'{len(names)} names of attributes, but {len(values)} values', _Error.INVALID_ATTRIBUTE)
        self.update(zip(names, (unpack(value) if isinstance(value, GLib.Variant) else value for value in values)))
        return True

    def setdefault(self, key, val=None):
        """The attribute `key`, which is always there: '' if it is not set."""
        if key not in self:
            raise CookieError(f'Invalid attribute {key!r}', _Error.INVALID_ATTRIBUTE)
        Morsel()[key] = val
        return self[key]

    def popitem(self):
        """Unset one of the attributes that are set, and return its name and value."""
        for name in reversed(self):
            if self[name] != '':
                return name, self.pop(name)
        raise KeyError('popitem(): no attribute is set')

    def clear(self):
        """Unset all attributes."""
        for name in self:
            del self[name]

    def output(self, attrs=None, header='Set-Cookie:'):
        """The cookie as a line of an HTTP header; with the attributes that are in attrs."""
        return f'{check_text(header, "A header", _Error.ILLEGAL_VALUE)} {self.OutputString(attrs)}'

    __str__ = output

    def OutputString(self, attrs=None):
        """The cookie as it is sent, with no header's name before it."""
        return _to_set_cookie_header(self._gi_get_printed(), attrs if attrs is None else known_attributes(attrs))

    def to_set_cookie_header(self, attrs=None):
        """The same as OutputString()."""
        return self.OutputString(attrs)

    def js_output(self, attrs=None):
        """A script for a page of HTML, that sets the cookie."""
        return _Cookie.Morsel.js_output(self._gi_get_printed(), known_attributes(attrs))

    def _gi_get_printed(self):
        """The morsel that is printed instead, if the time is not the system's or there is no key."""
        printed = as_printed_now(self) if is_replaced() else self
        if _get_key(self) is None:
            printed = _Cookie.Morsel.copy(printed)
            printed.set('None', 'None', 'None')
        return printed

    def __repr__(self):
        return f'<{type(self).__name__}: {self.OutputString()}>'

    def diagnose(self, origin=None, now=None):
        """What a browser does with this cookie, and why: a list of Cookie.Diagnostic.

        `origin` is the URI of the request: a str or a GLib.Uri. Without one, what depends on it is
        left out. `now` is a datetime or a GLib.DateTime, and the present if it is None."""
        return _Cookie.Morsel.diagnose(self, to_uri(origin), to_date_time(now))

    check = diagnose

    def copy(self):
        """A copy, which is in no cookie."""
        twin = _Cookie.Morsel.copy(self)
        twin._gi_take(*self._gi_get_own())
        return twin

    __copy__ = copy

    def __deepcopy__(self, memo):
        twin = memo[id(self)] = _Cookie.Morsel.copy(self)
        twin._gi_take(*copy.deepcopy(self._gi_get_own(), memo))
        return twin

    def __reduce__(self):
        return _restore_morsel, (print_state(self.serialize()),), self._gi_get_own(), None, None, _restore_parts

    def __getstate__(self):
        return {'key': self.key, 'value': self.value, 'coded_value': self.coded_value}

    def __setstate__(self, state):
        """Set key, value, and the value as it is sent, to what a header can hold. The attributes stay."""
        key, value, coded_value = state['key'], state['value'], state['coded_value']
        packed = None
        if key is not None:
            check_text(key, 'A key', _Error.ILLEGAL_KEY)
            check_text(coded_value, 'A coded value', _Error.ILLEGAL_VALUE)
            packed = pack_real(value, coded_value)
        _flags, _key, _coded_value, _value, *rest = (child for child in self.serialize())
        self.restore(GLib.Variant('(umsmsmva(sys)ms)', (0, key, coded_value, packed, *rest)))
        self._gi_keep_real(None if type(value) is str else (coded_value, value))


def known_attributes(attrs):
    """The names of attributes that are in `attrs`, in any case."""
    if attrs is None:
        return None
    attrs = attrs.lower() if isinstance(attrs, str) else {name.lower() for name in attrs if isinstance(name, str)}
    return [name for name in Morsel._reserved if name in attrs]


def print_state(state):
    """A state as text: a pickle is read where numbers have their bytes in another order, too."""
    return state.print_(True)


def parse_state(text):
    try:
        return GLib.Variant.parse(None, text, None, None)
    except (GLib.Error, TypeError) as error:
        raise CookieError(f'Not the state of a cookie: {error}', _Error.ILLEGAL_VALUE) from None


_set_parts = raises(_Cookie.Morsel.set)
_set_attributes = _Cookie.Morsel.set_attributes
_set_from_text = _Cookie.Morsel.set_attributes_from_text
_set_variant = raises(_Cookie.Morsel.set_attribute, _Error.INVALID_ATTRIBUTE)
Morsel.get_attribute = raises(_Cookie.Morsel.get_attribute, _Error.INVALID_ATTRIBUTE)
Morsel.restore = raises(_Cookie.Morsel.restore)
for _name in 'set_attribute_string', 'set_attribute_integer', 'set_attribute_boolean', 'set_attributes_from_text':
    setattr(Morsel, _name, raises(getattr(_Cookie.Morsel, _name), _Error.INVALID_ATTRIBUTE))
_get_attribute = _Cookie.Morsel.get_attribute
_get_coded_value = _Cookie.Morsel.get_coded_value
_get_key = _Cookie.Morsel.get_key
_get_string = _Cookie.Morsel.get_string
_set_boolean = _Cookie.Morsel.set_attribute_boolean
_set_integer = _Cookie.Morsel.set_attribute_integer
_set_string = _Cookie.Morsel.set_attribute_string
_setattr = _Cookie.Morsel.__setattr__
_to_set_cookie_header = _Cookie.Morsel.to_set_cookie_header
_parse_set_cookie = raises(_Cookie.Morsel.parse_set_cookie_bytes)
MutableMapping.register(Morsel)


@public
def diagnose_set_cookie(header, origin=None, now=None):
    """What a browser does with a Set-Cookie header (str or bytes): see Morsel.diagnose()."""
    return _Cookie.diagnose_set_cookie_bytes(to_bytes(header), to_uri(origin), to_date_time(now))


@public
def diagnose_set_cookie_fields(fields, origin=None, now=None):
    """What a browser does with the Set-Cookie headers of a response (each a str or bytes); the `field`
    of a Cookie.Diagnostic is the position of its header."""
    return _Cookie.diagnose_set_cookie_fields(to_fields('diagnose_set_cookie_fields', fields), to_uri(origin), to_date_time(now))


@public
def name_is_valid(name):
    """Whether a cookie can have this name."""
    if not isinstance(name, str):
        raise TypeError(f'A name must be a str, not {type(name).__name__}')
    try:
        return '\0' not in name and _Cookie.name_is_valid(name)
    except UnicodeEncodeError:
        return False
