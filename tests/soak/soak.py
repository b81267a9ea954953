# SPDX-License-Identifier: LGPL-2.1-or-later

"""soak.py [SECONDS [SEED [FROM]]]: random calls on all classes from Python, with good and hostile arguments, for 60
seconds by default. A seed repeats the calls of another run; those from number FROM on are printed. Fails on an exception
that is not documented, and if memory grows; a critical warning aborts it (G_DEBUG=fatal-criticals)."""

import copy
import datetime
import faulthandler
import gc
import inspect
import os
import pickle
import random
import signal
import sys
import time
import traceback
import warnings

import gi

gi.require_version('Cookie', '1.0')
gi.require_version('CookieSoup', '1.0')
gi.require_version('Soup', '3.0')
from gi.repository import Cookie, CookieSoup, Gio, GLib, GObject, Soup

ROUND = 2000  # calls, after which all objects are dropped
LIMIT = 2 << 20
DEPTH = 3  # of calls in handlers
DOCUMENTED = (Cookie.CookieError, TypeError, ValueError, OverflowError, KeyError, IndexError, StopIteration, pickle.PickleError)
OTHERS = {  # that are documented for these methods alone
    'load_secret': GLib.Error,
    **dict.fromkeys(('__getattr__', '__setattr__', '__delattr__', '__getattribute__', 'set_property'), AttributeError),
}
NO_METHODS = {  # the memo of __deepcopy__ () keeps what it is given
    '__class__', '__init_subclass__', '__new__', '__weakref__', '__abstractmethods__', '__deepcopy__', '__del__',
}
CODECS = [Cookie.StringCodec, Cookie.VariantCodec, Cookie.SmartCodec, Cookie.PercentCodec, Cookie.JsonCodec]
COOKIES = [Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SerialCookie, Cookie.SmartCookie]


class Shop(Cookie.SimpleCookie):
    """Overrides that fail, and that return what they must not."""

    def value_decode(self, val):
        return (val, val) if len(val) % 3 else soak.choose([None, 1, (1,), (None, val), super().value_decode(val)])

    def value_encode(self, val):
        if soak.random.random() < 0.1:
            raise Cookie.CookieError('no')
        return super().value_encode(val) if soak.random.random() < 0.8 else soak.choose([None, 1, (1,), (val, 'a\n'), (val, None)])


class Codec(GObject.Object, Cookie.Codec):
    def do_encode(self, name, value):
        return soak.choose(['x', '', 'a b', value.print_(False)])

    def do_decode(self, name, coded_value):
        return soak.choose([GLib.Variant('s', coded_value), GLib.Variant('i', 1), None])


NAMES = ['a', 'b', 'sid', '__Host-sid', 'n0', 'n1', 'n2', 'path', '$x', 'é', 'a b', '']
TEXTS = ['', 'x', '31d4d96e', 'dark mode', '"quoted"', 'i:1', '7', 'true', '{"a": [1, 2.5, null]}', 'é', '%41%zz', 'x' * 300]
HEADERS = [
    '', 'a=1; b=2', 'sid=31d4; theme="dark mode"; path=/', 'a=1; =b; a=2; c', '$Version=1; a="\\101"; $Path=/x', 'a=\x01', ';;,,',
    'a=b; Path=/; Max-Age=60; Secure; SameSite=Lax', 'a=b; Expires=Thu, 01 Jan 2026 00:00:00 GMT; Domain=site.example',
    '__Host-sid=1; Domain=x', 'k=' + 'v' * 5000, '; '.join(f'k{i}={i}' for i in range(200)), b'a=b; c=\xff',
]
TIMES = [
    0, 1767225600, datetime.datetime(2026, 1, 1), datetime.date(2026, 1, 1), datetime.timedelta(1), 'Thu, 01 Jan 2026 00:00:00 GMT',
    GLib.DateTime.new_utc(2026, 1, 1, 0, 0, 0),
]
VALUES = ['x', 7, 1.5, True, None, [1, 'a'], {'a': 1, 'b': [None]}, b'bytes', GLib.Variant('s', 'x'), GLib.Variant('a{sv}', {})]
SECRETS = [b'k' * 32, b'j' * 32, GLib.Bytes.new(b'l' * 64)]
PATHS = ['/', '/a', '', None]
ATTRIBUTES = [{'path': '/', 'secure': True}, {'max-age': 5, 'samesite': 'Lax'}, {}]

