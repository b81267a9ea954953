# SPDX-License-Identifier: LGPL-2.1-or-later

"""Schema in Python: what the cookies of a site are, said once, with Python's own values."""

import collections.abc
import contextlib
import copy
import datetime
import http.cookies
import pickle
import types
import unittest

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib, GObject

SID = '__Host-sid'
SID_ATTRIBUTES = 'HttpOnly; Max-Age=3600; Path=/; SameSite=Lax; Secure'
REMOVED = 'expires=Thu, 01 Jan 1970 00:00:00 GMT'
CLASSES = Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SerialCookie, Cookie.SmartCookie
PROFILES = Cookie.Profile.PYTHON, Cookie.Profile.RFC6265, Cookie.Profile.STRICT


class Timed(GObject.Object, Cookie.Codec):
    """STATE.LEFT.VALUE, whose time does not pass: `new`, or `old` if it is to be sealed again."""

    refused = {'tampered': Cookie.Error.UNAUTHENTIC, 'late': Cookie.Error.EXPIRED, 'stranger': Cookie.Error.NO_KEY}

    def do_encode(self, name, value):
        return f'new.3600.{value.unpack()}'

    def do_decode(self, name, text):
        state, _, rest = text.partition('.')
        if state in self.refused:
            raise Cookie.CookieError(f'It is {state}', self.refused[state])
        if state not in ('new', 'old'):
            raise Cookie.CookieError(f'Neither new nor old: {text}', Cookie.Error.DECODE)
        return GLib.Variant('s', rest.partition('.')[2])

    def do_renew(self, name, text):
        return f'new.{text[4:]}' if text.startswith('old.') else None

    def do_get_remaining_lifetime(self, name, text):
        return int(text.split('.')[1])


class Case(unittest.TestCase):
    def refuses(self, code, call, *args, **kwargs):
        with self.assertRaises(Cookie.CookieError) as caught:
            call(*args, **kwargs)
        self.assertEqual(Cookie.Error(caught.exception.code), code)
        return str(caught.exception)

    def setUp(self):
        self.site = Cookie.Schema()
        self.site.add(SID, codec=Timed(), path='/', secure=True, httponly=True, samesite='Lax',
                      max_age=datetime.timedelta(hours=1))
        self.site.add('theme', path='/', max_age=datetime.timedelta(days=365))

    def line(self, name):
        return self.site.create_morsel(name).OutputString()


