# SPDX-License-Identifier: LGPL-2.1-or-later

"""Python's own values through each codec; sealed values that another program writes and reads; secrets."""

import base64
import contextlib
import copy
import io
import json
import math
import os
import pathlib
import pickle
import random
import re
import tempfile
import time
import unittest
import urllib.parse

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib, GObject

KEY, OLD_KEY = bytes(range(32)), bytes(range(100, 132))


def new_codec(kind):
    codecs = {
        'text': Cookie.VariantCodec,
        'binary': lambda: Cookie.VariantCodec(format=Cookie.VariantFormat.BINARY),
        'smart': Cookie.SmartCodec,
    }
    if kind in codecs:
        return codecs[kind]()
    return new_signed(new_codec(kind.removeprefix('signed-')), KEY)


def new_signed(inner, *keys, lifetime=0):
    codec = Cookie.SignedCodec(codec=inner, lifetime=lifetime)
    for key in keys:
        codec.get_keyring().append(key)
    return codec


def random_value(rand, depth):
    kind = rand.randrange(8 if depth else 5)
    if kind == 0:
        return rand.choice([None, True, False, b'', b'\0\xff;', '', 'seven', 'none for you', '@i:7', 'é;"\\\n'])
    if kind == 1:
        return rand.choice([0, 7, -1, 2**31 - 1, 2**31, -2**63, 2**64 - 1])
    if kind == 2:
        return rand.choice([0.0, 0.1, -1e300, 5e-324, math.inf, -math.inf])
    if kind < 5:
        return ''.join(map(chr, rand.choices([*range(1, 0x100), 0x20ac, 0xffff, 0x1f600], k=rand.randrange(6))))
    values = [random_value(rand, depth - 1) for _ in range(rand.randrange(4))]
    if kind == 5:
        return values
    if kind == 6:
        return tuple(values)
    return {f'k{i}': value for i, value in enumerate(values)}


