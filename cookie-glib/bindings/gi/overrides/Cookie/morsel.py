# SPDX-License-Identifier: LGPL-2.1-or-later

"""Morsel, and what a browser makes of one."""

from collections.abc import Mapping, MutableMapping

from gi.repository import GLib

from .. import override
from ...module import get_introspection_module
from .arguments import check_text, to_bytes, to_date_time, to_field, to_uri
from .attributes import TypedAttributes
from .dictionary import Dictionary, copy_state
from .errors import CookieError, raises
from .public import public
from .values import pack_real, unpack

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error


def _load(cls, text, key):
    """The morsel that one of the library's own classes makes of a header, as http.cookies would."""
    cookie = cls.new()
    cookie.set_profile(_Cookie.Profile.PYTHON)
    cookie.load(text)
    return cookie.get(key)


@public
def _restore_morsel(key, value, coded_value, attributes, expired):
    morsel = Morsel()
    if key is not None:
        try:
            morsel.set(key, value, coded_value)
        except CookieError:
            # A header that was loaded may hold what nobody can set: a semicolon between quotes.
            text = f'{key}={coded_value}'
            for morsel in _load(_Cookie.SimpleCookie, text, key), _load(_Cookie.BaseCookie, text, key):
                if morsel is None or morsel.coded_value != coded_value:
                    raise
                if morsel.value == value:
                    break
    for name, attribute in attributes.items():
        morsel[name] = attribute
    if expired:
        morsel.expire()
    return morsel


@override
@public
class Morsel(Dictionary, TypedAttributes, _Cookie.Morsel):
    """One cookie: `key`, `value`, `coded_value` (the value as it is sent), and a dictionary of the
    attributes: expires, path, comment, domain, max-age, secure, httponly, version, samesite,
    partitioned and priority. What is not set is ''.

        morsel = cookie['fig']
        morsel['path'] = '/'
        morsel['max-age'] = 3600
        morsel['secure'] = True

    Those that browsers know are typed properties as well: `morsel.same_site`, notify::path."""

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

    def __init__(self, **properties):
        _Cookie.Morsel.__init__(self)
        for name, value in properties.items():
            self.set_property(name, value)

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
        return None if variant is None else unpack(variant)

    @property
    def coded_value(self):
        """The value as it is sent."""
        return self.get_coded_value()

    def set(self, key, val, coded_val):
        """Set key, value, and the value as it is sent. The attributes stay."""
        check_text(key, 'A key', _Error.ILLEGAL_KEY)
        check_text(coded_val, 'A coded value', _Error.ILLEGAL_VALUE)
        _set_parts(self, key, pack_real(val, coded_val), coded_val)
        self._real = coded_val, val

    def isReservedKey(self, K):
        """Whether K is the name of an attribute, in any case."""
        return K.lower() in self._reserved

    @staticmethod
    def is_reserved_key(name):
        """The same as isReservedKey(), for which no Morsel is needed."""
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

    def set_attribute(self, name, value):
        """Set an attribute to what `self[name]` takes or to a GLib.Variant, or unset it with None."""
        if value is None or isinstance(value, GLib.Variant):
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
        return f'{check_text(header, "A header", _Error.ILLEGAL_VALUE)} {self.OutputString(attrs)}'

    __str__ = output

    def OutputString(self, attrs=None):
        """The cookie as it is sent, with no header's name before it."""
        return _Cookie.Morsel.to_set_cookie_header(self, known_attributes(attrs))

    def to_set_cookie_header(self, attrs=None):
        """The same as OutputString()."""
        return self.OutputString(attrs)

    def js_output(self, attrs=None):
        """A script for a page of HTML, that sets the cookie."""
        return _Cookie.Morsel.js_output(self, known_attributes(attrs))

    def __repr__(self):
        return f'<{type(self).__name__}: {self.OutputString() or "None=None"}>'

    def diagnose(self, origin=None, now=None):
        """What a browser does with this cookie, and why: a list of Cookie.Diagnostic.

        `origin` is the URI of the request: a str or a GLib.Uri. Without one, what depends on it is
        left out. `now` is a datetime or a GLib.DateTime, and the present if it is None."""
        return _Cookie.Morsel.diagnose(self, to_uri(origin), to_date_time(now))

    check = diagnose

    def copy(self):
        """A copy, which is in no cookie."""
        return copy_state(self, _Cookie.Morsel.copy(self))

    __copy__ = copy

    def __deepcopy__(self, memo):
        return copy_state(self, _Cookie.Morsel.copy(self), memo)

    def __reduce__(self):
        attributes = {name: value for name, value in self.items() if value != ''}
        return _restore_morsel, (self.key, self.value, self.coded_value, attributes, self.expired)


def known_attributes(attrs):
    """The names of attributes that are in `attrs`, in any case."""
    if attrs is None:
        return None
    attrs = attrs.lower() if isinstance(attrs, str) else {name.lower() for name in attrs if isinstance(name, str)}
    return [name for name in Morsel._reserved if name in attrs]


def _set_attribute(morsel, name, value):
    """Set an attribute to a str, an int or a bool."""
    if isinstance(value, bool):
        variant = GLib.Variant('b', value)
    elif isinstance(value, int):
        variant = GLib.Variant('x', min(max(value, -2**63), 2**63 - 1))
    else:
        what = f'The attribute {Morsel._reserved[name]}'
        variant = GLib.Variant('s', check_text(value, what, _Error.INVALID_ATTRIBUTE))
    _set_variant(morsel, name, variant)


_set_parts = raises(_Cookie.Morsel.set)
_set_variant = raises(_Cookie.Morsel.set_attribute, _Error.INVALID_ATTRIBUTE)
Morsel.get_attribute = raises(_Cookie.Morsel.get_attribute, _Error.INVALID_ATTRIBUTE)
_get_attribute = _Cookie.Morsel.get_attribute
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
    return _Cookie.diagnose_set_cookie_fields([to_field(field) for field in fields], to_uri(origin), to_date_time(now))


@public
def name_is_valid(name):
    """Whether a cookie can have this name."""
    try:
        return '\0' not in name and _Cookie.name_is_valid(name)
    except UnicodeEncodeError:
        return False
