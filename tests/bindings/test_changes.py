# SPDX-License-Identifier: LGPL-2.1-or-later

"""What a server does in Python: it reads a request, changes cookies, and sends the changes."""

import copy
import pickle
import time
import unittest

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib, GObject

EVIL = 'sid=1; path=/evil; domain=evil.example; "unclosed'
REMOVED = 'expires=Thu, 01 Jan 1970 00:00:00 GMT'
SECRET, OLD_SECRET = b'n' * 32, b'o' * 32


class Case(unittest.TestCase):
    def refuses(self, code, call, *args, **kwargs):
        with self.assertRaises(Cookie.CookieError) as caught:
            call(*args, **kwargs)
        self.assertEqual(Cookie.Error(caught.exception.code), code)

    def listen(self, cookie):
        """The list that the signals of a dictionary are going to be in."""
        heard = []
        for name in 'morsel-added', 'morsel-changed', 'morsel-removed':
            cookie.connect(name, lambda cookie, morsel, name=name: heard.append((name, morsel.key)))
        cookie.connect('items-changed', lambda cookie, *change: heard.append(('items-changed', *change)))
        cookie.connect('notify::has-changes', lambda cookie, _: heard.append(('has-changes', cookie.has_changes)))
        cookie.connect('notify::n-items', lambda cookie, _: heard.append(('n-items', cookie.props.n_items)))
        return heard


def new_signed(*secrets, lifetime=0):
    codec = Cookie.SignedCodec(codec=Cookie.SmartCodec(), lifetime=lifetime)
    for secret in secrets:
        codec.get_keyring().append(secret)
    return codec


class Request(Case):
    def test_of_an_attacker(self):
        for cls in Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SmartCookie:
            request = cls(EVIL, profile=Cookie.Profile.RFC6265)
            self.assertEqual({name: morsel.value for name, morsel in request.items()},
                             {'sid': '1', 'path': '/evil', 'domain': 'evil.example'})
            self.assertEqual([diagnostic.props.text for diagnostic in request.get_diagnostics()], ['"unclosed'])
            self.assertEqual(request['sid'].OutputString(), 'sid=1')
            self.assertFalse(request.has_changes)

    def test_python_is_the_default(self):
        class Subclass(Cookie.SimpleCookie):
            pass

        for cls in Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SerialCookie, Cookie.SmartCookie, Subclass:
            for cookie in cls(), cls.new(), cls(max_pairs=7), copy.copy(cls()), pickle.loads(pickle.dumps(Cookie.SimpleCookie())):
                self.assertEqual(cookie.get_profile(), Cookie.Profile.PYTHON)
            self.assertEqual(cls(profile=Cookie.Profile.STRICT).get_profile(), Cookie.Profile.STRICT)
        # as http.cookies does
        self.assertEqual(Cookie.SimpleCookie(EVIL)['sid'].OutputString(), 'sid=1; Domain=evil.example; Path=/evil')

    def test_diagnostics_gather(self):
        request = Cookie.SimpleCookie(profile=Cookie.Profile.RFC6265)
        heard = []
        request.connect('diagnostic', lambda request, diagnostic: heard.append(diagnostic.props.text))
        request.load('a=1; =x')
        request.load('b=2')
        request.load('first; c=3; c=4')
        self.assertEqual(heard, ['=x', 'first', 'c=4'])
        found = request.get_diagnostics()
        self.assertEqual([(d.props.field, d.props.offset, d.props.text) for d in found],
                         [(0, 5, '=x'), (2, 0, 'first'), (2, 12, 'c=4')])
        for diagnostic in found:
            self.assertIsInstance(diagnostic, GObject.Object)
            self.assertEqual(diagnostic.props.length, len(diagnostic.props.text))
            self.assertTrue(diagnostic.props.message and diagnostic.props.section)
            with self.assertRaises(TypeError):
                diagnostic.props.message = 'mine'
        self.assertEqual([d.props.code for d in found], [Cookie.DiagnosticCode.NAMELESS] * 2 + [Cookie.DiagnosticCode.DUPLICATE])
        request.clear()
        self.assertEqual(request.get_diagnostics(), [])
        request.load('=y')
        self.assertEqual([d.props.field for d in request.get_diagnostics()], [0])

    def test_read_without_a_morsel(self):
        request = Cookie.SmartCookie('a="x y"; n=@i:7')
        self.assertEqual((request.get_string('a'), request.get_coded_value('a')), ('x y', '"x y"'))
        self.assertEqual((request.get_string('n'), request.get_coded_value('n')), (None, '@i:7'))
        self.assertEqual([request.get_nth_name(i) for i in range(3)], ['a', 'n', None])
        self.assertEqual([request.get_nth_string(i) for i in range(3)], ['x y', None, None])
        for name in 'b', '':
            self.assertIsNone(request.get_string(name))
            self.assertIsNone(request.get_coded_value(name))
        for call, missing in ((request.get_string, None), (request.get_coded_value, None), (request.remove, False),
                              (request.contains, False), (request.lookup_codec, None)):
            self.assertIs(call('a\0b'), missing)
        self.refuses(Cookie.Error.ILLEGAL_KEY, request.expire, 'a\0b')
        self.assertEqual(list(request), ['a', 'n'])


