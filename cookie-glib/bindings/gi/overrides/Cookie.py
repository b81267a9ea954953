# SPDX-License-Identifier: LGPL-2.1-or-later

"""Python's Cookie module, on top of the library: what `http.cookies` has is here under the same
names and does the same. The page "Coming from Python's http.cookies" of the manual lists what
differs."""

import copy
import threading
import types
from collections.abc import ItemsView, KeysView, Mapping, MutableMapping, ValuesView

from gi.repository import GLib

from ..module import get_introspection_module
from ..overrides import deprecated_attr, override

_Cookie = get_introspection_module('Cookie')
_DOMAIN = GLib.quark_to_string(_Cookie.error_quark())
_Error = _Cookie.Error

__all__ = [
    'CookieError', 'Morsel', 'BaseCookie', 'SimpleCookie', 'SerialCookie', 'SmartCookie', 'Cookie', 'check_set_cookie',
]


# Errors

class CookieError(GLib.Error):
    """What a cookie or a morsel refuses: a GLib.Error whose `domain` is that of Cookie.Error, and
    whose `code` is one of its members."""

    def __init__(self, message='', code=_Error.FAILED):
        super().__init__(message, _DOMAIN, int(code))

    def __str__(self):
        return self.message


_below = threading.local()  # .raised: what an override raised below C, and the message C has of it


def _raises(call):
    """Make CookieError out of the library's GLib.Error, and let out what an override raised."""

    def wrapper(*args, **kwargs):
        for argument in args:
            if isinstance(argument, str) and '\0' in argument:
                raise CookieError(f'No text can hold a NUL: {argument!r}', _Error.ILLEGAL_VALUE)
        try:
            return call(*args, **kwargs)
        except GLib.Error as error:
            message, raised = _below.__dict__.pop('raised', (None, None))
            if raised is not None and message == error.message:
                raise raised
            if error.domain != _DOMAIN or isinstance(error, CookieError):
                raise
            raise CookieError(error.message, error.code) from None

    wrapper.__name__ = call.__name__
    wrapper.__doc__ = call.__doc__
    return wrapper


def _put_aside(error):
    """Raise what an override of value_encode() or value_decode() raised, in C's terms."""
    if not isinstance(error, GLib.Error):
        message = f'{type(error).__name__}: {error}'.replace('\0', '\\0')
        error, raised = CookieError(message.encode(errors='backslashreplace').decode()), error
    else:
        raised = error
    _below.raised = error.message, raised
    raise error


def _check_text(text, what, code):
    """C would take the text before a NUL for all of it, and cannot take a surrogate at all."""
    if '\0' in text:
        raise CookieError(f'{what} cannot hold a NUL: {text!r}', code)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CookieError(f'{what} cannot hold a surrogate: {text!r}', code) from None
    return text


def _to_bytes(header):
    """The bytes of a header; surrogates stand for those that somebody could not decode as UTF-8."""
    try:
        header = header.encode(errors='surrogateescape') if isinstance(header, str) else header
    except UnicodeEncodeError:
        raise CookieError(f'A header cannot hold a surrogate: {header!r}', _Error.ILLEGAL_VALUE) from None
    return header if isinstance(header, GLib.Bytes) else GLib.Bytes.new(header)


# Values

def _pack_integer(value):
    for code, low, high in ('i', -2**31, 2**31), ('x', -2**63, 2**63), ('t', 0, 2**64):
        if low <= value < high:
            return GLib.Variant(code, value)
    raise CookieError(f'An integer of more than 64 bits: {value}', _Error.ILLEGAL_VALUE)


def _pack_array(items):
    """An array of what all have in common, which is any type if they have none."""
    items = [_pack(item) for item in items]
    kinds = {item.get_type_string() for item in items}
    if len(kinds) != 1:
        items = [GLib.Variant.new_variant(item) for item in items]
        kinds = {'v'}
    return GLib.Variant.new_array(GLib.VariantType(kinds.pop()), items)