class Add(Case):
    def check(self, expected, *args, **attributes):
        site = Cookie.Schema()
        self.assertTrue(site.add('x', *args, **attributes))
        self.assertEqual(site.create_morsel('x').OutputString(), f'x={expected}')

    def test_keywords(self):
        self.check('')
        self.check('; Domain=site.example', domain='site.example')
        self.check('; HttpOnly', httponly=True)
        self.check('; HttpOnly', http_only=True)
        self.check('; HttpOnly', HttpOnly=True)
        self.check('', httponly=False, secure=False, partitioned=False)
        self.check('; Max-Age=60', max_age=60)
        self.check('; Max-Age=60', **{'max-age': 60})
        self.check('; Max-Age=86400', max_age=datetime.timedelta(days=1))
        self.check('; Partitioned; Secure', partitioned=True, secure=True)
        self.check('; Path=/app', path='/app')
        self.check('; Priority=High', priority='High')
        self.check('; Priority=High', priority=Cookie.Priority.HIGH)
        self.check('; SameSite=Strict', samesite='Strict')
        self.check('; SameSite=Strict', samesite=Cookie.SameSite.STRICT)
        self.check('; SameSite=Strict', same_site=Cookie.SameSite.STRICT)
        self.check('; Comment="x y"', comment='x y')
        self.check('', path=None, domain=None, max_age=None, expires=None, samesite=None, secure=None)

    def test_expires(self):
        time = datetime.datetime(2049, 12, 31, 23, 59, 59, tzinfo=datetime.timezone.utc)
        expected = '; expires=Fri, 31 Dec 2049 23:59:59 GMT'
        self.check(expected, expires=time)
        self.check(expected, expires=GLib.DateTime.new_from_iso8601('2049-12-31T23:59:59Z', None))
        self.check(expected, expires='Fri, 31 Dec 2049 23:59:59 GMT')
        # seconds from the moment at which it is sent
        for expires in 3600, datetime.timedelta(hours=1):
            site = Cookie.Schema()
            site.add('x', expires=expires)
            self.assertEqual(site.create_morsel('x')['expires'], 3600)

    def test_attributes(self):
        morsel = Cookie.Morsel(path='/app', secure=True)
        self.check('; Path=/app; Secure', None, morsel)
        self.check('; Path=/app; Secure', attributes=morsel)
        self.check('; Max-Age=5; Path=/; Secure', attributes=morsel, path='/', max_age=5)
        self.check('; Path=/app', attributes=morsel, secure=False)
        self.assertEqual(morsel.OutputString(), 'None=None; Path=/app; Secure')  # it has no name
        self.assertEqual((morsel.path, morsel.secure, morsel['max-age']), ('/app', True, ''))
        self.check('; Max-Age=5; Path=/', attributes={'path': '/', 'max-age': 5})
        self.check('; Max-Age=5; Path=/app', attributes={'Path': '/', 'Max_Age': datetime.timedelta(seconds=5)}, path='/app')
        self.check('', attributes={})
        self.check('', None, None)

    def test_unknown(self):
        site = Cookie.Schema()
        for call in lambda **more: site.add('x', **more), site.set_default:
            for name in 'foo', 'paths', '', 'max__agee':
                self.refuses(Cookie.Error.INVALID_ATTRIBUTE, call, **{name: 1})
                self.refuses(Cookie.Error.INVALID_ATTRIBUTE, call, attributes={name: 1})
        self.assertEqual(site.get_names(), [])

    def test_errors(self):
        site = Cookie.Schema()
        site.add('theme')
        self.refuses(Cookie.Error.ILLEGAL_KEY, site.add, 'theme')
        self.refuses(Cookie.Error.ILLEGAL_KEY, site.add, 'a b')
        self.refuses(Cookie.Error.ILLEGAL_KEY, site.add, '')
        self.refuses(Cookie.Error.RESERVED_KEY, site.add, 'Path')
        message = self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, SID, path='/')
        self.assertIn(SID, message)
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, 'x', samesite='None')
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, 'x', samesite=Cookie.SameSite.NONE)
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, 'x', samesite=99)
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, 'x', max_age=0)
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, 'x', max_age=datetime.timedelta(days=-1))
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, 'x', expires=datetime.datetime(2000, 1, 1))
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.set_default, samesite='None')
        for text in '/;x', '/\n', '/\r\nSet-Cookie: a=b', '/\0':
            self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, 'x', path=text)
            self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, 'x', attributes={'domain': text})
        for call in site.add, site.create_morsel:
            self.refuses(Cookie.Error.ILLEGAL_KEY, call, 'a\0b')
        self.assertIsNone(site.lookup_codec('a\0b'))
        self.assertIsNone(Cookie.SmartCookie().lookup_codec('a\0b'))
        for attributes in ({'patth': '/'}, {'path': '/;'}, {'path': True}, {'samesite': True}, {'priority': True},
                           {'max_age': True}, {'secure': 'false'}, {'domain': 'x\0'}):
            for more in {'attributes': attributes}, attributes:
                self.assertTrue(self.refuses(Cookie.Error.INVALID_ATTRIBUTE, site.add, 'x', **more).startswith('Cookie “x”: '))
        self.assertEqual(site.get_names(), ['theme'])

    def test_browsers(self):
        """What one browser leaves out is told at start-up, and refused only if the standard does."""
        site = Cookie.Schema()
        site.add("a", path="/\u00e9")
        site.add("b", domain="SITE.example")
        found = [d for d in site.diagnose("https://www.site.example/") if d.get_code() == Cookie.DiagnosticCode.BROWSERS_DIFFER]
        self.assertEqual([d.get_field() for d in found], [0, 1])
        self.assertEqual({d.get_severity() for d in found}, {Cookie.DiagnosticSeverity.WARNING})

    def test_wrong_types(self):
        site = Cookie.Schema()
        for args in (None,), (7,), (b'x',), (), ('x', 'codec'), ('x', Cookie.Morsel()), ('x', Cookie.StringCodec), ('x', 7):
            with self.assertRaises(TypeError, msg=args):
                site.add(*args)
        for attributes in '; Path=/', 7, [('path', '/')], Cookie.Morsel, Cookie.SimpleCookie, b'x', True, {7: 'x'}, {None: 1}:
            with self.assertRaises(TypeError, msg=attributes):
                site.add('x', attributes=attributes)
            with self.assertRaises(TypeError, msg=attributes):
                site.add('x', attributes=attributes, path='/')
            with self.assertRaises(TypeError, msg=attributes):
                site.set_default(attributes=attributes)
        for attribute in ({'expires': 1.5}, {'expires': object()}, {'expires': True}, {'samesite': 1.5},
                          {'samesite': object()}, {'priority': []}, {'max_age': 1.5}, {'max_age': True}, {'version': True}, {'max_age': object()}, {'path': 7},
                          {'path': b'/'}, {'path': True}, {'path': datetime.timedelta(1)}, {'domain': ['x']},
                          {'secure': object()}, {'secure': 'false'}, {'httponly': ''}, {'partitioned': 1}, {'secure': datetime.timedelta(1)}):
            with self.assertRaises(TypeError, msg=attribute):
                site.add('x', **attribute)
        with self.assertRaises(TypeError):
            Cookie.SimpleCookie(schema='x')
        with self.assertRaises(TypeError):
            Cookie.SimpleCookie(schema=Cookie.Schema)
        self.assertEqual(site.get_names(), [])

    def test_default(self):
        site = Cookie.Schema()
        codec = Timed()
        site.add('theme', path='/')
        self.assertTrue(site.set_default(codec, path='/x', max_age=5))
        self.assertEqual(site.create_morsel('y').OutputString(), 'y=; Max-Age=5; Path=/x')
        self.assertEqual(site.create_morsel('theme').OutputString(), 'theme=; Path=/')
        self.assertIs(site.lookup_codec('y'), codec)
        self.assertIsNone(site.lookup_codec('theme'))
        site.set_default(attributes={'path': '/z'})
        self.assertEqual(site.create_morsel('y').OutputString(), 'y=; Path=/z')
        self.assertIsNone(site.lookup_codec('y'))
        self.assertEqual(site.get_names(), ['theme'])

    def test_frozen(self):
        for make in lambda: Cookie.SimpleCookie(schema=self.site), lambda: Cookie.BaseCookie('a=b', schema=self.site):
            self.setUp()
            self.site.add('more')
            make()
            self.refuses(Cookie.Error.NOT_SUPPORTED, self.site.add, 'b')
            self.refuses(Cookie.Error.NOT_SUPPORTED, self.site.set_default)
            self.assertEqual(self.site.get_names(), [SID, 'more', 'theme'])

    def test_diagnose(self):
        self.assertEqual([d.props.severity for d in self.site.diagnose() if d.props.severity == Cookie.DiagnosticSeverity.ERROR], [])
        self.site.add('app', domain='site.example')
        for origin in 'https://other.example/', GLib.Uri.parse('https://other.example/', GLib.UriFlags.NONE):
            found = [d.props.field for d in self.site.diagnose(origin) if d.props.severity == Cookie.DiagnosticSeverity.ERROR]
            self.assertEqual([self.site.get_names()[field] for field in found], ['app'])
        found = [d.props.field for d in self.site.diagnose() if d.props.code == Cookie.DiagnosticCode.NO_PATH]
        self.assertEqual([self.site.get_names()[field] for field in found], ['app'])
        self.refuses(Cookie.Error.SYNTAX, self.site.diagnose, 'nowhere')
        with self.assertRaises(TypeError):
            self.site.diagnose(7)