class Values(unittest.TestCase):
    def test_random(self):
        for kind in 'text', 'binary', 'smart', 'signed-text', 'signed-binary', 'signed-smart':
            rand = random.Random(kind)
            codec = new_codec(kind)
            for _ in range(500):
                value = random_value(rand, 3)
                with self.subTest(kind=kind, value=value):
                    cookie = Cookie.BaseCookie(codec=codec)
                    cookie['fig'] = value
                    again = Cookie.BaseCookie(cookie.to_cookie_header(), codec=codec)
                    self.assertEqual(again['fig'].value, value)
                    self.assertIs(type(again['fig'].value), type(value))

    def test_one_type(self):
        codec = Cookie.VariantCodec(variant_type=GLib.VariantType('a{su}'))
        cookie = Cookie.BaseCookie(codec=codec)
        cookie['basket'] = {'fig': 3, 'sugar': 1}
        self.assertEqual(cookie['basket'].coded_value, "{'fig':3|'sugar':1}")
        for value in 7, {'fig': 'three'}, {'fig': -1}:
            with self.assertRaises(Cookie.CookieError):
                cookie['basket'] = value
        with self.assertRaises(Cookie.CookieError):
            cookie.load("basket=a{sv}:{}")
        self.assertEqual(cookie['basket'].value, {'fig': 3, 'sugar': 1})

    def test_each_type(self):
        """The values that suit a type come back, through each way to set one; others are refused."""
        integers = {'y': (0, 255), 'n': (-2**15, 2**15 - 1), 'q': (0, 2**16 - 1), 'i': (-2**31, 2**31 - 1),
                    'u': (0, 2**32 - 1), 'x': (-2**63, 2**63 - 1), 't': (0, 2**64 - 1)}
        types = {
            's': (['', 'x', 'é'], ['x\0']),
            'o': (['/', '/a/b'], ['', 'a', '/a/', '/\0', b'/', 7, None]),
            'g': (['', 'a{sv}'], ['!', 's\0', 7, None]),
            'b': ([True, False], [0, 1, 'yes', None]),
            'd': ([0.5, -1.0, math.inf], ['1', None, True]),
            'v': (['x', 7, 0.5, True, None, b'\0', ['a'], {'k': [1]}, ('a', 1)], [object(), 'x\0', [object()]]),
            'ms': (['', 'x', None], [7, b'x', ['x'], 'x\0']),
            'mo': (['/', None], ['x', 7]),
            'mx': ([7, None], ['7', 0.5]),
            'mv': (['x', 7, ['a'], None], [object()]),
            'mms': (['x'], [7]),
            'm(ss)': ([('a', 'b'), None], ['ab', ('a',), ('a', 'b', 'c'), ('a', 1)]),
            'mas': ([['a'], [], None], ['a', [1]]),
            'as': ([[], ['a', '']], ['abc', [1], ['a\0'], {'a': 1}, 7, None]),
            'ao': ([['/a', '/b']], [['/a', 'b']]),
            'ay': ([b'', b'\0\xff'], ['x', [256], 7, None]),
            'aay': ([[b'a', b'']], [['a']]),
            'av': ([['x', 7, [None]]], ['x', [object()]]),
            'ams': ([['x', None]], [[7]]),
            'a{ss}': ([{}, {'a': 'b'}], [{'a': 1}, {1: 'a'}, [('a',)], 'x', {'a\0': 'b'}]),
            'a{os}': ([{'/a': 'b'}], [{'a': 'b'}]),
            'a{xms}': ([{7: None, 8: 'x'}], [{'7': None}]),
            'a{sv}': ([{'a': 'b', 'c': [1, 2]}], [{'a': object()}, {1: 2}]),
            '(sg)': ([('a', 's')], [('a', '!'), 'as', ['a']]),
            '(s(xmo))': ([('a', (1, None)), ('a', (1, '/'))], [('a', (1, 'x'))]),
            '()': ([()], [('a',), 'a']),
        }
        types.update({kind: ([low, high], [low - 1, high + 1, '7', 0.5, None, True]) for kind, (low, high) in integers.items()})
        for kind, (suits, refused) in types.items():
            codec = Cookie.VariantCodec(variant_type=GLib.VariantType(kind))
            for set_ in (lambda c, v: c.__setitem__('a', v), lambda c, v: c.set('a', v), lambda c, v: c.update({'a': v}),
                         lambda c, v: c.set_all({'a': v})):
                for value in suits:
                    with self.subTest(kind=kind, value=value):
                        cookie = Cookie.BaseCookie(codec=codec)
                        set_(cookie, value)
                        self.assertEqual(cookie['a'].get_value().get_type_string(), kind)
                        self.assertEqual(cookie['a'].value, value)
                        again = Cookie.BaseCookie(cookie.to_cookie_header(), codec=codec)
                        self.assertEqual(again['a'].value, value)
                        self.assertEqual(codec.encode('a', cookie['a'].get_value()), cookie.value_encode(value)[1])
                for value in refused:
                    with self.subTest(kind=kind, refused=value):
                        cookie = Cookie.BaseCookie(codec=codec)
                        with self.assertRaises(Cookie.CookieError) as caught:
                            set_(cookie, value)
                        self.assertEqual(caught.exception.code, Cookie.Error.ILLEGAL_VALUE)
                        self.assertEqual(len(cookie), 0)


class Depth(unittest.TestCase):
    """What is nested more often than any codec takes, or holds itself, is refused as anything else."""

    def test_refused(self):
        values = []
        for wrap in lambda value: [value], lambda value: {'a': value}, lambda value: (value,):
            for depth in 17, 126, 127, 128, 200, 1000, 100000:
                value = 1
                for _ in range(depth):
                    value = wrap(value)
                values.append(value)
        values.append([])
        values[-1].append(values[-1])
        codecs = [Cookie.VariantCodec(), Cookie.SmartCodec(), Cookie.VariantCodec(variant_type=GLib.VariantType('v'))]
        codecs += [Cookie.JsonCodec()] if Cookie.JsonCodec.is_supported() else []
        for codec in codecs:
            cookie = Cookie.BaseCookie(codec=codec)
            for value in values:
                with self.assertRaises(Cookie.CookieError) as caught:
                    cookie['a'] = value
                self.assertEqual(caught.exception.code, Cookie.Error.ILLEGAL_VALUE)
            self.assertEqual(len(cookie), 0)


