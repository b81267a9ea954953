# SPDX-License-Identifier: LGPL-2.1-or-later

"""The attributes of a morsel as typed properties, in all ways that Python has to set one."""

import datetime
import pickle
import unittest

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib, GObject

CONTROLS = [chr(i) for i in (*range(32), 127)]
SETTERS = [
    lambda morsel, name, value: setattr(morsel, name, value),
    lambda morsel, name, value: setattr(morsel.props, name, value),
    lambda morsel, name, value: morsel.set_property(name, value),
    lambda morsel, name, value: morsel.set_property(name.replace('_', '-'), value),
    lambda morsel, name, value: morsel.set_properties(**{name: value}),
    lambda morsel, name, value: getattr(morsel, f'set_{name}')(value),
]
VALUES = {
    'path': ('/é', 'Path=/é'), 'domain': ('site.example', 'Domain=site.example'),
    'priority': (Cookie.Priority.HIGH, 'Priority=High'), 'max_age': (60, 'Max-Age=60'),
    'expires': (GLib.DateTime.new_utc(2050, 1, 1, 0, 0, 0), 'expires=Sat, 01 Jan 2050 00:00:00 GMT'),
    'secure': (True, 'Secure'), 'http_only': (True, 'HttpOnly'), 'partitioned': (True, 'Partitioned'),
    'same_site': (Cookie.SameSite.LAX, 'SameSite=Lax'),
}
UNSET = {'path': None, 'domain': None, 'priority': Cookie.Priority.DEFAULT, 'max_age': -1, 'expires': None, 'secure': False,
         'http_only': False, 'partitioned': False, 'same_site': Cookie.SameSite.DEFAULT}


def local_time(seconds):
    """A datetime without a time zone, also of a time that the time_t of a 32-bit system cannot hold."""
    time = GLib.DateTime.new_from_unix_local(seconds)
    return datetime.datetime(*time.get_ymd(), time.get_hour(), time.get_minute(), time.get_second())


