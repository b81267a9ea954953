#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

import gc
import unittest

import gi

gi.require_version("Cookie", "1.0")
from gi.repository import Cookie, GLib

ORIGIN = "https://www.site.example/"


class SetCookie(unittest.TestCase):
    def test_parse(self):
        m = Cookie.Morsel.parse_set_cookie('sid="31d4"; Path=/; Max-Age=60; SameSite=Lax; Secure; foo=bar')
        self.assertEqual((m.get_key(), m.get_coded_value(), m.get_value().unpack()), ("sid", '"31d4"', '"31d4"'))
        self.assertEqual((m.props.path, m.props.max_age, m.props.secure), ("/", 60, True))
        self.assertEqual(m.props.same_site, Cookie.SameSite.LAX)
        self.assertEqual(m.get_unknown_attributes(), ["foo=bar"])

        m = Cookie.Morsel.parse_set_cookie_bytes(GLib.Bytes.new(b"a=\xe9"))
        self.assertEqual(m.get_coded_value(), "\u00e9")

        with self.assertRaises(GLib.Error) as raised:
            Cookie.Morsel.parse_set_cookie("a=b\r\nSet-Cookie: c=d")
        self.assertTrue(raised.exception.matches(Cookie.error_quark(), Cookie.Error.SYNTAX))

    def test_check(self):
        for _ in range(100):
            m = Cookie.Morsel.parse_set_cookie("__Host-sid=31d4; Path=/; HttpOnly; SameSite=Lax")
            diagnostics = m.check(ORIGIN, None)
            diagnostics += m.check(ORIGIN, None)
            first = diagnostics[0]
            del diagnostics
            gc.collect()
            self.assertEqual(first.get_code(), Cookie.DiagnosticCode.PREFIX)
            self.assertEqual(first.get_severity(), Cookie.DiagnosticSeverity.ERROR)
            self.assertEqual((first.get_offset(), first.get_length(), first.get_text()), (0, 10, "__Host-sid"))
            self.assertEqual(first.get_section(), "6265bis \u00a75.7")

        with self.assertRaises(GLib.Error):
            m.check("nowhere", None)

    def test_diagnostics(self):
        c = Cookie.SimpleCookie()
        c.props.profile = Cookie.Profile.RFC6265
        rejected = []
        c.connect("rejected", lambda _, diagnostic: rejected.append(diagnostic))
        c.load("a=b; =c; d")
        found = c.get_diagnostics()
        self.assertEqual([d.get_text() for d in found], ["=c", "d"])
        self.assertEqual([d.get_text() for d in rejected], ["=c", "d"])

    def test_changes(self):
        c = Cookie.SimpleCookie()
        c.load("a=1; b=2; c=3")
        c.set_string("a", "1")
        c.set_string("b", "two")
        c.expire("c")
        for _ in range(100):
            self.assertEqual([m.get_key() for m in c.get_changes()], ["b", "c"])
        self.assertEqual(c.output_changes("Set-Cookie:", "\n").split("\n")[0], "Set-Cookie: b=two")
        c.commit()
        self.assertEqual(c.get_changes(), [])


unittest.main()