class Dictionary(Case):
    def test_wrong_profile(self):
        for cls in CLASSES:
            for wrong in True, False, 5, -1, 1.0, 'STRICT', None, Cookie.SameSite.LAX:
                cookie = cls(profile=Cookie.Profile.RFC6265)
                for call in (lambda: cls(profile=wrong), lambda: cls('a=b', schema=self.site, profile=wrong),
                             lambda: setattr(cookie, 'profile', wrong), lambda: cookie.set_profile(wrong),
                             lambda: cookie.set_property('profile', wrong)):
                    with self.assertRaisesRegex(TypeError, 'profile must be a Cookie.Profile, not '):
                        call()
                self.assertEqual(cookie.profile, Cookie.Profile.RFC6265)
            for profile in PROFILES:
                self.assertEqual(cls(profile=int(profile)).profile, profile)

    def test_wrong_values(self):
        for codec, value in ((Cookie.VariantCodec(), object()), (Cookie.VariantCodec(), 2**70), (Cookie.SmartCodec(), [object()]),
                             (Cookie.VariantCodec(variant_type=GLib.VariantType('u')), -1), (Cookie.StringCodec(), 'a\0'),
                             (Cookie.VariantCodec(), 'a\0'), (Cookie.JsonCodec(), 'a\0'), (Cookie.JsonCodec(), {(): 1}),
                             (Cookie.PercentCodec(), '\ud800')):
            site = Cookie.Schema()
            site.add('n', codec=codec)
            for cookie in Cookie.BaseCookie(codec=codec), Cookie.SimpleCookie(schema=site):
                for call in cookie.__setitem__, cookie.set, cookie.setdefault, lambda key, value: cookie.update({key: value}):
                    message = self.refuses(Cookie.Error.ILLEGAL_VALUE, call, 'n', value)
                    self.assertTrue(message.startswith('Cookie “n”: '), message)
                self.assertEqual(len(cookie), 0)

    def test_touch(self):
        with self.assertRaises(KeyError):
            Cookie.SimpleCookie('a=b').touch('none')

    def test_profile(self):
        class Subclass(Cookie.SimpleCookie):
            pass

        for cls in *CLASSES, Subclass:
            self.assertEqual(cls(schema=self.site).profile, Cookie.Profile.RFC6265)
            self.assertEqual(cls('a=i:7', schema=self.site)['a'].coded_value, 'i:7')
            self.assertEqual(cls(schema=None).profile, Cookie.Profile.PYTHON)
            for profile in PROFILES:
                cookie = cls(schema=self.site, profile=profile)
                self.assertEqual(cookie.profile, profile)
                self.assertIs(cookie.schema, self.site)
            with self.assertRaises((AttributeError, TypeError)):
                cookie.schema = None
            self.assertIs(cookie.get_schema(), self.site)
            self.assertIs(cookie.props.schema, self.site)

    def test_events(self):
        for cls in CLASSES:
            for profile in PROFILES:
                cookie = cls(schema=self.site, profile=profile)
                cookie.load(f'theme=i:7; {SID}=new.60.ann')
                self.assertEqual((cookie[SID].value, cookie.get_string(SID)), ('ann', 'ann'))
                self.assertEqual(cookie.get_diagnostics(), [])
                self.assertFalse(cookie.has_changes)
                cookie[SID] = 'bob'
                cookie.expire('theme')
                self.assertEqual(cookie.get_changed_fields(),
                                 [f'{SID}=new.3600.bob; {SID_ATTRIBUTES}', f'theme=; {REMOVED}; Max-Age=0; Path=/'])
                cookie['theme'] = 'light'
                self.assertTrue(cookie['theme'].OutputString().endswith('; Max-Age=31536000; Path=/'))
                self.assertIn('Path=/', cookie.js_output())

    def test_set_all(self):
        for method in 'update', 'set_all', 'load':
            cookie = Cookie.SimpleCookie('theme=dark', schema=self.site)
            getattr(cookie, method)({'theme': 'light', SID: 'ann', 'other': 'x'})
            self.assertEqual(cookie.get_changed_fields(),
                             [f'{SID}=new.3600.ann; {SID_ATTRIBUTES}', 'other=x', 'theme=light; Max-Age=31536000; Path=/'])
        cookie = Cookie.SimpleCookie(schema=self.site)
        morsel = Cookie.Morsel(path='/own')
        morsel.set('theme', 'a', 'a')
        cookie.update({'theme': morsel, SID: 'ann'})
        self.assertEqual(cookie.get_changed_fields(), [f'{SID}=new.3600.ann; {SID_ATTRIBUTES}', 'theme=a; Path=/own'])
        self.assertEqual(cookie.setdefault('theme', 'b').value, 'a')
        self.assertEqual(cookie.setdefault('other', 'b').OutputString(), 'other=b')

    def test_refused(self):
        codes = {'tampered.1': Cookie.DiagnosticCode.UNAUTHENTIC, 'late.1': Cookie.DiagnosticCode.OUTDATED,
                 'stranger.1': Cookie.DiagnosticCode.NO_KEY, 'x': Cookie.DiagnosticCode.UNDECODABLE}
        for text, code in codes.items():
            cookie = Cookie.SimpleCookie(f'theme=dark; {SID}={text}', schema=self.site)
            self.assertEqual([(d.props.code, d.props.text, d.props.offset) for d in cookie.get_diagnostics()], [(code, text, 23)])
            self.assertIn(SID, cookie.get_diagnostics()[0].props.message)
            self.assertEqual(list(cookie), ['theme'])
            cookie.expire(SID)
            self.assertEqual(cookie.get_changed_fields(),
                             [f'{SID}=; {REMOVED}; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure'])
            for profile in Cookie.Profile.PYTHON, Cookie.Profile.STRICT:
                cookie = Cookie.SimpleCookie(schema=self.site, profile=profile)
                with self.assertRaises(Cookie.CookieError) as caught:
                    cookie.load(f'theme=dark; {SID}={text}')
                self.assertIn(f'Cookie “{SID}”: ', str(caught.exception))
                self.assertTrue(str(caught.exception).endswith(' at byte 23'))
                self.assertEqual(Cookie.Error(caught.exception.code),
                                 Timed.refused.get(text.partition('.')[0], Cookie.Error.DECODE))

    def test_nameless(self):
        with self.assertRaises(Cookie.CookieError) as caught:
            Cookie.SerialCookie().value_decode('bad')
        self.assertTrue(str(caught.exception).startswith('A type'))

    def test_rotation(self):
        cookie = Cookie.SimpleCookie(f'{SID}=old.60.ann', schema=self.site)
        short = f'{SID}=new.60.ann; {SID_ATTRIBUTES.replace("3600", "60")}'
        self.assertEqual(cookie.get_changed_fields(), [short])
        self.assertEqual(cookie[SID].max_age, 60)
        cookie[SID].set(SID, 'x', 'new.60.x')
        self.assertEqual(cookie[SID].max_age, 60)
        cookie[SID] = 'bob'
        self.assertEqual(cookie[SID].max_age, 3600)
        twice = Cookie.SimpleCookie(f'{SID}=tampered.1; {SID}=new.60.ann; {SID}=new.60.bob', schema=self.site)
        self.assertEqual(twice[SID].value, 'ann')
        cookie = Cookie.SimpleCookie(f'{SID}=old.60.ann', schema=self.site)
        for other in cookie, copy.copy(cookie), copy.deepcopy(cookie), cookie.copy():
            self.assertEqual(other.get_changed_fields(), [short])
        for how in copy.copy, copy.deepcopy, lambda cookie: cookie:
            again = how(cookie)
            again.touch(SID)
            self.assertEqual(again.get_changed_fields(), [f'{SID}=new.3600.ann; {SID_ATTRIBUTES}'])
            again[SID] = 'bob'
            self.assertEqual(again.get_changed_fields(), [f'{SID}=new.3600.bob; {SID_ATTRIBUTES}'])

    def test_copies(self):
        for cls in CLASSES:
            cookie = cls('theme=i:7', schema=self.site, profile=Cookie.Profile.STRICT, max_pairs=9)
            cookie[SID] = 'ann'
            cookie.expire('gone')
            for other in copy.copy(cookie), copy.deepcopy(cookie), cookie.copy():
                self.assertIs(other.schema, self.site)
                self.assertEqual((other.profile, other.max_pairs), (Cookie.Profile.STRICT, 9))
                self.assertEqual(other, cookie)
                self.assertEqual(other.get_changed_fields(), cookie.get_changed_fields())
                other['new'] = 'x'
                other.expire('theme')
                self.assertNotIn('new', cookie)
                self.assertFalse(cookie['theme'].expired)

    def test_equal(self):
        read, made = Cookie.SimpleCookie('theme=dark', schema=self.site), Cookie.SimpleCookie(schema=self.site)
        made['theme'] = 'dark'
        self.assertEqual(read, made)
        self.assertNotEqual(read, Cookie.SimpleCookie('theme=dark'))
        explicit = Cookie.SimpleCookie('theme=dark; path=/')
        self.assertNotEqual(read, explicit)
        explicit['theme'].max_age = 31536000
        self.assertEqual(read, explicit)
        self.assertTrue(read.equal(made))

    def test_pickle(self):
        for cls in Cookie.SimpleCookie, Cookie.SmartCookie:
            cookie = cls(f'theme=dark; {SID}=old.60.ann; other=1', schema=self.site, max_pairs=9)
            cookie.expire('gone')
            for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
                again = pickle.loads(pickle.dumps(cookie, protocol))
                self.assertIsInstance(again, cls)
                self.assertIsNone(again.schema)
                self.assertEqual((again.profile, again.max_pairs), (Cookie.Profile.RFC6265, 9))
                self.assertEqual(again, cookie)
                self.assertEqual(again.output(), cookie.output())
                self.assertEqual(again.get_changed_fields(), cookie.get_changed_fields())
                self.assertEqual(again['theme'].path, '/')
                self.assertEqual(again[SID].value, 'ann')
                with self.assertRaisesRegex(Cookie.CookieError, 'unpickled without its schema'):
                    again.expire('missing')
                self.assertNotIn('missing', again)
                self.assertIs(again.expire('theme'), True)
                self.assertIn(f'theme=; {REMOVED}; Max-Age=0; Path=/', again.get_changed_fields())

    def test_schema_itself(self):
        for make in copy.copy, copy.deepcopy, pickle.dumps:
            with self.assertRaises(TypeError):
                make(self.site)


