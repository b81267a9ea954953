# SPDX-License-Identifier: LGPL-2.1-or-later

"""How a dictionary loads what was received."""

import functools

from gi.repository import GLib

from ...module import get_introspection_module
from .arguments import to_bytes, to_fields
from .errors import CookieTypeError, below, name_cookie, raises, translated
from .public import public
from .saved import LostCodec
from .set_function import scan

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error
_PYTHON = _Cookie.Profile.PYTHON
_HEADER = str, bytes, bytearray, memoryview, GLib.Bytes
_load = _Cookie.BaseCookie.load
_load_bytes = raises(_Cookie.BaseCookie.load_bytes, _Error.ILLEGAL_KEY, _Error.ILLEGAL_VALUE)
_load_fields = raises(_Cookie.BaseCookie.load_fields)


@public
class Loaded:
    """The functions that load header fields and dictionaries."""

    def load(self, rawdata):
        """Add the cookies of a `Cookie:` header (str or bytes), or of a dictionary whose values
        are values or Morsels: all of them or, on an error, none."""
        if self._gi_is_plain:
            self._gi_load(rawdata)
        else:
            by_set = self._gi_asks_set() and self.get_profile() == _PYTHON
            self._gi_load_with(self._gi_load_by_set if by_set else self._gi_load, rawdata)

    def _gi_load_with(self, load, given):
        """Load by a function, and let objects go afterwards that stand for nothing."""
        if isinstance(codec := self.get_codec(), LostCodec):
            raise codec.get_error()
        try:
            load(given)
        finally:
            if self._gi_reals is not None:
                self._gi_reals.settle(self)
            raised = below.__dict__.pop('raised', (None, None))[1]
            if raised is not None and not isinstance(raised, Exception):
                raise raised

    def _gi_load(self, rawdata):
        if type(rawdata) is str and '\0' not in rawdata:
            try:
                _load(self, rawdata)
                return
            except UnicodeEncodeError:
                pass
            except GLib.Error as error:
                raise translated(error) from None
        if isinstance(rawdata, _HEADER):
            _load_bytes(self, to_bytes(rawdata))
        elif hasattr(rawdata, 'keys') and not isinstance(rawdata, GLib.Variant):
            values = dict(rawdata)  # read once: what is checked is what is set
            self._gi_check_mapping(values)
            self.update(values)
        else:
            raise CookieTypeError('load () takes a str, bytes or a dictionary of names and values, not '
                                  f'{type(rawdata).__name__}')

    def _gi_check_mapping(self, mapping):
        """What a client sent, and a framework has read, must not be sealed for that client."""
        if self.get_schema() is None:
            return
        for key in mapping:
            if isinstance(self.lookup_codec(key), _Cookie.SealedCodec):
                raise name_cookie(key, CookieTypeError('load () of a mapping would seal what a client may have sent: load the '
                                                       'header field, or set a value of the site by update ()'))

    def _gi_load_by_set(self, rawdata):
        """Load as http.cookies does: each pair by the function that a program may replace."""
        if not isinstance(rawdata, _HEADER):
            self._gi_load(rawdata)
            return
        pairs, morsels = scan(self, to_bytes(rawdata))
        had_changes = self.get_has_changes()
        for key, coded_value in pairs:
            self._BaseCookie__set(key, *self._gi_decode_value(key, coded_value))
        for morsel in morsels:
            if morsel.key in self:
                self[morsel.key].update({name: value for name, value in morsel.items() if value != ''})
        if not had_changes:
            self.clear_changes()

    def load_fields(self, fields):
        """Add the cookies of all `Cookie:` headers of a request (each a str or bytes): all of them or,
        on an error, none. Of two with the same name, the profile decides as within one header."""
        self._gi_load_with(functools.partial(_load_fields, self), to_fields('load_fields', fields))

    @functools.wraps(_Cookie.BaseCookie.load_bytes)
    def load_bytes(self, header):
        self._gi_load_with(functools.partial(_load_bytes, self), header)
        return True
