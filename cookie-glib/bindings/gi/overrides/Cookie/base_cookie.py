# SPDX-License-Identifier: LGPL-2.1-or-later

"""BaseCookie: a dictionary of Morsels."""

import copy
import functools
from collections.abc import Mapping, MutableMapping

from gi.repository import GLib, GObject

from .. import override
from ...module import get_introspection_module
from .arguments import check_text
from .attributes import fix_time
from .codecs import check_result, pack_for, wrap_implementation
from .dictionary import Dictionary, Items, Values
from .errors import CookieError, CookieTypeError, WholeTexts, looks_up, name_cookie, put_aside, raises, translated
from .loaded import Loaded
from .morsel import Morsel, known_attributes
from .properties import Properties, checked, property_of_c
from .public import public
from .reals import Reals
from .saved import LostCodec, Saved, new_twin
from .set_function import SetFunction, set_value
from .times import is_replaced
from .values import pack_real, unpack

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error

_PYTHON = _Cookie.Profile.PYTHON
_HIDDEN = {'codec', 'schema', 'profile', 'max_pairs', 'max_length'}  # by an attribute of a subclass


# What a subclass that overrides value_encode() or value_decode() does when C asks for a value

def _do_value_encode(self, name, value):
    try:
        value = unpack(value) if self._gi_touched is None else self._gi_touched.value
        return check_text(self._gi_encode_value(name, value)[1], 'A coded value', _Error.ILLEGAL_VALUE)
    except BaseException as error:
        put_aside(error)


def _do_value_decode(self, name, coded_value):
    try:
        value = self._gi_decode_value(name, coded_value)[0]
        self._gi_reals.keep(name, coded_value, value)
        return pack_real(value, coded_value)
    except BaseException as error:
        put_aside(error)


class _Morsels(Values):
    def __iter__(self):
        return iter(_get_morsels(self._mapping))


class _Items(Items):
    def __iter__(self):
        cookie = self._mapping
        return zip(_get_names(cookie), _get_morsels(cookie))