class Session(Case):
    def test_log_in_again(self):
        cookie = Cookie.SimpleCookie('sid=old', profile=Cookie.Profile.RFC6265)
        cookie['sid'] = 'new'
        cookie['sid'].update({'path': '/', 'secure': True, 'max-age': 3600})
        cookie.clear_changes()
        cookie.expire('sid')
        self.assertTrue(cookie['sid'].expired)
        self.assertEqual(cookie.get_changed_fields(), [f'sid=; {REMOVED}; Max-Age=0; Path=/; Secure'])
        self.assertEqual((cookie['sid'].value, cookie['sid'].max_age), ('new', 3600))
        self.assertEqual(cookie.to_cookie_header(), '')
        codes = [d.props.code for d in cookie['sid'].diagnose('https://www.site.example/')]
        self.assertIn(Cookie.DiagnosticCode.EXPIRED, codes)

        # the same value as before, too
        for value in 'new', 'other':
            cookie.expire('sid')
            cookie['sid'] = value
            self.assertFalse(cookie['sid'].expired)
            self.assertEqual(cookie.get_changed_fields(), [f'sid={value}; Max-Age=3600; Path=/; Secure'])
            codes = [d.props.code for d in cookie['sid'].diagnose('https://www.site.example/')]
            self.assertNotIn(Cookie.DiagnosticCode.EXPIRED, codes)
        self.assertEqual(cookie.to_cookie_header(), 'sid=other')

    def test_all_ways_to_log_in(self):
        for set_ in (lambda cookie: cookie.set('sid', '1'), lambda cookie: cookie.update(sid='1'),
                     lambda cookie: cookie.set_string('sid', '1'), lambda cookie: cookie.set_coded('sid', None, '1'),
                     lambda cookie: cookie.set_all(GLib.Variant('a{ss}', {'sid': '1'})),
                     lambda cookie: cookie['sid'].set('sid', '1', '1')):
            cookie = Cookie.SimpleCookie('sid=1')
            cookie.expire('sid')
            set_(cookie)
            self.assertEqual(cookie.output(), 'Set-Cookie: sid=1')

    def test_signals_of_expire(self):
        cookie = Cookie.SimpleCookie('sid=1; path=/')
        notified = []
        cookie['sid'].connect('notify', lambda morsel, pspec: notified.append(pspec.name))
        heard = self.listen(cookie)
        for _ in range(2):
            cookie.expire('sid')
            self.assertEqual(notified, ['expired'])
            self.assertEqual(heard, [('has-changes', True), ('morsel-changed', 'sid')])
        heard.clear()
        cookie.expire('other')
        self.assertEqual(sorted(heard, key=str), [('items-changed', 1, 0, 1), ('morsel-added', 'other'), ('n-items', 2)])
        self.assertEqual(cookie.get_changed_fields()[0], f'other=; {REMOVED}; Max-Age=0')
        self.refuses(Cookie.Error.ILLEGAL_KEY, cookie.expire, 'a b')
        self.refuses(Cookie.Error.RESERVED_KEY, cookie.expire, 'path')
        self.assertEqual(list(cookie), ['sid', 'other'])

    def test_expired_morsel(self):
        morsel = Cookie.Morsel()
        morsel.set('a', 'b', 'b')
        morsel.expire()
        self.assertEqual(morsel.OutputString(), f'a=; {REMOVED}; Max-Age=0')
        with self.assertRaises(AttributeError):
            morsel.expired = False
        cookie = Cookie.SimpleCookie({'a': morsel})
        for twin in morsel.copy(), copy.deepcopy(morsel), pickle.loads(pickle.dumps(morsel)), pickle.loads(pickle.dumps(cookie))['a']:
            self.assertTrue(twin.expired)
            self.assertEqual(twin, morsel)
            self.assertEqual((twin.value, twin.OutputString()), ('b', morsel.OutputString()))
        morsel.set('a', 'b', 'b')
        self.assertNotEqual(twin, morsel)

    def test_touch(self):
        cookie = Cookie.SimpleCookie('a=1; b=2')
        heard = self.listen(cookie)
        cookie.touch('b')
        self.assertEqual(heard, [('has-changes', True), ('morsel-changed', 'b')])
        self.assertEqual(cookie.get_changed_fields(), ['b=2'])
        for name in 'c', 'path', '', 'a\0', None:
            with self.assertRaises(KeyError):
                cookie.touch(name)
        cookie.expire('a')
        cookie.touch('a')
        self.assertTrue(cookie['a'].expired)

    def test_touch_encodes_again(self):
        class Counted(Cookie.BaseCookie):
            count = [0]

            def value_encode(self, val):
                self.count[0] += 1
                return val, f'{self.count[0]}.{"-".join(sorted(val))}'

            def value_decode(self, val):
                return set(val.partition('.')[2].split('-')), val

        cookie = Counted({'k': {'x', 'y'}})
        cookie.clear_changes()
        cookie.touch('k')
        self.assertEqual(cookie.get_changed_fields(), ['k=2.x-y'])
        self.assertEqual(cookie['k'].value, {'x', 'y'})

        class Failing(Cookie.SimpleCookie):
            def value_encode(self, val):
                raise LookupError

        cookie = Failing('k=1')
        with self.assertRaises(LookupError):
            cookie.touch('k')
        self.assertFalse(cookie.has_changes)