class Subclasses(Case):
    class Upper(Cookie.BaseCookie):
        def value_decode(self, val):
            return val.lower(), val

        def value_encode(self, val):
            return val, val.upper()

    class UpperNamed(Cookie.BaseCookie):
        def do_value_decode(self, name, text):
            return GLib.Variant('s', f'{name}:{Cookie.BaseCookie.do_value_decode(self, name, text).unpack()}')

        def do_value_encode(self, name, value):
            return Cookie.BaseCookie.do_value_encode(self, name, value).upper()

    def test_override(self):
        for profile in PROFILES:
            cookie = self.Upper(f'theme=DARK; {SID}=old.60.Ann; other=X', schema=self.site, profile=profile)
            self.assertEqual({name: morsel.value for name, morsel in cookie.items()}, {'theme': 'dark', SID: 'Ann', 'other': 'x'})
            self.assertEqual([cookie.get_string(name) for name in ('theme', SID)], ['dark', 'Ann'])
            cookie['theme'] = 'light'
            cookie[SID] = 'Bob'
            cookie['new'] = 'y'
            self.assertEqual(cookie.get_changed_fields(), [f'{SID}=new.3600.Bob; {SID_ATTRIBUTES}', 'new=Y',
                                                           'theme=LIGHT; Max-Age=31536000; Path=/'])
            cookie.clear_changes()
            cookie.touch(SID)
            cookie.touch('theme')
            cookie.update({SID: 'Eve', 'other': 'z'})
            self.assertEqual(cookie.get_changed_fields(), [f'{SID}=new.3600.Eve; {SID_ATTRIBUTES}', 'other=Z',
                                                           'theme=LIGHT; Max-Age=31536000; Path=/'])
            self.assertEqual([cookie[name].value for name in (SID, 'other', 'theme')], ['Eve', 'z', 'light'])
            for again in copy.copy(cookie), copy.deepcopy(cookie):
                self.assertEqual([again[name].value for name in (SID, 'other', 'theme')], ['Eve', 'z', 'light'])
                again[SID] = 'Zoe'
                self.assertEqual(again[SID].coded_value, 'new.3600.Zoe')

    def test_virtual_functions(self):
        cookie = self.UpperNamed(f'theme=dark; {SID}=new.60.ann', schema=self.site)
        self.assertEqual([morsel.value for morsel in cookie.values()], ['theme:dark', 'ann'])
        cookie['other'] = 'x'
        cookie[SID] = 'bob'
        self.assertEqual([cookie[name].coded_value for name in ('other', SID)], ['X', 'new.3600.bob'])

    def test_objects(self):
        class Dates(Cookie.BaseCookie):
            def value_decode(self, val):
                return datetime.date.fromisoformat(val), val

            def value_encode(self, val):
                return val, val.isoformat()

        day = datetime.date(2026, 11, 25)
        cookie = Dates(f'day=2026-11-25; {SID}=new.60.ann; theme=bad', schema=self.site)
        self.assertEqual((cookie['day'].value, cookie[SID].value), (day, 'ann'))
        self.assertNotIn('theme', cookie)
        cookie['theme'] = day
        cookie[SID] = 'x'
        self.assertEqual(cookie['theme'].OutputString(), 'theme=2026-11-25; Max-Age=31536000; Path=/')
        with self.assertRaises(AttributeError):
            cookie['theme'] = 'no date'


