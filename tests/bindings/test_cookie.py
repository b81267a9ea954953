# SPDX-License-Identifier: LGPL-2.1-or-later

"""The Python override: what http.cookies has, and does; and what this library adds to it."""

import contextlib
import copy
import http.cookies
import inspect
import io
import os
import pathlib
import pickle
import pydoc
import sys
import types
import unittest
import warnings
from collections.abc import Mapping, MutableMapping

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, Gio, GLib, GObject

TESTS = pathlib.Path(__file__).parents[1]
PROGRAMS = TESTS / 'programs'

sys.path.insert(0, str(TESTS / 'oracle'))
import cpython

cpython.reference()

KEEBLER = r'keebler="E=everybody; L=\"Loves\"; fudge=\012;"'
CONTROLS = [chr(i) for i in (*range(32), 127)]


class JsonCookie(Cookie.BaseCookie):
    """What the module's page tells to write, with values of any type."""

    def value_decode(self, val):
        if val == 'None':
            return None, val
        return set(val.split('.')), val

    def value_encode(self, val):
        if isinstance(val, str):
            raise ZeroDivisionError('no strings')
        return val, '.'.join(sorted(val))


class Case(unittest.TestCase):
    def refuses(self, code, call, *args, **kwargs):
        with self.assertRaises(Cookie.CookieError) as caught:
            call(*args, **kwargs)
        self.assertEqual(caught.exception.code, int(code))
        self.assertTrue(caught.exception.matches(Cookie.error_quark(), code))
        self.assertIsInstance(caught.exception, GLib.Error)


class Both(unittest.TestCase):
    """Programs that know http.cookies alone print the same with the import changed."""

    def run_program(self, name, text):
        module = sys.modules['program'] = types.ModuleType('program')
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(text, name, 'exec'), module.__dict__)
        return out.getvalue().splitlines()

    def test_programs(self):
        programs = sorted(PROGRAMS.glob('*.py'))
        self.assertEqual(len(programs), 4)
        for program in programs:
            with self.subTest(program.name):
                text = program.read_text(encoding='utf-8')
                ours = text.replace('from http import cookies', 'from gi.repository import Cookie as cookies')
                ours = ours.replace('from http.cookies import', 'from gi.repository.Cookie import')
                self.assertNotEqual(ours, text)
                self.assertEqual(self.run_program(program.name, ours), self.run_program(program.name, text))

    def test_js_output(self):
        for header in 'a=1', 'a="x y"; path=/; secure; b=2', 'a=</script>; comment="x y"', 'a="<&>"':
            theirs, ours = http.cookies.SimpleCookie(header), Cookie.SimpleCookie(header)
            for attrs in None, [], ['path']:
                with self.subTest(header=header, attrs=attrs), warnings.catch_warnings():
                    warnings.simplefilter('ignore', DeprecationWarning)
                    self.assertEqual(cpython.assigned(ours.js_output(attrs)), cpython.assigned(theirs.js_output(attrs)))
                    self.assertEqual(cpython.assigned(ours['a'].js_output(attrs)),
                                     cpython.assigned(theirs['a'].js_output(attrs)))

    def test_js_output_of_each_version(self):
        cookie = Cookie.SimpleCookie('a="x y"; path=/')
        lines, rest = cpython.assigned(cookie.js_output())
        self.assertEqual(lines, [cookie.output(header='').strip()])
        for text in (r'"a=\"x y\"; Path=/"', 'atob("YT0ieCB5IjsgUGF0aD0v")',
                     'decodeURIComponent("a%3D%22x%20y%22%3B%20Path%3D%2F")'):
            with self.subTest(text):
                script = rest.replace('document.cookie = ', f'document.cookie = {text}')
                self.assertEqual(cpython.assigned(script), (lines, rest))
        for text in 'unknown("a")', 'decodeURIComponent("%FF")', "'a'":
            with self.subTest(text), self.assertRaises((KeyError, ValueError, AssertionError)):
                script = rest.replace('document.cookie = ', f'document.cookie = {text}')
                self.assertEqual(cpython.assigned(script)[1], rest)

    def test_names(self):
        for name in http.cookies.__all__ + ['Morsel']:
            theirs, ours = getattr(http.cookies, name), getattr(Cookie, name)
            self.assertTrue(inspect.isclass(ours))
            for attribute in dir(theirs):
                if not attribute.startswith('_') and not hasattr(Exception, attribute):
                    self.assertTrue(hasattr(ours, attribute), f'{name}.{attribute}')


