# SPDX-License-Identifier: LGPL-2.1-or-later

"""Python's own values through each codec; signed values that another program writes and reads."""

import math
import pathlib
import random
import re
import time
import unittest

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib

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
        codec.add_secret(key)
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


class Signed(unittest.TestCase):
    """With the program of the manual on the other side."""

    @classmethod
    def setUpClass(cls):
        page = pathlib.Path(__file__).parents[2] / 'docs' / 'values-and-codecs.md'
        cls.other = {}
        exec(re.search(r'```python\n(import base64.*?)```', page.read_text('utf-8'), re.DOTALL)[1], cls.other)

    def test_written_here(self):
        cookie = Cookie.BaseCookie(codec=new_signed(Cookie.VariantCodec(), KEY, lifetime=60))
        cookie['user'] = {'name': 'Ann', 'admin': False}
        text, signed_at = self.other['unseal'](KEY, 'user', cookie['user'].coded_value)
        self.assertEqual(text, "a{sv}:{'name':<s:'Ann'>|'admin':<b:false>}")
        self.assertLess(abs(int(signed_at) - time.time()), 60)

    def test_written_there(self):
        seal, now = self.other['seal'], int(time.time())
        cookie = Cookie.BaseCookie(codec=new_signed(Cookie.VariantCodec(), KEY, lifetime=60))
        cookie.load('user=' + seal(KEY, 'user', "s:'Ann'", str(now - 30)))
        self.assertEqual(cookie['user'].value, 'Ann')

        for reason, sealed in {
            'EXPIRED, old': seal(KEY, 'user', "s:'Bob'", str(now - 61)),
            'EXPIRED, future': seal(KEY, 'user', "s:'Bob'", str(now + 3600)),
            'EXPIRED, without a time': seal(KEY, 'user', "s:'Bob'"),
            'UNAUTHENTIC, of another cookie': seal(KEY, 'other', "s:'Bob'", str(now)),
            'NO_KEY': seal(OLD_KEY, 'user', "s:'Bob'", str(now)),
            'DECODE': "s:'Bob'",
        }.items():
            with self.subTest(reason), self.assertRaises(Cookie.CookieError) as caught:
                cookie.load('user=' + sealed)
            self.assertEqual(caught.exception.code, getattr(Cookie.Error, reason.partition(',')[0]))
            self.assertEqual(cookie['user'].value, 'Ann')

    def test_rotated(self):
        seal = self.other['seal']
        codec = new_signed(Cookie.VariantCodec(), KEY, OLD_KEY)
        cookie = Cookie.BaseCookie('user=' + seal(OLD_KEY, 'user', "s:'Ann'"), codec=codec)
        self.assertEqual([d.props.code for d in cookie.get_diagnostics()], [Cookie.DiagnosticCode.ROTATED])
        self.assertEqual([morsel.key for morsel in cookie.get_changes()], ['user'])
        self.assertEqual(cookie['user'].value, 'Ann')
        self.assertEqual(cookie['user'].coded_value, seal(KEY, 'user', "s:'Ann'"))


if __name__ == '__main__':
    unittest.main()
