# SPDX-License-Identifier: LGPL-2.1-or-later

"""typescript.py GIR OVERRIDE OUTPUT: writes the types of the namespace for TypeScript, beside those that
ts-for-gir makes of the namespaces that it includes: the members of the .gir, and of the override those in OVERRIDE."""

import re
import sys
import xml.etree.ElementTree as ElementTree

CORE = '{http://www.gtk.org/introspection/core/1.0}'
GLIB = '{http://www.gtk.org/introspection/glib/1.0}'

BASIC = {
    'utf8': 'string', 'filename': 'string', 'gboolean': 'boolean', 'none': 'void', 'GType': 'GObject.GType',
    **dict.fromkeys(('gint', 'guint', 'gint64', 'guint64', 'gsize', 'guint8', 'gdouble', 'GLib.Quark'), 'number'),
}
# What the lists are lists of
LISTS = {'BaseCookie': 'Gio.ListModel<Morsel>', 'JarModel': 'Gio.ListModel<JarItem>'}
HEAD = """// Written by cookie-glib/bindings/typescript.py of cookie-glib.

declare module 'gi://{name}?version=1.0' {{

{imports}
export namespace {name} {{

"""
TAIL = """
}}

export default {name};

}}

declare module 'gi://{name}' {{
  import {name} from 'gi://{name}?version=1.0';
  export default {name};
}}
"""


def get_type(element):
    array, kind = element.find(CORE + 'array'), element.find(CORE + 'type')
    if array is not None:
        inner = get_type(array)
        found = 'Uint8Array' if inner == 'number' else f'{inner}[]'
    else:
        found = BASIC.get(kind.get('name'), kind.get('name'))
    return f'{found} | null' if element.get('nullable') == '1' else found


def function(element, prefix=''):
    """A function without its name. The parameters at the end that are nullable may be left out."""
    parameters = [found for found in element.iterfind(f'{CORE}parameters/{CORE}parameter')]
    lengths = {int(array.get('length')) for array in element.iterfind(f'{CORE}parameters/{CORE}parameter/{CORE}array') if array.get('length')}
    texts, optional = [], True
    for i, parameter in reversed(list(enumerate(parameters))):
        if i not in lengths:
            optional = optional and parameter.get('nullable') == '1'
            texts.append(f'{parameter.get("name")}{"?" if optional else ""}: {get_type(parameter)}')
    return f'{prefix}{element.get("name")}({", ".join(reversed(texts))}): {get_type(element.find(CORE + "return-value"))};'