class Dictionary(Case):
    def setUp(self):
        self.cookie = Cookie.SimpleCookie('b=2; a=1; path=/; c="x y"')

    def test_mapping(self):
        self.assertIsInstance(self.cookie, MutableMapping)
        self.assertIsInstance(self.cookie['a'], MutableMapping)
        self.assertEqual(list(self.cookie), ['b', 'a', 'c'])
        self.assertEqual(dict(**self.cookie), dict(self.cookie))
        self.assertEqual(len(self.cookie), 3)
        with self.assertRaises(TypeError):
            hash(self.cookie)

    def test_missing(self):
        for key in '', 'd', 'a\0', '\ud800', 5, None, ('a',):
            self.assertNotIn(key, self.cookie)
            self.assertIsNone(self.cookie.get(key))
            with self.assertRaises(KeyError):
                self.cookie[key]
            with self.assertRaises(KeyError):
                del self.cookie[key]
            with self.assertRaises(KeyError):
                self.cookie.pop(key)
        self.assertEqual(len(self.cookie), 3)

    def test_views(self):
        keys, values, items = self.cookie.keys(), self.cookie.values(), self.cookie.items()
        self.cookie['d'] = 'new'
        self.assertEqual(list(keys), ['b', 'a', 'c', 'd'])
        self.assertEqual([morsel.value for morsel in values], ['2', '1', 'x y', 'new'])
        self.assertEqual(list(reversed(keys)), ['d', 'c', 'a', 'b'])
        self.assertEqual(repr(keys), "dict_keys(['b', 'a', 'c', 'd'])")
        self.assertIn(('d', self.cookie['d']), items)
        self.assertEqual(keys | {'e'}, set('abcde'))
        self.assertEqual(len(items), 4)

    def test_equality(self):
        self.assertEqual(self.cookie, Cookie.SimpleCookie('c="x y"; b=2; a=1; path=/'))
        self.assertEqual(self.cookie, dict(self.cookie))
        self.assertEqual(dict(self.cookie), self.cookie)
        self.assertNotEqual(self.cookie, Cookie.SimpleCookie('c="x y"; b=2; a=1'))
        self.assertNotEqual(self.cookie, {'a': '1', 'b': '2', 'c': 'x y'})
        self.assertNotEqual(self.cookie, None)

    def test_update(self):
        self.cookie.update({'a': 'new', 'd': Cookie.SimpleCookie('d=4; secure')['d']}, e=5)
        self.assertEqual(self.cookie.output(sep='\n'),
                         'Set-Cookie: a=new; Path=/\nSet-Cookie: b=2\nSet-Cookie: c="x y"\n'
                         'Set-Cookie: d=4; Secure\nSet-Cookie: e=5')
        self.cookie |= [('f', 6)]
        self.assertEqual(self.cookie['f'].value, '6')
        self.assertIs(type(self.cookie), Cookie.SimpleCookie)

    def test_all_or_nothing(self):
        morsel = self.cookie['a']
        for values in {'a': 'new', 'b c': 1}, {'a': 'new', 'path': 1}, {'a': 'new', 'd': morsel}, {'d': 1, 'a': 'x\0'}:
            before = self.cookie.output()
            for call in self.cookie.update, self.cookie.load, self.cookie.__ior__:
                with self.assertRaises(Cookie.CookieError):
                    call(values)
                self.assertEqual(self.cookie.output(), before)
        self.assertIs(self.cookie['a'], morsel)

    def test_or(self):
        union = self.cookie | {'z': 1}
        self.assertIs(type(union), dict)
        self.assertEqual(union['a'], self.cookie['a'])
        self.assertEqual(type({} | self.cookie), dict)
        with self.assertRaises(TypeError):
            self.cookie | 5

    def test_setdefault(self):
        self.assertEqual(self.cookie.setdefault('a', 'no').value, '1')
        self.assertEqual(self.cookie.setdefault('d', 'yes').value, 'yes')
        self.refuses(Cookie.Error.ILLEGAL_KEY, self.cookie.setdefault, 'x y', 'no')

    def test_pop(self):
        morsel = self.cookie['a']
        self.assertIs(self.cookie.pop('a'), morsel)
        self.assertEqual(self.cookie.pop('a', 7), 7)
        self.assertIsNone(self.cookie.pop('a', None))
        self.assertEqual(self.cookie.popitem()[0], 'c')
        self.assertEqual(self.cookie.popitem()[0], 'b')
        with self.assertRaises(KeyError):
            self.cookie.popitem()

    def test_fromkeys(self):
        self.assertEqual(str(Cookie.SimpleCookie.fromkeys('ab', 1)), 'Set-Cookie: a=1\r\nSet-Cookie: b=1')

    def test_names_of_methods(self):
        names = ['__proto__', 'keys', 'get', 'load', '__class__', 'value_decode']
        cookie = Cookie.SimpleCookie('; '.join(f'{name}=x' for name in names))
        self.assertEqual(list(cookie.keys()), names)
        self.assertEqual(cookie.get('get').value, 'x')

    def test_change_while_iterating(self):
        for key in self.cookie:
            del self.cookie[key]
        self.assertFalse(self.cookie)

    def test_assign_morsel(self):
        cookie = Cookie.SimpleCookie()
        cookie['a'] = self.cookie['a']
        self.assertEqual(cookie['a'], self.cookie['a'])
        cookie['a']['path'] = '/other'
        self.assertNotEqual(self.cookie['a']['path'], '/other')
        self.refuses(Cookie.Error.ILLEGAL_KEY, cookie.__setitem__, 'z', self.cookie['a'])
        morsel = self.cookie.pop('a')
        cookie['a'] = morsel
        self.assertIs(cookie['a'], morsel)
        self.refuses(Cookie.Error.ILLEGAL_VALUE, self.cookie.set_morsel, morsel)
        self.refuses(Cookie.Error.ILLEGAL_KEY, cookie.__setitem__, 'z', Cookie.Morsel())
        self.assertEqual(list(cookie), ['a'])