def _pack_dict(value):
    keys = [_pack(key) for key in value]
    items = [_pack(item) for item in value.values()]
    key_kinds = {key.get_type_string() for key in keys} or {'s'}
    kinds = {item.get_type_string() for item in items}
    if len(key_kinds) != 1 or not GLib.VariantType(min(key_kinds)).is_basic():
        raise CookieError(f'The keys of a dict must be of one simple type: {value!r}', _Error.ILLEGAL_VALUE)
    if len(kinds) != 1:
        items = [GLib.Variant.new_variant(item) for item in items]
        kinds = {'v'}
    entries = [GLib.Variant.new_dict_entry(key, item) for key, item in zip(keys, items)]
    kind = GLib.VariantType('{' + key_kinds.pop() + kinds.pop() + '}')
    return GLib.Variant.new_array(kind, entries)


def _pack(value):
    """The GLib.Variant of a Python value."""
    if isinstance(value, GLib.Variant):
        return value
    if value is None:
        return GLib.Variant.new_maybe(GLib.VariantType('v'), None)
    if isinstance(value, str):
        return GLib.Variant('s', _check_text(value, 'A string', _Error.ILLEGAL_VALUE))
    if isinstance(value, bool):
        return GLib.Variant('b', value)
    if isinstance(value, float):
        return GLib.Variant('d', value)
    if isinstance(value, int):
        return _pack_integer(value)
    if isinstance(value, (bytes, bytearray)):
        return GLib.Variant.new_from_bytes(GLib.VariantType('ay'), GLib.Bytes.new(value), True)
    if isinstance(value, tuple):
        return GLib.Variant.new_tuple(*map(_pack, value))
    if isinstance(value, Mapping):
        return _pack_dict(value)
    if isinstance(value, list):
        return _pack_array(value)
    raise CookieError(f'No cookie can hold a {type(value).__name__}: {value!r}', _Error.ILLEGAL_VALUE)


def _unpack(variant):
    """The Python value of a GLib.Variant."""
    kind = variant.get_type_string()
    if kind == 's':
        return variant.get_string()
    if kind == 'ay':
        return variant.get_data_as_bytes().get_data()
    if kind == 'v':
        return _unpack(variant.get_variant())
    if kind[0] not in 'am({':
        return variant.unpack()
    children = [variant.get_child_value(i) for i in range(variant.n_children())]
    if kind[0] == 'm':
        return _unpack(children[0]) if children else None
    if kind.startswith('a{'):
        return {_unpack(item.get_child_value(0)): _unpack(item.get_child_value(1)) for item in children}
    values = [_unpack(child) for child in children]
    return values if kind[0] == 'a' else tuple(values)


# Dictionaries

_MISSING = object()


class _View:
    def __reversed__(self):
        return reversed(list(self))

    def __repr__(self):
        return f'{self._name}({list(self)!r})'


class _Keys(_View, KeysView):
    _name = 'dict_keys'


class _Values(_View, ValuesView):
    _name = 'dict_values'


class _Items(_View, ItemsView):
    _name = 'dict_items'


