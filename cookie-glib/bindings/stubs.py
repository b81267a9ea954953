# SPDX-License-Identifier: LGPL-2.1-or-later

"""stubs.py NAMESPACE GIR OUTPUT: writes the types of a namespace for checkers such as mypy. The
functions of the typelib have the types of the .gir. Those of the override are found by importing it;
the tables below say the types of their parameters and results."""

import importlib
import inspect
import re
import sys
import xml.etree.ElementTree as ElementTree

import gi

CORE = '{http://www.gtk.org/introspection/core/1.0}'

BASIC = {
    'utf8': 'str', 'filename': 'str', 'gboolean': 'bool', 'none': 'None', 'gpointer': 'object', 'GType': 'Any', 'gdouble': 'float',
    **dict.fromkeys(('gint', 'guint', 'gint64', 'guint64', 'gint32', 'guint32', 'gsize', 'gssize', 'guint8', 'GQuark', 'GLib.Quark'), 'int'),
}

HEAD = '''# Written by cookie-glib/bindings/stubs.py of cookie-glib.

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, MutableMapping, ValuesView
from datetime import date, datetime, timedelta
from os import PathLike
from typing import Any, ClassVar, Final, Generic, TypeVar, overload

from gi.repository import {modules}
from typing_extensions import Self

_T = TypeVar('_T')
_Got = TypeVar('_Got', covariant=True)
_Set = TypeVar('_Set', contravariant=True)

class _Property(Generic[_Got, _Set]):
    def __get__(self, instance: object, owner: Any = ...) -> _Got: ...
    def __set__(self, instance: object, value: _Set) -> None: ...

'''
ATTRIBUTES = 'Morsel | Mapping[str, Any] | None'
HEADER = 'str | bytes | bytearray | GLib.Bytes'
# What a property can be set to beside what is got
SETS = {
    'Morsel.expires': 'GLib.DateTime | date | timedelta | None', 'Morsel.max_age': 'int | timedelta | None',
    'Morsel.priority': 'Priority | str | None', 'Morsel.same_site': 'SameSite | str | None',
    **dict.fromkeys(('Morsel.http_only', 'Morsel.partitioned', 'Morsel.secure'), 'bool | None'),
}
PARAMETERS = {
    'K': 'str', 'attributes': ATTRIBUTES, 'attrs': 'Iterable[str] | None', 'codec': 'Codec | None', 'coded_val': 'str', 'code': 'Error',
    'domain': 'str | None', 'expires': SETS['Morsel.expires'], 'header': 'str', 'input': f'{HEADER} | Mapping[str, Any] | None',
    'key': 'str', 'keyring': 'Keyring | None', 'keys': 'Iterable[str]', 'lifetime': 'int', 'max_pairs': 'int', 'max_length': 'int', 'profile': 'Profile', 'format': 'VariantFormat', 'variant_type': 'GLib.VariantType | None', 'message': 'str', 'name': 'str', 'now': 'GLib.DateTime | datetime | None',
    'origin': 'GLib.Uri | str | None', 'path': 'str | None', 'priority': SETS['Morsel.priority'], 'purpose': 'str', 'rawdata': f'{HEADER} | Mapping[str, Any]',
    'same_site': SETS['Morsel.same_site'], 'secret': 'bytes | bytearray | memoryview | GLib.Bytes', 'sep': 'str', 'text': 'str', 'values': 'Mapping[str, Any] | Iterable[tuple[str, Any]]', 'fields': f'Iterable[{HEADER}]',
    'load_secret.path': 'str | bytes | PathLike[str]', 'parse_set_cookie.header': HEADER, 'diagnose_set_cookie.header': HEADER, 'set_attributes.names': 'list[str]', 'set_attributes.values': 'list[Any]',
    'set_all.values': 'Mapping[str, Any] | GLib.Variant',
}
RETURNS = {
    'OutputString': 'str', 'get_all': 'dict[str, Any]', 'check': 'list[Diagnostic]', 'isReservedKey': 'bool', 'js_output': 'str', 'output': 'str',
    'value_decode': 'tuple[Any, str]', 'value_encode': 'tuple[Any, str]',
    **dict.fromkeys(('add', 'set_attribute', 'set_attributes', 'set_default', 'set_all', 'touch'), 'Any'),
    **dict.fromkeys(('clear', 'load', 'load_fields', 'set', 'set_property', 'set_properties', 'update'), 'None'),
}
# The methods that a dictionary has, by what its values are
DICTIONARY = '''    def __getitem__(self, key: str) -> {value}: ...
    def __setitem__(self, key: str, value: Any) -> None: ...
    def __delitem__(self, key: str) -> None: ...
    def __contains__(self, key: object) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def __reversed__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def __or__(self, other: Mapping[str, Any]) -> dict[str, Any]: ...
    def __ror__(self, other: Mapping[str, Any]) -> dict[str, Any]: ...
    def __ior__(self, other: Any) -> Self: ...  # type: ignore[misc]
    @overload
    def get(self, key: str) -> {value} | None: ...
    @overload
    def get(self, key: str, default: {value} | _T) -> {value} | _T: ...
    @classmethod
    def fromkeys(cls, keys: Iterable[str], value: Any = ...) -> Self: ...
    def keys(self) -> KeysView[str]: ...
    def values(self) -> ValuesView[{value}]: ...
    def items(self) -> ItemsView[str, {value}]: ...
    @overload
    def pop(self, key: str) -> {value}: ...
    @overload
    def pop(self, key: str, default: {value} | _T) -> {value} | _T: ...
    def popitem(self) -> tuple[str, {value}]: ...
    def setdefault(self, key: str, {default}: Any = ...) -> {value}: ...
'''
DICTIONARIES = {'BaseCookie': 'Morsel', 'Morsel': 'Any'}
INIT = {
    'BaseCookie': f'input: {PARAMETERS["input"]} = ..., *, codec: Codec | None = ..., schema: Schema | None = ..., '
                  'profile: Profile = ..., max_pairs: int = ..., max_length: int = ..., **properties: Any',
    **dict.fromkeys(('CookieError', 'CookieTypeError'), 'message: object = ..., code: Error = ...'),
    'JarModel': 'jar: Soup.CookieJar | None = ...',
    'SealedCodec': '*, codec: Codec | None = ..., keyring: Keyring | None = ..., purpose: str = ..., '
                   'lifetime: int | timedelta = ..., max_length: int = ...',
}
VALUES = {'Morsel.value': 'Any'}