class Silent(GObject.Object, Cookie.Codec):
    """Fails, and does not say why."""

    def do_decode(self, name, text):
        if text == 'empty':
            raise Cookie.CookieError('', Cookie.Error.EXPIRED)
        return None


class Messages(Case):
    def test_silent(self):
        site = Cookie.Schema()
        site.add('x', codec=Silent())
        for text, code, expected in (('empty', Cookie.DiagnosticCode.OUTDATED, 'a message'), ('none', Cookie.DiagnosticCode.UNDECODABLE, 'an error')):
            found, = Cookie.SimpleCookie(f'x={text}', schema=site).get_diagnostics()
            self.assertEqual(found.get_code(), code)
            self.assertRegex(found.get_message(), f'^Cookie “x”: [^ ]+Silent failed without {expected}[.]$')

    def test_name_once(self):
        codec = Cookie.VariantCodec(variant_type=GLib.VariantType('u'))
        with self.assertRaises(Cookie.CookieError) as caught:
            codec.encode('x', GLib.Variant('s', 'a'))
        self.assertEqual(str(caught.exception), 'Cookie “x”: The value is of type “s”: “u” is asked for')


class Signed(Case):
    def test_beside_a_theme(self):
        signed = Cookie.SignedCodec(codec=Cookie.SmartCodec(), lifetime=3600)
        signed.get_keyring().append(b'n' * 32)
        site = Cookie.Schema()
        site.add(SID, signed, path='/', secure=True)
        site.add('theme', path='/')
        cookie = Cookie.SimpleCookie(schema=site)
        cookie.update({SID: {'user': 7}, 'theme': 'dark'})
        self.assertIsNone(cookie.get_string(SID))
        again = Cookie.SimpleCookie(cookie.to_cookie_header(), schema=site)
        self.assertEqual(again[SID].value, {'user': 7})
        self.assertEqual(again['theme'].value, 'dark')
        self.assertEqual(again.get_diagnostics(), [])
        again[SID] = {'user': 7}
        self.assertFalse(again.has_changes)
        self.assertLessEqual(signed.get_remaining_lifetime(SID, again[SID].coded_value), 3600)
        self.assertGreater(signed.get_remaining_lifetime(SID, again[SID].coded_value), 3500)
        self.assertEqual(signed.get_remaining_lifetime(SID, 'plain'), -1)
        self.assertEqual(Cookie.StringCodec().get_remaining_lifetime('x', 'plain'), -1)


