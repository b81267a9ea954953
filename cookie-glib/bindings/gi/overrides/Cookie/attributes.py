# SPDX-License-Identifier: LGPL-2.1-or-later

"""The attributes of a Morsel: what they can be set to, by name and as typed properties."""

import datetime

from gi.repository import GLib

from ...module import get_introspection_module
from .arguments import check_text
from .errors import CookieError, CookieTypeError, translated
from .properties import Properties
from .public import public
from .times import getdate, is_replaced, seconds_until, to_expiry

_Cookie = get_introspection_module('Cookie')
_INVALID = _Cookie.Error.INVALID_ATTRIBUTE
_ENUMS = {'priority': _Cookie.Priority, 'samesite': _Cookie.SameSite}
_TIMES = datetime.date, datetime.timedelta, GLib.DateTime
FLAGS = {'secure', 'httponly', 'partitioned'}
RESERVED = {
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
_KNOWN = {name.replace('-', ''): name for name in RESERVED}

# What each attribute is as a typed property.
_ACCEPTED = {
    'expires': 'a GLib.DateTime, a datetime, a date or a timedelta',
    'max-age': 'an int or a timedelta',
    'secure': 'a bool',
    'httponly': 'a bool',
    'partitioned': 'a bool',
    'samesite': 'a Cookie.SameSite or its name',
    'priority': 'a Cookie.Priority or its name',
}

_get_attribute = _Cookie.Morsel.get_attribute
_set_string = _Cookie.Morsel.set_attribute_string
_set_integer = _Cookie.Morsel.set_attribute_integer
_set_boolean = _Cookie.Morsel.set_attribute_boolean
_set_expires = _Cookie.Morsel.set_expires


def find_attribute(name):
    """The name that Python has for an attribute, in any of its spellings: max_age, Max-Age."""
    return _KNOWN.get(name.lower().replace('_', '').replace('-', ''))


def _refuse(name, value, accepted='text or a number'):
    raise CookieTypeError(f'The attribute {RESERVED[name]} takes {accepted}, not {type(value).__name__}: {value!r}', _INVALID)


def _set_enum(morsel, name, value):
    setter = _Cookie.Morsel.set_same_site if name == 'samesite' else _Cookie.Morsel.set_priority
    setter(morsel, value)


def _clamp(number):
    return min(max(int(number), -2**63), 2**63 - 1)


def set_by_name(morsel, name, value):
    """Set an attribute to what `morsel[name] = value` takes: what http.cookies prints, and besides
    what Python has for times and enumerations."""
    if name not in RESERVED:
        raise CookieError(f'Invalid attribute {name!r}', _INVALID)
    if value is None:
        _set_string(morsel, name, None)
    elif isinstance(value, str):
        _set_string(morsel, name, check_text(str.__str__(value), f'The attribute {RESERVED[name]}', _INVALID))
    elif isinstance(value, bool) and name in FLAGS:
        _set_boolean(morsel, name, value)
    elif name in _ENUMS and isinstance(value, _ENUMS[name]):
        _set_enum(morsel, name, value)
    elif isinstance(value, _TIMES):
        if name == 'expires' and not isinstance(value, datetime.timedelta):
            _set_expires(morsel, to_expiry(value))
        elif name in ('expires', 'max-age'):
            _set_integer(morsel, name, _clamp(seconds_until(value)))
        else:
            _refuse(name, value)
    elif isinstance(value, float) or isinstance(value, bool) and name not in ('expires', 'max-age'):
        _set_string(morsel, name, str(value))
    elif isinstance(value, int) and not isinstance(value, tuple(_ENUMS.values())):
        number = int(value)
        if name in ('expires', 'max-age') or _clamp(number) == number:
            _set_integer(morsel, name, _clamp(number))
        else:
            _set_string(morsel, name, str(number))
    else:
        _refuse(name, value)


def _to_enum(name, value):
    enum = _ENUMS[name]
    if isinstance(value, str):
        found = getattr(enum, value.upper().replace('-', '_'), None)
        if isinstance(found, enum):
            return found
    elif value is None:
        return enum.DEFAULT
    elif isinstance(value, enum):
        return value
    _refuse(name, value, _ACCEPTED[name])


def set_typed(morsel, name, value):
    """Set an attribute to what its typed property takes, which is only what a browser understands."""
    if name in FLAGS and not isinstance(value, (bool, type(None))):
        _refuse(name, value, _ACCEPTED[name])
    if name in _ENUMS:
        _set_enum(morsel, name, _to_enum(name, value))
    elif name in FLAGS:
        _set_boolean(morsel, name, True) if value else _set_string(morsel, name, None)
    elif value is None or name == 'expires' and isinstance(value, _TIMES):
        set_by_name(morsel, name, value)
    elif name == 'max-age' and isinstance(value, (int, datetime.timedelta)) and not isinstance(value, bool):
        seconds = seconds_until(value) if isinstance(value, datetime.timedelta) else int(value)
        _Cookie.Morsel.set_max_age(morsel, max(_clamp(seconds), -1))
    elif name in ('expires', 'max-age') or not isinstance(value, str):
        _refuse(name, value, _ACCEPTED.get(name, 'a str'))
    else:
        set_by_name(morsel, name, value)


def as_printed_now(morsel):
    """A copy that prints the time that time.time() says, if that is not the system's."""
    twin = _Cookie.Morsel.copy(morsel)
    fix_time(twin)
    return twin


def fix_time(morsel):
    """Make a number of seconds from now the time that time.time() says."""
    seconds = morsel['expires']
    if isinstance(seconds, int):
        _set_string(morsel, 'expires', getdate(seconds))


def _attribute(name, doc):
    getter = f'get_{name}'
    known = find_attribute(name)

    def setter(self, value):
        try:
            set_typed(self, known, value)
        except GLib.Error as error:
            raise translated(error) from None

    return property(lambda self: getattr(self, getter)(), setter, doc=doc)


@public
class TypedAttributes(Properties):
    """The properties of a Morsel. A setter raises CookieError for what a header cannot hold, where C
    prints a critical; None unsets each of them."""

    path = _attribute('path', 'The attribute Path, or None.')
    domain = _attribute('domain', 'The attribute Domain, or None.')
    priority = _attribute('priority', 'The attribute Priority: a Cookie.Priority, or its name to set it.')
    max_age = _attribute('max_age', 'The attribute Max-Age, in seconds; -1 if it is not set. A timedelta can be set, too.')
    expires = _attribute('expires', 'The attribute Expires: a GLib.DateTime, or None. A datetime, a date or a timedelta '
                         'from now can be set, too.')
    secure = _attribute('secure', 'Whether the attribute Secure is set.')
    http_only = _attribute('http_only', 'Whether the attribute HttpOnly is set.')
    partitioned = _attribute('partitioned', 'Whether the attribute Partitioned is set.')
    same_site = _attribute('same_site', 'The attribute SameSite: a Cookie.SameSite, or its name to set it.')

    @property
    def expired(self):
        """Whether the cookie is printed so that a browser deletes it: see expire()."""
        return self.get_expired()

    def get_expires(self):
        """The same as `self.expires`."""
        return _Cookie.Morsel.get_expires(as_printed_now(self) if is_replaced() else self)

    def set_property(self, name, value):
        """Set a property. CookieError is raised for what a header cannot hold."""
        known = name.replace('-', '_') if isinstance(name, str) else name
        if known in _TYPED:
            setattr(self, known, value)
        else:
            super().set_property(name, value)

    def set_properties(self, **properties):
        """Set several properties: all of them or, on an error, none."""
        trial = self.copy()
        for name, value in properties.items():
            trial.set_property(name, value)
        with self.freeze_notify():
            for name, value in properties.items():
                self.set_property(name, value)


_TYPED = {name for name, value in vars(TypedAttributes).items() if isinstance(value, property) and value.fset}


def _setter(name):
    def setter(self, value):
        setattr(self, name, value)

    setter.__name__ = f'set_{name}'
    setter.__doc__ = f'The same as `self.{name} = {name}`.'
    return setter


for _name in 'path', 'domain', 'priority', 'same_site', 'expires':
    setattr(TypedAttributes, f'set_{_name}', _setter(_name))
