# SPDX-License-Identifier: LGPL-2.1-or-later

"""What a Python programmer takes for granted, for cookie dictionaries, Morsels and subclasses."""

import copy
import datetime
import gc
import json
import pickle
import time
import unittest
import weakref
from unittest import mock

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib

UTC = datetime.timezone.utc
EXPIRES = datetime.datetime(2050, 1, 1, tzinfo=UTC)
EXPIRES_TEXT = 'Sat, 01 Jan 2050 00:00:00 GMT'
SET_COOKIE = ('a="x;y"; Foo=bar; Path=x; Domain=.A.example', 'novalue', '=v', 'a b=c\td; Secure; SameSite=None; Priority=High',
              'a=b; Max-Age=-5; Expires=Sat, 01 Jan 2050 00:00:00 GMT; HttpOnly; Partitioned; Foo; Bar=" x "',
              b'a=\xe9; Comment=\xe9', 'a=é', 'a=b; Path="/x"; Domain="x"', '')
HEADERS = ('path=x; a=2', 'a="x;y"; b=1', 'a=1; path=/; secure; b="x y"; version=1', 'a=1; a=2; =c; d', '$Version=1; a=1; $Path=/',
           b'a=\xe9; b="\\351"', 'a="\\"\\073"; b="', 'a=b; comment="x y"; expires=Sat, 01 Jan 2050 00:00:00 GMT', '')