# What suits a parameter of this name: one of these values, or an object of these classes.
GOOD = {
    'attributes': ATTRIBUTES, 'attrs': [None, [], ['path', 'Max-Age']], 'codec': Cookie.Codec, 'coded_val': TEXTS, 'coded_value': TEXTS,
    'cookie': (Cookie.BaseCookie, Soup.Cookie), 'default': VALUES, 'domain': ['site.example', '.x', '', None], 'expires': TIMES,
    'fields': [['a=1', 'b=2'], [], ['a=b; Path=/']], 'header': HEADERS, 'http_only': [True, False], 'index': [0, -1, slice(0, 2)],
    'item': CookieSoup.JarItem, 'jar': Soup.CookieJar, 'key': NAMES, 'keyring': Cookie.Keyring, 'lifetime': [0, 1, 3600],
    'max_age': [0, -1, 60, 2**40], 'max_length': [10, 65536], 'max_pairs': [1, 10, 3000], 'morsel': Cookie.Morsel, 'name': NAMES,
    'now': TIMES, 'origin': [None, 'https://site.example/', 'http://127.0.0.1:8080/a?b', GLib.Uri.parse('https://a.site.example/', 0)],
    'other': (Cookie.BaseCookie, Cookie.Morsel), 'partitioned': [True, False], 'path': PATHS, 'position': [0, 1, 5, 10**6],
    'priority': list(map(Cookie.Priority, range(4))), 'profile': list(map(Cookie.Profile, range(3))), 'purpose': TEXTS,
    'rawdata': HEADERS, 'request_headers': Soup.MessageHeaders, 'response_headers': Soup.MessageHeaders,
    'same_site': list(map(Cookie.SameSite, range(4))), 'schema': Cookie.Schema, 'secret': SECRETS, 'secure': [True, False],
    'sep': ['\n', '', None], 'text': TEXTS, 'val': VALUES, 'value': VALUES, 'values': [{'a': 1, 'b': 'x'}, {}, [('a', 1)], 'a=1'],
    'variant_type': [GLib.VariantType(name) for name in ('s', 'i', 'a{sv}', 'ay')],
}

HOSTILE = [
    None, True, -1, 7, 2**31, -2**63, 2**64 - 1, 2**70, 0.5, float('nan'), '', 'path', 'a=b; c=d', 'a\0b', 'é;\n', '\udcff', '\u2028',
    'x' * 5000, b'', b'\xff\0', [], [None], ['a', 1], (), {}, {'a': 1}, {1: None}, {'a': '\n'}, object(), len, type, Cookie, Cookie.Morsel,
    Gio.ListStore(), GLib.Variant('h', 0), GLib.Variant('ay', b'\xff'), GLib.Variant('mv', None), GLib.VariantType('h'),
    GLib.VariantType('*'), GLib.Bytes.new(b'a=b\xff'), GLib.DateTime.new_utc(9999, 12, 31, 23, 59, 59), Cookie.Profile.STRICT, Cookie.Error.FAILED,
    datetime.datetime.max, datetime.timedelta.max, iter([1]),
]


def get_classes(*namespaces):
    found = [getattr(namespace, name) for namespace in namespaces for name in dir(namespace) if name != 'Cookie']
    return sorted({each for each in found if isinstance(each, type) and issubclass(each, GObject.Object)}, key=str) + [Shop, Codec]


def get_functions(*namespaces):
    found = [getattr(namespace, name) for namespace in namespaces for name in sorted(dir(namespace)) if name[0] != '_' and name != 'Cookie']
    return [each for each in found if callable(each) and not isinstance(each, type)]


def get_bases(cls):
    return [base for base in cls.__mro__ if base.__module__.startswith(('gi.repository.Cookie', 'gi.overrides.Cookie', '__main__'))]


def get_methods(cls):
    names = set().union(*map(vars, get_bases(cls)), ['get_item', 'get_n_items'] if issubclass(cls, Gio.ListModel) else [])
    public = [name for name in sorted(names - NO_METHODS) if name.endswith('__') or name[:3] != 'do_' and name[0] != '_']
    return [name for name in public if callable(getattr(cls, name, None))]


def get_parameters(function, owner=None):
    """The names of the parameters, or those of C's function of the same name."""
    try:
        return [name for name, parameter in inspect.signature(function).parameters.items() if parameter.kind == parameter.POSITIONAL_OR_KEYWORD]
    except (TypeError, ValueError):
        for each in [function, *(vars(base).get(function.__name__) for base in get_bases(owner or type(None)))]:
            if hasattr(each, 'get_arguments'):
                return [argument.get_name() for argument in each.get_arguments()]
    return []


