# SPDX-License-Identifier: LGPL-2.1-or-later

"""Text with a NUL, which C would take for the text before it: refused by every function, method,
property and virtual function that the .gir file has."""

import os
import pathlib
import unittest
import xml.etree.ElementTree

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib, GObject

GIR = '{http://www.gtk.org/introspection/core/1.0}'

# Names of parameters that find the cookie or the attribute that is there. Other text is 'b'.
NAMES = {'key': 'a', 'name': 'a'}
# A header can hold a NUL, and is loaded as bytes then. The last three have other parameters in Python.
OTHERS = {'load', 'parse_set_cookie', 'diagnose_set_cookie', 'set_attributes', 'value_encode', 'value_decode'}
# Attributes of an unknown name are not printed.
IGNORE = {'attrs'}


class Codec(GObject.Object, Cookie.Codec):
    def do_encode(self, name, value):
        return value.get_string()

    def do_decode(self, name, coded_value):
        return GLib.Variant('s', coded_value)

    def do_renew(self, name, coded_value):
        return coded_value + 'x'


def make(name):
    if name == 'Cookie':
        return [Cookie]
    if name == 'Codec':
        signed = Cookie.SignedCodec(codec=Codec())
        signed.get_keyring().append(b'k' * 32)
        return [Codec(), Cookie.StringCodec(), Cookie.SmartCodec(), Cookie.PercentCodec(), Cookie.VariantCodec(), signed]
    if name == 'Morsel':
        return [Cookie.SimpleCookie('a=b')['a']]
    if name == 'BaseCookie':
        return [cls('a=b') for cls in (Cookie.BaseCookie, Cookie.SimpleCookie)]
    return [getattr(Cookie, name)()]


def owners():
    """The namespace of the .gir file, and its classes and interfaces."""
    folders = os.environ['GI_TYPELIB_PATH'].split(os.pathsep)
    file = next(path for path in (pathlib.Path(folder) / 'Cookie-1.0.gir' for folder in folders) if path.exists())
    namespace = xml.etree.ElementTree.parse(file).getroot().find(f'{GIR}namespace')
    return [namespace, *namespace.findall(f'{GIR}class'), *namespace.findall(f'{GIR}interface')]


def is_text(element):
    return element.find(f'.//{GIR}type').get('name') == 'utf8'


def functions():
    """The functions that take text."""
    for owner in owners():
        for kind in 'constructor', 'method', 'function':
            for function in owner.findall(GIR + kind):
                parameters = [(parameter.get('name'), is_text(parameter))
                              for parameter in function.iterfind(f'{GIR}parameters/{GIR}parameter')]
                if any(text for _, text in parameters) and function.get('introspectable') != '0':
                    yield owner.get('name'), function.get('name'), parameters


def argument(owner, parameter, text):
    if parameter == 'name' and owner == 'Morsel':
        return 'path'
    return NAMES.get(parameter, 'b') if text else None


def state(thing):
    return thing.output(header='Set-Cookie:') if isinstance(thing, (Cookie.BaseCookie, Cookie.Morsel)) else None


def with_nul(text):
    return text + '\0', text + '\0x', '\0' + text, '\0'


class Everything(unittest.TestCase):
    def refuse(self, thing, call, *args, **kwargs):
        before = state(thing)
        try:
            result = call(*args, **kwargs)
        except (Cookie.CookieError, KeyError) as error:
            self.assertIn('\\x00', str(error))
        else:
            self.assertIn(result, (None, False), (thing, call, args, kwargs))
        self.assertEqual(state(thing), before, (thing, call, args, kwargs))

    def test_functions(self):
        seen = set()
        for owner, name, parameters in functions():
            if name in OTHERS:
                continue
            good = {parameter: argument(owner, parameter, text) for parameter, text in parameters}
            for parameter, text in parameters:
                if not text or parameter in IGNORE:
                    continue
                for bad in with_nul(good[parameter]):
                    for thing in make(owner):
                        arguments = {**good, parameter: ['b', bad] if parameter == 'fields' else bad}
                        with self.subTest(f'{type(thing).__name__}.{name}', **{parameter: bad}):
                            self.refuse(thing, getattr(thing, name), *arguments.values())
                            try:
                                self.refuse(thing, getattr(thing, name), **arguments)
                            except TypeError:
                                pass  # the override has other names
                            seen.add((owner, name, parameter))
        self.assertGreater(len(seen), 25)

    def test_properties(self):
        seen = set()
        for owner in owners():
            for element in owner.findall(f'{GIR}property'):
                if not is_text(element) or element.get('writable') != '1':
                    continue
                cls, name = getattr(Cookie, owner.get('name')), element.get('name').replace('-', '_')
                seen.add((cls, name))
                for bad in with_nul('b'):
                    with self.subTest(cls=cls, property=name, text=bad):
                        for concrete in (Cookie.EncryptedCodec, Cookie.SignedCodec) if cls is Cookie.SealedCodec else [cls]:
                            with self.assertRaises(Cookie.CookieError):
                                concrete(**{name: bad})
                        if element.get('construct-only') == '1':
                            continue
                        for set_ in (setattr, lambda thing, *args: setattr(thing.props, *args), cls.set_property,
                                     lambda thing, *args: thing.set_properties(**dict([args]))):
                            thing = cls()
                            with self.assertRaises(Cookie.CookieError):
                                set_(thing, name, bad)
                            self.assertIsNone(getattr(thing, name))
        self.assertIn((Cookie.Morsel, 'path'), seen)
        self.assertIn((Cookie.SealedCodec, 'purpose'), seen)