@override
@public
class BaseCookie(Dictionary, Saved, Loaded, Properties, _Cookie.BaseCookie):
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

    _gi_encodes = _gi_decodes = False  # whether value_encode() and value_decode() are a subclass's
    _gi_has_set = False             # whether _BaseCookie__set() is
    _gi_is_plain = True             # whether none of that is so, and the codec is there
    _gi_reals = None                # the objects that values stand for
    _gi_name = ''                   # of the cookie whose value is encoded or decoded
    _gi_touched = None              # the morsel whose value is encoded again
    _BaseCookie__set = SetFunction()

    def __init_subclass__(cls, **arguments):
        super().__init_subclass__(**arguments)
        if cls.__module__.startswith(('gi.overrides', 'gi.repository')):
            return
        for name in _HIDDEN.intersection(vars(cls)):
            if not isinstance(vars(cls)[name], property):
                raise CookieTypeError(f'{cls.__name__}.{name} hides the property {name}, and sets it for no dictionary: '
                                      f'give {name} to the constructor')
        cls._gi_encodes = cls.value_encode is not BaseCookie.value_encode
        cls._gi_decodes = cls.value_decode is not BaseCookie.value_decode
        cls._gi_has_set = cls._BaseCookie__set is not set_value
        cls._gi_is_plain = not (cls._gi_encodes or cls._gi_decodes or cls._gi_has_set)
        wrap_implementation(cls, 'base_cookie_value_encode', check_result)
        if cls._gi_encodes and 'do_value_encode' not in cls.__dict__:
            cls.do_value_encode = _do_value_encode
        if cls._gi_decodes and 'do_value_decode' not in cls.__dict__:
            cls.do_value_decode = _do_value_decode

    def __init__(self, input=None, **properties):
        if not properties:
            _init(self)
            _set_profile(self, _PYTHON)
        else:
            if properties.get('schema') is None:
                properties.setdefault('profile', _PYTHON)
            _Cookie.BaseCookie.__init__(self, **checked(self, properties))
        if not self._gi_is_plain:
            self._gi_watch()
        if input:
            self.load(input)

    def _gi_watch(self):
        if self._gi_encodes or self._gi_decodes:
            self._gi_reals = Reals(self)

    @classmethod
    def new(cls):
        """The same as the constructor without arguments."""
        return cls()

    def _gi_asks_set(self):
        """Whether values come through _BaseCookie__set(), which knows nothing of a schema."""
        return self._gi_has_set and self.get_schema() is None

    def value_decode(self, val):
        """The pair of value and text of a text that was received. A subclass may override it, to
        return a value of any type."""
        return unpack(_decode(self, self._gi_name, check_text(val, 'A coded value', _Error.DECODE))), val

    def value_encode(self, val):
        """The pair of value and text to send, of a value. A subclass may override it, to take
        values of any type."""
        variant = pack_for(self.get_codec(), val)
        return unpack(variant), _encode(self, self._gi_name, variant)

    def _gi_call(self, function, name, value):
        """What value_encode() or value_decode() returns for the value of a cookie. Their defaults,
        which get no name, have it from here."""
        outer, self._gi_name = self._gi_name, name
        try:
            result = getattr(self, function)(value)
        finally:
            self._gi_name = outer
        if not isinstance(result, (tuple, list)) or len(result) != 2 or \
                function == 'value_encode' and not isinstance(result[1], str):
            raise CookieTypeError(f'{type(self).__name__}.{function} () must return (value, coded value), not {result!r}')
        return result

    def _gi_encode_value(self, name, value):
        return self._gi_call('value_encode', name, value)

    def _gi_decode_value(self, name, coded_value):
        return self._gi_call('value_decode', name, coded_value)

    def __getitem__(self, key):
        try:
            morsel = None if '\0' in key else _get(self, key)
        except (TypeError, UnicodeEncodeError):
            morsel = None
        if morsel is None:
            raise KeyError(key)
        return morsel

    def __setitem__(self, key, value):
        if type(value) is type(key) is str and self._gi_is_plain and '\0' not in value and '\0' not in key:
            try:
                _set_string(self, key, value)
                return
            except UnicodeEncodeError:
                pass
            except GLib.Error as error:
                if not self._gi_takes_other_than_text(key):
                    raise translated(error) from None
        self._gi_set_other(key, value)

    def _gi_takes_other_than_text(self, key):
        value_type = None if (codec := self.lookup_codec(key)) is None else codec.get_value_type()
        return value_type is not None and value_type.dup_string() != 's'

    def _gi_set_other(self, key, value):
        check_text(key, 'A key', _Error.ILLEGAL_KEY)
        if isinstance(value, Morsel):
            if value.key != key:
                raise CookieError(f'A morsel with the key {value.key!r} cannot be set as {key!r}', _Error.ILLEGAL_KEY)
            self._gi_put(value)
        elif (self._gi_encodes or self._gi_asks_set()) and not self._gi_has_schema_codec(key):
            real, coded_value = self._gi_encode_value(key, value)
            check_text(coded_value, 'A coded value', _Error.ILLEGAL_VALUE)
            if self._gi_asks_set():
                self._BaseCookie__set(key, real, coded_value)
            else:
                self._gi_assign(key, pack_real(real, coded_value), coded_value, real)
        else:
            _set(self, key, self._gi_pack(key, value))

    def _gi_pack(self, key, value):
        try:
            return pack_for(self.lookup_codec(key), value)
        except CookieError as error:
            raise name_cookie(key, error) from None

    def _gi_has_schema_codec(self, key):
        schema = self.get_schema()
        return schema is not None and schema.lookup_codec(key) is not None

    def _gi_assign(self, key, variant, coded_value, real):
        """Set a value and its text: as in C, an equal value keeps the old text."""
        morsel = _get(self, key)
        if morsel is not None and not morsel.expired and morsel.get_value().equal(variant):
            if self._gi_reals is not None:
                self._gi_reals.keep(key, morsel.coded_value, real)
            return
        if self._gi_reals is not None:
            self._gi_reals.keep(key, coded_value, real)
        try:
            self.set_coded(key, variant, coded_value)
        finally:
            if self._gi_reals is not None:
                self._gi_reals.settle(self)

    def _gi_put(self, morsel):
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

    __len__ = _Cookie.BaseCookie.get_size

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self) == dict(other)
        return NotImplemented

    def set(self, key, value):
        """The same as `self[key] = value`."""
        self[key] = value

    def update(self, values=(), **more):
        """Set cookies from a dictionary or from pairs: all of them or, on an error, none. What a subclass has as
        __setitem__() is called for each of them, until an error."""
        values = dict(values, **more)
        if self._gi_has_set or type(self).__setitem__ is not BaseCookie.__setitem__:
            for key, value in values.items():
                self[key] = value
            return
        if not self._gi_encodes and not any(isinstance(value, Morsel) for value in values.values()):
            packed = {check_text(key, 'A key', _Error.ILLEGAL_KEY): self._gi_pack(key, value)
                      for key, value in values.items()}
            _set_all(self, GLib.Variant('a{sv}', packed))
            return
        if len(self.keys() | values.keys()) > (most := self.get_max_pairs()):
            raise CookieError(f'More than {most} pairs (the property max-pairs)', _Error.LIMIT)
        trial = new_twin(self)
        trial._gi_set_fields(self._gi_get_fields())
        for key, value in values.items():
            trial[key] = value.copy() if isinstance(value, Morsel) else value
        for key, value in values.items():
            if isinstance(value, Morsel):
                self._gi_put(value)
            else:
                morsel = _get(trial, key)
                self._gi_assign(key, morsel.get_value(), morsel.coded_value, morsel.value)

    def set_profile(self, profile):
        """The same as `self.profile = profile`."""
        self.profile = profile

    def set_max_pairs(self, max_pairs):
        """The same as `self.max_pairs = max_pairs`."""
        self.max_pairs = max_pairs

    def set_max_length(self, max_length):
        """The same as `self.max_length = max_length`."""
        self.max_length = max_length

    def set_all(self, values):
        """The same as update(), for a dictionary or a GLib.Variant of one, such as a{sv}."""
        if isinstance(values, GLib.Variant):
            _set_all(self, values)
        else:
            self.update(values)

    def set_coded(self, name, value, coded_value):
        """Set a value and the text that is sent for it. A value of None is read from the text."""
        return _set_coded(self, name, None if value is None else self._gi_pack(name, value), coded_value)

    def touch(self, name):
        """Send a cookie again, newly encoded, though its value is unchanged. KeyError is raised for a
        name that is not there."""
        morsel = self[name]
        encodes = self._gi_encodes and not self._gi_has_schema_codec(name)
        self._gi_touched = morsel if encodes else None
        value = morsel.value
        try:
            _touch(self, name)
        finally:
            self._gi_touched = None
        if encodes:
            self._gi_reals.keep(name, morsel.coded_value, value)
            self._gi_reals.settle(self)

    @functools.wraps(_Cookie.BaseCookie.expire)
    def expire(self, name):
        if isinstance(codec := self.get_codec(), LostCodec) and codec.lost == 'schema' and name not in self:
            raise codec.get_error()  # the attributes of the removal are those of the schema
        return _expire(self, name)

    def setdefault(self, key, default=''):
        """The Morsel of a key, which is first set to `default` if there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def popitem(self):
        """Remove the Morsel that came last, and return its key and the Morsel."""
        morsel = self.get_item(len(self) - 1) if self else None
        if morsel is None:
            raise KeyError('popitem(): the cookie is empty')
        return morsel.key, self.pop(morsel.key)

    def values(self):
        """The Morsels, as a view."""
        return _Morsels(self)

    def items(self):
        """Pairs of key and Morsel, as a view."""
        return _Items(self)

    def get_all(self):
        """The names and the values as a dict, which json.dumps() takes."""
        return {key: morsel.value for key, morsel in self.items()}

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        """The lines to send, sorted by key; with the attributes that are in attrs."""
        if attrs is None and header == 'Set-Cookie:' and sep == '\r\n' and not is_replaced():
            return _print_lines(self, None, None, None)
        return _output(self._gi_get_printed(), known_attributes(attrs), header, sep)

    __str__ = output

    def output_changes(self, header='Set-Cookie:', sep='\r\n'):
        """The lines for what has changed since load() or clear_changes(), and for nothing else."""
        return _output_changes(self._gi_get_printed(changes_only=True), header, sep)

    def get_changed_fields(self):
        """The values of the Set-Cookie fields that output_changes() prints."""
        return _Cookie.BaseCookie.get_changed_fields(self._gi_get_printed(changes_only=True))

    def js_output(self, attrs=None):
        """Scripts for a page of HTML, that set the cookies."""
        return _Cookie.BaseCookie.js_output(self._gi_get_printed(), known_attributes(attrs))

    def _gi_get_printed(self, changes_only=False):
        """The dictionary that is printed instead, if the time is not the system's."""
        if not is_replaced():
            return self
        printed = copy.copy(self)
        for morsel in printed.get_changes() if changes_only else printed.values():
            fix_time(morsel)
        return printed

    def __repr__(self):
        values = ' '.join(f'{key}={self[key].value!r}' for key in sorted(self))
        return f'<{type(self).__name__}: {values}>'

    codec = property_of_c('codec', 'The codec of the values, or None.')
    schema = property_of_c('schema', 'What the cookies of the site are, or None.', writable=False)
    profile = property_of_c('profile', 'How headers are read: a Cookie.Profile.')
    max_length = property_of_c('max-length', 'The limit of the length of a header, in bytes.')
    max_pairs = property_of_c('max-pairs', 'The limit of the number of pairs.')
    has_changes = property_of_c('has-changes', 'Whether there are cookies to send.', writable=False)
    n_items = property_of_c('n-items', 'The number of Morsels.', writable=False)
    item_type = property_of_c('item-type', 'The type of the Morsels.', writable=False)

