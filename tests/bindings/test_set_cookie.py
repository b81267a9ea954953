#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

import datetime
import inspect
import gc
import pydoc
import unittest

import gi

gi.require_version("Cookie", "1.0")
from gi.repository import Cookie, GLib

ORIGIN = "https://www.site.example/"


def local_time(seconds):
    """A datetime without a time zone, also of a time that the time_t of a 32-bit system cannot hold."""
    time = GLib.DateTime.new_from_unix_local(seconds)
    return datetime.datetime(*time.get_ymd(), time.get_hour(), time.get_minute(), time.get_second())


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

    def test_diagnose(self):
        for _ in range(100):
            m = Cookie.Morsel.parse_set_cookie("__Host-sid=31d4; Path=/; HttpOnly; SameSite=Lax")
            diagnostics = m.diagnose(ORIGIN)
            diagnostics += m.diagnose(ORIGIN)
            first = diagnostics[0]
            del diagnostics
            gc.collect()
            self.assertEqual(first.get_code(), Cookie.DiagnosticCode.PREFIX)
            self.assertEqual(first.get_severity(), Cookie.DiagnosticSeverity.ERROR)
            self.assertEqual((first.get_offset(), first.get_length(), first.get_text()), (0, 10, "__Host-sid"))
            self.assertEqual(first.get_section(), "6265bis \u00a75.7")

    def test_browsers(self):
        """What WebKitGTK keeps against the standard is told, and what all keep is not."""
        for header, expected in {
            "__Host-sid=31d4; Path=/": (0, 10, "WebKitGTK with libsoup before 3.3 keeps it, against the rules of __Host-; Chromium, Firefox and WebKitGTK with libsoup 3.3 or later drop it."),
            "a=b; Domain=SITE.Example": (5, 19, "WebKitGTK drops it, since the domain is not in lower case; Chromium and Firefox keep it."),
            "__Host-sid=31d4; Path=/; Secure": None,
        }.items():
            found = [d for d in Cookie.diagnose_set_cookie(header, "https://www.site.example/")
                     if d.get_code() == Cookie.DiagnosticCode.BROWSERS_DIFFER]
            self.assertEqual([(d.get_offset(), d.get_length(), d.get_message()) for d in found], [expected] if expected else [])
            self.assertEqual({d.get_severity() for d in found}, {Cookie.DiagnosticSeverity.WARNING} if expected else set())

    def test_bytes_of_domain(self):
        """GLib reads behind the end of a host that is not UTF-8."""
        for end in b"\x80", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x8d", b"\xfc":
            raw = b"a=b; Domain=site.example" + end
            for found in Cookie.diagnose_set_cookie(raw, ORIGIN), Cookie.Morsel.parse_set_cookie(raw).diagnose(ORIGIN):
                errors = {d.get_code() for d in found if d.get_severity() == Cookie.DiagnosticSeverity.ERROR}
                self.assertIn(Cookie.DiagnosticCode.ILLEGAL_DOMAIN, errors, raw)

    def test_latin1_reads_back(self):
        for raw in b"a=" + b"\xe9" * 3000, b"a=b; Path=/" + b"\xe9" * 600, b"a=b; foo=" + b"\xff" * 1024:
            m = Cookie.Morsel.parse_set_cookie(raw)
            self.assertEqual(m.OutputString().encode("latin-1"), raw)
            self.assertEqual(Cookie.Morsel.parse_set_cookie(m.OutputString()), m)
            self.assertEqual(Cookie.Morsel.parse_set_cookie(raw.decode(errors="surrogateescape")), m)
            expected = [d.get_code() for d in Cookie.diagnose_set_cookie(raw)]
            self.assertEqual([d.get_code() for d in m.check()], expected)
            self.assertEqual([d.get_code() for d in m.copy().diagnose()], expected)
            self.assertNotIn(Cookie.DiagnosticCode.TOO_LONG, expected)
            # as UTF-8, it is too long for a browser
            text = m.OutputString()
            for found in Cookie.diagnose_set_cookie(text), Cookie.Morsel.parse_set_cookie(text).check():
                self.assertIn(Cookie.DiagnosticCode.TOO_LONG, [d.get_code() for d in found])

    def test_utf8_with_nul(self):
        header = "\u00e9\0=1; ok=\u00fc; =\u20ac\0".encode()
        c = Cookie.SimpleCookie(profile=Cookie.Profile.RFC6265)
        c.load(header)
        self.assertEqual(c["ok"].value, "\u00fc")
        self.assertEqual([d.get_text() for d in c.get_diagnostics()], ["\u00e9\ufffd=1", "=\u20ac\ufffd"])

    def test_dots(self):
        m = Cookie.Morsel.parse_set_cookie("a=b; Domain=..site.example")
        self.assertEqual((m.domain, m["domain"]), (".site.example", ".site.example"))
        self.assertEqual(m.OutputString(), "a=b; Domain=..site.example")
        self.assertEqual([d.get_code() for d in m.check(ORIGIN)],
                         [d.get_code() for d in Cookie.diagnose_set_cookie("a=b; Domain=..site.example", ORIGIN)])

    def test_default_path(self):
        for header in "__Host-a=1; Secure; Path", "__Host-a=1; Secure; Path=docs":
            m = Cookie.Morsel.parse_set_cookie(header)
            self.assertEqual((m.path, m["path"]), (None, ""))
            self.assertEqual(Cookie.Morsel.parse_set_cookie(m.OutputString()), m)
            for origin, dropped in ("https://site.example/", False), ("https://site.example/login", False), \
                                   ("https://site.example/a/", True), (None, False):
                for found in m.check(origin), Cookie.diagnose_set_cookie(header, origin):
                    self.assertEqual(Cookie.DiagnosticCode.PREFIX in [d.get_code() for d in found], dropped, origin)

    def test_origin(self):
        header = "a=b; Domain=other.example; Path=/; Secure; SameSite=Lax; HttpOnly"
        m = Cookie.Morsel.parse_set_cookie(header)
        for uri in (ORIGIN, "wss://www.site.example:8080/a?b#c", "https://b\u00fccher.example/"):
            for origin in (uri, GLib.Uri.parse(uri, GLib.UriFlags.NONE)):
                for found in (m.diagnose(origin), m.check(origin), Cookie.diagnose_set_cookie(header, origin),
                              Cookie.diagnose_set_cookie(header.encode(), origin=origin)):
                    self.assertEqual([d.props.code for d in found], [Cookie.DiagnosticCode.DOMAIN_MISMATCH])
        for origin in (None, GLib.Uri.parse("mailto:a@b", GLib.UriFlags.NONE)):
            self.assertEqual(m.diagnose(origin), [])
            self.assertEqual(Cookie.diagnose_set_cookie(header, origin), [])
        for origin in ("", "nowhere", "no origin", "mailto:a@b", "file:///etc", "https:///", "https://a\0b/", "https://\ud800/", "//a"):
            for call in (m.diagnose, lambda origin: Cookie.diagnose_set_cookie(header, origin)):
                with self.assertRaises(Cookie.CookieError) as raised:
                    call(origin)
                self.assertEqual(raised.exception.code, Cookie.Error.SYNTAX, origin)
        for origin in (5, b"https://a/"):
            with self.assertRaises(TypeError):
                m.diagnose(origin)

    def test_fields(self):
        cookie = Cookie.SimpleCookie(profile=Cookie.Profile.RFC6265)
        cookie.load_fields(["a=1; b=1", b"c=\xe9; a=2", "d=é".encode()])
        self.assertEqual({name: morsel.value for name, morsel in cookie.items()}, {"a": "1", "b": "1", "c": "é", "d": "é"})
        self.assertEqual([diagnostic.get_field() for diagnostic in cookie.get_diagnostics()], [1])
        self.assertRaises(Cookie.CookieError, cookie.load_fields, ["e=1", "f=1\0"])
        for call in cookie.load_fields, Cookie.diagnose_set_cookie_fields:
            for wrong in "a=1", b"a=1", bytearray(b"a=1"), GLib.Bytes.new(b"a=1"), {"a": 1}:
                with self.assertRaisesRegex(Cookie.CookieError, "takes a list of str or bytes, not"):
                    call(wrong)
            for wrong in None, 5, ["a=1"], {"a": 1}:
                with self.assertRaisesRegex(Cookie.CookieError, f"takes a list of str or bytes, not one of {type(wrong).__name__}"):
                    call([wrong])
        self.assertEqual(len(cookie), 4)

        fields = ["a=1; Secure; HttpOnly; SameSite=Lax; Path=/", b"b=1; Domain=x.example; Path=/; SameSite=Lax", "c=\x01"]
        found = Cookie.diagnose_set_cookie_fields(fields, "http://y.example/")
        self.assertEqual({diagnostic.get_field() for diagnostic in found
                          if diagnostic.get_severity() == Cookie.DiagnosticSeverity.ERROR}, {0, 1, 2})
        self.assertEqual(Cookie.diagnose_set_cookie_fields([]), [])

    def test_now(self):
        header = "a=b; Expires=Sat, 01 Jan 2050 00:00:00 GMT; Secure; SameSite=Lax; HttpOnly"
        m = Cookie.Morsel.parse_set_cookie(header)
        zone = datetime.timezone(datetime.timedelta(hours=-5))
        for late, now in ((False, None), (False, GLib.DateTime.new_utc(2049, 12, 31, 23, 59, 59)),
                          (True, GLib.DateTime.new_utc(2050, 1, 1, 0, 0, 1)),
                          (False, datetime.datetime(2049, 12, 31, 18, 59, 59, tzinfo=zone)),
                          (True, datetime.datetime(2049, 12, 31, 19, 0, 1, tzinfo=zone)),
                          (False, local_time(2524607990)), (True, local_time(2524608010))):
            for found in (m.diagnose(now=now), Cookie.diagnose_set_cookie(header, now=now)):
                self.assertEqual(Cookie.DiagnosticCode.EXPIRED in [d.props.code for d in found], late, now)
        for now in (5, "now", datetime.date(2050, 1, 1)):
            with self.assertRaises(TypeError):
                m.diagnose(None, now)

    def test_diagnostics(self):
        c = Cookie.SimpleCookie()
        c.props.profile = Cookie.Profile.RFC6265
        emitted = []
        c.connect("diagnostic", lambda _, diagnostic: emitted.append(diagnostic))
        c.load("a=b; =c; d")
        found = c.get_diagnostics()
        self.assertEqual([d.get_text() for d in found], ["=c", "d"])
        self.assertEqual([d.get_text() for d in emitted], ["=c", "d"])
        self.assertEqual(str(found[0]), "error at byte 5: A cookie needs a name. (6265bis §4.2.1)")
        self.assertEqual(repr(found[0]), f"<Diagnostic: {found[0]}>")

    def test_help(self):
        def signature(function):
            try:
                return inspect.signature(function)
            except ValueError:
                return None

        for function, line in [(Cookie.BaseCookie.expire, "expire(self, name:str) -> bool"), (Cookie.BaseCookie.load, "load(self, rawdata)")]:
            self.assertIn(line, pydoc.plain(pydoc.render_doc(function)))
        if str(signature(Cookie.BaseCookie.get_string.__wrapped__)) == "(*args, **kwargs)":
            return  # PyGObject 3.50 says so of each function of C
        for name in "BaseCookie", "Morsel", "Schema", "Codec", "SignedCodec", "Diagnostic", "CookieError":
            self.assertNotIn("*args, **kwargs", pydoc.plain(pydoc.render_doc(getattr(Cookie, name))).partition("Methods inherited")[0], name)

    def test_changes(self):
        c = Cookie.SimpleCookie()
        c.load("a=1; b=2; c=3")
        c.set_string("a", "1")
        c.set_string("b", "two")
        c.expire("c")
        for _ in range(100):
            self.assertEqual([m.get_key() for m in c.get_changes()], ["b", "c"])
        self.assertEqual(c.output_changes("Set-Cookie:", "\n").split("\n")[0], "Set-Cookie: b=two")
        c.clear_changes()
        self.assertEqual(c.get_changes(), [])


unittest.main()