class Ways(unittest.TestCase):
    def refuses(self, code, call, *args):
        with self.assertRaises(Cookie.CookieError) as caught:
            call(*args)
        self.assertEqual(Cookie.Error(caught.exception.code), code)

    def test_look_up(self):
        cookie = Cookie.SimpleCookie('a=b')
        for name in 'a\0', 'a\0b', '\0a', '\0':
            self.assertFalse(name in cookie or cookie.contains(name) or name in cookie.keys() or cookie.remove(name))
            self.assertIsNone(cookie.get(name))
            self.assertEqual(cookie.get(name, 7), 7)
            self.assertEqual(cookie.pop(name, 7), 7)
            for call in cookie.__getitem__, cookie.__delitem__, cookie.pop, cookie.touch:
                self.assertRaises(KeyError, call, name)
        self.assertEqual(cookie.output(), 'Set-Cookie: a=b')

    def test_write(self):
        cookie = Cookie.SimpleCookie('a=b')
        for name in 'a\0', 'a\0b', '\0a', '\0':
            for call in (cookie.__setitem__, cookie.set, cookie.setdefault, cookie.set_string, lambda k, v: cookie.update({k: v}),
                         lambda k, v: cookie.load({k: v}), lambda k, v: cookie.set_all({k: v}),
                         lambda k, v: Cookie.SimpleCookie({k: v}), lambda k, v: Cookie.SimpleCookie.fromkeys([k], v),
                         lambda k, v: cookie.set_coded(k, None, v), lambda k, v: Cookie.Morsel().set(k, v, v)):
                self.refuses(Cookie.Error.ILLEGAL_KEY, call, name, 'x')
        for text in 'x\0', 'x\0y', '\0':
            for call in (cookie.__setitem__, cookie.set, cookie.set_string, lambda k, v: cookie.update({k: v}),
                         lambda k, v: Cookie.SerialCookie({k: [v]}), lambda k, v: Cookie.SerialCookie({k: {v: 1}}),
                         lambda k, v: cookie.set_coded(k, None, v), lambda k, v: Cookie.Morsel().set(k, v, v)):
                self.refuses(Cookie.Error.ILLEGAL_VALUE, call, 'a', text)
            for call in cookie['a'].__setitem__, cookie['a'].set_attribute, lambda k, v: cookie['a'].update({k: v}):
                self.refuses(Cookie.Error.INVALID_ATTRIBUTE, call, 'comment', text)
            self.refuses(Cookie.Error.INVALID_ATTRIBUTE, cookie['a'].__setitem__, 'path\0', 'x')
            self.refuses(Cookie.Error.DECODE, cookie.value_decode, text)
            self.refuses(Cookie.Error.ILLEGAL_VALUE, cookie.value_encode, text)
        self.assertEqual(cookie.output(), 'Set-Cookie: a=b')

    def test_headers(self):
        for header in 'a=b\0; c=d', 'a\0=b; c=d', '\0':
            for profile in Cookie.Profile.RFC6265, Cookie.Profile.PYTHON, Cookie.Profile.STRICT:
                found = []
                for text in header, header.encode(), memoryview(header.encode()), GLib.Bytes.new(header.encode()):
                    cookie = Cookie.SimpleCookie(profile=profile)
                    try:
                        cookie.load(text)
                        found.append((cookie.output(), [(d.get_code(), d.props.offset) for d in cookie.get_diagnostics()]))
                    except Cookie.CookieError as error:
                        found.append((error.code, error.message))
                self.assertEqual(found[1:], found[:1] * 3)
                self.assertNotIn('a=b;', str(found[0]))
            self.refuses(Cookie.Error.SYNTAX, Cookie.Morsel.parse_set_cookie, header)
            self.assertEqual(*([d.get_code() for d in Cookie.diagnose_set_cookie(text)] for text in (header, header.encode())))
        self.refuses(Cookie.Error.SYNTAX, Cookie.diagnose_set_cookie, 'a=b', 'https://a\0b')