class Changes(Case):
    def test_has_changes(self):
        cookie = Cookie.SimpleCookie('a=1; b=2')
        heard = self.listen(cookie)
        self.assertFalse(cookie.has_changes)
        self.assertEqual((cookie.get_changed_fields(), cookie.output_changes()), ([], ''))
        cookie['a'] = '1'
        cookie.set_coded('a', None, '1')
        self.assertEqual(heard, [])
        cookie['a'].path = '/'
        cookie['c'] = '3'
        self.assertTrue(cookie.props.has_changes)
        self.assertEqual(cookie.get_changed_fields(), ['a=1; Path=/', 'c=3'])
        self.assertEqual(cookie.output_changes(sep='|'), 'Set-Cookie: a=1; Path=/|Set-Cookie: c=3')
        cookie.clear_changes()
        self.assertEqual([change for change in heard if change[0] == 'has-changes'], [('has-changes', True), ('has-changes', False)])
        self.assertFalse(cookie.has_changes)
        with self.assertRaises(AttributeError):
            cookie.has_changes = True

    def test_properties(self):
        codec = Cookie.PercentCodec.new()
        for cls in Cookie.BaseCookie, Cookie.SimpleCookie, type('Mine', (Cookie.SimpleCookie,), {}):
            cookie = cls('a=1; b=2')
            self.assertEqual((cookie.profile, cookie.n_items), (Cookie.Profile.PYTHON, 2))
            self.assertEqual(cookie.item_type, Cookie.Morsel.__gtype__)
            heard = []
            cookie.connect('notify', lambda cookie, pspec: heard.append(pspec.name))
            for name, value in ('codec', codec), ('profile', Cookie.Profile.RFC6265), ('max_pairs', 4), ('max_length', 20):
                setattr(cookie, name, value)
                for found in getattr(cookie, name), getattr(cookie.props, name), getattr(cookie, f'get_{name}')():
                    self.assertEqual(found, value)
                self.assertEqual(heard.pop(), name.replace('_', '-'))
            for name in 'max_pairs', 'max_length', 'profile', 'codec':
                with self.assertRaises(TypeError):
                    setattr(cookie, name, 'x')
            for name in 'n_items', 'item_type', 'has_changes':
                with self.assertRaises(AttributeError):
                    setattr(cookie, name, 1)
            for header in 'a=1; b=2; c=3; d=4; e=5', 'a=' + 'x' * 20:
                with self.assertRaises(Cookie.CookieError) as caught:
                    cookie.load(header)
                self.assertEqual(caught.exception.code, Cookie.Error.LIMIT)
            cookie.load('path=%2F')
            self.assertEqual(cookie['path'].value, '/')

    def test_equal_values_keep_their_text(self):
        sealed = new_signed(SECRET, lifetime=3600)
        cookie = Cookie.BaseCookie({'user': {'name': 'Ann'}}, codec=sealed)
        text = cookie['user'].coded_value
        cookie.clear_changes()
        time.sleep(1.1)
        for set_ in (lambda value: cookie.set('user', value), lambda value: cookie.update(user=value),
                     lambda value: cookie.update({'user': value, 'other': Cookie.SimpleCookie('other=@i:1')['other']})):
            set_({'name': 'Ann'})
            self.assertEqual(cookie['user'].coded_value, text)
            self.assertNotIn('user', [morsel.key for morsel in cookie.get_changes()])
        cookie.touch('user')
        self.assertNotEqual(cookie['user'].coded_value, text)
        self.assertEqual(cookie['user'].value, {'name': 'Ann'})

        class Nonces(Cookie.BaseCookie):
            nonce = 0

            def value_encode(self, val):
                self.nonce += 1
                return val, f'{self.nonce}.{val}'

        cookie = Nonces({'k': 'v', 'n': 1})
        cookie.clear_changes()
        for values in {'k': 'v', 'n': 1}, {'k': 'v'}:
            cookie.update(values)
            cookie['k'] = 'v'
            self.assertFalse(cookie.has_changes)
            self.assertEqual(cookie['k'].coded_value, '1.v')
        cookie['n'] = True
        self.assertEqual(cookie['n'].value, True)
        self.assertEqual([morsel.key for morsel in cookie.get_changes()], ['n'])

    def test_set_coded(self):
        cookie = Cookie.SmartCookie('n=@i:7')
        cookie.set_coded('n', None, '@i:8')
        cookie.set_coded('s', None, '"x y"')
        self.assertEqual((cookie['n'].value, cookie['s'].value), (8, 'x y'))
        cookie.clear_changes()
        cookie.set_coded('s', 'x y', '"x\\040y"')
        self.assertEqual(cookie['s'].value, 'x y')
        cookie.set_coded('n', 8, '@i:8')
        self.assertEqual(cookie['n'].value, 8)
        cookie.set_coded('s', GLib.Variant('s', 'x y'), '"x\\040y"')
        self.assertEqual(cookie.get_changed_fields(), ['s="x\\040y"'])
        cookie = Cookie.SerialCookie('n=i:7')
        self.refuses(Cookie.Error.DECODE, cookie.set_coded, 'n', None, 'i:x')
        self.assertEqual(cookie['n'].value, 7)

    def test_update_is_one_change(self):
        for set_ in 'update', 'set_all', 'load', '__ior__':
            cookie = Cookie.SimpleCookie('a=1; b=2')
            heard = self.listen(cookie)
            seen = []
            for signal in 'items-changed', 'morsel-added', 'morsel-changed':
                cookie.connect(signal, lambda cookie, *_: seen.append({name: m.value for name, m in cookie.items()}))
            getattr(cookie, set_)({'a': '1', 'b': 'two', 'c': 3, 'd': 'é'})
            self.assertEqual([change for change in heard if change[0] not in ('has-changes', 'n-items')],
                             [('items-changed', 2, 0, 2), ('morsel-added', 'c'), ('morsel-added', 'd'), ('morsel-changed', 'b')])
            self.assertEqual(heard.count(('has-changes', True)), 1)
            self.assertEqual([change for change in heard if change[0] == 'n-items'], [('n-items', 4)])
            self.assertEqual(seen, [{'a': '1', 'b': 'two', 'c': '3', 'd': 'é'}] * 4)
            for values in {'a': 'new', 'b c': 1}, {'a': 'new', 'x': 'a\0'}, {'a': 'new', 'path': 1}:
                with self.assertRaises(Cookie.CookieError):
                    getattr(cookie, set_)(values)
                self.assertEqual(cookie['a'].value, '1')
        self.refuses(Cookie.Error.ILLEGAL_VALUE, cookie.set_all, GLib.Variant('as', ['a']))
        self.refuses(Cookie.Error.LIMIT, cookie.update, {f'n{i}': i for i in range(3000)})

    def test_update_with_a_morsel(self):
        morsel = Cookie.SimpleCookie('m=1; path=/').pop('m')
        cookie = Cookie.SimpleCookie()
        cookie.update({'a': 1, 'm': morsel})
        self.assertIs(cookie['m'], morsel)
        other = Cookie.SimpleCookie()
        other.update({'m': morsel})
        self.assertIsNot(other['m'], morsel)
        self.assertEqual(other['m'], morsel)

    def test_one_holder(self):
        one, other = Cookie.SimpleCookie('a=1; path=/'), Cookie.SimpleCookie()
        self.refuses(Cookie.Error.ILLEGAL_VALUE, other.set_morsel, one['a'])
        self.assertEqual(len(other), 0)
        other['a'] = one['a']
        other['a'].path = '/other'
        self.assertEqual((one['a'].path, one.has_changes), ('/', False))
        self.assertEqual(other.get_changed_fields(), ['a=1; Path=/other'])
        morsel = one['a']
        one.remove('a')
        other.set_morsel(morsel)
        self.assertIs(other['a'], morsel)

    def test_copies_have_the_changes(self):
        cookie = Cookie.SimpleCookie('a=1; b=2; c=3')
        cookie['b'] = 'two'
        cookie.expire('c')
        for twin in copy.copy(cookie), copy.deepcopy(cookie), cookie.copy(), pickle.loads(pickle.dumps(cookie)):
            self.assertEqual(twin, cookie)
            self.assertEqual(list(twin), ['a', 'b', 'c'])
            self.assertEqual(twin.get_changed_fields(), ['b=two', f'c=; {REMOVED}; Max-Age=0'])
            twin.clear_changes()
            twin['a'].path = '/'
            self.assertEqual(twin.get_changed_fields(), ['a=1; Path=/'])
        self.assertEqual(cookie['a'].path, None)

    def test_list_model(self):
        cookie = Cookie.SimpleCookie('a=1; b=2')
        self.assertEqual((cookie.props.n_items, cookie.props.item_type), (2, Cookie.Morsel.__gtype__))
        heard = self.listen(cookie)
        del cookie['a']
        self.assertIn(('n-items', 1), heard)

    def test_names(self):
        for name in 'a', '__Host-sid', "!#$%&'*+-.^_`|~":
            self.assertTrue(Cookie.name_is_valid(name))
        for name in '', 'a b', 'a;', 'a=', 'é', 'a\0', '\ud800', 'a\n':
            self.assertFalse(Cookie.name_is_valid(name))