class MorselDictionary(Case):
    def setUp(self):
        self.morsel = Cookie.SimpleCookie('a=1; path=/; secure')['a']

    def test_names(self):
        self.assertEqual(set(self.morsel), set(http.cookies.Morsel()) | {'partitioned', 'priority'})
        self.assertEqual(len(self.morsel), 11)
        for name in self.morsel:
            self.assertTrue(self.morsel.isReservedKey(name.upper()))
            self.assertEqual(self.morsel[name], self.morsel[name.title()])
        self.assertFalse(self.morsel.isReservedKey('a'))
        for name in 'a', '', 'path\0', 5, None:
            self.assertNotIn(name, self.morsel)
            with self.assertRaises(KeyError):
                self.morsel[name]

    def test_values(self):
        for value in '/x', 7, -1, 2**62:
            self.morsel['version'] = value
            self.assertEqual(self.morsel['version'], value)
            self.assertIs(type(self.morsel['version']), type(value))
        for value in True, False, 1, 0, 'x':
            self.morsel['secure'] = value
            self.assertEqual(self.morsel['secure'], value)
        for value, shown in (1.5, '1.5'), (True, 'True'):
            self.morsel['path'] = value
            self.assertEqual(self.morsel['path'], shown)
        self.morsel['path'] = ''
        self.assertEqual(self.morsel.OutputString(), 'a=1; Secure; Version=4611686018427387904')
        for value, held in (2**53 - 1, 2**53 - 1), (2**53, 2**53 - 1), (10**30, 2**53 - 1), (-10**30, 1 - 2**53):
            self.morsel['max-age'] = value
            self.assertEqual(self.morsel['max-age'], held)
            self.assertEqual(self.morsel.props.max_age, max(held, 0))
            self.assertIn(f'; Max-Age={held};', self.morsel.OutputString())

    def test_expires(self):
        self.morsel['expires'] = 3600
        self.assertEqual(self.morsel['expires'], 3600)
        self.assertRegex(self.morsel.OutputString(), r'; expires=\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT; ')
        seconds = self.morsel.props.expires.to_unix() - GLib.DateTime.new_now_utc().to_unix()
        self.assertAlmostEqual(seconds, 3600, delta=5)

    def test_update(self):
        self.morsel.update({'Path': '/x', 'MAX-AGE': 5})
        self.morsel |= {'domain': 'x.org'}
        self.assertEqual(self.morsel.OutputString(), 'a=1; Domain=x.org; Max-Age=5; Path=/x; Secure')
        before = self.morsel.output()
        for values in {'path': '/new', 'color': 1}, {'path': '/new', 'domain': 'a;b'}:
            self.refuses(Cookie.Error.INVALID_ATTRIBUTE, self.morsel.update, values)
            self.assertEqual(self.morsel.output(), before)

    def test_remove(self):
        self.assertEqual(self.morsel.pop('path'), '/')
        self.assertEqual(self.morsel['path'], '')
        self.morsel['domain'] = 'x.org'
        del self.morsel['Domain']
        self.assertEqual(self.morsel.popitem(), ('secure', True))
        with self.assertRaises(KeyError):
            self.morsel.popitem()
        with self.assertRaises(KeyError):
            del self.morsel['color']
        self.morsel['path'] = '/'
        self.morsel.clear()
        self.assertEqual(str(self.morsel), 'Set-Cookie: a=1')

    def test_equality(self):
        self.assertEqual(self.morsel, Cookie.SimpleCookie('a=1; secure; path=/')['a'])
        self.assertEqual(self.morsel, dict(self.morsel))
        for other in 'a=2; path=/; secure', 'b=1; path=/; secure', 'a=1; path=/', 'a="1"; path=/; secure':
            self.assertNotEqual(self.morsel, next(iter(Cookie.SimpleCookie(other).values())))
        self.assertNotEqual(self.morsel, None)

    def test_set(self):
        morsel = Cookie.Morsel()
        self.assertIsNone(morsel.key)
        self.assertIsNone(morsel.value)
        self.assertIsNone(morsel.coded_value)
        for value in 'x', 7, 1.5, None, [1, 'a'], {1, 2}, b'\0', object():
            morsel.set('k', value, 'coded')
            self.assertEqual((morsel.key, morsel.value, morsel.coded_value), ('k', value, 'coded'))
        morsel.set('k', 'again', 'again')
        self.assertEqual(morsel.value, 'again')
        for name in 'key', 'value', 'coded_value':
            with self.assertRaises(AttributeError):
                setattr(morsel, name, 'x')
        self.refuses(Cookie.Error.RESERVED_KEY, morsel.set, 'Path', 'x', 'x')
        self.refuses(Cookie.Error.ILLEGAL_KEY, morsel.set, 'a b', 'x', 'x')

    def test_output(self):
        self.assertEqual(self.morsel.output(), 'Set-Cookie: a=1; Path=/; Secure')
        for attrs, expected in (([], 'a=1'), (['path'], 'a=1; Path=/'), (['Path'], 'a=1; Path=/'), ({'SECURE': 1}, 'a=1; Secure'),
                                ('Path', 'a=1; Path=/'), (('secure', 'none', 5), 'a=1; Secure')):
            self.assertEqual(self.morsel.OutputString(attrs), expected)
            self.assertEqual(self.morsel.to_set_cookie_header(attrs), expected)
            self.assertEqual(Cookie.SimpleCookie({'a': self.morsel}).output(attrs, 'X:'), 'X: ' + expected)
            self.assertEqual(self.morsel.output(attrs, 'X:'), 'X: ' + expected)
        self.assertEqual(repr(self.morsel), '<Morsel: a=1; Path=/; Secure>')
        self.assertEqual(repr(Cookie.Morsel()), '<Morsel: None=None>')


