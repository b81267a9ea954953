# SPDX-License-Identifier: LGPL-2.1-or-later

"""Each line of the table "What differs" in docs/coming-from-python.md, run: what this library does,
and what the http.cookies of this Python does where all its versions do the same."""

import collections.abc
import copy
import gc
import http.cookies
import json
import os
import pathlib
import pickle
import re
import subprocess
import sys
import time
import unittest
import weakref
from unittest import mock

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib, GObject

PAGE = pathlib.Path(__file__).parents[2] / 'docs' / 'coming-from-python.md'
Theirs = http.cookies.SimpleCookie
Ours = Cookie.SimpleCookie
Error = Cookie.CookieError


def pair(header='a=1; path=/'):
    return Theirs(header), Ours(header)


class Differences(unittest.TestCase):
    def lines(self):
        table = re.search(r'## What differs.*?\n\| what .*?\n\|[-|]+\n(.*?)\n\n', PAGE.read_text(encoding='utf-8'), re.S)[1]
        return [line.split('|')[1].strip() for line in table.splitlines()]

    def test_all(self):
        lines = self.lines()
        self.assertGreater(len(lines), 25)
        tests = {}
        for name in dir(self):
            if name.startswith('check_'):
                tests[getattr(self, name).__doc__] = getattr(self, name)
        self.assertEqual(sorted(tests), sorted(lines))
        for line, test in tests.items():
            with self.subTest(line):
                test()

    def check_type(self):
        """The type"""
        theirs, ours = pair()
        self.assertIsInstance(theirs, dict)
        self.assertNotIsInstance(ours, dict)
        self.assertIsInstance(ours, GObject.Object)
        self.assertIsInstance(ours, collections.abc.MutableMapping)
        self.assertIn('"a"', json.dumps(theirs))
        with self.assertRaises(TypeError):
            json.dumps(ours)
        self.assertEqual(json.dumps(ours.get_all()), '{"a": "1"}')
        program = 'import gi; gi.require_version("Cookie", "1.0"); from gi.repository import Cookie; type("Mine", (Cookie.Morsel,), {})'
        result = subprocess.run([sys.executable, '-c', program], env={**os.environ, 'G_DEBUG': ''}, capture_output=True)
        self.assertIn(b'final', result.stderr)
        self.assertNotEqual(result.returncode, 0)

    def check_other_key(self):
        """A morsel set under a key other than its own; a morsel without a key"""
        theirs, ours = pair()
        theirs['b'] = theirs['a']
        theirs['c'] = http.cookies.Morsel()
        self.assertEqual(theirs['b'].output(), 'Set-Cookie: a=1; Path=/')
        for key, morsel in ('b', ours['a']), ('c', Cookie.Morsel()):
            with self.assertRaises(Error):
                ours[key] = morsel

    def check_update(self):
        """`update ()`, `setdefault ()`, <code>&#124;=</code> on a cookie dictionary"""
        for change in (lambda c: c.update({'b': '2'}), lambda c: c.setdefault('b', '2'), lambda c: c.__ior__({'b': '2'})):
            theirs, ours = pair()
            change(theirs)
            with self.assertRaises(AttributeError):
                theirs.output()
            change(ours)
            self.assertEqual(ours.output(sep='|'), 'Set-Cookie: a=1; Path=/|Set-Cookie: b=2')

    def check_shared_morsel(self):
        """A morsel of one cookie dictionary set in another; `copy.copy (C)`"""
        theirs, ours = pair()
        other = Theirs()
        other['a'] = theirs['a']
        self.assertIs(other['a'], theirs['a'])
        site = Cookie.Schema()
        site.add('a', path='/', secure=True)
        other = Ours(schema=site)
        other['a'] = ours['a']
        self.assertIsNot(other['a'], ours['a'])
        self.assertEqual(other['a'], ours['a'])
        with self.assertRaises(Error):
            other.set_morsel(ours['a'])

    def check_copy(self):
        """`C.copy ()`"""
        theirs, ours = pair()
        self.assertIs(type(theirs.copy()), dict)
        self.assertIs(theirs.copy()['a'], theirs['a'])
        self.assertIs(type(ours.copy()), Ours)
        self.assertIsNot(ours.copy()['a'], ours['a'])
        ours.note = []
        self.assertIs(ours.copy().note, ours.note)

    def check_copy_of_both(self):
        """`deepcopy ((m, C))`, and a pickle of `(C, m)`, of a morsel `m` beside its dictionary"""
        for cookie, same in zip(pair(), (True, False)):
            for morsel, twin in copy.deepcopy((cookie['a'], cookie)), reversed(pickle.loads(pickle.dumps((cookie, cookie['a'])))):
                self.assertEqual(twin['a'], morsel)
                self.assertEqual(twin['a'] is morsel, same)
        twin, morsel = copy.deepcopy((cookie, cookie['a']))
        self.assertIs(twin['a'], morsel)

    def check_case(self):
        """`m["Path"]`, `"Path" in m`, `C.output (attrs=["Path"])`"""
        theirs, ours = pair()
        with self.assertRaises(KeyError):
            theirs['a']['Path']
        self.assertEqual(('Path' in theirs['a'], theirs.output(['Path'])), (False, 'Set-Cookie: a=1'))
        self.assertEqual((ours['a']['Path'], 'Path' in ours['a'], ours.output(['Path'])), ('/', True, 'Set-Cookie: a=1; Path=/'))

    def check_delete(self):
        """`del m["path"]`, `m.clear ()`, `m.pop ("path")`"""
        for remove in (lambda m: m.__delitem__('path'), lambda m: m.clear(), lambda m: m.pop('path')):
            theirs, ours = pair()
            remove(theirs['a'])
            remove(ours['a'])
            self.assertNotIn('path', theirs['a'])
            self.assertEqual(ours['a']['path'], '')

    def check_priority(self):
        """`priority`, and before 3.14 `partitioned`"""
        theirs, ours = pair('a=1; priority=High')
        self.assertEqual((list(theirs), list(ours)), (['a', 'priority'], ['a']))
        self.assertEqual(ours['a']['priority'], 'High')

    def check_attribute(self):
        """The value of an attribute"""
        theirs, ours = pair('a=1')
        theirs['a']['path'] = ['x']
        self.assertEqual(theirs.output(), "Set-Cookie: a=1; Path=['x']")
        for value in ['x'], object(), b'/':
            with self.assertRaises(Error):
                ours['a']['path'] = value
        theirs['a']['path'] = ours['a']['path'] = None
        self.assertEqual((theirs.output(), ours.output()), ('Set-Cookie: a=1; Path=None', 'Set-Cookie: a=1'))
        theirs['a']['max-age'] = ours['a']['max-age'] = 1.5
        self.assertEqual((theirs['a']['max-age'], ours['a']['max-age']), (1.5, '1.5'))

    def check_assigned_codec(self):
        """`value_decode`, `value_encode` assigned to a class that exists, or to an object, as by `mock.patch`"""
        for cls, expected in (Theirs, 'mock'), (Ours, '1'), (type('None', (Ours,), {'__module__': __name__}), '1'), \
                (type('Own', (Ours,), {'__module__': __name__, 'value_decode': lambda self, val: (val, val)}), 'mock'):
            with mock.patch.object(cls, 'value_decode', lambda self, val: ('mock', val)):
                self.assertEqual(cls('a=1')['a'].value, expected)
            cookie = cls()
            cookie.value_decode = lambda val: ('mock', val)
            cookie.load('a=1')
            self.assertEqual(cookie['a'].value, expected)
        with mock.patch.object(Ours, 'value_encode', lambda self, val: ('mock', 'mock')):
            cookie = Ours()
            cookie['a'] = '1'
            self.assertEqual(cookie['a'].value, '1')

    def check_assigned_output(self):
        """`Morsel.OutputString` replaced, as by `mock.patch`"""
        for cls, cookie, expected in zip((http.cookies.Morsel, Cookie.Morsel), pair('a=1'), ('Set-Cookie: mock', 'Set-Cookie: a=1')):
            with mock.patch.object(cls, 'OutputString', lambda self, attrs=None: 'mock'):
                self.assertEqual((str(cookie['a']), cookie['a'].output(), cookie.output()), ('Set-Cookie: mock',) * 2 + (expected,))
                self.assertIn('mock', repr(cookie['a']))
                self.assertEqual('mock' in cookie.js_output(), cls is not Cookie.Morsel)

    def check_cycle(self):
        """A value or an attribute of a morsel that refers to its dictionary"""
        class Own(Ours):
            def value_decode(self, val):
                return val, val

        for cls in Theirs, Ours, Own:
            for put in (lambda m, c: setattr(m, '_cookie', c)), (lambda m, c: m.set('a', [c], 'x')):
                cookie = cls('a=1')
                put(cookie['a'], cookie)
                if cls is not Theirs:
                    vars(cookie['a']).pop('_cookie', None)
                    cookie['a'].set('a', 'x', 'x')
                reference = weakref.ref(cookie)
                del cookie
                gc.collect()
                self.assertIsNone(reference())

    def check_own_attribute(self):
        """`m.color = 1`"""
        theirs, ours = pair()
        theirs['a'].color = 1
        with self.assertRaises(AttributeError):
            ours['a'].color = 1
        ours['a']._color = 1

    def check_control_characters(self):
        """Control characters or `;` in a key, a coded value or an attribute"""
        theirs, ours = pair()
        theirs['a']['path'] = '/; Secure'
        self.assertEqual(theirs.output(), 'Set-Cookie: a=1; Path=/; Secure')
        for change in (lambda: ours['a'].__setitem__('path', '/; Secure'), lambda: ours['a'].set('a', 'x', 'x;'),
                       lambda: ours.__setitem__('a;', 'x'), lambda: ours['a'].__setitem__('path', '\n'),
                       lambda: ours['a'].set('a', 'x', 'x\n'), lambda: ours.__setitem__('a\n', 'x')):
            with self.assertRaises(Error):
                change()
            self.assertEqual(ours.output(), 'Set-Cookie: a=1; Path=/')

    def check_nul(self):
        """A key with a NUL"""
        ours = Ours('a=1')
        self.assertNotIn('a\0', ours)
        self.assertIsNone(ours.get('a\0'))
        with self.assertRaises(KeyError):
            ours['a\0']
        with self.assertRaises(Error):
            ours['a\0'] = 'x'

    def check_control_in_value(self):
        """Control characters in a value"""
        ours = Ours({'a': '\n\x7f'})
        self.assertEqual((ours.output(), ours['a'].value), ('Set-Cookie: a="\\012\\177"', '\n\x7f'))
        with self.assertRaises(Error):
            ours['a'] = '\0'

    def check_control_in_header(self):
        """A header with a control character outside of an escape"""
        for header in 'a="\x01"', 'a=1;\x02b=2', 'a\x03=1':
            with self.assertRaises(Error):
                Ours(header)

    def check_bytes_of_escapes(self):
        """`"\\303\\251"`, `"\\351"`"""
        for header, theirs in ('a="\\303\\251"', 'Ã©'), ('a="\\351"', 'é'):
            self.assertEqual((Theirs(header)['a'].value, Ours(header)['a'].value), (theirs, 'é'))

    def check_escapes(self):
        """`C["k"] = "é"`, `"☃"`"""
        for value, theirs, ours in ('é', '"\\351"', '"\\303\\251"'), ('☃', '"☃"', '"\\342\\230\\203"'):
            self.assertEqual((Theirs({'k': value})['k'].coded_value, Ours({'k': value})['k'].coded_value), (theirs, ours))

    def check_bytes(self):
        """A header as `bytes`"""
        with self.assertRaises(AttributeError):
            Theirs(b'a=1')
        self.assertEqual(Ours(b'a=1')['a'].value, '1')

    def check_all_or_nothing(self):
        """An error in a header or a dictionary"""
        theirs, ours = Theirs(), Ours()
        for given in {'b': '1', 'b c': '2'}, 'b=1; c,d=e':
            for cookie, error in (theirs, http.cookies.CookieError), (ours, Error):
                with self.assertRaises(error):
                    cookie.load(given)
        self.assertEqual((list(theirs), list(ours)), (['b'], []))

        class Own(Ours):
            def __setitem__(self, key, value):
                super().__setitem__(key, value)

        own = Own()
        for call in own.load, own.update, Own:
            with self.assertRaises(Error):
                call({'b': '1', 'b c': '2'})
        self.assertEqual(list(own), ['b'])

    def check_wrong_type(self):
        """An argument of a wrong type, such as `load (None)` or `C[1] = "x"`"""
        theirs, ours = pair()
        for cookie, error in (theirs, AttributeError), (ours, TypeError):
            with self.assertRaises(error):
                cookie.load(None)
            with self.assertRaises(error):
                cookie[1] = 'x'
            self.assertEqual(list(cookie), ['a'])
        with self.assertRaises(Error) as caught:
            ours.load_fields('a=1')
        self.assertIsInstance(caught.exception, TypeError)
        for wrong in 1, None, b'a', [], ('a',), ours:
            for call in (lambda: ours.set(wrong, 'x'), lambda: ours.value_decode(wrong), lambda: ours['a'].output(header=wrong),
                         lambda: ours['a'].set(wrong, 'x', 'x'), lambda: ours['a'].isReservedKey(wrong), lambda: Cookie.Morsel.is_reserved_key(wrong),
                         *(lambda value=value: ours['a'].set_attribute(wrong, value) for value in ('/', 1, 1.5, True, None))):
                with self.assertRaises(TypeError):
                    call()
        self.assertEqual(ours.output(), 'Set-Cookie: a=1; Path=/')

    def check_reserved(self):
        """`Morsel._reserved["foo"] = "Foo"`"""
        pair_of_morsels = http.cookies.Morsel(), Cookie.Morsel()
        for morsel in pair_of_morsels:
            morsel.set('a', '1', '1')
        with mock.patch.dict(http.cookies.Morsel._reserved, {'foo': 'Foo'}), mock.patch.dict(Cookie.Morsel._reserved, {'foo': 'Foo'}):
            pair_of_morsels[0]['foo'] = 'bar'
            self.assertEqual(pair_of_morsels[0].OutputString(), 'a=1; Foo=bar')
            with self.assertRaises(Error):
                pair_of_morsels[1]['foo'] = 'bar'
        self.assertEqual(pair_of_morsels[1].OutputString(), 'a=1')

    def check_second_item(self):
        """The second item of the pair that `value_decode ()` returns"""
        def decode(self, val):
            return val, 'other'

        theirs, ours = (type('Mine', (base,), {'value_decode': decode})('a=1') for base in (http.cookies.BaseCookie, Cookie.BaseCookie))
        self.assertEqual((theirs['a'].coded_value, ours['a'].coded_value), ('other', '1'))

    def check_limits(self):
        """Many pairs; long headers"""
        header = '; '.join(f'k{i}=1' for i in range(3001))
        self.assertEqual(len(Theirs(header)), 3001)
        with self.assertRaises(Error):
            Ours(header)
        with self.assertRaises(Error):
            Ours(max_length=10).load('a=' + 'x' * 9)
        self.assertEqual((Ours().max_pairs, Ours().max_length), (3000, 16 << 20))

    def check_time(self):
        """Time"""
        # tests/bench/growth.c measures it; here, what theirs takes minutes for
        self.assertEqual(len(Ours('=' * 1000000 + '"')), 0)

    def check_js_output(self):
        """`js_output ()`"""
        self.assertIn('document.cookie = "a=\\"\\u003C/script\\u003E\\"";', Ours('a="</script>"').js_output())

    def check_messages(self):
        """Messages"""
        with self.assertRaises(http.cookies.CookieError) as caught:
            Theirs()['a b'] = 1
        self.assertEqual(str(caught.exception), "Illegal key 'a b'")
        with self.assertRaises(GLib.Error) as caught:
            Ours()['a b'] = 1
        self.assertIn('at byte 1', str(caught.exception))
        self.assertEqual((caught.exception.code, caught.exception.domain), (Cookie.Error.ILLEGAL_KEY, 'cookie-error-quark'))

    def check_pickle(self):
        """A pickle"""
        self.assertIn(b'http.cookies', pickle.dumps(Theirs('a=1')))
        ours = Ours('a=1', codec=Cookie.JsonCodec())
        data = pickle.dumps(ours, 0)
        self.assertNotIn(b'http.cookies', data)
        self.assertNotIn(b'Json', data)
        twin = pickle.loads(data)
        self.assertEqual(twin, ours)
        for change in (lambda: twin.__setitem__('a', 1), lambda: twin.load('a=1')):
            with self.assertRaises(Error):
                change()

    def check_setstate(self):
        """`Morsel.__setstate__ ()`, a pickle that was changed"""
        state = {'key': 'a;b', 'value': 'x', 'coded_value': 'x'}
        http.cookies.Morsel().__setstate__(state)
        with self.assertRaises(Error):
            Cookie.Morsel().__setstate__(state)
        with self.assertRaises(Error):
            pickle.loads(pickle.dumps(Ours('a=xyz'), 0).replace(b'xyz', b'x;y'))

    def check_set(self):
        """`C._BaseCookie__set`, replaced by a subclass or a program"""
        def set_(self, key, real_value, coded_value):
            seen.append(key)
            super(type(self), self)._BaseCookie__set(key, real_value, coded_value)

        for base, error, expected in (Theirs, http.cookies.CookieError, ['a', 'b,c']), (Ours, Error, []):
            cookie, seen = type('Mine', (base,), {'_BaseCookie__set': set_})(), []
            cookie.load('a=1; b=2')
            self.assertEqual(seen, ['a', 'b'])
            seen.clear()
            with self.assertRaises(error):
                cookie.load('a=1; b,c=2')
            self.assertEqual(seen, expected)
            seen.clear()
            original = base._BaseCookie__set
            with mock.patch.object(base, '_BaseCookie__set', lambda self, key, *rest: seen.append(key) or original(self, key, *rest)):
                base('a=1')
            self.assertEqual(seen, [] if base is Ours else ['a'])

    def check_unquote(self):
        """`_unquote ('"\\\\000"')`"""
        self.assertEqual((http.cookies._unquote('"\\000"'), Cookie._unquote('"\\000"')), ('\0', '"\\000"'))

    def check_replaced_time(self):
        """`m["expires"] = 60`, when a program has replaced `time.time` in C, as `time-machine` does"""
        theirs, ours = pair('a=1')
        theirs['a']['expires'] = ours['a']['expires'] = 60
        with mock.patch('time.time', lambda: 2524608000):
            self.assertEqual(ours['a'].output(), 'Set-Cookie: a=1; expires=Sat, 01 Jan 2050 00:01:00 GMT')
        self.assertAlmostEqual(ours['a'].expires.to_unix(), time.time() + 60, delta=5)


if __name__ == '__main__':
    unittest.main()