class Json(unittest.TestCase):
    def setUp(self):
        if not Cookie.JsonCodec.is_supported():
            with self.assertRaises(Cookie.CookieError) as caught:
                Cookie.JsonCodec().decode('a', '1')
            self.assertEqual(caught.exception.code, Cookie.Error.NOT_SUPPORTED)
            self.skipTest('built without json-glib')
        self.cookie = Cookie.BaseCookie(codec=Cookie.JsonCodec())

    def test_basket(self):
        self.cookie['basket'] = {'fig': 3, 'sugar': 'a pinch', 'more': [1.5, None, True, {}]}
        text = '%7B%22fig%22%3A3%2C%22sugar%22%3A%22a%20pinch%22%2C%22more%22%3A%5B1.5%2Cnull%2Ctrue%2C%7B%7D%5D%7D'
        self.assertEqual(self.cookie['basket'].coded_value, text)
        self.assertEqual(self.cookie['basket'].value, {'fig': 3, 'sugar': 'a pinch', 'more': [1.5, None, True, {}]})
        self.cookie.clear_changes()
        self.cookie['basket'] = self.cookie['basket'].value
        self.assertFalse(self.cookie.has_changes)

    def test_random(self):
        rand = random.Random('json')

        def random_json(depth):
            value = random_value(rand, 0)
            while isinstance(value, bytes) or isinstance(value, float) and math.isinf(value) or \
                    isinstance(value, int) and abs(value) >= 2**53:
                value = random_value(rand, 0)
            if depth and rand.randrange(2):
                items = [random_json(depth - 1) for _ in range(rand.randrange(4))]
                return rand.choice([items, {f'{i}é"': item for i, item in enumerate(items)}])
            return value

        for codec in Cookie.JsonCodec(), new_signed(Cookie.JsonCodec(), KEY):
            cookie = Cookie.BaseCookie(codec=codec)
            for _ in range(500):
                value = random_json(4)
                with self.subTest(value=value):
                    cookie['fig'] = value
                    again = Cookie.BaseCookie(cookie.to_cookie_header(), codec=codec)
                    self.assertEqual(again['fig'].value, value)
                    if isinstance(codec, Cookie.JsonCodec):
                        text = urllib.parse.unquote(cookie['fig'].coded_value, errors='strict')
                        self.assertEqual(json.loads(text), value)
                        spaced = ' ' + json.dumps(value, indent='\t', ensure_ascii=rand.randrange(2) == 0).replace('%', '%25')
                        self.assertEqual(codec.decode('fig', spaced).unpack() if value else value, value)

    def test_types(self):
        for value, read in (1.0, 1), (2.0**53, 2.0**53), ((1, 'a'), [1, 'a']), ([], []), ({}, {}), ([[1], ['a']], [[1], ['a']]):
            self.cookie['a'] = value
            self.assertEqual(repr(self.cookie['a'].value), repr(read))

    def test_refused(self):
        deep = []
        for _ in range(16):
            deep = [deep]
        self.cookie['a'] = 'kept'
        for value in (2**53, -2**53, 2**70, math.nan, math.inf, b'bytes', {1: 2}, {None: 1}, {'a': {1, 2}}, {'a': b''},
                      'a\0', {'a\0': 1}, ['\udcff'], deep, 'x' * 5000, object()):
            with self.subTest(value=value), self.assertRaises(Cookie.CookieError) as caught:
                self.cookie['a'] = value
            self.assertIn(caught.exception.code, (Cookie.Error.ILLEGAL_VALUE, Cookie.Error.LIMIT))
        self.assertEqual(self.cookie['a'].value, 'kept')
        with self.assertRaisesRegex(Cookie.CookieError, 'at byte 13'):
            self.cookie.load('a=%7B%22b%22:%7D')


