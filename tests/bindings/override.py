# SPDX-License-Identifier: LGPL-2.1-or-later

"""A subclass in Python decides how values become text, and the other way round."""

import unittest

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib


class UpperCookie(Cookie.BaseCookie):
    def do_value_encode(self, name, value):
        if name == 'refused':
            raise GLib.Error.new_literal(Cookie.error_quark(), 'refused', Cookie.Error.ILLEGAL_VALUE)
        return value.get_string().upper()

    def do_value_decode(self, name, coded_value):
        return GLib.Variant('s', coded_value.lower())


class Override(unittest.TestCase):
    def test_encode(self):
        cookie = UpperCookie()
        cookie.set('fig', GLib.Variant('s', 'newton'))
        self.assertEqual(cookie.to_cookie_header(), 'fig=NEWTON')

    def test_decode(self):
        cookie = UpperCookie()
        cookie.load('fig=NEWTON; sugar=WAFER')
        self.assertEqual(cookie.get('sugar').get_value().get_string(), 'wafer')
        self.assertEqual(cookie.get('sugar').get_coded_value(), 'WAFER')

    def test_error(self):
        cookie = UpperCookie()
        with self.assertRaises(GLib.Error) as caught:
            cookie.set('refused', GLib.Variant('s', 'x'))
        self.assertTrue(caught.exception.matches(Cookie.error_quark(), Cookie.Error.ILLEGAL_VALUE))
        self.assertEqual(cookie.get_size(), 0)

    def test_result_is_checked(self):
        class Splitting(Cookie.BaseCookie):
            def do_value_encode(self, name, value):
                return 'a; Domain=evil.example'

        cookie = Splitting()
        with self.assertRaises(GLib.Error) as caught:
            cookie.set('fig', GLib.Variant('s', 'x'))
        self.assertTrue(caught.exception.matches(Cookie.error_quark(), Cookie.Error.ILLEGAL_VALUE))
        self.assertEqual(cookie.get_size(), 0)


unittest.main()