class Soak:
    def __init__(self, seed, start):
        self.random = random.Random(seed)
        self.choose = self.random.choice
        self.start = start
        self.classes = get_classes(Cookie, CookieSoup)
        self.functions = get_functions(Cookie, CookieSoup)
        self.methods = {cls: get_methods(cls) for cls in self.classes}
        self.properties = {cls: [pspec.name for pspec in GObject.list_properties(cls)] for cls in self.classes}
        self.signals = {cls: self.find_signals(cls) for cls in self.classes}
        self.parameters = {}
        self.findings = set()
        self.connected = []
        self.calls = self.refused = self.depth = 0

    @staticmethod
    def find_signals(cls):
        names = [name for base in cls.__mro__ for name in (GObject.signal_list_names(base) if hasattr(base, '__gtype__') else ())]
        return ['notify', *names]

    def renew(self):
        """New objects, some of each kind; what calls return is added to them."""
        self.pool = []
        keyring = Cookie.Keyring()
        keyring.append(b'k' * 32)
        codecs = [Codec(), *(cls() for cls in CODECS)]
        codecs += [cls(codec=codec, keyring=keyring, lifetime=60) for cls in (Cookie.SignedCodec, Cookie.EncryptedCodec) for codec in codecs[:3]]
        schema = Cookie.Schema()
        for name in NAMES[:5]:
            schema.add(name, codec=self.choose(codecs), path='/', secure=True)
        cookies = [cls() for cls in COOKIES] + [Cookie.SimpleCookie('a=1; b=2; sid=3', schema=schema), Shop('a=1; b=2')]
        cookies += [Cookie.BaseCookie(codec=codec) for codec in codecs[:3]]
        morsels = [*Cookie.SimpleCookie('a=1; b=2; sid=3').values(), Cookie.Morsel(), Cookie.Morsel.parse_set_cookie('a=b; Path=/; Max-Age=60')]
        jar = Soup.CookieJar()
        for name in NAMES[:4]:
            jar.add_cookie(Soup.Cookie.new(name, 'x', 'site.example', '/', 60))
        headers = [Soup.MessageHeaders.new(kind) for kind in (Soup.MessageHeadersType.REQUEST, Soup.MessageHeadersType.RESPONSE)]
        for fields, name in zip(headers, ('Cookie', 'Set-Cookie')):
            fields.append(name, 'a=b; Path=/')
        model = CookieSoup.JarModel(jar)
        diagnostics = Cookie.diagnose_set_cookie('a=b; Foo; Domain=com', 'https://com')
        self.pool = [
            *codecs, keyring, schema, *cookies, *cookies, *morsels, *diagnostics, jar, model, *model, *headers,
            Soup.Cookie.new('a', 'b', 'c', '/', -1),
        ]

    def keep(self, result):
        for each in result[:3] if isinstance(result, (list, tuple)) else [result]:
            if isinstance(each, GObject.Object) and type(each) in self.methods:
                self.pool[self.random.randrange(len(self.pool))] = each

    def hostile(self):
        return self.choose(HOSTILE) if self.random.random() < 0.7 else self.choose(self.pool)

    def good(self, name):
        suitable = GOOD.get(name)
        if isinstance(suitable, list):
            return self.choose(suitable)
        found = [each for each in self.pool if isinstance(each, suitable)] if suitable else []
        return self.choose(found) if found else self.hostile()

    def arguments(self, names):
        kind = self.random.random()
        if kind < 0.1:
            return [self.hostile() for _ in range(self.random.randrange(5))]
        arguments = [self.good(name) for name in names]
        if kind < 0.3 and arguments:
            arguments[self.random.randrange(len(arguments))] = self.hostile()
        return arguments if kind < 0.8 else arguments[:self.random.randrange(len(arguments) + 1)]

    def connect(self, instance, signal):
        self.connected.append((instance, instance.connect(signal, self.handler)))

    def drop(self):
        """Let go of all objects; some codecs are everybody's, and keep their handlers."""
        for instance, handler in self.connected:
            instance.disconnect(handler)
        self.connected.clear()
        self.pool.clear()
        gc.collect()

    def handler(self, *_):
        if self.depth < DEPTH and self.random.random() < 0.5:
            self.step()

    def choose_call(self):
        """What to call, its name, its arguments, and other exceptions that are documented for it."""
        kind = self.random.random()
        if kind < 0.1:
            function = self.choose(self.functions)
            return function, function.__name__, self.arguments(self.find_parameters(function)), ()
        if kind < 0.15:
            cls = self.choose(self.classes)
            return lambda **properties: cls(**properties), cls.__name__, self.make_properties(cls), ()
        instance = self.choose([each for each in self.pool if type(each) in self.methods])
        cls = type(instance)
        if kind < 0.2:
            # pickle cannot follow a morsel whose value is that morsel
            pickled = (lambda each: pickle.loads(pickle.dumps(each))), f'pickle {cls.__name__}', [instance], RecursionError
            copied = [(function, f'{function.__name__} {cls.__name__}', [instance], ()) for function in (copy.copy, copy.deepcopy)]
            return self.choose([pickled, *copied])
        if kind < 0.25:
            return self.connect, f'connect {cls.__name__}', [instance, self.choose(self.signals[cls])], ()
        if kind < 0.4 and self.properties[cls]:
            name = self.choose(self.properties[cls]).replace('-', '_')
            value = self.good(name) if self.random.random() < 0.6 else self.hostile()
            return self.choose([
                (lambda: getattr(instance, name), f'get {cls.__name__}.{name}', [], AttributeError),
                (lambda value: setattr(instance, name, value), f'set {cls.__name__}.{name}', [value], AttributeError),
                (lambda value: instance.set_property(name, value), f'set_property {cls.__name__}.{name}', [value], AttributeError),
            ])
        name = self.choose(self.methods[cls])
        method = getattr(instance, name)
        return method, f'{cls.__name__}.{name}', self.arguments(self.find_parameters(method, cls)), OTHERS.get(name, ())

    def find_parameters(self, function, cls=None):
        key = cls, function.__name__
        if key not in self.parameters:
            self.parameters[key] = get_parameters(function, cls)
        return self.parameters[key]

    def make_properties(self, cls):
        names = [self.choose(self.properties[cls]).replace('-', '_') for _ in range(self.random.randrange(3)) if self.properties[cls]]
        return {name: self.good(name) if self.random.random() < 0.6 else self.hostile() for name in names}

    def step(self):
        self.depth += 1
        self.calls += 1
        function, name, arguments, others = self.choose_call()
        if self.calls >= self.start:
            print(f'{self.calls}: {name} {arguments!r:.300}', flush=True)
        try:
            self.keep(function(**arguments) if isinstance(arguments, dict) else function(*arguments))
        except DOCUMENTED:
            self.refused += 1
        except others:
            self.refused += 1
        except Exception as error:  # pylint: disable=broad-except
            if (name, type(error)) not in self.findings:
                print(f'call {self.calls}: {name} {arguments!r:.300}\n{traceback.format_exc(limit=-8)}', flush=True)
            self.findings.add((name, type(error)))
        self.depth -= 1