class Sealed(unittest.TestCase):
    """With the programs of the manual on the other side."""

    CLASS, SEAL, UNSEAL = Cookie.SignedCodec, 'sign', 'verify'

    @classmethod
    def setUpClass(cls):
        page = pathlib.Path(__file__).parents[2] / 'docs' / 'coded-text.md'
        programs = re.findall(r'```python\n(import base64.*?)```', page.read_text('utf-8'), re.DOTALL)
        other = {}
        exec(next(program for program in programs if f'def {cls.SEAL}(' in program), other)
        cls.seal, cls.unseal = staticmethod(other[cls.SEAL]), staticmethod(other[cls.UNSEAL])

    def new_codec(self, *secrets, purpose='session', lifetime=0):
        codec = self.CLASS(purpose=purpose, lifetime=lifetime)
        for secret in secrets:
            codec.get_keyring().append(secret)
        return codec

    def test_wrong_lifetimes(self):
        """0 has no end, and must not come of what is no number of seconds."""
        for lifetime in 0.5, -0.5, float('nan'), True, False, None, '5', -1, 2 ** 32:
            for new in self.CLASS, self.CLASS.new:
                with self.assertRaises((TypeError, OverflowError), msg=lifetime):
                    new(lifetime=lifetime)
        for purpose in b'x', 1, None:
            with self.assertRaises(TypeError, msg=purpose):
                self.CLASS(purpose=purpose)

    def test_names(self):
        """What is sealed for a name that no cookie can have is of no use."""
        codec = self.new_codec(KEY)
        for name, code in {'': 'ILLEGAL_KEY', 'a b': 'ILLEGAL_KEY', 'é': 'ILLEGAL_KEY', 'a\0': 'ILLEGAL_KEY', 'Path': 'RESERVED_KEY'}.items():
            with self.subTest(name=name), self.assertRaises(Cookie.CookieError) as caught:
                codec.encode(name, 7)
            self.assertEqual(caught.exception.code, getattr(Cookie.Error, code))

    def test_written_here(self):
        cookie = Cookie.BaseCookie(codec=self.new_codec(KEY, lifetime=60))
        cookie['user'] = {'name': 'Ann', 'admin': False}
        text, sealed_at = self.unseal(KEY, 'session', 'user', cookie['user'].coded_value)
        self.assertEqual(text, "a{sv}:{'name':<s:'Ann'>|'admin':<b:false>}")
        self.assertLess(abs(int(sealed_at) - time.time()), 60)
        for secret, purpose, name in (OLD_KEY, 'session', 'user'), (KEY, 'cart', 'user'), (KEY, 'session', 'use'):
            self.assertIsNone(self.unseal(secret, purpose, name, cookie['user'].coded_value))

    def test_written_there(self):
        seal, now = self.seal, int(time.time())
        cookie = Cookie.BaseCookie(codec=self.new_codec(KEY, lifetime=60))
        cookie.load('user=' + seal(KEY, 'session', 'user', "s:'Ann'", str(now - 30)))
        self.assertEqual(cookie['user'].value, 'Ann')

        for reason, sealed in {
            'EXPIRED, old': seal(KEY, 'session', 'user', "s:'Bob'", str(now - 61)),
            'EXPIRED, future': seal(KEY, 'session', 'user', "s:'Bob'", str(now + 3600)),
            'EXPIRED, without a time': seal(KEY, 'session', 'user', "s:'Bob'"),
            'UNAUTHENTIC, of another cookie': seal(KEY, 'session', 'other', "s:'Bob'", str(now)),
            'UNAUTHENTIC, of another purpose': seal(KEY, 'cart', 'user', "s:'Bob'", str(now)),
            'NO_KEY': seal(OLD_KEY, 'session', 'user', "s:'Bob'", str(now)),
            'NOT_SEALED': "s:'Bob'",
        }.items():
            with self.subTest(reason), self.assertRaises(Cookie.CookieError) as caught:
                cookie.load('user=' + sealed)
            self.assertEqual(caught.exception.code, getattr(Cookie.Error, reason.partition(',')[0]))
            self.assertEqual(cookie['user'].value, 'Ann')

    def test_random(self):
        rand = random.Random(14)
        for i in range(500):
            secret, name = rand.randbytes(32 + i % 50), f'name{i}'
            purpose = ''.join(rand.choices('aé. \'"', k=i % 9))
            text = ''.join(rand.choices('ab%é€😀;,\\" ', k=i % 100))
            codec = self.new_codec(secret, purpose=purpose)
            inner = codec.get_codec().encode(name, GLib.Variant('s', text))
            self.assertEqual(codec.decode(name, self.seal(secret, purpose, name, inner)).get_string(), text)
            self.assertEqual(self.unseal(secret, purpose, name, codec.encode(name, GLib.Variant('s', text))), (inner, ''))

    def test_spellings(self):
        """Of the letters at the end that mean the same bytes in base64, the program takes the one that the codec takes."""
        codec = self.new_codec(KEY)
        letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
        for length in 1, 17, 33:
            sealed = codec.encode('user', GLib.Variant('s', 'a' * length))
            taken = [letter for letter in letters if self.unseal(KEY, 'session', 'user', sealed[:-1] + letter)]
            self.assertEqual(taken, [sealed[-1]])

    def test_rotated(self):
        cookie = Cookie.BaseCookie('user=' + self.seal(OLD_KEY, 'session', 'user', "s:'Ann'"),
                                   codec=self.new_codec(KEY, OLD_KEY))
        self.assertEqual([d.props.code for d in cookie.get_diagnostics()], [Cookie.DiagnosticCode.ROTATED])
        self.assertEqual([morsel.key for morsel in cookie.get_changes()], ['user'])
        self.assertEqual(cookie['user'].value, 'Ann')
        self.assertEqual(self.unseal(KEY, 'session', 'user', cookie['user'].coded_value), ("s:'Ann'", ''))