class Thing:
    """A value that no GLib.Variant can hold."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, Thing) and self.text == other.text


class Things(Cookie.BaseCookie):
    def value_decode(self, val):
        return Thing(val), val

    def value_encode(self, val):
        return val, val.text


class Nothing(Cookie.BaseCookie):
    def value_decode(self, val):
        return None

    def value_encode(self, val):
        return None


class Signing(Cookie.SimpleCookie):
    def value_decode(self, val):
        value, coded_value = super().value_decode(val)
        return value.lower(), coded_value

    def value_encode(self, val):
        return val, super().value_encode(val.upper())[1]


class Case(unittest.TestCase):
    def refuses(self, code, call, *args, **kwargs):
        with self.assertRaises(Cookie.CookieError) as caught:
            call(*args, **kwargs)
        self.assertEqual(caught.exception.code, int(code))
        self.assertIsInstance(caught.exception, GLib.Error)
        return str(caught.exception)


class Comparison(Case):
    def test_equal(self):
        for one, other in ((Cookie.SimpleCookie('a=1; b=2'), Cookie.SimpleCookie('b=2; a=1')), (Things('a=1'), Things('a=1')),
                           (Cookie.SimpleCookie('a=1; path=/')['a'], Cookie.SimpleCookie('a=1; path=/')['a']),
                           (Things('a=1')['a'], Things('a=1')['a']), (Cookie.Morsel(), Cookie.Morsel())):
            for equal in one, other, copy.copy(one), dict(one):
                self.assertIs(one == equal, True)
                self.assertIs(equal == one, True)
                self.assertIs(one != equal, False)
                self.assertIs(equal != one, False)
            for different in None, 5, 'a', {}, Cookie.SimpleCookie('c=1'), Cookie.SimpleCookie('c=1')['c'], {'a': '1'}:
                self.assertIs(one == different, False)
                self.assertIs(different == one, False)
                self.assertIs(one != different, True)
                self.assertIs(different != one, True)

    def test_order(self):
        cookie = Cookie.SimpleCookie('a=1; b=2')
        for one, other in (cookie, Cookie.SimpleCookie()), (cookie['a'], cookie['b']), (cookie, {}), (Things(), Things()):
            for compare in (lambda a, b: a < b, lambda a, b: a <= b, lambda a, b: a > b, lambda a, b: a >= b):
                with self.assertRaises(TypeError):
                    compare(one, other)
                with self.assertRaises(TypeError):
                    compare(other, one)

    def test_hash(self):
        for thing in Cookie.SimpleCookie(), Things(), Cookie.Morsel():
            with self.assertRaises(TypeError):
                hash(thing)


class Names(Case):
    """The name of the cookie reaches the codec on every way, so that no client can move a signed
    value to another cookie."""

    def setUp(self):
        self.codec = Cookie.SignedCodec(codec=Cookie.StringCodec())
        self.codec.get_keyring().append(bytes(range(32)))

    def check(self, cookie, name):
        self.assertEqual(self.codec.decode(name, cookie[name].coded_value).unpack(), 'FIG')
        self.refuses(Cookie.Error.UNAUTHENTIC, self.codec.decode, '', cookie[name].coded_value)
        again = Signing(cookie.to_cookie_header(), codec=self.codec)
        self.assertEqual(again[name].value, 'fig')
        moved = Signing(cookie.to_cookie_header().replace(f'{name}=', 'admin='), codec=self.codec,
                        profile=Cookie.Profile.RFC6265)
        self.assertEqual(list(moved), [])

    def test_ways(self):
        ways = (lambda c: c.__setitem__('user', 'fig'), lambda c: c.set('user', 'fig'), lambda c: c.set_string('user', 'fig'),
                lambda c: c.update(user='fig'), lambda c: c.load({'user': 'fig'}), lambda c: c.setdefault('user', 'fig'),
                lambda c: c.set_all({'user': 'fig'}), lambda c: c.set_all(GLib.Variant('a{ss}', {'user': 'fig'})),
                lambda c: (c.__setitem__('user', 'fig'), c.touch('user')),
                lambda c: c.update({'user': 'fig', 'm': Cookie.SimpleCookie('m=1')['m']}))
        for number, way in enumerate(ways):
            with self.subTest(number):
                cookie = Signing(codec=self.codec)
                way(cookie)
                cookie.pop('m', None)
                self.check(cookie, 'user')

    def test_nested(self):
        class Pair(Signing):
            def value_encode(self, val):
                if val == 'fig':
                    self['other'] = 'raisin'
                return super().value_encode(val)

        cookie = Pair(codec=self.codec)
        cookie['user'] = 'fig'
        del cookie['other']
        self.check(cookie, 'user')

    def test_rotation(self):
        cookie = Signing(codec=self.codec)
        cookie['user'] = 'fig'
        header = cookie.to_cookie_header()
        newer = Cookie.SignedCodec(codec=Cookie.StringCodec())
        newer.get_keyring().append(bytes(range(1, 33)))
        newer.get_keyring().append(bytes(range(32)))
        again = Signing(header, codec=newer)
        self.assertEqual((again['user'].value, again.has_changes), ('fig', True))
        self.assertNotEqual(again.to_cookie_header(), header)


class Copies(Case):
    WAYS = copy.copy, copy.deepcopy, *(lambda thing, p=p: pickle.loads(pickle.dumps(thing, p))
                                       for p in range(pickle.HIGHEST_PROTOCOL + 1))

    def check(self, thing):
        for way in self.WAYS:
            twin = way(thing)
            self.assertIs(type(twin), type(thing))
            self.assertIsNot(twin, thing)
            self.assertTrue(twin.equal(thing))
            self.assertEqual(twin, thing)
            self.assertEqual(twin.output(), thing.output())
            self.assertTrue(twin.serialize().equal(thing.serialize()))
            yield twin

    def test_dictionaries(self):
        for profile in Cookie.Profile.PYTHON, Cookie.Profile.RFC6265:
            for header in HEADERS:
                for cls in Cookie.SimpleCookie, Cookie.BaseCookie, Cookie.SmartCookie, Things:
                    with self.subTest(profile=profile, header=header, cls=cls):
                        try:
                            cookie = cls(header, profile=profile, max_pairs=77, max_length=99)
                        except Cookie.CookieError:
                            continue
                        for twin in self.check(cookie):
                            self.assertEqual(list(twin), list(cookie))
                            self.assertEqual([m.value for m in twin.values()], [m.value for m in cookie.values()])
                            self.assertFalse(twin.has_changes)
                            self.assertEqual((twin.profile, twin.max_pairs, twin.max_length), (profile, 77, 99))
                            for key in cookie:
                                list(self.check(cookie[key]))

    def test_changes(self):
        cookie = Cookie.SimpleCookie('a=1; b=2; c=3; path=x', profile=Cookie.Profile.RFC6265)
        cookie['b'] = 'new'
        cookie['path']['secure'] = True
        cookie.expire('c')
        cookie['d'] = 'x y'
        for twin in self.check(cookie):
            self.assertEqual(twin.get_changed_fields(), cookie.get_changed_fields())
            twin.clear_changes()
            self.assertTrue(cookie.has_changes)

    def test_set_cookie(self):
        for header in SET_COOKIE:
            morsel = Cookie.Morsel.parse_set_cookie(header)
            for twin in self.check(morsel):
                self.assertEqual(twin.get_unknown_attributes(), morsel.get_unknown_attributes())
                self.assertEqual([d.props.code for d in twin.check('https://a.example/')],
                                 [d.props.code for d in morsel.check('https://a.example/')])

    def test_attributes(self):
        morsel = Cookie.SimpleCookie('a=1')['a']
        for name, value in (('expires', 3600), ('max-age', 5), ('path', 7), ('secure', 1), ('secure', False), ('secure', 'x'),
                            ('version', 1), ('comment', 'é "x"'), ('samesite', 'odd'), ('max-age', 'odd')):
            morsel[name] = value
            for twin in self.check(morsel):
                self.assertEqual((twin[name], type(twin[name])), (value, type(value)))

    def test_many(self):
        cookie = Cookie.SimpleCookie(max_pairs=10)
        for i in range(50):
            cookie[f'k{i}'] = i
        for twin in self.check(cookie):
            self.assertEqual((len(twin), twin.max_pairs), (50, 10))

    def test_objects(self):
        cookie = Things({'a': Thing('x')})
        cookie.note = ['mine']
        cookie['a']._note = ['mine']
        for twin in self.check(cookie):
            self.assertEqual(twin['a'].value, Thing('x'))
            self.assertEqual((twin.note, twin['a']._note), (['mine'], ['mine']))
            twin['a'] = Thing('y')
            self.assertEqual((twin['a'].value.text, cookie['a'].value.text), ('y', 'x'))
        self.assertIs(copy.copy(cookie)['a'].value, cookie['a'].value)
        self.assertIsNot(copy.deepcopy(cookie)['a'].value, cookie['a'].value)
        morsel = Cookie.Morsel()
        morsel.set('k', Thing('x'), 'x')
        for twin in self.check(morsel):
            self.assertEqual(twin.value, Thing('x'))
        cookie = Cookie.SimpleCookie({'k': morsel})
        for twin in self.check(cookie):
            self.assertEqual(twin['k'].value, Thing('x'))

    def test_tampered(self):
        for cookie in Cookie.SimpleCookie('fig=newton; path=/a; sugar="x;y"'), Cookie.SimpleCookie('fig=newton; path=/a')['fig']:
            data = pickle.dumps(cookie, 0)
            for old, new in ((b'fig', b'f g;'), (b'fig', b'f=g'), (b'fig', b''), (b'newton', b'new;ton'), (b'newton', b'new\\u005cnton'),
                             (b'newton', b'"x;"y;"'), (b'/a', b'/;a'), (b'/a', b'\\u005cn'), (b"'Path'", b"'Path2'"),
                             (b'uint32', b'int64'), (b'fig', b"fig', 'x"), (b"'", b'')):
                if old in data:
                    with self.subTest(type=type(cookie), old=old, new=new), self.assertRaises(Cookie.CookieError):
                        pickle.loads(data.replace(old, new))

    def test_restore(self):
        cookie = Cookie.SimpleCookie('a=1; b=2')
        for state in (GLib.Variant('s', 'x'), GLib.Variant('a(vb)', [(GLib.Variant('i', 1), True)]),
                      GLib.Variant('a(vb)', [(cookie['a'].serialize(), True)] * 2),
                      GLib.Variant('a(vb)', [(Cookie.Morsel().serialize(), True)]),
                      GLib.Variant('a(vb)', [(Cookie.Morsel.parse_set_cookie('a b=1').serialize(), True)])):
            with self.assertRaises(Cookie.CookieError):
                cookie.restore(state)
            self.assertEqual(str(cookie), 'Set-Cookie: a=1\r\nSet-Cookie: b=2')
        self.refuses(Cookie.Error.LIMIT, Cookie.SimpleCookie(max_pairs=1).restore, cookie.serialize())
        self.refuses(Cookie.Error.ILLEGAL_VALUE, cookie['a'].restore, Cookie.Morsel().serialize())
        events = []
        other = Cookie.SimpleCookie('c=1')
        other.connect('items-changed', lambda _, *args: events.append(args))
        other.connect('morsel-removed', lambda _, morsel: events.append(morsel.key))
        other.connect('morsel-added', lambda _, morsel: events.append(morsel.key))
        other.restore(cookie.serialize())
        self.assertEqual((other, events), (cookie, [(0, 1, 2), 'c', 'a', 'b']))

    def test_unpickled_without_schema(self):
        site = Cookie.Schema()
        site.add('cart', codec=Cookie.JsonCodec(), path='/')
        with_schema = Cookie.SimpleCookie(schema=site)
        with_codec = Cookie.SimpleCookie(codec=Cookie.JsonCodec())
        for cookie, lost in (with_schema, 'schema'), (with_codec, 'codec'):
            cookie['cart'] = {'fig': 1}
            twin = pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(cookie))))
            self.assertEqual((twin['cart'].value, twin.output()), ({'fig': 1}, cookie.output()))
            for change in (lambda: twin.__setitem__('cart', {'fig': 2}), lambda: twin.update(cart=1), lambda: twin.set_string('cart', 'x'),
                           lambda: twin.touch('cart'), lambda: twin.load('cart=1'), lambda: twin.setdefault('new', 1)):
                message = self.refuses(Cookie.Error.FAILED, change)
                self.assertIn(f'unpickled without its {lost}', message)
            self.assertEqual(twin, cookie)
            twin['cart']['path'] = '/x'
            del twin['cart']
        again = Cookie.SimpleCookie(schema=site)
        again.restore(pickle.loads(pickle.dumps(with_schema)).serialize())
        again['cart'] = {'fig': 2}
        self.assertEqual(again['cart'].value, {'fig': 2})
        twin = pickle.loads(pickle.dumps(with_codec))
        twin.codec = Cookie.JsonCodec()
        twin['cart'] = {'fig': 2}
        twin.load('cart=3')
        self.assertEqual(twin['cart'].value, 3)
        for cls in Cookie.SimpleCookie, Cookie.SerialCookie, Cookie.SmartCookie, Cookie.BaseCookie:
            twin = pickle.loads(pickle.dumps(cls()))
            twin['a'] = 'x'
            self.assertEqual(twin['a'].value, 'x')


class Attributes(Case):
    def setUp(self):
        self.morsel = Cookie.SimpleCookie('a=1')['a']

    def check(self, expected):
        self.assertEqual(self.morsel.OutputString(), 'a=1' + expected)
        self.morsel.clear()

    def test_enums(self):
        for name, prefix, enum in (('samesite', 'SameSite', Cookie.SameSite), ('priority', 'Priority', Cookie.Priority)):
            for member in ('LAX', 'STRICT', 'NONE') if name == 'samesite' else ('LOW', 'MEDIUM', 'HIGH'):
                self.morsel[name] = getattr(enum, member)
                self.check(f'; {prefix}={member.title()}')
                self.morsel[name.upper()] = member.title()
                self.morsel.update({name: getattr(enum, member)})
                self.check(f'; {prefix}={member.title()}')
                self.morsel.set_attribute(name, getattr(enum, member))
                self.check(f'; {prefix}={member.title()}')
            self.morsel[name] = enum.DEFAULT
            self.check('')
        for name in self.morsel:
            for value in Cookie.SameSite.LAX, Cookie.Priority.HIGH, Cookie.Profile.STRICT:
                if not (name == 'samesite' and value is Cookie.SameSite.LAX or name == 'priority' and value is Cookie.Priority.HIGH
                        or isinstance(value, Cookie.Profile)):
                    self.refuses(Cookie.Error.INVALID_ATTRIBUTE, self.morsel.__setitem__, name, value)
        self.check('')

    def test_times(self):
        zone = datetime.timezone(datetime.timedelta(hours=-5))
        # datetime.fromtimestamp () cannot do it where time_t has 32 bits
        local = GLib.DateTime.new_from_unix_local(int(EXPIRES.timestamp()))
        local = datetime.datetime(*local.get_ymd(), local.get_hour(), local.get_minute(), local.get_second())
        for value in EXPIRES, EXPIRES.astimezone(zone), local, GLib.DateTime.new_utc(2050, 1, 1, 0, 0, 0):
            for set_ in (lambda v: self.morsel.__setitem__('expires', v), lambda v: setattr(self.morsel, 'expires', v),
                         lambda v: self.morsel.update(expires=v)):
                set_(value)
                self.check(f'; expires={EXPIRES_TEXT}')
            with mock.patch('time.time', lambda: EXPIRES.timestamp() - 90.5):
                self.morsel['max-age'] = value
            self.assertEqual(self.morsel['max-age'], 91)
            self.check('; Max-Age=91')
        self.morsel['expires'] = datetime.date(2050, 1, 1)
        self.assertEqual(self.morsel.expires.to_unix(), GLib.DateTime.new_local(2050, 1, 1, 0, 0, 0).to_unix())
        self.morsel['expires'] = datetime.date.min
        self.check('; expires=Thu, 01 Jan 1970 00:00:00 GMT')
        for zone in None, datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=-12)):
            self.morsel['expires'] = datetime.datetime.max.replace(tzinfo=zone)
            self.check('; expires=Fri, 31 Dec 9999 23:59:59 GMT')
        self.morsel['expires'] = datetime.datetime.min.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=12)))
        self.check('; expires=Thu, 01 Jan 1970 00:00:00 GMT')
        self.morsel.clear()
        self.morsel['max-age'] = datetime.timedelta(days=1, microseconds=5)
        self.check('; Max-Age=86400')
        for milliseconds, seconds in (500, 1), (1, 1), (1500, 1), (0, 0), (-500, -1), (-1500, -1):
            self.morsel['max-age'] = datetime.timedelta(milliseconds=milliseconds)
            self.check(f'; Max-Age={seconds}')  # 0 would delete the cookie
            self.morsel.max_age = datetime.timedelta(milliseconds=milliseconds)
            self.check(f'; Max-Age={seconds}' if seconds >= 0 else '')
        self.morsel.max_age = datetime.timedelta(minutes=1)
        self.check('; Max-Age=60')
        self.morsel['expires'] = datetime.timedelta(hours=1)
        self.assertEqual(self.morsel['expires'], 3600)
        self.morsel.expires = datetime.timedelta(hours=2)
        self.assertEqual(self.morsel['expires'], 7200)

    def test_none(self):
        for name in self.morsel:
            self.morsel[name] = 'x'
            self.morsel[name] = None
            self.check('')
        for name in 'path', 'domain', 'priority', 'max_age', 'expires', 'secure', 'http_only', 'partitioned', 'same_site':
            setattr(self.morsel, name, None)
            self.check('')

    def test_refused(self):
        for name in self.morsel:
            for value in object(), [], ['x'], {}, b'x', len, 1j, GLib.Bytes.new(b'x'), datetime.time():
                message = self.refuses(Cookie.Error.INVALID_ATTRIBUTE, self.morsel.__setitem__, name, value)
                self.assertIn('takes text or a number', message)
            for value in EXPIRES, datetime.timedelta(1), datetime.date(2050, 1, 1):
                if name not in ('expires', 'max-age'):
                    self.refuses(Cookie.Error.INVALID_ATTRIBUTE, self.morsel.__setitem__, name, value)
        for name, value, accepted in (('path', 5, 'a str'), ('path', b'/', 'a str'), ('domain', True, 'a str'), ('max_age', 'x', 'an int'),
                                      ('max_age', True, 'an int'), ('max_age', 1.5, 'an int'), ('secure', 'false', 'a bool'),
                                      ('secure', 1, 'a bool'), ('http_only', '', 'a bool'), ('expires', 5, 'a GLib.DateTime'),
                                      ('expires', EXPIRES_TEXT, 'a GLib.DateTime'), ('same_site', 'Lex', 'a Cookie.SameSite or its name'),
                                      ('priority', 7, 'a Cookie.Priority or its name'), ('priority', Cookie.SameSite.LAX, 'a Cookie.Priority')):
            message = self.refuses(Cookie.Error.INVALID_ATTRIBUTE, setattr, self.morsel, name, value)
            self.assertIn(f'takes {accepted}', message)
            self.assertIn(repr(value), message)
            with self.assertRaises(TypeError):
                setattr(self.morsel, name, value)
        self.check('')

    def test_subclasses_of_values(self):
        class Text(str):
            def __str__(self):
                return 'no'

        class Number(int):
            def __str__(self):
                return 'no'

        self.morsel['path'] = Text('/')
        self.morsel['max-age'] = Number(5)
        self.check('; Max-Age=5; Path=/')

    def test_errors(self):
        for cls in Cookie.CookieError, Cookie.CookieTypeError:
            for message in 'text', 5, ValueError('text'), None:
                error = cls(message, Cookie.Error.DECODE)
                again = pickle.loads(pickle.dumps(error))
                for found in error, again:
                    self.assertEqual((type(found), str(found), found.code, found.domain),
                                     (cls, '' if message is None else str(message), Cookie.Error.DECODE, error.domain))

    def test_variant_as_value(self):
        class Own(Cookie.SimpleCookie):
            def value_decode(self, val):
                return super().value_decode(val)

        for cls in Cookie.SimpleCookie, Own:
            cookie = cls('a=1')
            cookie['a'].set('a', GLib.Variant('u', 3), 'x')
            for found in cookie, cookie.copy(), copy.deepcopy(cookie):
                self.assertEqual((found['a'].value, found['a'].coded_value), (3, 'x'))
            self.assertEqual(pickle.loads(pickle.dumps(cookie['a'])), cookie['a'])
        with self.assertRaisesRegex(TypeError, 'not Variant'):
            Cookie.SimpleCookie().load(GLib.Variant('a{sv}', {}))

    def test_equal_text(self):
        """A value that was replaced by another one of the same text."""
        class Own(Cookie.SimpleCookie):
            def value_encode(self, val):
                return val, str(val)

            def value_decode(self, val):
                return super().value_decode(val)

        cookie = Own()
        cookie['a'] = ['x']
        twin = cookie.copy()
        twin.load("a=['x']")
        for found in twin, twin.copy(), copy.copy(twin), copy.deepcopy(twin):
            self.assertEqual(found['a'].value, "['x']")
        twin.connect('morsel-changed', lambda twin, morsel: twin.pop('a', None))
        morsel = twin['a']
        morsel.set('a', '2', '2')
        self.assertEqual((morsel.value, dict(twin)), ('2', {}))

    def test_large_integers(self):
        """Those of times end where C ends; others are what http.cookies prints."""
        self.morsel.update({'version': 2**63, 'comment': -2**64})
        self.check('; Comment=-18446744073709551616; Version=9223372036854775808')
        self.morsel.clear()
        self.morsel['max-age'] = 2**63
        self.check('; Max-Age=9007199254740991')

    def test_misspelt(self):
        for name in 'pathh', 'samesite', 'httponly', 'maxage', 'Path', 'comment', 'version', 'note':
            with self.assertRaises(AttributeError) as caught:
                setattr(self.morsel, name, 'x')
            self.assertIn(name, str(caught.exception))
            self.assertFalse(hasattr(self.morsel, name))
        self.morsel._mine = 5
        self.assertEqual(self.morsel._mine, 5)
        self.check('')


class Errors(Case):
    def test_codecs(self):
        loop = []
        loop.append(loop)
        codec = Cookie.JsonCodec()
        for value in object(), loop, {'a': loop}, (loop,), '\ud800', ['\ud800'], {'\ud800': 1}, 2**70, {1}:
            self.refuses(Cookie.Error.ILLEGAL_VALUE, codec.encode, 'a', value)
            for cookie in Cookie.SimpleCookie(codec=codec), Cookie.SerialCookie():
                self.refuses(Cookie.Error.ILLEGAL_VALUE, cookie.__setitem__, 'a', value)
        self.assertEqual(codec.encode('a', {'b': [1, None]}), '%7B%22b%22%3A%5B1%2Cnull%5D%7D')
        self.refuses(Cookie.Error.ILLEGAL_KEY, codec.encode, 'a\ud800', 1)
        self.refuses(Cookie.Error.ILLEGAL_KEY, codec.decode, 'a\ud800', '1')
        self.refuses(Cookie.Error.ILLEGAL_KEY, codec.decode, 'a', '\ud800')
        self.refuses(Cookie.Error.DECODE, codec.decode, 'a', '{')
        self.refuses(Cookie.Error.NO_KEY, Cookie.SignedCodec().encode, 'a', 5)
        typed = Cookie.VariantCodec.new(Cookie.VariantFormat.TEXT, GLib.VariantType('a{si}'))
        self.assertIn('“i”', self.refuses(Cookie.Error.ILLEGAL_VALUE, typed.encode, 'a', {'x': 'y'}))

    def test_schema(self):
        self.refuses(Cookie.Error.ILLEGAL_KEY, Cookie.Schema().add, 'a\ud800')
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, Cookie.Schema().add, 'a', path='/\ud800')

    def test_messages(self):
        for wrong in 7, None, 1.5, object(), ['a=b'], [('a', 'b')]:
            message = self.refuses(Cookie.Error.ILLEGAL_VALUE, Cookie.SimpleCookie().load, wrong)
            self.assertIn('load () takes a str, bytes or a dictionary', message)
            self.assertIn(type(wrong).__name__, message)
        for wrong in 7, None, ['a=b'], [97, 61, 49]:
            for call in Cookie.Morsel.parse_set_cookie, Cookie.diagnose_set_cookie:
                self.assertEqual(self.refuses(Cookie.Error.ILLEGAL_VALUE, call, wrong), f'A header must be a str or bytes, not {type(wrong).__name__}')
        for wrong in 7, None, b'a', ('a',):
            for call in (lambda: Cookie.SimpleCookie().__setitem__(wrong, 'x'), lambda: Cookie.SimpleCookie().update({wrong: 'x'}),
                         lambda: Cookie.SimpleCookie().__setitem__(wrong, 5), lambda: Cookie.Morsel().set(wrong, '', '')):
                self.assertEqual(self.refuses(Cookie.Error.ILLEGAL_KEY, call), f'A key must be a str, not {type(wrong).__name__}')
            message = self.refuses(Cookie.Error.ILLEGAL_VALUE, Cookie.Morsel().set, 'a', 'b', wrong)
            self.assertEqual(message, f'A coded value must be a str, not {type(wrong).__name__}')
            with self.assertRaisesRegex(TypeError, f'^A name must be a str, not {type(wrong).__name__}$'):
                Cookie.name_is_valid(wrong)
        for call in (lambda: Nothing().__setitem__('a', 1), lambda: Nothing({'a': 1}), lambda: Nothing().set_string('a', 'x'),
                     lambda: Nothing().update(a=1)):
            with self.assertRaises(TypeError) as caught:
                call()
            self.assertEqual(str(caught.exception), 'Nothing.value_encode () must return (value, coded value), not None')
        with self.assertRaises(TypeError) as caught:
            Nothing('a=1')
        self.assertEqual(str(caught.exception), 'Nothing.value_decode () must return (value, coded value), not None')

    def test_max_pairs(self):
        values = {f'k{i}': Thing('x') for i in range(4)}
        morsels = {key: morsel for key, morsel in Cookie.SimpleCookie('a=1; b=2; c=3; d=4').items()}
        for cls, given in (Cookie.SimpleCookie, dict.fromkeys('abcd', 1)), (Cookie.SimpleCookie, morsels), (Things, values):
            for call in (lambda: cls(given, max_pairs=3), lambda: cls(max_pairs=3).update(given), lambda: cls(max_pairs=3).load(given)):
                self.refuses(Cookie.Error.LIMIT, call)
            full = cls(given, max_pairs=4)
            full.update(given)
            self.assertEqual(len(full), 4)


class RealValues(Case):
    def test_let_go(self):
        ways = {
            'replaced': lambda c: c.__setitem__('a', Thing('new')), 'deleted': lambda c: c.__delitem__('a'),
            'popped': lambda c: c.pop('a') and None, 'removed': lambda c: c.remove('a'), 'cleared': lambda c: c.clear(),
            'popitem': lambda c: c.popitem() and None, 'loaded': lambda c: c.load('a=new'), 'updated': lambda c: c.update(a=Thing('new')),
            'set_morsel': lambda c: c.__setitem__('a', Cookie.SimpleCookie('a=new')['a']), 'set': lambda c: c['a'].set('a', 'x', 'x'),
            'set_string': lambda c: c.set_coded('a', GLib.Variant('s', 'new'), 'new'),
        }
        for name, way in ways.items():
            for make in lambda: Things({'a': Thing('x')}), lambda: Things('a=x'):
                with self.subTest(name, make=make):
                    cookie = make()
                    references = [weakref.ref(cookie['a'].value)]
                    self.assertIsNotNone(references[0]())
                    way(cookie)
                    self.assertEqual(references[0](), None)
        cookie = Things('a=x')
        references = [weakref.ref(cookie['a'].value)]
        gc.disable()
        try:
            del cookie
            self.assertIsNone(references[0]())
        finally:
            gc.enable()

    def test_failed(self):
        cookie = Things('a=x')
        kept = cookie['a'].value
        with self.assertRaises(Cookie.CookieError):
            cookie['a'] = Thing('x;')
        with self.assertRaises(Cookie.CookieError):
            cookie.load('a=y; b=z; c,d=e')
        self.assertIs(cookie['a'].value, kept)
        self.assertEqual(len(cookie._gi_reals), 1)
        self.assertEqual(len(cookie._gi_reals['a']), 1)

    def test_same_on_all_ways(self):
        cookie = Things('a=x; b=y')
        thing = cookie['a'].value
        self.assertIsInstance(thing, Thing)
        ways = (lambda: cookie['a'], lambda: cookie.get('a'), lambda: cookie.get_item(0), lambda: list(cookie.values())[0],
                lambda: dict(cookie.items())['a'], lambda: cookie.iterator().next_value(),
                lambda: cookie.get_changes()[0])
        cookie['a']['path'] = '/'
        for way in ways:
            self.assertIs(way().value, thing)
        self.assertIs(Things('a=x')['a'].value.text, Things('a=x')['a'].value.text)
        morsel = cookie.pop('a')
        self.assertIs(morsel.value, thing)
        cookie['a'] = morsel
        self.assertIs(cookie.get_item(1).value, thing)
        cookie.clear()
        self.assertIs(morsel.value, thing)

    def test_in_handlers(self):
        seen = []
        cookie = Things()

        def watch(*names):
            for name in names:
                cookie.connect(name, lambda cookie, morsel, name=name: seen.append((name, morsel.value.text)))

        watch('morsel-added', 'morsel-changed', 'morsel-removed')
        cookie.connect('items-changed', lambda cookie, position, removed, added: seen.extend(
            ('items', cookie.get_item(position + i).value.text) for i in range(added)))
        cookie.load('a=1')
        cookie['a'].connect('notify::value', lambda morsel, _: seen.append(('notify', morsel.value.text)))
        cookie['a'] = Thing('2')
        cookie.load('a=3')
        del cookie['a']
        self.assertEqual(seen, [('items', '1'), ('morsel-added', '1'), ('notify', '2'), ('morsel-changed', '2'), ('notify', '3'),
                                ('morsel-changed', '3'), ('morsel-removed', '3')])

    def test_linear(self):
        """Twice as many take at most three times as many calls of C."""
        def calls(n):
            cookie = Cookie.SimpleCookie({f'k{i}': i for i in range(n)})
            count = 0
            names = cookie.get_names

            def counted():
                nonlocal count
                count += 1
                return names()

            cookie.get_names = counted
            keys = []
            while cookie:
                keys.append(cookie.popitem()[0])
            self.assertEqual(keys, [f'k{i}' for i in reversed(range(n))])
            return count

        self.assertEqual(calls(50), 0)


class Beyond(Case):
    """What programs use of http.cookies beyond what is documented."""

    def test_state_of_morsels(self):
        morsel = Cookie.Morsel()
        self.assertEqual(morsel.__getstate__(), {'key': None, 'value': None, 'coded_value': None})
        morsel.__setstate__(morsel.__getstate__())
        self.assertIsNone(morsel.key)
        morsel['path'] = '/'
        for key, value in ('a', 'b'), ('path', 'x'), ('a[1]', '"x;y"'), ('a', Thing('x')):
            morsel.__setstate__({'key': key, 'value': value, 'coded_value': value if isinstance(value, str) else 'x'})
            self.assertEqual((morsel.key, morsel.value, morsel['path']), (key, value, '/'))
            self.assertEqual(morsel.__getstate__()['key'], key)
        for state in ('a;b', 'x', 'x'), ('a', 'x', 'x;y'), ('a', 'x', 'x\n'), ('a\0', 'x', 'x'), ('a', 'x', '\ud800'), ('a=b', 'x', 'x'):
            with self.assertRaises(Cookie.CookieError):
                morsel.__setstate__(dict(zip(('key', 'value', 'coded_value'), state)))
        self.assertEqual(morsel.OutputString(), 'a=x; Path=/')

    def test_set(self):
        cookie = Cookie.SimpleCookie()
        cookie._BaseCookie__set('a', 5, 'five')
        cookie._BaseCookie__set('a', 6, 'six')
        self.assertEqual((cookie['a'].value, cookie['a'].coded_value), (6, 'six'))
        self.refuses(Cookie.Error.ILLEGAL_KEY, cookie._BaseCookie__set, 'a b', 'x', 'x')

    def test_own_set(self):
        class Overriding(Cookie.SimpleCookie):
            def _BaseCookie__set(self, key, real_value, coded_value):
                calls.append((key, real_value, coded_value))
                Cookie.BaseCookie._BaseCookie__set(self, key, real_value.upper(), coded_value)

        class Replacing(Cookie.SimpleCookie):
            strict = Cookie.BaseCookie._BaseCookie__set

            def load(self, rawdata):
                self._BaseCookie__set = self.first
                super().load(rawdata)
                self._BaseCookie__set = self.strict

            def first(self, key, real_value, coded_value):
                calls.append((key, real_value, coded_value))
                if key not in self:
                    self.strict(key, real_value, coded_value)

        calls = []
        cookie = Overriding('a="x y"; path=/; b=2')
        self.assertEqual(calls, [('a', 'x y', '"x y"'), ('b', '2', '2')])
        self.assertEqual((cookie['a'].value, cookie['a']['path'], cookie['b'].value), ('X Y', '/', '2'))
        self.assertFalse(cookie.has_changes)
        cookie['c'] = 'z'
        cookie.update(d='w')
        self.assertEqual((cookie['c'].value, cookie['d'].value, calls[2:]), ('Z', 'W', [('c', 'z', 'z'), ('d', 'w', 'w')]))
        calls.clear()
        cookie = Replacing()
        cookie.load('a=1; a=2; b=3')
        self.assertEqual(calls, [('a', '1', '1'), ('a', '2', '2'), ('b', '3', '3')])
        self.assertEqual(cookie['a'].value, '1')

    def test_functions(self):
        self.assertEqual((Cookie.quote('a b'), Cookie.unquote('"a b"'), Cookie.quote('ab')), ('"a b"', 'a b', 'ab'))
        self.refuses(Cookie.Error.DECODE, Cookie.unquote, '"\\000"')
        self.refuses(Cookie.Error.DECODE, Cookie.unquote, 'a\0')
        self.refuses(Cookie.Error.ILLEGAL_VALUE, Cookie.quote, 'a\0')
        self.assertEqual([Cookie._quote(text) for text in (None, 'ab', 'a;b')], [None, 'ab', '"a\\073b"'])
        self.assertEqual([Cookie._unquote(text) for text in (None, 'ab', '"a\\073b"', '"', '"\\000"', '"\ud800"', '"\0"')],
                         [None, 'ab', 'a;b', '"', '"\\000"', '"\ud800"', '"\0"'])
        self.assertTrue(Cookie._is_legal_key("aZ09!#$%&'*+-.^_`|~:"))
        for text in '', 'a b', 'a;', 'é', 'a\n':
            self.assertFalse(Cookie._is_legal_key(text))
        with mock.patch('time.time', lambda: EXPIRES.timestamp() - 5):
            self.assertEqual((Cookie._getdate(5), Cookie._getdate()), (EXPIRES_TEXT, 'Fri, 31 Dec 2049 23:59:55 GMT'))

    def test_empty_morsel(self):
        morsel = Cookie.Morsel()
        self.assertEqual((str(morsel), repr(morsel)), ('Set-Cookie: None=None', '<Morsel: None=None>'))
        morsel['path'] = '/'
        self.assertEqual(morsel.output(), 'Set-Cookie: None=None; Path=/')
        self.assertIsNone(morsel.key)

    def test_replaced_time(self):
        cookie = Cookie.SimpleCookie('b=2; a=1; c=3')
        cookie['a']['expires'] = 60
        cookie['c']['path'] = '/'
        cookie.clear_changes()
        cookie['b']['expires'] = -60
        text = 'expires=Sat, 01 Jan 2050 00:01:00 GMT'
        with mock.patch('time.time', EXPIRES.timestamp):
            self.assertEqual(cookie['a'].OutputString(), f'a=1; {text}')
            self.assertEqual(cookie['a'].expires.to_unix(), EXPIRES.timestamp() + 60)
            self.assertIn(text, cookie['a'].js_output())
            self.assertIn(text, cookie.js_output())
            self.assertEqual(cookie.output(sep='|'), f'Set-Cookie: a=1; {text}|Set-Cookie: b=2; expires=Fri, 31 Dec 2049 23:59:00 GMT|'
                             'Set-Cookie: c=3; Path=/')
            self.assertEqual(cookie.get_changed_fields(), ['b=2; expires=Fri, 31 Dec 2049 23:59:00 GMT'])
            self.assertEqual(cookie.output_changes(), 'Set-Cookie: b=2; expires=Fri, 31 Dec 2049 23:59:00 GMT')
            self.assertEqual(cookie['a']['expires'], 60)
        self.assertAlmostEqual(cookie['a'].expires.to_unix(), time.time() + 60, delta=5)

    def test_json(self):
        cookie = Cookie.SmartCookie({'a': 1, 'b': ['x', None]})
        self.assertEqual(json.dumps(cookie.get_all()), '{"a": 1, "b": ["x", null]}')
        self.assertEqual(list(Things('b=x; a=y').get_all().values()), [Thing('x'), Thing('y')])
        twin = Cookie.SmartCookie()
        twin.set_all(cookie.get_all())
        self.assertEqual(twin, cookie)


if __name__ == '__main__':
    unittest.main()
