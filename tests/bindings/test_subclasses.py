# SPDX-License-Identifier: LGPL-2.1-or-later

"""What a program's subclass of a cookie dictionary may have: attributes, helpers and overrides of its own."""

import copy
import pickle
import threading
import unittest

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib


class Slotted(Cookie.SimpleCookie):
    __slots__ = 'user', '__secret', 'unset'

    def __init__(self, *args):
        super().__init__(*args)
        self.__secret = 'x'

    def get_secret(self):
        return self.__secret

    def value_encode(self, val):
        return val, f'{self.user}{val}'


class Chosen(Cookie.SimpleCookie):
    """Leaves an attribute out of what is saved."""

    def __getstate__(self):
        return {'user': self.user}


class Locked(Cookie.SimpleCookie):
    """Makes a new lock."""

    def __init__(self, *args):
        super().__init__(*args)
        self.lock = threading.Lock()

    def value_decode(self, val):
        return val, val

    def __getstate__(self):
        state = self.__dict__.copy()
        del state['lock']
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.lock = threading.Lock()


class Counted(Cookie.SimpleCookie):
    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)


class Request:
    pass


class Session:
    def __init__(self, cookie):
        self.cookie = cookie

    def __str__(self):
        return '31d4'


class Sessions(Cookie.SimpleCookie):
    def value_encode(self, val):
        return val, str(val)

    def value_decode(self, val):
        return val, val


def pickled(thing):
    return pickle.loads(pickle.dumps(thing))


WAYS = copy.copy, copy.deepcopy, pickled, lambda cookie: cookie.copy()


class Saved(unittest.TestCase):
    def test_slots(self):
        cookie = Slotted('a=1')
        cookie.user, cookie.other = 'ann', 'bob'
        for way in WAYS:
            twin = way(cookie)
            self.assertEqual((twin, twin.user, twin.get_secret(), twin.other), (cookie, 'ann', 'x', 'bob'))
            self.assertFalse(hasattr(twin, 'unset'))
        cookie.update(b='2', c='3')
        self.assertEqual(cookie['b'].coded_value, 'ann2')

    def test_state(self):
        cookie = Chosen('a=1')
        cookie.user, cookie.password = 'ann', 'x'
        for way in WAYS:
            twin = way(cookie)
            self.assertEqual((twin, twin.user, hasattr(twin, 'password')), (cookie, 'ann', False))
        self.assertNotIn(b'password', pickle.dumps(cookie))
        cookie = Locked('a=1')
        cookie.user = 'ann'
        for way in WAYS:
            twin = way(cookie)
            self.assertEqual((twin, twin.user), (cookie, 'ann'))
            self.assertIsNot(twin.lock, cookie.lock)
            twin['b'] = '2'
            twin.load('a=3')
            self.assertEqual((twin['a'].value, list(cookie), cookie['a'].value), ('3', ['a'], '1'))
        cookie = Counted('a=1')
        for way in WAYS:
            self.assertFalse(hasattr(way(cookie), 'restored'))  # as for any object that has no attributes
        cookie.user = 'ann'
        for way in WAYS:
            self.assertEqual((way(cookie).user, way(cookie).restored), ('ann', True))

    def test_serialized(self):
        cookie = Sessions()
        cookie['a'] = Session(None)
        cookie['b'] = 5
        other = Sessions()
        other.restore(cookie.serialize())
        self.assertEqual(other.get_all(), {'a': '31d4', 'b': 5})
        self.assertIsInstance(pickled(cookie)['a'].value, Session)

    def test_copy_keeps_attributes(self):
        cookie = Sessions()
        cookie.lock = threading.Lock()
        cookie.db = {'rows': 1}
        cookie['a'] = value = threading.Lock()
        cookie['a']._note = note = []
        for twin in cookie.copy(), copy.copy(cookie):
            self.assertIs(twin.lock, cookie.lock)
            self.assertIs(twin.db, cookie.db)
            self.assertIs(twin['a'].value, value)
            self.assertIs(twin['a']._note, note)
            self.assertIsNot(twin['a'], cookie['a'])
            twin['a']['path'] = '/'
            self.assertEqual(cookie['a']['path'], '')

    def test_refers_to_itself(self):
        cookie = Sessions('b=1')
        cookie.me = cookie
        cookie.request = Request()
        cookie.request.cookies = cookie
        cookie['sid'] = Session(cookie)
        cookie['b']._cookie = cookie
        for way in copy.deepcopy, pickled:
            twin = way(cookie)
            self.assertIsNot(twin, cookie)
            for found in twin.me, twin.request.cookies, twin['sid'].value.cookie, twin['b']._cookie:
                self.assertIs(found, twin)
            request = way(cookie.request)
            self.assertIs(request.cookies.request, request)
            self.assertIs(request.cookies['sid'].value.cookie, request.cookies)
        self.assertIs(cookie.copy().me, cookie)

    def test_morsel_beside_its_dictionary(self):
        cookie = Cookie.SimpleCookie('a=1; b=2')
        twin, morsel = copy.deepcopy((cookie, cookie['a']))
        self.assertIs(twin['a'], morsel)
        self.assertIsNot(morsel, cookie['a'])
        morsel['path'] = '/'
        self.assertEqual((twin.output(attrs=['path']), cookie['a']['path']), ('Set-Cookie: a=1; Path=/\r\nSet-Cookie: b=2', ''))
        morsel, twin = copy.deepcopy((cookie['a'], cookie))
        self.assertEqual((morsel, twin), (cookie['a'], cookie))

        morsel, twin = pickled((cookie['a'], cookie))
        self.assertEqual((morsel, twin), (cookie['a'], cookie))


