# SPDX-License-Identifier: LGPL-2.1-or-later

"""Python values as GVariants, and GVariants as Python values."""

from collections.abc import Mapping

from gi.repository import GLib

from ...module import get_introspection_module
from .arguments import check_text
from .errors import CookieError

_Error = get_introspection_module('Cookie').Error


def _pack_integer(value):
    for code, low, high in ('i', -2**31, 2**31), ('x', -2**63, 2**63), ('t', 0, 2**64):
        if low <= value < high:
            return GLib.Variant(code, value)
    raise CookieError(f'An integer of more than 64 bits: {value}', _Error.ILLEGAL_VALUE)


def _check_depth(kind):
    """GLib has types of up to 128 levels."""
    if not GLib.VariantType.string_is_valid(kind):
        raise RecursionError


def _pack_array(items):
    """An array of what all have in common, which is any type if they have none."""
    items = [_pack(item) for item in items]
    kinds = {item.get_type_string() for item in items}
    if len(kinds) != 1:
        items = [GLib.Variant.new_variant(item) for item in items]
        kinds = {'v'}
    kind = kinds.pop()
    _check_depth(f'a{kind}')
    return GLib.Variant.new_array(GLib.VariantType(kind), items)


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
    kind = '{' + key_kinds.pop() + kinds.pop() + '}'
    _check_depth(f'a{kind}')
    entries = [GLib.Variant.new_dict_entry(key, item) for key, item in zip(keys, items)]
    return GLib.Variant.new_array(GLib.VariantType(kind), entries)


def pack(value):
    """The GLib.Variant of a Python value."""
    try:
        return _pack(value)
    except RecursionError:
        raise CookieError('A value is nested too deeply, or holds itself', _Error.ILLEGAL_VALUE) from None


def _pack(value):
    if isinstance(value, GLib.Variant):
        return value
    if value is None:
        return GLib.Variant.new_maybe(GLib.VariantType('v'), None)
    if isinstance(value, str):
        return GLib.Variant('s', check_text(value, 'A string', _Error.ILLEGAL_VALUE))
    if isinstance(value, bool):
        return GLib.Variant('b', value)
    if isinstance(value, float):
        return GLib.Variant('d', value)
    if isinstance(value, int):
        return _pack_integer(value)
    if isinstance(value, (bytes, bytearray)):
        return GLib.Variant.new_from_bytes(GLib.VariantType('ay'), GLib.Bytes.new(value), True)
    if isinstance(value, tuple):
        items = list(map(_pack, value))
        _check_depth('(' + ''.join(item.get_type_string() for item in items) + ')')
        return GLib.Variant.new_tuple(*items)
    if isinstance(value, Mapping):
        return _pack_dict(value)
    if isinstance(value, list):
        return _pack_array(value)
    raise CookieError(f'No cookie can hold a value of the type {type(value).__name__}: {value!r}', _Error.ILLEGAL_VALUE)


def _is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


# Which Python values suit a simple type.
_SUITS = {
    'b': lambda value: isinstance(value, bool),
    'd': lambda value: isinstance(value, float) or _is_integer(value),
    's': lambda value: isinstance(value, str),
    'o': lambda value: isinstance(value, str) and GLib.Variant.is_object_path(value),
    'g': lambda value: isinstance(value, str) and GLib.Variant.is_signature(value),
}


def _pack_children(kind, value):
    """The items of an array or a tuple, each as its type."""
    if kind.startswith('a{') and isinstance(value, Mapping):
        return [pack_as(kind[1:], item) for item in value.items()]
    kinds = None if kind[0] == 'a' else GLib.Variant.split_signature(f'({kind[1:-1]})')
    if isinstance(value, (str, Mapping)) or kinds is not None and len(kinds) != len(value):
        raise TypeError(f'not the items of the type “{kind}”: {value!r}')
    return list(map(pack_as, kinds or [kind[1:]] * len(value), value))


def pack_as(kind, value):
    """The GLib.Variant of a Python value, of the type that a type string has. CookieError is raised
    for a value that does not suit the type."""
    try:
        return _pack_as(kind, value)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise CookieError(f'Not a value of the type “{kind}”: {error}', _Error.ILLEGAL_VALUE) from error


def _pack_as(kind, value):
    if isinstance(value, GLib.Variant) and value.get_type_string() == kind:
        return value
    if kind == 'v':
        return GLib.Variant.new_variant(pack(value))
    if kind == 'ay' and isinstance(value, (bytes, bytearray)):
        return pack(value)
    if kind[0] == 'm':
        return GLib.Variant.new_maybe(GLib.VariantType(kind[1:]), None if value is None else pack_as(kind[1:], value))
    if kind[0] == 'a':
        return GLib.Variant.new_array(GLib.VariantType(kind[1:]), _pack_children(kind, value))
    if kind[0] == '(':
        return GLib.Variant.new_tuple(*_pack_children(kind, value))
    if kind[0] == '{':
        return GLib.Variant.new_dict_entry(*_pack_children(kind, value))
    if isinstance(value, str):
        check_text(value, 'A string', _Error.ILLEGAL_VALUE)
    if not _SUITS.get(kind, _is_integer)(value):
        raise TypeError(repr(value))
    return GLib.Variant(kind, value)


def unpack(variant):
    """The Python value of a GLib.Variant."""
    kind = variant.get_type_string()
    if kind == 's':
        return variant.get_string()
    if kind == 'ay':
        return variant.get_data_as_bytes().get_data()
    if kind == 'v':
        return unpack(variant.get_variant())
    if kind[0] not in 'am({':
        return variant.unpack()
    children = [variant.get_child_value(i) for i in range(variant.n_children())]
    if kind[0] == 'm':
        return unpack(children[0]) if children else None
    if kind.startswith('a{'):
        return {unpack(item.get_child_value(0)): unpack(item.get_child_value(1)) for item in children}
    values = [unpack(child) for child in children]
    return values if kind[0] == 'a' else tuple(values)


def pack_real(value, coded_value):
    """The GLib.Variant of a value of any type: its text, if no GLib.Variant can hold it."""
    try:
        return pack(value)
    except CookieError:
        return GLib.Variant('s', coded_value)