class Codecs(Case):
    def test_rotation(self):
        cookie = Cookie.BaseCookie({'user': 'Ann'}, codec=new_signed(OLD_SECRET))
        header = cookie.to_cookie_header()
        codec = new_signed(SECRET, OLD_SECRET)
        again = Cookie.BaseCookie(header, codec=codec)
        self.assertEqual([(d.props.code, d.props.severity) for d in again.get_diagnostics()],
                         [(Cookie.DiagnosticCode.ROTATED, Cookie.DiagnosticSeverity.HINT)])
        self.assertEqual(again.get_changed_fields(), ['user=' + codec.encode('user', GLib.Variant('s', 'Ann'))])
        self.assertEqual(codec.renew('user', header[5:]), again['user'].coded_value)
        self.assertIsNone(codec.renew('user', again['user'].coded_value))

    def test_rotation_of_ones_own(self):
        class Versioned(GObject.Object, Cookie.Codec):
            def do_encode(self, name, value):
                return '2.' + value.get_string()

            def do_decode(self, name, text):
                return GLib.Variant('s', text[2:])

            def do_renew(self, name, text):
                return None if text.startswith('2.') else '2.' + text[2:]

        cookie = Cookie.BaseCookie('a=1.x; b=2.y', codec=Versioned())
        self.assertEqual(cookie.get_changed_fields(), ['a=2.x'])
        self.assertEqual([d.props.code for d in cookie.get_diagnostics()], [Cookie.DiagnosticCode.ROTATED])

    def test_value_type(self):
        for codec, kind in ((Cookie.StringCodec(), 's'), (Cookie.PercentCodec(), 's'), (Cookie.SmartCodec(), None),
                            (Cookie.VariantCodec(), None), (Cookie.VariantCodec(variant_type=GLib.VariantType('(sx)')), '(sx)')):
            for outer in codec, Cookie.SignedCodec(codec=codec), Cookie.SignedCodec.new(Cookie.SignedCodec(codec=codec)):
                found = outer.get_value_type()
                self.assertEqual(found and found.dup_string(), kind)
                self.assertIs(Cookie.BaseCookie(codec=outer).lookup_codec('a'), outer)
        self.assertEqual(Cookie.SimpleCookie().lookup_codec('a').get_value_type().dup_string(), 's')
        self.assertIsNone(Cookie.BaseCookie().lookup_codec('a'))

    def test_values_are_packed_by_type(self):
        class Printed(GObject.Object, Cookie.Codec):
            kind = None

            def do_encode(self, name, value):
                return value.print_(True).replace(';', '')

            def do_decode(self, name, text):
                return GLib.Variant.parse(None, text, None, None)

            def do_get_value_type(self):
                return self.kind and GLib.VariantType(self.kind)

        codec = Printed()
        for kind, value, text in (('s', 7, "'7'"), ('s', None, "'None'"), (None, 7, '7'), ('x', 7, 'int64 7'), ('d', 1, '1.0'),
                                  ('a{sv}', {'a': 1}, "{'a': <1>}"), ('a{sv}', {}, '@a{sv} {}'), ('av', [1, 'a'], "[<1>, <'a'>]"),
                                  ('(sv)', ('a', 2.5), "('a', <2.5>)"), ('v', True, '<true>'), ('a(sv)', [('a', 1)], "[('a', <1>)]"),
                                  ('a{s*}', {'a': 1}, "{'a': 1}")):
            codec.kind = kind
            for outer in codec, Cookie.SignedCodec(codec=codec):
                cookie = Cookie.BaseCookie(codec=outer)
                if outer is not codec:
                    outer.get_keyring().append(SECRET)
                cookie['k'] = value
                self.assertEqual(codec.encode('k', cookie['k'].get_value()), text)
                cookie.update(k=value)
                self.assertEqual(codec.encode('k', cookie['k'].get_value()), text)
        for kind, value in ('x', 'a'), ('x', 2**63), ('(sv)', ('a', 1, 2)), ('a{sv}', 5), ('as', 5), ('ay', [256]):
            cookie = Cookie.BaseCookie(codec=Cookie.VariantCodec(variant_type=GLib.VariantType(kind)))
            self.refuses(Cookie.Error.ILLEGAL_VALUE, cookie.__setitem__, 'k', value)

    def test_inner_codec_belongs_to_the_outer(self):
        inner = Cookie.SmartCodec()
        before = inner.ref_count
        for new in (lambda: Cookie.SignedCodec(codec=inner, lifetime=5), lambda: Cookie.SignedCodec.new(inner, lifetime=5),
                    lambda: Cookie.SignedCodec.new(codec=inner), super(Cookie.SignedCodec, Cookie.SignedCodec).new):
            for _ in range(3):
                outer = new(inner, None, '', 5) if new.__name__ == 'new' else new()
                self.assertIs(type(outer), Cookie.SignedCodec)
                self.assertIs(outer.get_codec(), inner)
                self.assertEqual(inner.ref_count, before + 1)
                del outer
                self.assertEqual(inner.ref_count, before)
        self.assertIsInstance(Cookie.SignedCodec.new().get_codec(), Cookie.VariantCodec)
        self.assertEqual(Cookie.SignedCodec(lifetime=5).props.lifetime, 5)
        with self.assertRaises(TypeError):
            Cookie.SignedCodec.new('codec')

    def test_errors(self):
        codec = new_signed(SECRET, lifetime=60)
        text = codec.encode('user', GLib.Variant('s', 'Ann'))
        forever = new_signed(SECRET).encode('user', GLib.Variant('s', 'Ann'))
        cookie = Cookie.BaseCookie(codec=codec)
        for code, name, sealed in ((Cookie.Error.UNAUTHENTIC, 'other', text), (Cookie.Error.NOT_SEALED, 'user', 'Ann'),
                                   (Cookie.Error.NO_KEY, 'user', new_signed(OLD_SECRET, lifetime=60).encode('user', GLib.Variant('s', 'x'))),
                                   (Cookie.Error.EXPIRED, 'user', forever)):
            self.refuses(code, codec.decode, name, sealed)
            self.refuses(code, cookie.load, f'{name}={sealed}')
        self.refuses(Cookie.Error.NO_KEY, Cookie.SignedCodec().encode, 'a', GLib.Variant('s', 'x'))
        self.refuses(Cookie.Error.NO_KEY, Cookie.BaseCookie(codec=Cookie.SignedCodec()).__setitem__, 'a', 'x')
        for secret in b'', b'k' * 31:
            self.refuses(Cookie.Error.INVALID_SECRET, codec.get_keyring().append, secret)
        for secret in bytearray(SECRET), memoryview(SECRET), b'o' * 32, GLib.Bytes.new(OLD_SECRET):
            self.assertTrue(codec.get_keyring().append(secret))
        self.refuses(Cookie.Error.ILLEGAL_KEY, codec.encode, 'a\0', GLib.Variant('s', 'x'))
        self.assertEqual(Cookie.CookieError('mine', Cookie.Error.NOT_SUPPORTED).code, Cookie.Error.NOT_SUPPORTED)


if __name__ == '__main__':
    unittest.main()