HELPERS = '_load', '_copy', '_check', '_pack', '_name', '_restore', '_set', '_call', '_take', '_put', '_assign', '_compare', '_reals', \
    '_encodes', '_decodes', '_is_plain', '_get_own', '_get_dict', '_watch', '_touched', '_has_set', '_encode_value', '_real'


class Names(unittest.TestCase):
    """A subclass, or a program, may have any helper."""

    def use(self, cls):
        globals()[cls.__name__] = cls  # where pickle looks
        cookie = cls('a=1; b=2')
        cookie['a']._note = 'mine'
        for helper in HELPERS:
            setattr(cookie['b'], helper, 'mine')
        cookie['c'] = '3'
        cookie.update(d='4')
        cookie.load({'e': '5'})
        cookie.load_fields(['f=6'])
        cookie.max_pairs = 100
        cookie.touch('a')
        cookie['b'].set('b', 'two', 'two')
        cookie['b'].path = '/'
        expected = {'a': '1', 'b': 'two', 'c': '3', 'd': '4', 'e': '5', 'f': '6'}
        for found in cookie, *(way(cookie) for way in WAYS):
            self.assertEqual((found.get_all(), found.max_pairs, found['a']._note), (expected, 100, 'mine'))
            self.assertEqual([getattr(found['b'], helper) for helper in HELPERS], ['mine'] * len(HELPERS))
            self.assertEqual(found['b'].OutputString(), 'b=two; Path=/')
            self.assertFalse(found == {})
        with self.assertRaises(TypeError):
            cookie < cookie
        return cookie

    def test_methods(self):
        def helper(self, *_):
            raise AssertionError

        for base in Cookie.SimpleCookie, Sessions:
            self.use(type(f'Methods{base.__name__}', (base,), {**dict.fromkeys(HELPERS, helper), '__module__': __name__}))

    def test_attributes(self):
        def __init__(self, *args):
            self.__dict__.update(dict.fromkeys(HELPERS, 'mine'))
            super(cls, self).__init__(*args)

        for base in Cookie.SimpleCookie, Sessions:
            cls = type(f'Attributes{base.__name__}', (base,), {'__init__': __init__, '__module__': __name__})
            cookie = self.use(cls)
            self.assertEqual(cookie.copy()._load, 'mine')

    def test_prefix(self):
        for cls in Cookie.SimpleCookie, Cookie.Morsel, Cookie.Codec, Cookie.Schema:
            for base in cls.__mro__:
                if base.__module__.startswith('gi.overrides.Cookie'):
                    own = {name for name in vars(base) if name.startswith('_') and not name.startswith(('_gi_', '__'))}
                    self.assertLessEqual(own, {'_BaseCookie__set', '_reserved', '_flags'}, base)


class Overrides(unittest.TestCase):
    def test_setitem(self):
        class Mixin:
            def __setitem__(self, key, value):
                super().__setitem__(key, value)
                self[key]['secure'] = True

        for base in Cookie.SimpleCookie, Sessions:
            secure = type(f'Secure{base.__name__}', (Mixin, base), {'__module__': __name__})
            cookie = secure({'a': '1'})
            cookie.load({'b': '2'})
            cookie.update({'c': '3'}, d='4')
            cookie |= {'e': '5'}
            cookie.set_all({'f': '6'})
            cookie.set('g', '7')
            cookie.setdefault('h', '8')
            cookie.update(base('i=9'))
            self.assertEqual(cookie.get_all(), {name: str(i) for i, name in enumerate('abcdefghi', 1)})
            self.assertTrue(all(morsel.secure for morsel in cookie.values()))
            cookie.load('j=10')  # http.cookies does not call it here either
            self.assertFalse(cookie['j'].secure)
            self.assertTrue(secure.fromkeys(['a'], 'x')['a'].secure)

    def test_interrupt(self):
        class Interrupted(Cookie.SimpleCookie):
            def value_decode(self, val):
                raise KeyboardInterrupt

        for profile in Cookie.Profile.RFC6265, Cookie.Profile.PYTHON, Cookie.Profile.STRICT:
            cookie = Interrupted(profile=profile)
            for load, header in (cookie.load, 'a=1'), (cookie.load, b'a=1'), (cookie.load_fields, ['a=1']), \
                    (cookie.load_bytes, GLib.Bytes.new(b'a=1')):
                with self.assertRaises(KeyboardInterrupt):
                    load(header)
        self.assertTrue(Cookie.SimpleCookie().load_bytes(GLib.Bytes.new(b'a=1')))


if __name__ == '__main__':
    unittest.main()