class Errors(Case):
    """What would break a header is refused on all ways in (CVE-2026-0672, CVE-2026-3644, CVE-2026-16052)."""

    def setUp(self):
        self.cookie = Cookie.SimpleCookie('a=1; path=/')
        self.before = self.cookie.output()

    def tearDown(self):
        self.assertEqual(self.cookie.output(), self.before)

    def test_keys(self):
        setters = [lambda key: self.cookie.__setitem__(key, 'x'), lambda key: self.cookie.setdefault(key, 'x'),
                   lambda key: self.cookie.update({key: 'x'}), lambda key: self.cookie.load({key: 'x'}),
                   lambda key: self.cookie.set(key, 'x'), lambda key: self.cookie.set_string(key, 'x'),
                   lambda key: Cookie.Morsel().set(key, 'x', 'x')]
        for setter in setters:
            for key in ('', 'a b', 'a;b', 'a=b', 'a,b', '☃', '\ud800', *(f'a{c}b' for c in CONTROLS)):
                with self.subTest(key=key):
                    with self.assertRaises((Cookie.CookieError, UnicodeEncodeError)):
                        setter(key)
            for key in 'path', 'Max-Age', 'priority':
                self.refuses(Cookie.Error.RESERVED_KEY, setter, key)

    def test_attributes(self):
        morsel = self.cookie['a']
        for name in morsel:
            for bad in (';', *CONTROLS):
                for value in f'x{bad}y', f'{bad}5', f'5{bad}':
                    self.refuses(Cookie.Error.INVALID_ATTRIBUTE, morsel.__setitem__, name, value)
                    self.refuses(Cookie.Error.INVALID_ATTRIBUTE, morsel.update, {name: value})

                    class Sly:
                        def __str__(self):
                            return value

                    if name not in morsel._flags:
                        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, morsel.__setitem__, name.upper(), Sly())
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, morsel.__setitem__, 'path', '\ud800')
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, morsel.__setitem__, 'path\0', '/')
        self.refuses(Cookie.Error.INVALID_ATTRIBUTE, morsel.setdefault, 'color')

    def test_values(self):
        for text in 'a\0b', '\ud800':
            self.refuses(Cookie.Error.ILLEGAL_VALUE, self.cookie.__setitem__, 'a', text)
        cookie = Cookie.SimpleCookie()
        for c in CONTROLS[1:] + list(';,"\\ é☃'):
            cookie['k'] = c
            self.assertNotRegex(cookie.output(), r'[\x00-\x1f\x7f]|;')
            again = Cookie.SimpleCookie(cookie.to_cookie_header())
            self.assertEqual(again['k'].value, c)

    def test_coded_values(self):
        for bad in (';', *CONTROLS):
            self.refuses(Cookie.Error.ILLEGAL_VALUE, Cookie.Morsel().set, 'k', 'v', f'x{bad}y')

            class Splitting(Cookie.BaseCookie):
                def value_encode(self, val):
                    return val, f'x{bad}y'

            self.refuses(Cookie.Error.ILLEGAL_VALUE, Splitting().__setitem__, 'k', 'v')
            self.refuses(Cookie.Error.ILLEGAL_VALUE, Splitting, {'k': 'v'})

    def test_load(self):
        for header, code in (('a=b; c,d=e', 'ILLEGAL_KEY'), ('a=b; $Foo=1', 'INVALID_ATTRIBUTE'), ('a=b\0; c=d', 'ILLEGAL_VALUE'),
                             ('a="\n"', 'ILLEGAL_VALUE'), (b'a=b\0', 'ILLEGAL_VALUE'), ('a="\\000"', 'DECODE'),
                             ('\ud800', 'ILLEGAL_VALUE')):
            with self.subTest(header):
                self.refuses(getattr(Cookie.Error, code), self.cookie.load, header)
                self.refuses(getattr(Cookie.Error, code), Cookie.SimpleCookie, header)
        self.refuses(Cookie.Error.LIMIT, Cookie.SimpleCookie, '; '.join('a=b' for _ in range(3001)))

    def test_message(self):
        with self.assertRaises(Cookie.CookieError) as caught:
            self.cookie['a b'] = 1
        self.assertEqual(str(caught.exception), caught.exception.message)
        self.assertIn('“a b” at byte 1', str(caught.exception))
        self.assertEqual(str(Cookie.CookieError('mine')), 'mine')
        self.assertEqual(Cookie.CookieError('mine').code, int(Cookie.Error.FAILED))


