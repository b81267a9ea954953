# SPDX-License-Identifier: LGPL-2.1-or-later

"""Which behaviour of CPython is compared, and what is known to vary between its versions.

The reference is `http.cookies` of CPython 3.14. The tests run the module of the Python that runs
them, of any version from 3.9 to 3.15 with any security update, or the file that $COOKIE_ORACLE names.
They use what is public of it and replace nothing in it; test_oracle.py also makes copies that stand
for other versions. What varies is compared as follows:

| what | varies | compared |
|---|---|---|
| A control character in a value | A value until CVE-2026-0672 and CVE-2026-3644, then CookieError. | The header is read with `plain ()`, which puts a private-use character in place of the escape; `restore ()` puts the control character back. The value has to be the one of the older versions. |
| A control character in a header, not escaped | The same. | It has to be refused in what the header sets, whatever the module does. |
| `Partitioned` | An attribute since 3.14, before that an ordinary name. | The header is read with `HttpOnly` or `Secure` in its place, which are flags as well. |
| `Priority` | An ordinary name. The library has the attribute. | The header is read with `SameSite` in its place. |
| `expires=Wednesday, …` | A date since 3.14, 3.13.5 and 3.12.10 at the latest. | The header is read with `Wed, …` in its place. |
| `js_output ()` | Prints `"…"`, where only `"` is escaped, until CVE-2026-6019; then `atob ("…")` or `decodeURIComponent ("…")`. Deprecated since 3.15. | `assigned ()`: what the script assigns to `document.cookie`, for text without a backslash. |
| `Morsel |= …` | Stores any name until CVE-2026-3644. | Not compared. |
| Time | Quadratic in backslashes until CVE-2024-7592. | Not compared. |

Where the library differs on purpose from all versions is listed in docs/coming-from-python.md.
"""

import base64
import http
import importlib.util
import json
import os
import re
import sys
import urllib.parse

CONTROL = re.compile('[\0-\x1f\x7f]')
ESCAPE = re.compile(r'\\(?:(0[0-3][0-7]|177)|.)')
DAY = re.compile(r'\w{3,6}day(?=(,|\\054)\s[\w\s-]{9,11}\s[\d:]{8}\sGMT)', re.ASCII)
PRIVATE = 0xe000


def load(path):
    """A module of its own, made of a file that is http/cookies.py of some CPython."""
    spec = importlib.util.spec_from_file_location('http.cookies', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference():
    """The http.cookies to compare with. From then on, programs that import it get the same one."""
    path = os.environ.get('COOKIE_ORACLE')
    if path:
        http.cookies = sys.modules['http.cookies'] = load(path)
    return importlib.import_module('http.cookies')


def rename(text, names):
    """A header, or what was read from it, with the names and dates that each version reads. `names`
    maps those that not every version knows to others."""
    for name, known in names.items():
        text = re.sub(name, known, text, flags=re.IGNORECASE)
    return DAY.sub('Wed', text)


def plain(header, names):
    """A header that each version reads in the same way."""
    return ESCAPE.sub(lambda match: '\\' + chr(PRIVATE + int(match[1], 8)) if match[1] else match[0],
                      rename(header, names))


def restore_coded(text):
    """What plain () replaced, in text that is not unquoted."""
    return re.sub('\\\\([\ue000-\ue07f])', lambda match: f'\\{ord(match[1]) - PRIVATE:03o}', text)


def restore(text):
    """What plain () replaced, in text that is unquoted."""
    return re.sub('[\ue000-\ue07f]', lambda match: chr(ord(match[0]) - PRIVATE), text)


def assigned(scripts):
    """What the scripts of js_output () assign to document.cookie, and the scripts without it."""
    functions = {
        '': str,
        'atob': lambda text: base64.b64decode(text).decode(),
        'decodeURIComponent': lambda text: urllib.parse.unquote(text, errors='strict'),
    }
    assignment = re.compile(r'(?<=document\.cookie = )(\w*)\(?("[^\n]*")\)?(?=;\n)')
    return ([functions[function](json.loads(text)) for function, text in assignment.findall(scripts)],
            assignment.sub('', scripts))
