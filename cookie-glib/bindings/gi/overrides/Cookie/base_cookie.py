# SPDX-License-Identifier: LGPL-2.1-or-later

"""BaseCookie: a dictionary of Morsels."""

import copy
from collections.abc import Mapping, MutableMapping

from gi.repository import GLib

from .. import override
from ...module import get_introspection_module
from .arguments import check_text, to_bytes, to_field
from .codecs import check_result, pack_for, wrap_implementation
from .dictionary import Dictionary, copy_state
from .errors import CookieError, below, looks_up, put_aside, raises
from .morsel import Morsel, known_attributes
from .public import public
from .values import pack_real, unpack

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error


# What a subclass that overrides value_encode() or value_decode() does when C asks for a value

def _do_value_encode(self, name, value):
    try:
        value = unpack(value) if self._touched is None else self._touched.value
        return check_text(self.value_encode(value)[1], 'A coded value', _Error.ILLEGAL_VALUE)
    except BaseException as error:
        put_aside(error)


def _do_value_decode(self, name, coded_value):
    try:
        value = self.value_decode(coded_value)[0]
        self._keep(name, value, coded_value)
        return pack_real(value, coded_value)
    except BaseException as error:
        put_aside(error)


@public
def _new_cookie(cls, properties, morsels=(), changed=()):
    """A dictionary that was one before: its class is not asked. The morsels of the names in
    `changed` are to be sent."""
    cookie = cls.__new__(cls)
    _Cookie.BaseCookie.__init__(cookie, **properties)
    for morsel in morsels:
        cookie.set_morsel(morsel)
    cookie.clear_changes()
    for name in changed:
        cookie.set_morsel(_get(cookie, name).copy())
    return cookie


def _property(name, doc, writable=True):
    # Without it, an assignment would make an attribute of Python's only, and change nothing.
    return property(lambda self: self.get_property(name),
                    (lambda self, value: self.set_property(name, value)) if writable else None, doc=doc)