class Encrypted(Sealed):
    CLASS, SEAL, UNSEAL = Cookie.EncryptedCodec, 'encrypt', 'decrypt'

    @classmethod
    def setUpClass(cls):
        if not Cookie.EncryptedCodec.is_supported():
            raise unittest.SkipTest('built without libsodium')
        try:
            super().setUpClass()
        except ImportError:
            raise unittest.SkipTest('no PyNaCl') from None


class Remaining(unittest.TestCase):
    """What a codec of one's own says of a lifetime. What is no integer is no limit: 0 would delete the cookie."""

    def test_results(self):
        class Codec(GObject.Object, Cookie.Codec):
            def do_encode(self, name, value):
                return value.get_string()

            def do_decode(self, name, text):
                return GLib.Variant('s', text)

            def do_renew(self, name, text):
                return 'new' if text == 'old' else None

            def do_get_remaining_lifetime(self, name, text):
                if isinstance(result, Exception):
                    raise result
                return result

        codec = Codec()
        site = Cookie.Schema()
        site.add('a', codec=codec, path='/', max_age=60)
        for result, expected, is_quiet in (
                (5, 5, True), (0, 0, True), (-1, -1, True), (-7, -1, True), (2**31, 2**31 - 1, True), (None, -1, False), (0.5, -1, False),
                ('60', -1, False), (True, -1, False), (RuntimeError('no clock'), -1, False),
                (Cookie.CookieError('no clock'), -1, False)):
            with self.subTest(result=result), contextlib.redirect_stderr(io.StringIO()) as printed:
                self.assertEqual(codec.get_remaining_lifetime('a', 'x'), expected)
                self.assertEqual(printed.getvalue() == '', is_quiet)
                sealed = new_signed(codec, KEY)
                self.assertEqual(sealed.get_remaining_lifetime('a', sealed.encode('a', 'x')), expected)
                cookie = Cookie.SimpleCookie('a=old', schema=site)
                seconds = 60 if expected == -1 else min(max(expected, 1), 60)
                self.assertEqual(cookie.get_changed_fields(), [f'a=new; Max-Age={seconds}; Path=/'])


