# SPDX-License-Identifier: LGPL-2.1-or-later

"""Whatever the arguments, and whatever a handler does: an exception or a warning, never a crash."""

import contextlib
import gc
import random
import unittest
import weakref

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, Gio, GLib, GObject

# Programming errors cause a warning, which must not abort this program.
GLib.log_set_always_fatal(GLib.LogLevelFlags.LEVEL_ERROR)
GLib.log_set_handler('Cookie', GLib.LogLevelFlags.LEVEL_MASK, lambda *_: None)

CLASSES = [
    Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SerialCookie, Cookie.SmartCookie, Cookie.Morsel,
    Cookie.StringCodec, Cookie.VariantCodec, Cookie.SmartCodec, Cookie.PercentCodec, Cookie.JsonCodec, Cookie.SignedCodec, Cookie.EncryptedCodec, Cookie.Keyring,
]


def odd_values():
    simple = Cookie.SimpleCookie()
    simple.load('a=1; b=2')
    return [
        None, True, False, -1, 0, 1, 7, 2**31, -2**63, 2**64 - 1, 2**70, 0.5, float('nan'),
        '', 'a', 'path', 'a b', 'a=b; c=d', 'a\0b', 'é;\n', '\udcff', '\u2028', 'x' * 5000,
        b'', b'a=b', b'\xff\0', b'k' * 32, [], [None], ['path'], ['a', 1], (), {}, {'a': 1}, {1: None}, {'a': '\n'},
        object(), len, type, Cookie, Cookie.Morsel, Cookie.Morsel(), Cookie.BaseCookie(), simple, simple.get('a'),
        Cookie.StringCodec(), Cookie.SignedCodec(), Cookie.Keyring(), GObject.Object(), Gio.ListStore(),
        GLib.Variant('s', 'x'), GLib.Variant('a{sv}', {'k': GLib.Variant('s', 'v')}), GLib.Variant('h', 0),
        GLib.Variant('ay', b'\xff'), GLib.Variant('mv', None), GLib.VariantType('h'), GLib.Bytes.new(b'a=b\xff'),
        GLib.DateTime.new_utc(9999, 12, 31, 23, 59, 59), Cookie.Profile.STRICT, Cookie.Error.FAILED,
    ]


def make(cls):
    instance = cls()
    if isinstance(instance, Cookie.BaseCookie):
        instance.load('a=i:1; b=i:2; path=/')
    elif isinstance(instance, Cookie.Morsel):
        instance.set('key', GLib.Variant('s', 'value'), 'value')
    return instance


def own_methods(cls):
    names = set()
    for base in cls.__mro__:
        if base.__module__ in ('gi.repository.Cookie', 'gi.overrides.Cookie'):
            names.update(vars(base))
    names -= {'__new__', '__init_subclass__', '__class__', '__dict__', '__weakref__', '__doc__', '__module__', '__slots__'}
    names.update(['get_item', 'get_n_items', 'get_item_type'] if issubclass(cls, Gio.ListModel) else [])
    return sorted(name for name in names if callable(getattr(cls, name, None)))


class Arguments(unittest.TestCase):
    def attempt(self, instance, name, arguments):
        try:
            getattr(instance, name)(*arguments)
        except (Exception, DeprecationWarning) as e:  # pylint: disable=broad-except
            self.assertNotIsInstance(e, (MemoryError, SystemError), f'{name}{arguments}')

    def test_one(self):
        values = odd_values()
        for cls in CLASSES:
            for name in own_methods(cls):
                for value in values:
                    self.attempt(make(cls), name, [value])

    def test_several(self):
        values = odd_values()
        generator = random.Random(6)
        for cls in CLASSES:
            for name in own_methods(cls):
                instance = make(cls)
                for count in (0, 2, 2, 3, 3, 4):
                    for _ in range(20):
                        self.attempt(instance, name, generator.choices(values, k=count))

    def test_functions(self):
        values = odd_values()
        generator = random.Random(6)
        for count in (0, 1, 2, 3, 4):
            for _ in range(100):
                arguments = generator.choices(values, k=count)
                for owner, name in ((Cookie, 'diagnose_set_cookie'), (Cookie, 'diagnose_set_cookie_bytes'),
                                    (Cookie, 'name_is_valid'), (Cookie.Morsel, 'parse_set_cookie'),
                                    (Cookie.Morsel, 'parse_set_cookie_bytes'), (Cookie.Morsel, 'is_reserved_key'),
                                    (Cookie.VariantCodec, 'new'), (Cookie.SignedCodec, 'new'), (Cookie.EncryptedCodec, 'new'), (Cookie.Keyring, 'load_secret')):
                    self.attempt(owner, name, arguments)

    def test_properties(self):
        for cls in CLASSES:
            for pspec in GObject.list_properties(cls):
                for value in odd_values():
                    instance = make(cls)
                    try:
                        instance.set_property(pspec.name, value)
                    except Exception:  # pylint: disable=broad-except
                        pass
                    instance.get_property(pspec.name)
                    try:
                        cls(**{pspec.name.replace('-', '_'): value})
                    except Exception:  # pylint: disable=broad-except
                        pass

    def test_nothing_harmful_got_in(self):
        """All of that on one cookie: what is printed is still one line a morsel."""
        values = odd_values()
        generator = random.Random(7)
        cookie = make(Cookie.SimpleCookie)
        # what prints is not asked: a separator that is given may hold anything
        names = [name for name in own_methods(Cookie.SimpleCookie) if 'output' not in name]
        morsel_names = own_methods(Cookie.Morsel)
        for _ in range(4000):
            morsel = cookie.get('a') or make(Cookie.Morsel)
            if isinstance(morsel, Cookie.Morsel):
                self.attempt(morsel, generator.choice(morsel_names), generator.choices(values, k=generator.randrange(4)))
            self.attempt(cookie, generator.choice(names), generator.choices(values, k=generator.randrange(4)))
        text = cookie.output(None, None, None)
        self.assertEqual(text.count('Set-Cookie: '), cookie.get_size())
        for line in text.split('\r\n') if text else []:
            self.assertRegex(line, r'^Set-Cookie: [^\x00-\x1f\x7f]*$')