class _Dictionary:
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
        return _Values(self)

    def items(self):
        """Pairs of key and value, as a view."""
        return _Items(self)

    def pop(self, key, default=_MISSING):
        """Remove a key and return its value; or `default`, if there is no such key."""
        if key not in self and default is not _MISSING:
            return default
        value = self[key]
        del self[key]
        return value

    def __reversed__(self):
        return reversed(list(self))

    def __or__(self, other):
        return dict(self) | dict(other) if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other):
        return dict(other) | dict(self) if isinstance(other, Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


def _copy_state(old, new, memo=None):
    """What a program has set on the object besides."""
    new.__dict__.update(old.__dict__ if memo is None else copy.deepcopy(old.__dict__, memo))
    return new


def _restore_morsel(key, value, coded_value, attributes):
    morsel = Morsel()
    if key is not None:
        try:
            morsel.set(key, value, coded_value)
        except CookieError:
            # A header that was loaded may hold what nobody can set: a semicolon between quotes.
            text = f'{key}={coded_value}'
            for morsel in SimpleCookie(text).get(key), BaseCookie(text).get(key):
                if morsel is None or morsel.coded_value != coded_value:
                    raise
                if morsel.value == value:
                    break
    for name, attribute in attributes.items():
        morsel[name] = attribute
    return morsel


class Morsel(_Dictionary, _Cookie.Morsel):
    """One cookie: `key`, `value`, `coded_value` (the value as it is sent), and a dictionary of the
    attributes: expires, path, comment, domain, max-age, secure, httponly, version, samesite,
    partitioned and priority. What is not set is ''.

        morsel = cookie['fig']
        morsel['path'] = '/'
        morsel['max-age'] = 3600
        morsel['secure'] = True

    The same attributes are GObject properties: `morsel.props.same_site`, notify::path."""

    _reserved = {
        'expires': 'expires',
        'path': 'Path',
        'comment': 'Comment',
        'domain': 'Domain',
        'max-age': 'Max-Age',
        'secure': 'Secure',
        'httponly': 'HttpOnly',
        'version': 'Version',
        'samesite': 'SameSite',
        'partitioned': 'Partitioned',
        'priority': 'Priority',
    }
    _flags = {'secure', 'httponly', 'partitioned'}
    _real = None  # a coded value, and the object it stands for if no GVariant can hold that

    @property
    def key(self):
        """The name of the cookie."""
        return self.get_key()

    @property
    def value(self):
        """The value, as a Python value."""
        if self._real is not None and self._real[0] == self.get_coded_value():
            return self._real[1]
        text = self.get_string()
        if text is not None:
            return text
        variant = self.get_value()
        return None if variant is None else _unpack(variant)

    @property
    def coded_value(self):
        """The value as it is sent."""
        return self.get_coded_value()

    def set(self, key, val, coded_val):
        """Set key, value, and the value as it is sent. The attributes stay."""
        _check_text(key, 'A key', _Error.ILLEGAL_KEY)
        _check_text(coded_val, 'A coded value', _Error.ILLEGAL_VALUE)
        _set_parts(self, key, _pack_real(val, coded_val), coded_val)
        self._real = coded_val, val

    def isReservedKey(self, K):
        """Whether K is the name of an attribute, in any case."""
        return K.lower() in self._reserved

    @staticmethod
    def parse_set_cookie(header):
        """The Morsel that a browser makes of a Set-Cookie header (str or bytes)."""
        return _parse_set_cookie(_to_bytes(header))

    def __getitem__(self, name):
        if name not in self:
            raise KeyError(name)
        variant = self.get_attribute(name)
        return '' if variant is None else variant.unpack()

    def __setitem__(self, name, value):
        name = name.lower()
        if name not in self._reserved:
            raise CookieError(f'Invalid attribute {name!r}', _Error.INVALID_ATTRIBUTE)
        if name in self._flags:
            if not isinstance(value, (str, int)):
                value = bool(value)
        elif isinstance(value, bool) and name in ('expires', 'max-age'):
            value = int(value)
        elif not isinstance(value, int) or isinstance(value, bool):
            value = str(value)
        _set_attribute(self, name, value)

    def __delitem__(self, name):
        if name not in self:
            raise KeyError(name)
        self.set_attribute(name, None)

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

    def update(self, values=(), **more):
        """Set attributes from a dictionary or from pairs: all of them or, on an error, none."""
        values = dict(values, **more)
        trial = Morsel()
        for name, value in values.items():
            trial[name] = value
        for name, value in values.items():
            self[name] = value

    def setdefault(self, key, val=None):
        """The attribute `key`, which is always there: '' if it is not set."""
        if key not in self:
            raise CookieError(f'Invalid attribute {key!r}', _Error.INVALID_ATTRIBUTE)
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
        return f'{header} {self.OutputString(attrs)}'

    __str__ = output

    def OutputString(self, attrs=None):
        """The cookie as it is sent, with no header's name before it."""
        return self.output_string(_attrs(attrs))

    def js_output(self, attrs=None):
        """A script for a page of HTML, that sets the cookie."""
        return _Cookie.Morsel.js_output(self, _attrs(attrs))

    def __repr__(self):
        return f'<{type(self).__name__}: {self.OutputString() or "None=None"}>'

    def check(self, origin=None, now=None):
        """What a browser would do with this cookie, sent for the URI `origin`, at a GLib.DateTime:
        a list of Cookie.Diagnostic."""
        return _check(self, origin, now)

    def copy(self):
        """A copy, which is in no cookie."""
        return _copy_state(self, _Cookie.Morsel.copy(self))

    __copy__ = copy

    def __deepcopy__(self, memo):
        return _copy_state(self, _Cookie.Morsel.copy(self), memo)

    def __reduce__(self):
        attributes = {name: value for name, value in self.items() if value != ''}
        return _restore_morsel, (self.key, self.value, self.coded_value, attributes)


def _attrs(attrs):
    return None if attrs is None else [name for name in Morsel._reserved if name in attrs]


def _set_attribute(morsel, name, value):
    """Set an attribute to a str, an int or a bool."""
    if isinstance(value, bool):
        variant = GLib.Variant('b', value)
    elif isinstance(value, int):
        variant = GLib.Variant('x', min(max(value, -2**63), 2**63 - 1))
    else:
        what = f'The attribute {Morsel._reserved[name]}'
        variant = GLib.Variant('s', _check_text(value, what, _Error.INVALID_ATTRIBUTE))
    morsel.set_attribute(name, variant)


def _pack_real(value, coded_value):
    """The GLib.Variant of a value of any type: its text, if no GLib.Variant can hold it."""
    try:
        return _pack(value)
    except CookieError:
        return GLib.Variant('s', coded_value)


_set_parts = _raises(_Cookie.Morsel.set)
Morsel.set_attribute = _raises(_Cookie.Morsel.set_attribute)
_parse_set_cookie = _raises(_Cookie.Morsel.parse_set_cookie_bytes)
_check = _raises(_Cookie.Morsel.check)
override(Morsel)


_check_set_cookie = _raises(_Cookie.check_set_cookie_bytes)


def check_set_cookie(header, origin=None, now=None):
    """What a browser would do with a Set-Cookie header (str or bytes): see Morsel.check()."""
    return _check_set_cookie(_to_bytes(header), origin, now)


# What a subclass that overrides value_encode() or value_decode() does when C asks for a value

def _do_value_encode(self, key, value):
    try:
        return _check_text(self.value_encode(_unpack(value))[1], 'A coded value', _Error.ILLEGAL_VALUE)
    except BaseException as error:
        _put_aside(error)


def _do_value_decode(self, key, coded_value):
    try:
        value = self.value_decode(coded_value)[0]
        self._keep(key, value, coded_value)
        return _pack_real(value, coded_value)
    except BaseException as error:
        _put_aside(error)


def _pack_for(codec, value):
    """The GLib.Variant of a value that a codec is to encode."""
    if type(value) is str or isinstance(value, GLib.Variant):
        return _pack(value)
    while isinstance(codec, _Cookie.SignedCodec):
        codec = codec.get_codec()
    if codec is None or isinstance(codec, (_Cookie.StringCodec, _Cookie.PercentCodec)):
        return _pack(str(value))
    if isinstance(codec, _Cookie.VariantCodec) and codec.get_variant_type() is not None:
        try:
            return GLib.Variant(codec.get_variant_type().dup_string(), value)
        except (TypeError, ValueError, OverflowError) as error:
            raise CookieError(str(error), _Error.ILLEGAL_VALUE) from error
    return _pack(value)


def _new_cookie(cls, properties, morsels=()):
    """A cookie that was one before: its class is not asked."""
    cookie = cls.__new__(cls)
    _Cookie.BaseCookie.__init__(cookie, **properties)
    for morsel in morsels:
        cookie.set_morsel(morsel)
    return cookie


class BaseCookie(_Dictionary, _Cookie.BaseCookie):
    """A dictionary of cookies: keys are strings, values are Morsels.

        cookie = BaseCookie()                   # empty
        cookie = BaseCookie('a=b; c=d')         # what load() takes
        cookie['sugar'] = 'wafer'               # makes a Morsel
        cookie['sugar']['path'] = '/'
        print(cookie)                           # Set-Cookie: lines

    The values are what value_decode() makes of the text that is sent: here, that text. To have
    other values, use another class, set the property `codec`, or override value_decode() and
    value_encode() in a subclass.

    It is a Gio.ListModel as well, of its Morsels in the order in which they came."""

    _encodes = _decodes = False  # whether value_encode() and value_decode() are a subclass's
    _decoded = None              # then, by key and coded value: what object that stands for

    def __init_subclass__(cls, **arguments):
        super().__init_subclass__(**arguments)
        if cls.__module__.startswith('gi.'):
            return
        cls._encodes = cls.value_encode is not BaseCookie.value_encode
        cls._decodes = cls.value_decode is not BaseCookie.value_decode
        if cls._encodes and 'do_value_encode' not in cls.__dict__:
            cls.do_value_encode = _do_value_encode
        if cls._decodes and 'do_value_decode' not in cls.__dict__:
            cls.do_value_decode = _do_value_decode

    def __init__(self, input=None, **properties):
        _Cookie.BaseCookie.__init__(self, **properties)
        if input:
            self.load(input)

    def load(self, rawdata):
        """Add the cookies of a `Cookie:` header (str or bytes), or of a dictionary whose values
        are values or Morsels: all of them or, on an error, none."""
        try:
            self._load(rawdata)
        finally:
            if self._decodes:
                self._forget()

    def _load(self, rawdata):
        if not isinstance(rawdata, (str, bytes, bytearray, GLib.Bytes)):
            self.update(rawdata)
            return
        if isinstance(rawdata, str) and '\0' not in rawdata:
            try:
                _load(self, rawdata)
                return
            except UnicodeEncodeError:
                pass
        self.load_bytes(_to_bytes(rawdata))

    def value_decode(self, val):
        """The pair of value and text of a text that was received. A subclass may override it, to
        return a value of any type."""
        return _unpack(_decode(self, '', _check_text(val, 'A coded value', _Error.DECODE))), val

    def value_encode(self, val):
        """The pair of value and text to send, of a value. A subclass may override it, to take
        values of any type."""
        variant = _pack_for(self.get_codec(), val)
        return _unpack(variant), _encode(self, '', variant)

    def _keep(self, key, value, coded_value):
        if self._decoded is None:
            self._decoded = {}
        self._decoded[key, coded_value] = value

    def _forget(self):
        """Drop what was decoded or raised for pairs that are not in the cookie."""
        self._decoded = {(key, coded_value): real for (key, coded_value), real in (self._decoded or {}).items()
                         if key in self and _get(self, key).get_coded_value() == coded_value}
        raised = _below.__dict__.pop('raised', (None, None))[1]
        if raised is not None and not isinstance(raised, Exception):
            raise raised

    def __getitem__(self, key):
        try:
            morsel = None if '\0' in key else _get(self, key)
        except (TypeError, UnicodeEncodeError):
            morsel = None
        if morsel is None:
            raise KeyError(key)
        if self._decoded is not None:
            pair = key, morsel.get_coded_value()
            if pair in self._decoded:
                morsel._real = pair[1], self._decoded[pair]
        return morsel

    def __setitem__(self, key, value):
        _check_text(key, 'A key', _Error.ILLEGAL_KEY)
        if isinstance(value, Morsel):
            if value.key != key:
                raise CookieError(f'A morsel with the key {value.key!r} cannot be set as {key!r}', _Error.ILLEGAL_KEY)
            self._put(value)
        elif self._encodes:
            real, coded_value = self.value_encode(value)
            _check_text(coded_value, 'A coded value', _Error.ILLEGAL_VALUE)
            self.set_coded(key, _pack_real(real, coded_value), coded_value)
            self._keep(key, real, coded_value)
        else:
            _set(self, key, _pack_for(self.get_codec(), value))

    def _put(self, morsel):
        """Hold a Morsel, or a copy of it if another dictionary holds it."""
        try:
            self.set_morsel(morsel)
        except CookieError:
            self.set_morsel(copy.copy(morsel))

    def __delitem__(self, key):
        if key not in self:
            raise KeyError(key)
        self.remove(key)

    def __contains__(self, key):
        try:
            return '\0' not in key and self.contains(key)
        except (TypeError, UnicodeEncodeError):
            return False

    def __iter__(self):
        return iter(self.get_keys())

    def __len__(self):
        return self.get_size()

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self) == dict(other)
        return NotImplemented

    def set(self, key, value):
        """The same as `self[key] = value`."""
        self[key] = value

    def update(self, values=(), **more):
        """Set cookies from a dictionary or from pairs: all of them or, on an error, none."""
        values = dict(values, **more)
        trial = self._blank()
        for key, value in values.items():
            trial[key] = value
        for key, value in values.items():
            if isinstance(value, Morsel):
                self._put(value)
            else:
                morsel = _get(trial, key)
                self.set_coded(key, morsel.get_value(), morsel.get_coded_value())
        if trial._decoded is not None:
            self._decoded = trial._decoded

    def setdefault(self, key, default=''):
        """The Morsel of a key, which is first set to `default` if there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def popitem(self):
        """Remove the Morsel that came last, and return its key and the Morsel."""
        for key in reversed(self):
            return key, self.pop(key)
        raise KeyError('popitem(): the cookie is empty')

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        """The lines to send, sorted by key; with the attributes that are in attrs."""
        return _Cookie.BaseCookie.output(self, _attrs(attrs), header, sep)

    __str__ = output

    def output_changes(self, header='Set-Cookie:', sep='\r\n'):
        """The lines for what has changed since load() or commit(), and for nothing else."""
        return _Cookie.BaseCookie.output_changes(self, header, sep)

    def js_output(self, attrs=None):
        """Scripts for a page of HTML, that set the cookies."""
        return _Cookie.BaseCookie.js_output(self, _attrs(attrs))

    def __repr__(self):
        values = ' '.join(f'{key}={self[key].value!r}' for key in sorted(self))
        return f'<{type(self).__name__}: {values}>'

    def clear(self):
        """Remove all Morsels."""
        self._decoded = None
        _Cookie.BaseCookie.clear(self)

    def _get_limits(self):
        return {'profile': int(self.get_profile()), 'max_pairs': self.get_max_pairs(),
                'max_length': self.get_max_length()}

    def _blank(self):
        new = _copy_state(self, _new_cookie(type(self), {'codec': self.get_codec(), **self._get_limits()}))
        new._decoded = copy.copy(self._decoded)
        return new

    def __copy__(self):
        new = self._blank()
        for morsel in self.values():
            new._put(morsel)
        return new

    def __deepcopy__(self, memo):
        properties = {'codec': self.get_codec(), **self._get_limits()}
        morsels = [copy.deepcopy(morsel, memo) for morsel in self.values()]
        return _copy_state(self, _new_cookie(type(self), properties, morsels), memo)

    def copy(self):
        """A copy, with copies of the Morsels."""
        return copy.deepcopy(self)

    def __reduce__(self):
        return _new_cookie, (type(self), self._get_limits(), list(self.values())), self.__dict__ or None


for _name in 'load_bytes', 'load_variant', 'set_coded', 'set_morsel', 'set_string':
    setattr(BaseCookie, _name, _raises(getattr(_Cookie.BaseCookie, _name)))

# The library's own, without a detour.
_get = _Cookie.BaseCookie.get
_load = _raises(_Cookie.BaseCookie.load)
_set = _raises(_Cookie.BaseCookie.set)
_encode = _raises(_Cookie.BaseCookie.do_value_encode)
_decode = _raises(_Cookie.BaseCookie.do_value_decode)

override(BaseCookie)


class SimpleCookie(_Cookie.SimpleCookie):
    """A BaseCookie whose values are strings, quoted where they have to be. To set another value
    is to set its str()."""


override(SimpleCookie)


class SerialCookie(_Cookie.SerialCookie):
    """A BaseCookie whose values are None, booleans, numbers, strings, bytes, and lists, tuples and
    dictionaries of those. They travel as GVariants: no cookie can run code, or make an object."""


override(SerialCookie)


class SmartCookie(_Cookie.SmartCookie):
    """A BaseCookie whose values are those of a SerialCookie. Strings travel as they do in a
    SimpleCookie."""


override(SmartCookie)

Cookie = SmartCookie
deprecated_attr('Cookie', 'Cookie', 'Cookie.SmartCookie')

for _class in BaseCookie, Morsel:
    MutableMapping.register(_class)