class Attributes(unittest.TestCase):
    def setUp(self):
        self.cookie = Cookie.SimpleCookie('a=1')
        self.morsel = self.cookie['a']
        self.notified = []
        self.morsel.connect('notify', lambda morsel, pspec: self.notified.append(pspec.name))

    def test_set(self):
        for name, (value, text) in VALUES.items():
            for set_ in SETTERS:
                for _ in range(2):
                    set_(self.morsel, name, value)
                    self.assertEqual(self.morsel.OutputString(), f'a=1; {text}')
                    self.assertEqual(self.notified, [name.replace('_', '-')])
                for found in (getattr(self.morsel, name), getattr(self.morsel.props, name), self.morsel.get_property(name),
                              getattr(self.morsel, f'get_{name}')()):
                    if name == 'expires':
                        self.assertTrue(found.equal(value))
                    else:
                        self.assertEqual(found, value)
                        self.assertIs(type(found), type(value))
                set_(self.morsel, name, UNSET[name])
                self.assertEqual((self.morsel.OutputString(), getattr(self.morsel, name)), ('a=1', UNSET[name]))
                self.assertEqual(self.notified, [name.replace('_', '-')] * 2)
                self.notified.clear()
        self.assertEqual(set(VALUES), {pspec.name.replace('-', '_') for pspec in Cookie.Morsel.list_properties()
                                       if pspec.flags & GObject.ParamFlags.WRITABLE})

    def test_constructor(self):
        morsel = Cookie.Morsel(**{name: value for name, (value, _) in VALUES.items()})
        morsel.set('a', '1', '1')
        self.assertEqual(sorted(morsel.OutputString().split('; ')[1:]), sorted(text for _, text in VALUES.values()))

    def test_refused_text(self):
        for name in 'path', 'domain':
            for value in *(f'x{c}y' for c in CONTROLS), ';', '/; Domain=evil.example', '\ud800':
                for old in None, 'kept':
                    setattr(self.morsel, name, old)
                    before = self.cookie.output()
                    self.notified.clear()
                    for set_ in SETTERS:
                        with self.assertRaises(Cookie.CookieError) as caught:
                            set_(self.morsel, name, value)
                        self.assertEqual(caught.exception.code, Cookie.Error.INVALID_ATTRIBUTE)
                    with self.assertRaises(Cookie.CookieError):
                        Cookie.Morsel(**{name: value})
                    self.assertEqual((self.cookie.output(), self.notified), (before, []))
            setattr(self.morsel, name, '')
            self.assertIsNone(getattr(self.morsel, name))

    def test_several(self):
        self.morsel.path = '/kept'
        self.notified.clear()
        for bad in {'domain': ';'}, {'same_site': 99}, {'expires': 'x'}, {'color': 1}:
            with self.assertRaises((Cookie.CookieError, TypeError, AttributeError)):
                self.morsel.set_properties(path='/x', secure=True, **bad)
        self.assertEqual((self.cookie.output(), self.notified), ('Set-Cookie: a=1; Path=/kept', []))

    def test_refused_enums(self):
        for name in 'priority', 'same_site':
            for set_ in SETTERS:
                for value in 99, -1:
                    with self.assertRaises(Cookie.CookieError) as caught:
                        set_(self.morsel, name, value)
                    self.assertEqual(caught.exception.code, Cookie.Error.INVALID_ATTRIBUTE)
                for value in 'Highest', '', 1.5, True:
                    with self.assertRaises(Cookie.CookieError):
                        set_(self.morsel, name, value)
        self.assertEqual((self.cookie.output(), self.notified), ('Set-Cookie: a=1', []))

    def test_at_once(self):
        changed = []
        cookie = Cookie.SimpleCookie('k=v')
        cookie.connect('morsel-changed', lambda _, morsel: changed.append(morsel.OutputString()))
        cookie['k'].update({'path': '/', 'max-age': 60, 'secure': True, 'httponly': False, 'comment': ''})
        self.assertEqual(changed, ['k=v; Max-Age=60; Path=/; Secure'])
        self.assertEqual((cookie['k']['max-age'], cookie['k']['secure'], cookie['k']['httponly'], cookie['k']['comment']),
                         (60, True, False, ''))
        self.assertTrue(cookie['k'].set_attributes(['path', 'max-age'], [None, 2**40]))
        self.assertEqual(cookie['k'].OutputString(), f'k=v; Max-Age={2**40}; Secure')
        for bad in ({'path': '/', 'domain': 'a;b'}, {'path': '/', 'domain': 'a\n'}, {'path': '/', 'domain': 'a\0'}, {'path': '/', 'x': '1'},
                    {'path': '/', 'domain': '\udc80'}, {'path': '/', 'domain': []}, {'path\0': '/'}, {'path': '/', 'max-age': '5;'}):
            with self.subTest(bad), self.assertRaises(Cookie.CookieError) as raised:
                cookie['k'].update(bad)
            self.assertEqual(raised.exception.code, Cookie.Error.INVALID_ATTRIBUTE)
            self.assertRaises(Cookie.CookieError, cookie['k'].set_attributes, list(bad), list(bad.values()))
        self.assertRaises(Cookie.CookieError, cookie['k'].set_attributes, ['path'], [])
        self.assertEqual(cookie['k'].OutputString(), f'k=v; Max-Age={2**40}; Secure')

    def test_update_as_one_by_one(self):
        """However the values reach C."""
        values = ('/', ' /', '/ ', 'a=b', '=', '"x"', '', 'é', '1', '007', '-5', ';', 'a;path=b', 'a\n', 'a\0', '\ud800', 0, 1, -5, 2**31, 2**70,
                  -2**70, 10**5000, 1.5, True, False, None, b'/', Cookie.SameSite.LAX, datetime.timedelta(seconds=5))
        for name in *Cookie.Morsel(), 'Path', 'path=', 'path;', 'color', '':
            for number, value in enumerate(values):
                for others in {}, {'secure': True, 'max-age': 60}:
                    found = []
                    for way in 'update', 'one by one':
                        morsel = Cookie.Morsel()
                        morsel.set('a', '1', '1')
                        try:
                            if way == 'update':
                                morsel.update({**others, name: value})
                            else:
                                for key, item in {**others, name: value}.items():
                                    morsel[key] = item
                        except Cookie.CookieError as error:
                            found.append(error.code)
                        except ValueError:
                            found.append('too long for Python')
                        else:
                            found.append([(key, item, type(item)) for key, item in morsel.items()])
                    with self.subTest(name=name, value=number, others=others):
                        self.assertEqual(found[0], found[1])

    def test_set_attributes_from_text(self):
        self.assertTrue(self.morsel.set_attributes_from_text('Path=/; Max-Age=60; Secure'))
        self.assertEqual((self.morsel['path'], self.morsel['max-age'], self.morsel['secure']), ('/', 60, True))
        with self.assertRaises(Cookie.CookieError) as caught:
            self.morsel.set_attributes_from_text('Path=/a; Color=red')
        self.assertEqual(caught.exception.code, Cookie.Error.INVALID_ATTRIBUTE)
        self.assertEqual(self.morsel['path'], '/')

    def test_set_attributes_variants(self):
        self.assertTrue(self.morsel.set_attributes(['path', 'max-age', 'secure'], [GLib.Variant('s', '/'), GLib.Variant('x', 60), True]))
        self.assertEqual((self.morsel['path'], self.morsel['max-age'], self.morsel['secure']), ('/', 60, True))
        with self.assertRaises(Cookie.CookieError):
            self.morsel.set_attributes(['path', 'max-age'], [GLib.Variant('s', '/a'), GLib.Variant('as', [])])
        self.assertEqual(self.morsel['path'], '/')

    def test_set_attribute(self):
        for name, value, text in (('Path', '/', 'Path=/'), ('Max-Age', 60, 'Max-Age=60'), ('secure', True, 'Secure'),
                                  ('comment', 'x', 'Comment=x'), ('path', GLib.Variant('s', '/'), 'Path=/')):
            self.assertTrue(self.morsel.set_attribute(name, value))
            self.assertEqual(self.morsel.OutputString(), f'a=1; {text}')
            self.assertTrue(self.morsel.set_attribute(name, None))
            self.assertEqual(self.morsel.OutputString(), 'a=1')
        for name, value in ('path', '/; x'), ('path', 'x\n'), ('path', 'x\0'), ('path', '\ud800'), ('color', 'x'), ('col\0r', 'x'):
            with self.assertRaises(Cookie.CookieError) as caught:
                self.morsel.set_attribute(name, value)
            self.assertEqual(caught.exception.code, Cookie.Error.INVALID_ATTRIBUTE)
        self.assertEqual(self.morsel.OutputString(), 'a=1')

    def test_negative_max_age(self):
        for set_ in SETTERS:
            for value in -1, -2, -2**63:
                self.morsel.max_age = 5
                set_(self.morsel, 'max_age', value)
                self.assertEqual((self.cookie.output(), self.morsel.max_age), ('Set-Cookie: a=1', -1))

    def test_wrong_types(self):
        for name, value in ('path', 5), ('domain', b'x'), ('max_age', 'x'), ('expires', 'today'), ('expires', 5):
            for set_ in SETTERS:
                with self.assertRaises(TypeError):
                    set_(self.morsel, name, value)
        for name in 'key', 'value', 'coded_value', 'expired':
            with self.assertRaises(AttributeError):
                setattr(self.morsel, name, 'x')
            with self.assertRaises(TypeError):
                self.morsel.set_property(name, 'x')
        for set_ in SETTERS[1:5]:
            with self.assertRaises((AttributeError, TypeError)):
                set_(self.morsel, 'color', 'x')
        self.assertEqual((self.cookie.output(), self.notified), ('Set-Cookie: a=1', []))

    def test_expires(self):
        for time in (datetime.datetime(2049, 12, 31, 19, 0, 0, 999999, datetime.timezone(datetime.timedelta(hours=-5))),
                     local_time(2524608000)):
            for set_ in SETTERS:
                set_(self.morsel, 'expires', None)
                set_(self.morsel, 'expires', time)
                self.assertEqual(self.morsel['expires'], 'Sat, 01 Jan 2050 00:00:00 GMT')
                self.assertEqual(self.morsel.expires.to_unix(), 2524608000)

    def test_expires_before_1601(self):
        """Browsers read the year 30 as 2030, and no date in 1600."""
        for year in 1, 30, 99, 100, 999, 1600:
            time = datetime.datetime(year, 7, 6, 8, 49, 37, tzinfo=datetime.timezone.utc)
            text = f'Sat, 06 Jul {year:04} 08:49:37 GMT'
            seconds = int(time.timestamp()) - GLib.DateTime.new_now_utc().to_unix()
            loaded = Cookie.SimpleCookie(f'a=1; expires={text}')['a']
            ways = [lambda m, set_=set_: set_(m, 'expires', time) for set_ in SETTERS]
            ways += [lambda m: m.__setitem__('expires', text), lambda m: m.__setitem__('Expires', seconds),
                     lambda m: m.set_attribute('expires', GLib.Variant('s', text)), lambda m: m.update(expires=text),
                     lambda m: m.update(loaded)]
            for number, way in enumerate(ways):
                with self.subTest(year=year, way=number):
                    self.morsel.clear()
                    way(self.morsel)
                    for morsel in self.morsel, self.morsel.copy(), pickle.loads(pickle.dumps(self.morsel)):
                        self.assertEqual(morsel.OutputString(), 'a=1; expires=Thu, 01 Jan 1970 00:00:00 GMT')
                        self.assertIn('document.cookie = "a=1; expires=Thu, 01 Jan 1970 00:00:00 GMT";', morsel.js_output())
                        self.assertEqual(morsel.expires.to_unix(), 0)
                        codes = [d.get_code() for d in morsel.check()]
                        self.assertIn(Cookie.DiagnosticCode.EXPIRED, codes)
                        self.assertNotIn(Cookie.DiagnosticCode.LONG_LIFETIME, codes)

    def test_by_name_only(self):
        self.morsel['comment'] = 'x y'
        self.morsel['version'] = 1
        self.assertEqual((self.morsel['comment'], self.morsel['version']), ('x y', 1))
        self.assertEqual(self.morsel.OutputString(), 'a=1; Comment="x y"; Version=1')
        self.assertEqual(self.morsel.get_attribute('Comment').unpack(), 'x y')
        for name in 'comment', 'version':
            self.assertFalse(hasattr(self.morsel.props, name))
            self.assertFalse(hasattr(self.morsel, f'get_{name}'))
        self.assertEqual(self.notified, [])
        # what browsers do not know is text all the same
        self.morsel['priority'] = 'urgent'
        self.assertEqual((self.morsel['priority'], self.morsel.priority), ('urgent', Cookie.Priority.DEFAULT))

    def test_names_of_attributes(self):
        self.assertTrue(Cookie.Morsel.is_reserved_key('PATH'))
        for name in 'a', '', 'path\0', 'path\0x':
            self.assertFalse(Cookie.Morsel.is_reserved_key(name))
        for call in self.morsel.get_attribute, lambda name: self.morsel.set_attribute(name, GLib.Variant('s', '/')):
            with self.assertRaises(Cookie.CookieError):
                call('path\0')

    def test_props(self):
        self.assertEqual({pspec.name for pspec in self.morsel.props}, {pspec.name for pspec in Cookie.Morsel.list_properties()})
        self.assertIn('same_site', dir(self.morsel.props))
        self.assertEqual(Cookie.Morsel.props.max_age.default_value, -1)
        self.assertEqual((self.morsel.props.key, self.morsel.props.expired), ('a', False))

    def test_bind(self):
        other = Cookie.Morsel()
        other.bind_property('path', self.morsel, 'path', GObject.BindingFlags.SYNC_CREATE)
        other.path = '/bound'
        self.assertEqual(self.morsel.path, '/bound')


if __name__ == '__main__':
    unittest.main()