class Reading(Case):
    def test_bytes(self):
        for header in b'a="\xc3\xa9"; b=c', bytearray(b'a="\xc3\xa9"; b=c'), GLib.Bytes.new(b'a="\xc3\xa9"; b=c'):
            self.assertEqual(Cookie.SimpleCookie(header)['a'].value, 'é')
        self.assertEqual(Cookie.SimpleCookie(b'a="\xe9"')['a'].value, 'é')
        # os.environ under UTF-8, of a header in ISO-8859-1
        self.assertEqual(Cookie.SimpleCookie(b'a="\xe9"'.decode(errors='surrogateescape'))['a'].value, 'é')

    def test_profiles(self):
        header = 'a=b; c={"k": 1}; d="x;y"; path=/'
        cookie = Cookie.SimpleCookie(header, profile=Cookie.Profile.RFC6265)
        self.assertEqual(list(cookie), ['a', 'c', 'd', 'path'])
        self.assertEqual(list(Cookie.SimpleCookie(header)), ['a'])
        self.refuses(Cookie.Error.SYNTAX, Cookie.SimpleCookie, header, profile=Cookie.Profile.STRICT)

    def test_quoting(self):
        cookie = Cookie.SimpleCookie()
        for value, coded in (('a', 'a'), ('', '""'), ('a b', '"a b"'), ('é', '"\\303\\251"'), ('"', '"\\""'), ('\\', '"\\\\"'),
                             (',;', '"\\054\\073"'), ('a:b', 'a:b'), ("!#$%&'*+-.^_`|~", "!#$%&'*+-.^_`|~"),
                             ('()/<=>?@[]{}', '"()/<=>?@[]{}"'), ('\x7f\n', '"\\177\\012"')):
            self.assertEqual(cookie.value_encode(value), (value, coded))
            self.assertEqual(cookie.value_decode(coded), (value, coded))
        for coded, value in ('"\\400"', '400'), ('"\\9"', '9'), ('"', '"'), ('"\\351"', 'é'), ('a"b', 'a"b'):
            self.assertEqual(cookie.value_decode(coded)[0], value)
        self.refuses(Cookie.Error.DECODE, cookie.value_decode, '"\\000"')

    def test_set_cookie(self):
        morsel = Cookie.Morsel.parse_set_cookie('a=b; Path=/; Max-Age=5; HttpOnly; SameSite=lax')
        self.assertEqual((morsel['path'], morsel['max-age'], morsel['httponly']), ('/', 5, True))
        self.assertEqual(morsel.props.same_site, Cookie.SameSite.LAX)
        for header in 'a=b\n', 'a=b\0; Path=/', b'a=b\0':
            self.refuses(Cookie.Error.SYNTAX, Cookie.Morsel.parse_set_cookie, header)
            self.assertIn(Cookie.DiagnosticCode.CONTROL_CHARACTER, [d.props.code for d in Cookie.diagnose_set_cookie(header)])
        self.assertEqual(Cookie.Morsel.parse_set_cookie(b'a=\xe9').value, 'é')


