# SPDX-License-Identifier: LGPL-2.1-or-later

"""storeys.py SOURCE BUILD: the files of the library include, and call, only what is in their own
storey or in a lower one, no circle of files exists, and no file is longer than 500 lines.

Calls are read from the object files. That a file asks for a type (get_type) is not a call."""

import pathlib
import re
import subprocess
import sys

# The layers from the lowest up. Layers in the same line do not use each other.
STOREYS = [
    ['core'],
    ['.'],
    ['codecs', 'check'],
    ['morsel'],
    ['cookie'],
    ['soup', 'tool', 'bindings'],
]
UMBRELLAS = 'cookie-glib.h', 'cookie-glib-soup.h'
LONGEST = 500

source, build = (pathlib.Path(argument) for argument in sys.argv[1:])
library = source / 'cookie-glib'
level = {room: i for i, rooms in enumerate(STOREYS) for room in rooms}
complaints = []


def complain(text):
    complaints.append(text)


def room_of(file):
    return file.parts[0] if len(file.parts) > 1 else '.'


def may_use(user, used):
    user, used = room_of(user), room_of(used)
    return user == used or level[user] > level[used]


files = [file.relative_to(library) for file in sorted(library.rglob('*.[ch]'))]
arrows = set()

for file in files:
    text = (library / file).read_text(encoding='utf-8')
    if room_of(file) not in level:
        complain(f'{file}: {room_of(file)} is no storey')
    for include in re.findall(r'^ *# *include ["<](?:cookie-glib/)?([^">]+)[">]', text, re.MULTILINE):
        for candidate in file.parent / include, pathlib.Path(include):
            if (library / candidate).is_file() and not {candidate.name, file.name}.intersection(UMBRELLAS):
                arrows.add((file, candidate))
                break

for file in files + [file.relative_to(library) for file in library.rglob('*') if file.suffix in ('.py', '.js', '.lua')]:
    lines = len((library / file).read_text(encoding='utf-8').splitlines())
    if lines > LONGEST:
        complain(f'{file}: {lines} lines, more than {LONGEST}')

# Objects are named after their sources: cookie_table.c.o is of cookie/table.c.
defines, uses = {}, {}
for archive in build.glob('cookie-glib/**/*.p'):
    for item in archive.glob('*.o'):
        parts = item.name.removesuffix('.c.o').split('_')
        folder = archive.parent.relative_to(build / 'cookie-glib')
        file = (pathlib.Path(parts[0]) if len(parts) > 1 else folder) / (parts[-1] + '.c')
        if file not in files:
            continue
        for line in subprocess.run(['nm', str(item)], check=True, capture_output=True, text=True).stdout.splitlines():
            kind, symbol = line.split()[-2:]
            if symbol.startswith('cookie_') and not symbol.endswith('_get_type'):
                if kind == 'U':
                    uses.setdefault(file, set()).add(symbol)
                elif kind.isupper():
                    defines[symbol] = file

if not uses:
    complain(f'no objects in {build}')
for file, symbols in uses.items():
    arrows |= {(file, defines[symbol]) for symbol in symbols if symbol in defines and defines[symbol] != file}

for user, used in sorted(arrows):
    if not may_use(user, used):
        complain(f'{user} uses {used}')


places = {}
for user, used in arrows:
    places.setdefault(user, set()).add(used)


def circle_from(place, path, done):
    if place in path:
        return path[path.index(place):]
    if place in done:
        return None
    for used in sorted(places.get(place, ())):
        found = circle_from(used, [*path, place], done)
        if found:
            return found
    done.add(place)
    return None


done = set()
for place in sorted(places):
    found = circle_from(place, [], done)
    if found:
        complain('a circle: ' + ' → '.join(map(str, found)))
        break

print(*complaints, sep='\n')
print(f'{len(files)} files, {len(arrows)} arrows between them')
sys.exit(len(complaints) > 0)