class Secrets(unittest.TestCase):
    """A keyring, which nobody can look into."""

    def test_keyring(self):
        keyring = Cookie.Keyring()
        self.assertEqual(keyring.get_size(), 0)
        for secret in KEY, bytearray(OLD_KEY), Cookie.Keyring.generate_secret():
            self.assertTrue(keyring.append(secret))
            self.assertTrue(keyring.prepend(secret))
        self.assertEqual(keyring.get_size(), 3)
        self.assertTrue(keyring.remove(KEY))
        self.assertFalse(keyring.remove(KEY))
        self.assertEqual(keyring.get_size(), 2)
        for refused in KEY.decode(), None, 7, list(KEY):
            for call in keyring.append, keyring.prepend, keyring.remove:
                with self.assertRaises(TypeError) as caught:
                    call(refused)
                self.assertNotIn(KEY.decode(), str(caught.exception))
        for call in keyring.append, keyring.prepend:
            with self.assertRaisesRegex(Cookie.CookieError, 'A secret of 31 bytes is too short: at least 32 are needed') as caught:
                call(b'k' * 31)
            self.assertEqual(caught.exception.code, Cookie.Error.INVALID_SECRET)
            with self.assertRaisesRegex(Cookie.CookieError, 'NUL bytes only'):
                call(bytes(32))

    def test_running(self):
        keyring = Cookie.Keyring()
        keyring.append(OLD_KEY)
        codec = Cookie.SignedCodec(keyring=keyring, purpose='session', lifetime=60)
        self.assertIs(codec.get_keyring(), keyring)
        self.assertEqual(codec.props.purpose, 'session')
        old = codec.encode('sid', GLib.Variant('s', 'ann'))
        keyring.prepend(KEY)
        self.assertEqual(codec.decode('sid', old).unpack(), 'ann')
        renewed = codec.renew('sid', old)
        keyring.remove(OLD_KEY)
        self.assertEqual(codec.decode('sid', renewed).unpack(), 'ann')
        with self.assertRaises(Cookie.CookieError) as caught:
            codec.decode('sid', old)
        self.assertEqual(caught.exception.code, Cookie.Error.NO_KEY)

    def test_hidden(self):
        secret = Cookie.Keyring.generate_secret()
        keyring = Cookie.Keyring()
        keyring.append(secret)
        codec = Cookie.EncryptedCodec(keyring=keyring, purpose='session')
        shown = secret.get_data()
        for thing in keyring, codec, Cookie.SignedCodec(keyring=keyring):
            for text in repr(thing), str(thing), str(vars(thing)), str([prop.name for prop in thing.list_properties()]):
                for part in shown[:4].hex(), repr(shown[:4])[2:-1], 'secret':
                    self.assertNotIn(part, text)
            for call in pickle.dumps, copy.copy, copy.deepcopy:
                with self.assertRaisesRegex(TypeError, 'cannot be pickled|non-copyable'):
                    call(thing)
        self.assertEqual(repr(secret).find(repr(shown)[2:-1]), -1)

        cookie = Cookie.SimpleCookie(codec=codec) if Cookie.EncryptedCodec.is_supported() else Cookie.SimpleCookie()
        cookie['sid'] = 'ann'
        self.assertNotIn(shown, pickle.dumps(cookie))

    def test_load(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / 'secret'
            path.touch(0o600)
            secret = bytes(range(200, 232))
            for content in secret, secret.hex().encode() + b'\n', base64.b64encode(secret) + b'\n':
                path.write_bytes(content)
                for name in path, str(path), os.fsencode(path):
                    self.assertEqual(Cookie.Keyring.load_secret(name).get_data(), secret)
            for content in secret[:-1], secret[:16].hex().encode(), b'correct horse battery staple 123':
                path.write_bytes(content)
                with self.assertRaisesRegex(Cookie.CookieError, 'neither 32 random bytes') as caught:
                    Cookie.Keyring.load_secret(path)
            self.assertEqual(caught.exception.code, Cookie.Error.INVALID_SECRET)
            path.chmod(0o644)
            with self.assertRaisesRegex(Cookie.CookieError, r'all users \(mode 0644\)'):
                Cookie.Keyring.load_secret(path)
            with self.assertRaisesRegex(GLib.Error, 'No such file') as caught:
                Cookie.Keyring.load_secret(f'{path}x')
            self.assertTrue(caught.exception.matches(GLib.file_error_quark(), GLib.FileError.NOENT))
        for path in '/nowhere/é', '/nowhere/\udcff', b'/nowhere/\xff':
            with self.assertRaisesRegex(GLib.Error, 'No such file') as caught:
                Cookie.Keyring.load_secret(path)
            self.assertTrue(caught.exception.matches(GLib.file_error_quark(), GLib.FileError.NOENT))
        for path in 'a\0b', b'a\0b':
            with self.assertRaises(Cookie.CookieError) as caught:
                Cookie.Keyring.load_secret(path)
            self.assertEqual(caught.exception.code, Cookie.Error.ILLEGAL_VALUE)


class Derived(unittest.TestCase):
    """A codec that is derived from another leaves that as it is."""

    def test_derived(self):
        class First(GObject.Object, Cookie.Codec):
            def do_encode(self, name, value):
                return 'first'

            def do_decode(self, name, coded_value):
                return GLib.Variant('s', 'first')

        first = First()

        class Second(First):
            def do_decode(self, name, coded_value):
                return GLib.Variant('s', super().do_decode(name, coded_value).get_string() + ' second')

        class Mixin:
            pass

        class Third(Mixin, Second):
            def do_encode(self, name, value):
                return 'third'

        class Named(First, Cookie.Codec):
            def do_encode(self, name, value):
                return 'named'

        for codec, encoded, decoded in (first, 'first', 'first'), (First(), 'first', 'first'), (Second(), 'first', 'first second'), \
                (Third(), 'third', 'first second'), (Named(), 'named', 'first'):
            cookie = Cookie.SimpleCookie('a=1', codec=codec)
            cookie['b'] = 'x'
            self.assertEqual((cookie['b'].coded_value, cookie['a'].value), (encoded, decoded))

    def test_mixin(self):
        class Mixin:
            def do_encode(self, name, value):
                return 'mixin'

        class Mixed(Mixin, GObject.Object, Cookie.Codec):
            pass

        with self.assertRaises(Cookie.CookieError):  # PyGObject does not find it
            Mixed().encode('a', 'x')


class EncryptedErrors(unittest.TestCase):
    def test_error_shows_no_value(self):
        keyring = Cookie.Keyring()
        keyring.append(b'k' * 32)
        for inner in Cookie.JsonCodec(), Cookie.StringCodec(), Cookie.VariantCodec(), Cookie.VariantCodec(variant_type=GLib.VariantType('u')):
            codec = Cookie.EncryptedCodec(codec=inner, keyring=keyring)
            site = Cookie.Schema()
            site.add('sid', codec=codec)
            cookie = Cookie.SimpleCookie(schema=site)
            for value in 'SECRET\0', 'SECRET\ud800', {'SECRET': {1, 2}}, ['SECRET\0']:
                for encode in (lambda: codec.encode('sid', value), lambda: cookie.__setitem__('sid', value), lambda: cookie.update(sid=value),
                               lambda: cookie.set_coded('sid', value, 'x')):
                    try:
                        encode()
                    except Cookie.CookieError as error:
                        self.assertNotIn('SECRET', str(error))
        with self.assertRaisesRegex(Cookie.CookieError, 'type str cannot be encoded'):
            codec.encode('sid', 'SECRET\0')



if __name__ == '__main__':
    unittest.main()