class Subclasses(Case):
    def test_any_type(self):
        cookie = JsonCookie('k=b.a; n=None')
        self.assertEqual(cookie['k'].value, {'a', 'b'})
        self.assertIsNone(cookie['n'].value)
        value = cookie['k'].value
        cookie['k'] = value
        self.assertIs(cookie['k'].value, value)
        self.assertEqual(str(cookie), 'Set-Cookie: k=a.b\r\nSet-Cookie: n=None')
        self.assertEqual(repr(JsonCookie('k=a')), "<JsonCookie: k={'a'}>")

    def test_exceptions_reach_the_caller(self):
        class Failing(Cookie.SimpleCookie):
            def value_decode(self, val):
                raise LookupError(val)

        for call in Failing, Failing().load, lambda header: Failing().load_bytes(GLib.Bytes.new(header.encode())):
            with contextlib.redirect_stderr(io.StringIO()) as stderr:
                with self.assertRaises(LookupError) as caught:
                    call('a=b')
            self.assertEqual(caught.exception.args, ('b',))
            self.assertEqual(stderr.getvalue(), '')
        with self.assertRaises(ZeroDivisionError):
            JsonCookie()['k'] = 'text'
        with self.assertRaises(ZeroDivisionError):
            JsonCookie().set_all(GLib.Variant('a{ss}', {'k': 'text'}))

    def test_cookie_error_keeps_its_code(self):
        class Failing(Cookie.SimpleCookie):
            def value_decode(self, val):
                raise Cookie.CookieError('mine', Cookie.Error.UNAUTHENTIC)

        self.refuses(Cookie.Error.UNAUTHENTIC, Failing, 'a=b')
        cookie = Failing('a=b', profile=Cookie.Profile.RFC6265)
        self.assertEqual(len(cookie), 0)

    def test_interrupt(self):
        class Interrupted(Cookie.SimpleCookie):
            def value_decode(self, val):
                raise KeyboardInterrupt

        for profile in Cookie.Profile.PYTHON, Cookie.Profile.RFC6265:
            with self.assertRaises(KeyboardInterrupt):
                Interrupted('a=b', profile=profile)

    def test_all_or_nothing(self):
        class Typed(Cookie.BaseCookie):
            def value_encode(self, val):
                return val, str(val)

            def value_decode(self, val):
                return int(val), val

        cookie = Typed({'a': 7})
        for values in {'a': '7', 'path': 1}, {'a': '7', 'b': 'x;'}:
            with self.assertRaises(Cookie.CookieError):
                cookie.update(values)
            self.assertEqual(cookie['a'].value, 7)
        with self.assertRaises(ValueError):
            cookie.load('a=8; b=x')
        self.assertEqual((cookie['a'].value, list(cookie)), (7, ['a']))
        twin = copy.copy(cookie)
        twin['b'] = '7'
        self.assertNotIn('b', cookie)

    def test_what_is_skipped_is_not_seen(self):
        cookie = JsonCookie('k=a; l=b.c; k=d', profile=Cookie.Profile.RFC6265)
        self.assertEqual((cookie['k'].value, cookie['l'].value), ({'a'}, {'b', 'c'}))
        cookie = JsonCookie('k=a')
        with self.assertRaises(Cookie.CookieError):
            cookie.load('k=b; c,d=e')
        self.assertEqual(cookie['k'].value, {'a'})

    def test_super(self):
        class Upper(Cookie.SimpleCookie):
            def value_decode(self, val):
                real, coded = super().value_decode(val)
                return real.lower(), coded

            def value_encode(self, val):
                real, coded = super().value_encode(str(val).upper())
                return val, coded

        cookie = Upper('a="X Y"')
        self.assertEqual((cookie['a'].value, cookie['a'].coded_value), ('x y', '"X Y"'))
        cookie['b'] = 'f;g'
        self.assertEqual((cookie['b'].value, cookie['b'].coded_value), ('f;g', '"F\\073G"'))
        # and for who asks in C's words
        cookie.set_string('c', 'x')
        self.assertEqual(cookie['c'].coded_value, 'X')

    def test_own_init_and_state(self):
        class Named(Cookie.SimpleCookie):
            def __init__(self, name):
                super().__init__()
                self.name = name

            def value_decode(self, val):
                return self.name + val, val

        Named.__qualname__ = 'Named'
        globals()['Named'] = Named
        cookie = Named('x')
        cookie.load('a=b')
        for twin in copy.copy(cookie), copy.deepcopy(cookie), cookie.copy(), pickle.loads(pickle.dumps(cookie)):
            self.assertIs(type(twin), Named)
            self.assertEqual(twin['a'].value, 'xb')
            twin.load('c=d')
            self.assertEqual(twin['c'].value, 'xd')

    def test_vfuncs(self):
        class Upper(Cookie.BaseCookie):
            def do_value_encode(self, name, value):
                return f'{name}-{value.get_string()}'

            def do_value_decode(self, name, coded_value):
                return GLib.Variant('s', coded_value[len(name) + 1:])

        cookie = Upper('a=a-x')
        cookie['b'] = 'y'
        self.assertEqual(cookie.to_cookie_header(), 'a=a-x; b=b-y')
        self.assertEqual(cookie['a'].value, 'x')

    def test_wrong_results(self):
        for result in None, 'x', ('x',), ('x', 5), 5:
            class Wrong(Cookie.BaseCookie):
                def value_encode(self, val):
                    return result

            with self.assertRaises((TypeError, ValueError)):
                Wrong()['k'] = 'v'