def read_override(path):
    """The types before the classes, the lines of each class, and the functions, by their names."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    classes = {name: lines.strip('\n').split('\n') for name, lines in re.findall(r'^class (\w+) \{\n(.*?)^\}$', text, re.MULTILINE | re.DOTALL)}
    functions = {re.match(r'function (\w+)', line)[1]: line for line in text.split('\n') if line.startswith('function ')}
    return text[text.index('/**'):text.index('\nclass ')], classes, functions


def camel(name):
    return re.sub('-(.)', lambda match: match[1].upper(), name)


def members(element, own):
    """The members of a class or an interface: first its own lines, then what they do not name."""
    names = {re.match(r'  (?:static |readonly |get |set )*([\w\[\].]+)', line)[1] for line in own}
    lines = list(own)
    for tag, static in ('constructor', 'static '), ('function', 'static '), ('method', ''):
        for found in element.iterfind(CORE + tag):
            if found.get('introspectable') != '0' and not found.get('moved-to') and found.get('name') not in names:
                lines.append(function(found, f'  {static}'))
                names.add(found.get('name'))
    for found in element.iterfind(CORE + 'virtual-method'):
        optional = '?' if element.tag == CORE + 'interface' and found.get('name') not in ('encode', 'decode') else ''
        text = function(found, '  vfunc_')
        lines.append(text.replace('(', optional + '(', 1))
    for found in element.iterfind(CORE + 'property'):
        readonly = 'readonly ' if found.get('writable') != '1' or found.get('construct-only') == '1' else ''
        kind = get_type(found)
        kind += ' | null' if kind not in ('boolean', 'number', 'GObject.GType') and '| null' not in kind and not found.get('default-value') else ''
        for name in dict.fromkeys((found.get('name').replace('-', '_'), camel(found.get('name')))):
            if name not in names:
                lines.append(f'  {readonly}{name}: {kind};')
    for found in element.iterfind(GLIB + 'signal'):
        parameters = ''.join(f', {parameter.get("name")}: {get_type(parameter)}' for parameter in found.iterfind(f'{CORE}parameters/{CORE}parameter'))
        for name in f"'{found.get('name')}'", f'`{found.get("name")}::${{string}}`':
            lines.append(f'  connect(signal: {name}, callback: (source: this{parameters}) => void): number;')
    if element.find(GLIB + 'signal') is not None:
        lines.append('  connect(signal: string, callback: (...args: any[]) => any): number;')
    return lines


def write(gir, override):
    repository = ElementTree.parse(gir).getroot()
    root = repository.find(CORE + 'namespace')
    included = {'GLib': '2.0', 'GObject': '2.0', **{found.get('name'): found.get('version') for found in repository.iterfind(CORE + 'include')}}
    imports = ''.join(f"import type {name} from 'gi://{name}?version={version}';\n" for name, version in sorted(included.items()))
    types, classes, functions = read_override(override)
    out = [types]
    for element in root.iterfind(CORE + 'constant'):
        out.append(f'const {element.get("name")}: {get_type(element)};')
    for element in (*root.iterfind(CORE + 'enumeration'), *root.iterfind(CORE + 'bitfield')):
        name, values = element.get('name'), element.iterfind(CORE + 'member')
        values = [f'  {member.get("name").upper()} = {member.get("value")},' for member in values]
        if element.get(GLIB + 'error-domain'):
            constants = [value.replace('  ', '  static readonly ').replace(' = ', ': ').replace(',', ';') for value in values]
            out += ['', f'class {name} extends GLib.Error {{', '  constructor(options: {message: string, code: number});', *constants, '}']
        else:
            out += ['', f'enum {name} {{', *values, '}']
    for element in root.iterfind(CORE + 'interface'):
        name = element.get('name')
        lines = members(element, classes.get(name, []))
        out += ['', f'interface {name} extends GObject.Object {{', *lines, '}', f'const {name}: {{$gtype: GObject.GType<{name}>, new (): {name}}};']
    for element in root.iterfind(CORE + 'class'):
        name, parent = element.get('name'), element.get('parent')
        interfaces = [found.get('name') for found in element.iterfind(CORE + 'implements') if found.get('name') == 'Codec']
        interfaces += [LISTS[name]] if name in LISTS else []
        own = classes.get(name, [])
        if not any('constructor' in line for line in own) and parent.startswith('GObject'):
            properties = [found for found in element.iterfind(CORE + 'property') if found.get('writable') == '1']
            texts = [f'{spelling}?: {get_type(found)}' for found in properties
                     for spelling in dict.fromkeys((found.get('name').replace('-', '_'), camel(found.get('name'))))]
            own = [f'  constructor(properties?: {{{", ".join(texts)}}});', *own]
        lines = [f'  static $gtype: GObject.GType<{name}>;', *members(element, own)]
        out += ['', f'class {name} extends {parent} {{', *lines, '}']
        out += [f'interface {name} extends {", ".join(interfaces)} {{}}'] if interfaces else []
    out.append('')
    for element in root.iterfind(CORE + 'function'):
        name = element.get('name')
        if element.get('introspectable') != '0':
            out.append(functions.get(name) or function(element, 'function '))
    return HEAD.format(name=root.get('name'), imports=imports) + '\n'.join(out) + TAIL.format(name=root.get('name'))


if __name__ == '__main__':
    with open(sys.argv[3], 'w', encoding='utf-8') as file:
        file.write(write(sys.argv[1], sys.argv[2]))