class Pages(unittest.TestCase):
    """What the manual says."""

    def test_control_characters(self):
        for character in '\t', '\1', '\x7f':
            cookie = Cookie.SimpleCookie(f'a=1{character}b; c=2; d=\t3\t', profile=Cookie.Profile.RFC6265)
            self.assertEqual(cookie.get_all(), {'c': '2', 'd': '3'})
            self.assertEqual(len(cookie.get_diagnostics()), 1)

    def test_colon(self):
        for profile in Cookie.Profile.PYTHON, Cookie.Profile.RFC6265, Cookie.Profile.STRICT:
            cookie = Cookie.SimpleCookie(profile=profile)
            cookie['d:e'] = '2'
            self.assertEqual(str(cookie), 'Set-Cookie: d:e=2')
            if profile == Cookie.Profile.STRICT:
                self.assertRaises(Cookie.CookieError, cookie.load, 'a:b=1')
            else:
                cookie.load('a:b=1')
                self.assertEqual(cookie['a:b'].value, '1')

    def test_properties_of_gobject(self):
        self.assertEqual(GObject.new(Cookie.Morsel, path='/a\0b').path, '/a')
        morsel = Cookie.Morsel()
        GObject.Object.set_property(morsel, 'path', '/a\0b')
        self.assertEqual(morsel.path, '/a')


class ChainsUp(unittest.TestCase):
    def test_vfuncs(self):
        class Unquoting(Cookie.SimpleCookie):
            def do_value_decode(self, name, coded_value):
                return Cookie.SimpleCookie.do_value_decode(self, name, coded_value.replace('%00', '\0'))

            def do_value_encode(self, name, value):
                return Cookie.SimpleCookie.do_value_encode(self, name.replace('%00', '\0'), value)

        cookie = Unquoting('a="x y"')
        cookie['b'] = 'x y'
        self.assertEqual((cookie['a'].value, cookie['b'].coded_value), ('x y', '"x y"'))
        for code, change in (Cookie.Error.DECODE, lambda: cookie.load('a=admin%00-no')), \
                (Cookie.Error.ILLEGAL_KEY, lambda: cookie.__setitem__('b%00', 'x')):
            with self.assertRaises(Cookie.CookieError) as caught:
                change()
            self.assertEqual(caught.exception.code, code)
        self.assertEqual(cookie.get_all(), {'a': 'x y', 'b': 'x y'})
        for call in Cookie.BaseCookie.do_value_decode, Cookie.SimpleCookie.do_value_decode:
            self.assertEqual(call(cookie, 'a', 'x').unpack(), 'x')
            for arguments in ('a\0b', 'x'), ('a', 'x\0y'):
                with self.assertRaises(Cookie.CookieError):
                    call(cookie, *arguments)


class Results(unittest.TestCase):
    """What virtual functions return."""

    def make(self, text):
        class Bad(Codec):
            def do_encode(self, name, value):
                return text

            def do_renew(self, name, coded_value):
                return text

        class BadCookie(Cookie.BaseCookie):
            def do_value_encode(self, name, value):
                return text

        class LongCodec(GObject.Object, Cookie.Codec):
            def do_cookie_codec_encode(self, name, value):
                return text

        class LongCookie(Cookie.BaseCookie):
            def do_cookie_base_cookie_value_encode(self, name, value):
                return text

        class BadPythonCookie(Cookie.BaseCookie):
            def value_encode(self, val):
                return val, text

        return Bad(), BadCookie(), BadPythonCookie(), Cookie.BaseCookie(codec=LongCodec()), LongCookie()

    def test_results(self):
        for text in 'x\0', 'x\0y', '\0', 'x\ud800':
            codec, *cookies = self.make(text)
            signed = Cookie.SignedCodec(codec=codec)
            signed.get_keyring().append(b'k' * 32)
            for one in codec, signed:
                with self.assertRaises(Cookie.CookieError) as caught:
                    one.encode('a', GLib.Variant('s', 'x'))
                self.assertEqual(caught.exception.code, Cookie.Error.ILLEGAL_VALUE)
                cookies.append(Cookie.BaseCookie(codec=one))
            for cookie in cookies:
                for call in cookie.set, cookie.__setitem__, lambda name, value: cookie.update({name: value}):
                    with self.assertRaises(Cookie.CookieError) as caught:
                        call('a', 'x')
                    self.assertEqual(caught.exception.code, Cookie.Error.ILLEGAL_VALUE)
                self.assertEqual(len(cookie), 0)
            self.assertIsNone(codec.renew('a', 'b'))
            cookie = Cookie.BaseCookie('a=b', codec=codec)
            self.assertEqual((cookie.output(), cookie.get_changes()), ('Set-Cookie: a=b', []))
        codec, *_ = self.make('new')
        self.assertEqual(codec.encode('a', GLib.Variant('s', 'x')), 'new')
        self.assertEqual(Cookie.BaseCookie('a=b', codec=codec).get_changed_fields(), ['a=new'])


if __name__ == '__main__':
    unittest.main()