class Values(Case):
    VALUES = [7, -1, 2**31, -2**63, 2**64 - 1, 0.1, -0.0, 1e300, float('inf'), True, False, None, '', 'none for you', 'é☃',
              'i:7', '@i:7', b'', b'\0\xff"', [], [1, 2], [1, 2**40], [1, 'a', None], [[], [[]]], (), (1,), (1, 'a', (b'x', [2.5])),
              {}, {'a': 1, 'b': 2}, {'a': 1, 'b': [True, None]}, {1: 'x'}, {'a': {'b': {'c': ('d', 1)}}}, [{'a': 1}, {}]]

    def test_round_trip(self):
        for cls in Cookie.SerialCookie, Cookie.SmartCookie:
            cookie = cls({f'k{i}': value for i, value in enumerate(self.VALUES)})
            for again in cookie, cls(cookie.to_cookie_header()), pickle.loads(pickle.dumps(cookie)), copy.deepcopy(cookie):
                for i, value in enumerate(self.VALUES):
                    found = again[f'k{i}'].value
                    self.assertEqual(found, value)
                    self.assertIs(type(found), type(value))

    def test_examples_of_the_page(self):
        for cls, string in (Cookie.SerialCookie, "s:'seven'"), (Cookie.SmartCookie, 'seven'):
            cookie = cls()
            cookie['number'] = 7
            cookie['string'] = 'seven'
            self.assertEqual((cookie['number'].value, cookie['string'].value), (7, 'seven'))
            self.assertEqual(cookie['string'].coded_value, string)
            again = cls()
            again.load('; '.join(f'{key}={morsel.coded_value}' for key, morsel in cookie.items()))
            self.assertEqual((again['number'].value, again['string'].value), (7, 'seven'))
            self.assertEqual(again.output(), cookie.output())

    def test_refused(self):
        cookie = Cookie.SerialCookie()
        for value in object(), {1, 2}, 2**64, 1j, len, {'a': object()}, {(1, 2): 3}, {1: 2, 'a': 3}, 'a\0', ['\ud800']:
            self.refuses(Cookie.Error.ILLEGAL_VALUE, cookie.__setitem__, 'k', value)
        self.refuses(Cookie.Error.DECODE, Cookie.SerialCookie, "k=csubprocess.run")
        self.assertEqual(Cookie.SmartCookie('k=plain')['k'].value, 'plain')
        self.assertEqual(len(cookie), 0)

    def test_variants(self):
        cookie = Cookie.SerialCookie()
        cookie['k'] = GLib.Variant('a{sv}', {'n': GLib.Variant('q', 5)})
        self.assertEqual(cookie['k'].value, {'n': 5})
        cookie = Cookie.SimpleCookie()
        cookie['k'] = GLib.Variant('i', 7)
        self.assertEqual(cookie['k'].value, '7')

    def test_codecs(self):
        signed = Cookie.SignedCodec.new(Cookie.VariantCodec.new(Cookie.VariantFormat.TEXT, GLib.VariantType('(sx)')))
        signed.get_keyring().append(bytes(range(32)))
        cookie = Cookie.BaseCookie(codec=signed)
        cookie['k'] = 'fig', 7
        again = Cookie.BaseCookie(cookie.to_cookie_header(), codec=signed)
        self.assertEqual(again['k'].value, ('fig', 7))
        self.refuses(Cookie.Error.ILLEGAL_VALUE, cookie.__setitem__, 'k', 'x')
        self.refuses(Cookie.Error.ILLEGAL_VALUE, cookie.__setitem__, 'k', (1, 2, 3))
        self.refuses(Cookie.Error.UNAUTHENTIC, again.load, cookie.to_cookie_header().replace('k=', 'other='))

        cookie = Cookie.BaseCookie(codec=Cookie.PercentCodec.new())
        cookie['k'] = 1.5
        cookie['l'] = 'é ;'
        self.assertEqual(cookie.to_cookie_header(), 'k=1.5; l=%C3%A9%20%3B')

    def test_codec_of_ones_own(self):
        class Reversed(GObject.Object, Cookie.Codec):
            def do_encode(self, name, value):
                return value.get_string()[::-1]

            def do_decode(self, name, text):
                return GLib.Variant('s', text[::-1])

        cookie = Cookie.BaseCookie('k=cba', codec=Reversed())
        self.assertEqual(cookie['k'].value, 'abc')
        cookie['k'] = 'xyz'
        self.assertEqual(cookie.to_cookie_header(), 'k=zyx')

    def test_alias(self):
        with self.assertWarns(DeprecationWarning):
            self.assertIs(Cookie.Cookie, Cookie.SmartCookie)


class Copies(Case):
    def setUp(self):
        self.cookie = Cookie.SimpleCookie(KEEBLER + '; path=/; a="x y"; b=2; secure; version=1')
        self.cookie['b']['max-age'] = 7
        self.cookie['a']['expires'] = -5

    def test_copy(self):
        twin = copy.copy(self.cookie)
        self.assertEqual(twin, self.cookie)
        twin['b'] = 'mine'
        self.assertEqual(self.cookie['b'].value, '2')
        twin['c'] = 'mine'
        self.assertNotIn('c', self.cookie)

    def test_deepcopy(self):
        for twin in copy.deepcopy(self.cookie), self.cookie.copy():
            self.assertIs(type(twin), Cookie.SimpleCookie)
            self.assertEqual(twin, self.cookie)
            twin['b']['path'] = '/mine'
            self.assertEqual(self.cookie['b']['path'], '')

    def test_pickle(self):
        self.cookie.props.profile = Cookie.Profile.RFC6265
        self.cookie.props.max_pairs = 77
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            twin = pickle.loads(pickle.dumps(self.cookie, protocol))
            self.assertIs(type(twin), Cookie.SimpleCookie)
            self.assertEqual(twin, self.cookie)
            self.assertEqual(list(twin), list(self.cookie))
            self.assertEqual(twin.output(attrs=['path']), self.cookie.output(attrs=['path']))
            self.assertEqual((twin.props.profile, twin.props.max_pairs), (Cookie.Profile.RFC6265, 77))
            for morsel in self.cookie.values():
                self.assertEqual(pickle.loads(pickle.dumps(morsel, protocol)), morsel)
            self.assertEqual(pickle.loads(pickle.dumps(Cookie.Morsel(), protocol)), Cookie.Morsel())

    def test_morsel(self):
        morsel = self.cookie['b']
        morsel._note = ['mine']
        for twin in copy.copy(morsel), morsel.copy(), copy.deepcopy(morsel):
            self.assertEqual(twin, morsel)
            self.assertIsNot(twin, morsel)
            self.assertEqual(twin._note, ['mine'])
        self.assertIsNot(copy.deepcopy(morsel)._note, morsel._note)

    def test_holds_itself(self):
        morsel = Cookie.Morsel()
        morsel.set('a', [morsel], 'x')
        twin = copy.deepcopy(morsel)
        self.assertIs(twin.value[0], twin)
        self.cookie._note = [self.cookie]
        twin = copy.deepcopy(self.cookie)
        self.assertIs(twin._note[0], twin)
        self.assertEqual(twin, self.cookie)