def get_resident():
    with open('/proc/self/statm', encoding='ascii') as file:
        return int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(2**32)
    global soak
    soak = Soak(seed, int(sys.argv[3]) if len(sys.argv) > 3 else float('inf'))
    print(f'Python: {seconds:.0f} seconds, seed {seed}', flush=True)

    start, samples, said = time.monotonic(), [], 0
    while (now := time.monotonic() - start) < seconds or not samples:
        soak.renew()
        while soak.calls < ROUND * (len(samples) + 1):
            soak.step()
        soak.drop()
        samples.append(get_resident())
        if now - said >= 60:
            said = now
            print(f'{now:.0f} s: {soak.calls} calls, {samples[-1] / 2**20:.1f} MiB', flush=True)

    half = len(samples) // 2  # the first half warms up
    quarter = half + (len(samples) - half) // 2
    before, after = max(samples[half:quarter] or samples), max(samples[quarter:])
    print(f'Python: {soak.calls} calls, {soak.refused} refused, {len(soak.findings)} findings, resident memory {before / 2**20:.1f} MiB '
          f'in the third quarter, {after / 2**20:.1f} MiB in the last', flush=True)
    return bool(soak.findings) or after - before > LIMIT


if __name__ == '__main__':
    faulthandler.enable()
    faulthandler.register(signal.SIGTRAP, chain=True)  # of a critical warning
    warnings.simplefilter('error')
    sys.exit(main())