@override
@public
class BaseCookie(Dictionary, _Cookie.BaseCookie):
    """A dictionary of cookies: keys are names, values are Morsels.

        cookie = BaseCookie()                   # empty
        cookie = BaseCookie('a=b; c=d')         # what load() takes
        cookie['sugar'] = 'wafer'               # makes a Morsel
        cookie['sugar']['path'] = '/'
        print(cookie)                           # Set-Cookie: lines

    Headers are read as http.cookies reads them. A server should read those of browsers with the
    profile that the other languages have by default, and with a Schema, which says what the cookies
    of the site are:

        cookie = SimpleCookie(profile=Cookie.Profile.RFC6265)
        cookie = SimpleCookie(header, schema=site)

    The values are what value_decode() makes of the text that is sent: here, that text. To have
    other values, use another class, set the property `codec`, or override value_decode() and
    value_encode() in a subclass.

    It is a Gio.ListModel as well, of its Morsels in the order in which they came."""

    _encodes = _decodes = False  # whether value_encode() and value_decode() are a subclass's
    _decoded = None              # then, by key and coded value: what object that stands for
    _touched = None              # the morsel whose value is encoded again

    def __init_subclass__(cls, **arguments):
        super().__init_subclass__(**arguments)
        if cls.__module__.startswith('gi.'):
            return
        cls._encodes = cls.value_encode is not BaseCookie.value_encode
        cls._decodes = cls.value_decode is not BaseCookie.value_decode
        wrap_implementation(cls, 'base_cookie_value_encode', check_result)
        if cls._encodes and 'do_value_encode' not in cls.__dict__:
            cls.do_value_encode = _do_value_encode
        if cls._decodes and 'do_value_decode' not in cls.__dict__:
            cls.do_value_decode = _do_value_decode

    def __init__(self, input=None, **properties):
        if properties.get('schema') is None:
            properties.setdefault('profile', _Cookie.Profile.PYTHON)
        _Cookie.BaseCookie.__init__(self, **properties)
        if input:
            self.load(input)

    @classmethod
    def new(cls):
        """The same as the constructor without arguments."""
        return cls()

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
        self.load_bytes(to_bytes(rawdata))

    def load_fields(self, fields):
        """Add the cookies of all `Cookie:` headers of a request (each a str or bytes): all of them or,
        on an error, none. Of two with the same name, the profile decides as within one header."""
        try:
            _load_fields(self, [to_field(field) for field in fields])
        finally:
            if self._decodes:
                self._forget()

    def value_decode(self, val):
        """The pair of value and text of a text that was received. A subclass may override it, to
        return a value of any type."""
        return unpack(_decode(self, '', check_text(val, 'A coded value', _Error.DECODE))), val

    def value_encode(self, val):
        """The pair of value and text to send, of a value. A subclass may override it, to take
        values of any type."""
        variant = pack_for(self.get_codec(), val)
        return unpack(variant), _encode(self, '', variant)

    def _keep(self, key, value, coded_value):
        if self._decoded is None:
            self._decoded = {}
        self._decoded[key, coded_value] = value

    def _forget(self):
        """Drop what was decoded or raised for pairs that are not in the cookie."""
        self._decoded = {(key, coded_value): real for (key, coded_value), real in (self._decoded or {}).items()
                         if key in self and _get(self, key).get_coded_value() == coded_value}
        raised = below.__dict__.pop('raised', (None, None))[1]
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
        check_text(key, 'A key', _Error.ILLEGAL_KEY)
        if isinstance(value, Morsel):
            if value.key != key:
                raise CookieError(f'A morsel with the key {value.key!r} cannot be set as {key!r}', _Error.ILLEGAL_KEY)
            self._put(value)
        elif self._encodes and not self._has_schema_codec(key):
            real, coded_value = self.value_encode(value)
            check_text(coded_value, 'A coded value', _Error.ILLEGAL_VALUE)
            self._keep(key, real, self._assign(key, pack_real(real, coded_value), coded_value))
        else:
            _set(self, key, pack_for(self.lookup_codec(key), value))

    def _has_schema_codec(self, key):
        schema = self.get_schema()
        return schema is not None and schema.lookup_codec(key) is not None

    def _assign(self, key, variant, coded_value):
        """Set a value and its text, and return the text: as in C, an equal value keeps the old one."""
        morsel = _get(self, key)
        if morsel is not None and not morsel.expired and morsel.get_value().equal(variant):
            return morsel.coded_value
        self.set_coded(key, variant, coded_value)
        return coded_value

    def _put(self, morsel):
        """Hold a Morsel, or a copy of it if another dictionary holds it: at most one can."""
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
            return self.contains(key)
        except (TypeError, UnicodeEncodeError):
            return False

    def __iter__(self):
        return iter(self.get_names())

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
        if not self._encodes and not any(isinstance(value, Morsel) for value in values.values()):
            packed = {check_text(key, 'A key', _Error.ILLEGAL_KEY): pack_for(self.lookup_codec(key), value)
                      for key, value in values.items()}
            _set_all(self, GLib.Variant('a{sv}', packed))
            return
        trial = self._blank()
        for key, value in values.items():
            trial[key] = value.copy() if isinstance(value, Morsel) else value
        for key, value in values.items():
            if isinstance(value, Morsel):
                self._put(value)
            else:
                morsel = _get(trial, key)
                self._assign(key, morsel.get_value(), morsel.coded_value)
        if trial._decoded is not None:
            self._decoded = trial._decoded

    def set_all(self, values):
        """The same as update(), for a dictionary or a GLib.Variant of one, such as a{sv}."""
        if isinstance(values, GLib.Variant):
            _set_all(self, values)
        else:
            self.update(values)

    def touch(self, name):
        """Send a cookie again, newly encoded, though its value is unchanged."""
        morsel = self[name]
        encodes = self._encodes and not self._has_schema_codec(name)
        self._touched = morsel if encodes else None
        value = morsel.value
        try:
            _touch(self, name)
        finally:
            self._touched = None
        if encodes:
            self._keep(name, value, morsel.coded_value)

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
        return _output(self, known_attributes(attrs), header, sep)

    __str__ = output

    def output_changes(self, header='Set-Cookie:', sep='\r\n'):
        """The lines for what has changed since load() or clear_changes(), and for nothing else."""
        return _output_changes(self, header, sep)

    def js_output(self, attrs=None):
        """Scripts for a page of HTML, that set the cookies."""
        return _Cookie.BaseCookie.js_output(self, known_attributes(attrs))

    def __repr__(self):
        values = ' '.join(f'{key}={self[key].value!r}' for key in sorted(self))
        return f'<{type(self).__name__}: {values}>'

    codec = _property('codec', 'The codec of the values, or None.')
    schema = _property('schema', 'What the cookies of the site are, or None.', writable=False)
    profile = _property('profile', 'How headers are read: a Cookie.Profile.')
    max_length = _property('max-length', 'The limit of the length of a header, in bytes.')
    max_pairs = _property('max-pairs', 'The limit of the number of pairs.')
    has_changes = _property('has-changes', 'Whether there are cookies to send.', writable=False)
    n_items = _property('n-items', 'The number of Morsels.', writable=False)
    item_type = _property('item-type', 'The type of the Morsels.', writable=False)

    def clear(self):
        """Remove all Morsels, and the diagnostics."""
        self._decoded = None
        _Cookie.BaseCookie.clear(self)

    def _get_limits(self):
        return {'profile': int(self.get_profile()), 'max_pairs': self.get_max_pairs(),
                'max_length': self.get_max_length()}

    def _get_properties(self):
        return {'codec': self.get_codec(), 'schema': self.get_schema(), **self._get_limits()}

    def _blank(self):
        new = copy_state(self, _new_cookie(type(self), self._get_properties()))
        new._decoded = copy.copy(self._decoded)
        return new

    def _get_changed(self):
        return [morsel.key for morsel in self.get_changes()]

    def __copy__(self):
        morsels = [morsel.copy() for morsel in self.values()]
        new = copy_state(self, _new_cookie(type(self), self._get_properties(), morsels, self._get_changed()))
        new._decoded = copy.copy(self._decoded)
        return new

    def __deepcopy__(self, memo):
        morsels = [copy.deepcopy(morsel, memo) for morsel in self.values()]
        return copy_state(self, _new_cookie(type(self), self._get_properties(), morsels, self._get_changed()), memo)

    def copy(self):
        """A copy, with copies of the Morsels."""
        return copy.deepcopy(self)

    def __reduce__(self):
        return (_new_cookie, (type(self), self._get_limits(), list(self.values()), self._get_changed()),
                self.__dict__ or None)


for _name in 'expire', 'load_bytes', 'lookup_codec', 'set_coded', 'set_morsel', 'set_string':
    setattr(BaseCookie, _name, raises(getattr(_Cookie.BaseCookie, _name), _Error.ILLEGAL_KEY, _Error.ILLEGAL_VALUE))
for _name, _missing in ('contains', False), ('get_coded_value', None), ('get_string', None), ('remove', False):
    setattr(BaseCookie, _name, looks_up(getattr(_Cookie.BaseCookie, _name), _missing))

# The library's own, without a detour.
_get = _Cookie.BaseCookie.get
_load = raises(_Cookie.BaseCookie.load)
_load_fields = raises(_Cookie.BaseCookie.load_fields)
_set = raises(_Cookie.BaseCookie.set)
_set_all = raises(_Cookie.BaseCookie.set_all)
_output = raises(_Cookie.BaseCookie.output)
_output_changes = raises(_Cookie.BaseCookie.output_changes)
_touch = raises(_Cookie.BaseCookie.touch)
_encode = raises(_Cookie.BaseCookie.do_value_encode)
_decode = raises(_Cookie.BaseCookie.do_value_decode)

MutableMapping.register(BaseCookie)