class GObjects(Case):
    def test_list_model(self):
        cookie = Cookie.SimpleCookie('b=1; a=2')
        self.assertIsInstance(cookie, Gio.ListModel)
        self.assertEqual([cookie.get_item(i).key for i in range(cookie.get_n_items())], ['b', 'a'])
        changes = []
        cookie.connect('items-changed', lambda *args: changes.append(args[1:]))
        cookie['c'] = 3
        del cookie['b']
        cookie.clear()
        self.assertEqual(changes, [(2, 0, 1), (0, 1, 0), (0, 2, 0)])

    def test_signals(self):
        cookie = Cookie.SimpleCookie()
        seen = []
        cookie.connect('morsel-added', lambda cookie, morsel: seen.append(('added', morsel.key, morsel.value)))
        cookie.connect('morsel-changed::a', lambda cookie, morsel: seen.append(('changed', morsel.key, morsel.value)))
        cookie.connect('morsel-removed', lambda cookie, morsel: seen.append(('removed', morsel.key, type(morsel))))
        cookie.load('a=1; b=2')
        cookie['a'] = 5
        cookie['b'] = 6
        cookie['a']['path'] = '/'
        del cookie['a']
        self.assertEqual(seen, [('added', 'a', '1'), ('added', 'b', '2'), ('changed', 'a', '5'), ('changed', 'a', '5'),
                                ('removed', 'a', Cookie.Morsel)])

    def test_properties(self):
        morsel = Cookie.SimpleCookie('a=1')['a']
        notified = []
        morsel.connect('notify', lambda morsel, pspec: notified.append(pspec.name))
        morsel['path'] = '/'
        morsel['Max-Age'] = 5
        morsel['max-age'] = '5'
        morsel.props.secure = True
        morsel.props.same_site = Cookie.SameSite.STRICT
        self.assertEqual(notified, ['path', 'max-age', 'secure', 'same-site'])
        self.assertEqual(morsel.OutputString(), 'a=1; Max-Age=5; Path=/; SameSite=Strict; Secure')
        self.assertIs(morsel['secure'], True)

    def test_subclass_with_a_signal(self):
        class Watched(Cookie.SimpleCookie):
            __gsignals__ = {'eaten': (GObject.SignalFlags.RUN_LAST, None, (str,))}
            calories = GObject.Property(type=int, default=5)

        cookie = Watched('a=1', calories=7)
        eaten = []
        cookie.connect('eaten', lambda cookie, what: eaten.append(what))
        cookie.emit('eaten', 'fig')
        self.assertEqual((eaten, cookie.props.calories, cookie['a'].value), (['fig'], 7, '1'))


class Documentation(unittest.TestCase):
    def test_docstrings(self):
        for name in 'CookieError', 'Morsel', 'BaseCookie', 'SimpleCookie', 'SerialCookie', 'SmartCookie', 'Codec', 'SignedCodec', 'EncryptedCodec', 'Keyring':
            item = getattr(Cookie, name)
            self.assertTrue(inspect.getdoc(item), name)
            for attribute, value in vars(item).items():
                if not attribute.startswith('_') and (callable(value) or isinstance(value, property)):
                    self.assertTrue(inspect.getdoc(value), f'{name}.{attribute}')

    def test_help(self):
        text = pydoc.plain(pydoc.render_doc(Cookie.SimpleCookie))
        for part in 'values are strings', 'load(self, rawdata)', 'Add the cookies of a `Cookie:` header', 'value_encode(self, val)':
            self.assertIn(part, text)


class Memory(unittest.TestCase):
    def resident(self):
        with open('/proc/self/statm', encoding='ascii') as file:
            return int(file.read().split()[1]) * 4096

    @unittest.skipUnless(pathlib.Path('/proc/self/statm').exists(), 'no /proc')
    @unittest.skipIf('asan' in os.environ.get('LD_PRELOAD', ''), 'memory that was freed is kept')
    def test_no_leak(self):
        def use(n):
            for i in range(n):
                cookie = Cookie.SimpleCookie('sid=31d4d96e; path=/; theme="dark mode"')
                cookie['n'] = i
                cookie['n']['max-age'] = i
                for morsel in cookie.values():
                    morsel.value
                cookie.output()
                if i % 10 == 0:
                    subclass = JsonCookie('a=b.c')
                    subclass['a'] = {'x'}
                    with contextlib.suppress(Cookie.CookieError):
                        cookie.load('a=b; c,d=e')

        use(5000)
        before = self.resident()
        use(100000)
        self.assertLess(self.resident() - before, 1 << 20)


if __name__ == '__main__':
    unittest.main()