class Handlers(unittest.TestCase):
    def test_change_in_own_handler(self):
        for signal in 'morsel-added', 'morsel-removed', 'morsel-changed', 'items-changed':
            for action in 'clear', 'remove', 'set', 'load', 'expire', 'set_morsel', 'clear_changes', 'touch', 'set_all':
                cookie = Cookie.SimpleCookie()
                cookie.load('a=1; b=2')
                depth = []

                def handler(*_):
                    if len(depth) > 2:
                        return
                    depth.append(None)
                    other = Cookie.Morsel()
                    other.set('b', GLib.Variant('s', 'x'), 'x')
                    arguments = {
                        'clear': [], 'remove': ['a'], 'set': ['c', GLib.Variant('s', '3')], 'load': ['a=4; d=5; path=/q'],
                        'expire': ['b'], 'set_morsel': [other], 'clear_changes': [], 'touch': ['b'],
                        'set_all': [{'a': 1, 'z': 2}],
                    }
                    with contextlib.suppress(KeyError):
                        getattr(cookie, action)(*arguments[action])

                cookie.connect(signal, handler)
                cookie.load('a=2; e=3')
                cookie.set_string('b', 'y')
                cookie.remove('a')
                cookie.clear()
                self.assertEqual(len(cookie.get_names()), cookie.get_size())
                self.assertEqual(cookie.get_n_items(), cookie.get_size())

    def test_last_reference_in_handler(self):
        for signal in 'morsel-added', 'morsel-removed', 'morsel-changed', 'items-changed':
            for operate in (lambda c: c.load('a=2; e=3; f=4'), lambda c: c.set_string('a', 'x'),
                            lambda c: c.set_string('n', 'x'), lambda c: c.remove('a'), lambda c: c.clear()):
                box = [Cookie.SimpleCookie()]
                box[0].load('a=1; b=2')
                reference = weakref.ref(box[0])
                box[0].connect(signal, lambda *_, b=box: (b.clear(), gc.collect()))
                operate(box[0])
                box.clear()
                gc.collect()
                self.assertIsNone(reference())

    def test_morsel_outlives_cookie(self):
        cookie = Cookie.SimpleCookie()
        cookie.load('a=1')
        morsel = cookie.get('a')
        del cookie
        gc.collect()
        morsel.set_secure(True)
        self.assertEqual(morsel.to_set_cookie_header(None), 'a=1; Secure')

    def test_change_while_iterating(self):
        cookie = Cookie.SimpleCookie()
        cookie.load('; '.join(f'k{i}={i}' for i in range(50)))
        seen = []
        for position in range(60):
            morsel = cookie.get_item(position)
            if morsel is None:
                break
            seen.append(morsel.get_key())
            cookie.remove(f'k{position * 2}')
            cookie.load(f'n{position}=x')
        self.assertEqual(len(seen), len(set(seen)))

    def test_codec_replaced_in_its_own_call(self):
        class Fickle(GObject.Object, Cookie.Codec):
            cookie = None

            def do_encode(self, name, value):
                self.cookie.set_codec(None)
                self.cookie.clear()
                return 'text'

            def do_decode(self, name, text):
                self.cookie.set_codec(None)
                self.cookie.load('z=1')
                return GLib.Variant('s', text)

        for operate in (lambda c: c.set('a', GLib.Variant('i', 1)), lambda c: c.load('a=1; b=2; c=3')):
            cookie = Cookie.BaseCookie()
            codec = Fickle()
            codec.cookie = cookie
            cookie.set_codec(codec)
            del codec
            gc.collect()
            operate(cookie)
            self.assertEqual(len(cookie.get_names()), cookie.get_size())

    def test_decode_changes_the_cookie(self):
        class Meddling(Cookie.BaseCookie):
            def do_value_decode(self, name, coded_value):
                if name == 'a':
                    self.clear()
                    self.set_max_pairs(1)
                    self.load('meanwhile=1')
                return GLib.Variant('s', coded_value)

        cookie = Meddling()
        cookie.load('x=1')
        cookie.load('a=1; b=2; x=3')
        self.assertEqual(len(cookie.get_names()), cookie.get_size())


class Lists(unittest.TestCase):
    """What is in a list that is returned belongs to the list, and to whoever keeps it."""

    def test_lists(self):
        for _ in range(20):
            cookie = Cookie.SimpleCookie()
            cookie.set_string('a', 'b')
            cookie.set_string('c', 'd')
            kept = cookie.get_changes()
            self.assertEqual([morsel.get_key() for morsel in kept], ['a', 'c'])
            kept = kept[:1]
            gc.collect()
            self.assertEqual(cookie.to_cookie_header(), 'a=b; c=d')
            cookie.clear()
            self.assertEqual(kept[0].get_key(), 'a')

            cookie.set_profile(Cookie.Profile.RFC6265)
            cookie.load('a=1; =b; a=2')
            diagnostics = cookie.get_diagnostics() + Cookie.diagnose_set_cookie('a=b; Foo; Domain=com', 'https://com')
            cookie.clear()
            gc.collect()
            self.assertTrue(all(diagnostic.get_message() for diagnostic in diagnostics))


unittest.main()