class Stubs:
    def __init__(self, namespace, gir):
        self.namespace = namespace
        self.root = ElementTree.parse(gir).getroot().find(CORE + 'namespace')
        gi.require_version(namespace, self.root.get('version'))
        self.module = importlib.import_module(f'gi.repository.{namespace}')

    def type(self, element, nullable=False):
        array, kind = element.find(CORE + 'array'), element.find(CORE + 'type')
        if array is not None:
            inner = self.type(array)
            found = 'bytes' if inner == 'int' else f'list[{inner}]'
        else:
            name = kind.get('name') if kind is not None else 'gpointer'
            found = BASIC.get(name, name)
        return f'{found} | None' if nullable or element.get('nullable') == '1' else found

    def parameters(self, function):
        """The parameters of a function of the typelib. Those at the end that are nullable may be left out."""
        every = list(function.iterfind(f'{CORE}parameters/{CORE}parameter'))
        lengths = {int(array.get('length')) for array in function.iterfind(f'{CORE}parameters/{CORE}parameter/{CORE}array') if array.get('length')}
        found = [parameter for i, parameter in enumerate(every) if parameter.get('direction') != 'out' and i not in lengths]
        texts, optional = [], True
        for parameter in reversed(found):
            nullable = parameter.get('nullable') == '1' or parameter.get('allow-none') == '1'
            optional = optional and nullable
            texts.append(f'{parameter.get("name")}: {self.type(parameter, nullable)}{" = ..." if optional else ""}')
        return texts[::-1]

    def function(self, element, indent='', first='self', name=None):
        decorator = f'{indent}@staticmethod\n' if indent and first is None else ''
        returns = 'Self' if first and element.get('name') == 'copy' else self.type(element.find(CORE + 'return-value'))
        parameters = ', '.join(([first] if first else []) + self.parameters(element))
        return f'{decorator}{indent}def {name or element.get("name")}({parameters}) -> {returns}: ...'

    def own(self, function, name, indent='', element=None, kind=None, cls=None):
        """A function of the override, if it has a signature of its own."""
        signature = inspect.signature(function)
        parameters = [parameter for parameter in signature.parameters.values()]
        texts = []
        for parameter in parameters:
            if parameter.name in ('self', 'cls'):
                texts.append(parameter.name)
                continue
            star = {parameter.VAR_POSITIONAL: '*', parameter.VAR_KEYWORD: '**'}.get(parameter.kind, '')
            known = PARAMETERS.get(f'{name}.{parameter.name}') or PARAMETERS.get(parameter.name, 'Any')
            texts.append(f'{star}{parameter.name}: {"Any" if star else known}{" = ..." if parameter.default is not parameter.empty else ""}')
        returns = RETURNS.get(name) or (
            cls if kind == 'staticmethod' and name == 'new' else 'Self' if name in ('copy', 'new') else self.type(element.find(CORE + 'return-value')) if element is not None else 'Any')
        decorator = f'{indent}@{kind}\n' if kind else ''
        differs = '  # type: ignore[override]' if name == 'update' else ''
        return f'{decorator}{indent}def {name}({", ".join(texts)}) -> {returns}: ...{differs}'

    def members(self, cls, element):
        """The members of a class: of its own Python classes first, then of the .gir."""
        name = cls.__name__
        of_gir = {}
        if element is not None:
            for tag in 'constructor', 'function', 'method':
                for function in element.iterfind(CORE + tag):
                    if function.get('introspectable') != '0' and not function.get('moved-to'):
                        of_gir[function.get('name')] = tag, function
        lines, seen = [], set()

        if name in DICTIONARIES:
            lines += DICTIONARY.format(value=DICTIONARIES[name], default='val' if name == 'Morsel' else 'default').splitlines()
            seen |= {'get', 'fromkeys', 'keys', 'values', 'items', 'pop', 'popitem', 'setdefault'}
            lines.append('    __hash__: None  # type: ignore[assignment]') if cls.__hash__ is None else None

        properties = {} if element is None else {
            found.get('name').replace('-', '_'): found for found in element.iterfind(CORE + 'property')}
        for own in cls.__mro__:
            if not own.__module__.startswith('gi.overrides') or own.__name__ != name and (
                    name not in DICTIONARIES or own.__name__ not in ('Dictionary', 'Loaded', 'TypedAttributes')):
                continue
            for member, value in vars(own).items():
                if member.startswith('_') or member in seen:
                    continue
                if isinstance(value, property):
                    seen.add(member)
                    kind = VALUES.get(f'{name}.{member}') or self.property_type(properties.get(member))
                    if f'{name}.{member}' in SETS:
                        # mypy knows a setter of another type since its version 1.16, and descriptors long since
                        lines.append(f'    {member}: _Property[{kind}, {SETS[f"{name}.{member}"]}]')
                        continue
                    lines.append(f'    @property\n    def {member}(self) -> {kind}: ...')
                    if value.fset is not None:
                        lines.append(f'    @{member}.setter\n    def {member}(self, value: {kind}) -> None: ...')
                    continue
                plain = value.__func__ if isinstance(value, (classmethod, staticmethod)) else value
                if inspect.isfunction(plain) and not hasattr(plain, '__wrapped__'):
                    seen.add(member)
                    kind = type(value).__name__ if plain is not value else None
                    lines.append(self.own(plain, member, '    ', of_gir.get(member, (0, None))[1], kind, name))

        for member, (tag, function) in of_gir.items():
            if member not in seen:
                lines.append(self.function(function, '    ', 'self' if tag == 'method' else None))
        for function in [] if element is None else element.iterfind(CORE + 'virtual-method'):
            lines.append(self.function(function, '    ', 'self', 'do_' + function.get('name')))
        for member, found in properties.items():
            if member not in seen and found.get('readable') != '0' and member not in of_gir:
                lines.append(f'    @property\n    def {member}(self) -> {self.property_type(found)}: ...')
                if found.get('writable') == '1' and found.get('construct-only') != '1':
                    lines.append(f'    @{member}.setter\n    def {member}(self, value: {self.property_type(found)}) -> None: ...')
        return lines

    def property_type(self, element):
        if element is None:
            return 'Any'
        kind = self.type(element)
        return kind if kind in ('bool', 'int', 'Any', 'float') or element.get('default-value') or kind in self.enumerations else f'{kind} | None'

    def init(self, name, element):
        if name in INIT:
            return f'    def __init__(self, {INIT[name]}) -> None: ...'
        found = [] if element is None else list(element.iterfind(CORE + 'property'))
        names = {prop.get('name').replace('-', '_'): prop for prop in found if prop.get('writable') == '1'}
        texts = [f'{member}: {SETS.get(f"{name}.{member}") or self.property_type(prop)} = ...' for member, prop in names.items()]
        return f'    def __init__(self{", *, " if texts else ""}{", ".join(texts)}) -> None: ...'

    def classes(self):
        for element in [*self.root.iterfind(CORE + 'interface'), *self.root.iterfind(CORE + 'class')]:
            name = element.get('name')
            cls = getattr(self.module, name)
            parent = element.get('parent')
            interfaces = [found.get('name') for found in element.iterfind(CORE + 'implements')]
            bases = [parent] if parent else ['GObject.GInterface']
            if name in DICTIONARIES:
                interfaces.append(f'MutableMapping[str, {DICTIONARIES[name]}]')
            lines = self.members(cls, element)
            if element.tag == CORE + 'class' and (parent or '').startswith('GObject') or name in INIT:
                lines.insert(0, self.init(name, element))
            yield name, ', '.join(bases + interfaces), lines

    def write(self):
        self.enumerations = {element.get('name') for tag in ('enumeration', 'bitfield') for element in self.root.iterfind(CORE + tag)}
        out = []
        for element in self.root.iterfind(CORE + 'constant'):
            out.append(f'{element.get("name")}: Final[{self.type(element)}]')
        for tag in 'enumeration', 'bitfield':
            for element in self.root.iterfind(CORE + tag):
                name = element.get('name')
                out += ['', f'class {name}(GObject.G{"Enum" if tag == "enumeration" else "Flags"}):']
                out += [f'    {member.get("name").upper()}: ClassVar[{name}]' for member in element.iterfind(CORE + 'member')]
                out += [self.function(function, '    ', None) for function in element.iterfind(CORE + 'function')]
        for name, bases, lines in self.classes():
            out += ['', f'class {name}({bases}):', *(lines or ['    ...'])]
        for name, value in sorted(vars(self.module).items()):
            if inspect.isclass(value) and issubclass(value, Exception) and value.__module__.startswith('gi.overrides'):
                bases = ', '.join('GLib.Error' if base.__name__ in ('Error', 'GError') else base.__name__ for base in value.__bases__)
                out += ['', f'class {name}({bases}):', f'    def __init__(self, {INIT[name]}) -> None: ...']
        out.append('')
        own = {name: value for name, value in vars(self.module).items() if inspect.isfunction(value)}
        for element in self.root.iterfind(CORE + 'function'):
            name = element.get('name')
            if element.get('introspectable') == '0' or not hasattr(self.module, name):
                continue
            out.append(self.own(own[name], name, element=element) if name in own else self.function(element, first=None))
        text = '\n'.join(out) + '\n'
        used = {'Gio', 'GLib', 'GObject'} | set(re.findall(r'\b(\w+)\.[A-Z]', text))
        return HEAD.format(modules=', '.join(sorted(used))) + text


if __name__ == '__main__':
    text = Stubs(sys.argv[1], sys.argv[2]).write()
    with open(sys.argv[3], 'w', encoding='utf-8') as file:
        file.write(text)