class Forged(unittest.TestCase):
    """Ways in on which a value that a client sent must not pass for one that the site has sealed."""

    def setUp(self):
        keyring = Cookie.Keyring()
        keyring.append(b'k' * 32)
        self.signed = Cookie.SignedCodec(codec=Cookie.StringCodec(), keyring=keyring, purpose='p', lifetime=60)
        self.site = Cookie.Schema()
        self.site.add('sid', codec=self.signed, path='/', secure=True)
        self.site.add('theme', path='/')

    def test_set_function(self):
        """_BaseCookie__set() is for what http.cookies reads: it is not asked beside a schema, or in another profile."""
        calls = []

        class Lenient(Cookie.SimpleCookie):
            def _BaseCookie__set(self, key, real_value, coded_value):
                calls.append(key)
                with contextlib.suppress(Cookie.CookieError):
                    super()._BaseCookie__set(key, real_value, coded_value)

        default = Cookie.Schema()
        default.set_default(codec=self.signed)
        sealed = self.signed.encode('sid', 'ann')
        for header in 'sid=admin; theme=dark', b'sid=admin; theme=dark':
            for cookie, names in ((Lenient(header, schema=self.site), ['theme']),
                                  (Lenient(header, schema=default), []),
                                  (Lenient(header, profile=Cookie.Profile.RFC6265, codec=self.signed), [])):
                self.assertEqual(list(cookie), names)
                self.assertIn(Cookie.DiagnosticCode.NOT_SEALED, [d.get_code() for d in cookie.get_diagnostics()])
                cookie.load(f'sid={sealed}')
                self.assertEqual(cookie['sid'].value, 'ann')
        self.assertEqual(calls, [])
        self.assertEqual(Lenient('theme=dark', schema=self.site)['theme'].path, '/')
        with self.assertRaises(Cookie.CookieError):
            Lenient('sid=admin', schema=self.site, profile=Cookie.Profile.PYTHON)
        cookie = Cookie.SimpleCookie(schema=self.site)
        cookie._BaseCookie__set = lambda *args: calls.append(args)
        cookie.load('sid=admin')
        self.assertEqual((list(cookie), calls), ([], []))
        self.assertEqual(list(Lenient('sid=admin; theme=dark')), ['sid', 'theme'])
        self.assertEqual(calls, ['sid', 'theme'])

    def test_mappings(self):
        """What a framework has read of a header is not sealed for the client. To set a value, there is update()."""
        other = Cookie.SimpleCookie('sid=admin')
        for mapping in {'sid': 'admin'}, {'theme': 'dark', 'sid': 'admin'}, other, types.MappingProxyType({'sid': 'admin'}):
            cookie = Cookie.SimpleCookie(schema=self.site)
            for load in cookie.load, lambda mapping: Cookie.SimpleCookie(mapping, schema=self.site):
                with self.assertRaisesRegex(Cookie.CookieError, 'Cookie “sid”: load .. of a mapping would seal'):
                    load(mapping)
            self.assertEqual(len(cookie), 0)
        class Changing(collections.abc.Mapping):
            """The names are others each time."""
            names = iter(['theme', 'sid', 'sid', 'sid'])

            def __iter__(self):
                return iter([next(self.names)])

            def __len__(self):
                return 1

            def __getitem__(self, name):
                return 'admin'

        cookie = Cookie.SimpleCookie(schema=self.site)
        cookie.load(Changing())
        self.assertEqual(list(cookie), ['theme'])
        self.assertEqual(Cookie.SimpleCookie({'theme': 'dark'}, schema=self.site)['theme'].value, 'dark')
        cookie.update({'sid': 'ann'})
        self.assertEqual(self.signed.decode('sid', cookie['sid'].coded_value).get_string(), 'ann')
        self.assertEqual(Cookie.SimpleCookie({'sid': 'ann'}, codec=self.signed)['sid'].value, 'ann')

    def test_morsels(self):
        """The text of a morsel of another dictionary must be sealed as well."""
        other = Cookie.SimpleCookie('sid=admin; theme=dark')
        cookie = Cookie.SimpleCookie(schema=self.site)
        forged = Cookie.Morsel.parse_set_cookie('sid=admin; Path=/')
        own = Cookie.Morsel()
        own.set('sid', 'admin', 'admin')
        for put in (lambda: cookie.__setitem__('sid', other['sid']), lambda: cookie.update({'sid': other['sid']}), lambda: cookie.update(other),
                    lambda: cookie.set_morsel(forged), lambda: cookie.set_morsel(own), lambda: cookie.setdefault('sid', own),
                    lambda: cookie._BaseCookie__set('sid', 'admin', 'admin')):
            with self.assertRaises(Cookie.CookieError) as caught:
                put()
            self.assertEqual(caught.exception.code, Cookie.Error.NOT_SEALED)
            self.assertNotIn('sid', cookie)
        cookie['theme'] = other['theme']
        second = Cookie.SimpleCookie(schema=self.site)
        second['sid'] = 'ann'
        cookie['sid'] = second['sid']
        self.assertEqual(cookie['sid'].value, 'ann')
        gone = self.site.create_morsel('sid')
        gone.expire()
        cookie['sid'] = gone
        self.assertTrue(cookie['sid'].expired)

    def test_touched(self):
        """What was restored or set with its text is sealed again only if it was sealed."""
        old = Cookie.SimpleCookie('sid=admin')
        old['sid'].value  # a value that was read, in a state
        for make in (lambda cookie: cookie.restore(old.serialize()),
                     lambda cookie: cookie.set_coded('sid', GLib.Variant('s', 'admin'), 'admin')):
            cookie = Cookie.SimpleCookie(schema=self.site)
            make(cookie)
            with self.assertRaises(Cookie.CookieError) as caught:
                cookie.touch('sid')
            self.assertEqual(caught.exception.code, Cookie.Error.NOT_SEALED)
            self.assertEqual(cookie['sid'].coded_value, 'admin')
        cookie['sid'] = 'ann'
        cookie.touch('sid')
        self.assertEqual(self.signed.decode('sid', cookie['sid'].coded_value).get_string(), 'ann')

    def test_http_cookies(self):
        """A morsel of http.cookies is no value."""
        theirs = http.cookies.SimpleCookie('sid=admin; j=1')
        for cookie in Cookie.SimpleCookie(), Cookie.SimpleCookie(schema=self.site), Cookie.BaseCookie(codec=Cookie.JsonCodec()):
            for set_ in (lambda: cookie.update(theirs), lambda: cookie.load(theirs), lambda: cookie.__setitem__('j', theirs['j']),
                         lambda: cookie.set_all({'j': theirs['j']})):
                with self.assertRaisesRegex(Cookie.CookieError, 'Cookie “(sid|j)”: '):
                    set_()
            self.assertEqual(len(cookie), 0)


if __name__ == '__main__':
    unittest.main()