for _name in 'restore', 'set_morsel', 'set_string':
    setattr(BaseCookie, _name, raises(getattr(_Cookie.BaseCookie, _name), _Error.ILLEGAL_KEY, _Error.ILLEGAL_VALUE))
for _name, _missing in ('contains', False), ('get_coded_value', None), ('get_string', None), ('lookup_codec', None), ('remove', False):
    setattr(BaseCookie, _name, looks_up(getattr(_Cookie.BaseCookie, _name), _missing))

for _name, _code in ('do_value_encode', _Error.ILLEGAL_VALUE), ('do_value_decode', _Error.DECODE):
    setattr(BaseCookie, _name, WholeTexts(vars(_Cookie.BaseCookie)[_name], _Error.ILLEGAL_KEY, _code))

# The library's own, without a detour.
_get = _Cookie.BaseCookie.get
_get_morsels = _Cookie.BaseCookie.get_morsels
_get_names = _Cookie.BaseCookie.get_names
_init = _Cookie.BaseCookie.__init__
_expire = raises(_Cookie.BaseCookie.expire, _Error.ILLEGAL_KEY)
_set_profile = _Cookie.BaseCookie.set_profile
_set_string = _Cookie.BaseCookie.set_string
_set = raises(_Cookie.BaseCookie.set)
_set_coded = raises(_Cookie.BaseCookie.set_coded, _Error.ILLEGAL_KEY, _Error.ILLEGAL_VALUE)
_set_all = raises(_Cookie.BaseCookie.set_all)
_output = raises(_Cookie.BaseCookie.output)
_print_lines = _Cookie.BaseCookie.output

_output_changes = raises(_Cookie.BaseCookie.output_changes)
_touch = raises(_Cookie.BaseCookie.touch)
_encode = raises(_Cookie.BaseCookie.do_value_encode)
_decode = raises(_Cookie.BaseCookie.do_value_decode)

MutableMapping.register(BaseCookie)
