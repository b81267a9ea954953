#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""CookieSoup from Python."""

import threading
import unittest

import gi

gi.require_version("Cookie", "1.0")
gi.require_version("CookieSoup", "1.0")
gi.require_version("Soup", "3.0")
from gi.repository import Cookie, CookieSoup, GLib, GObject, Soup

ORIGIN = "https://www.site.example/docs/page"


def make_headers(kind, *fields):
    headers = Soup.MessageHeaders.new(kind)
    for name, value in fields:
        headers.append(name, value)
    return headers


def request(*values):
    return make_headers(Soup.MessageHeadersType.REQUEST, *[("Cookie", value) for value in values])


def response(*values):
    return make_headers(Soup.MessageHeadersType.RESPONSE, *[("Set-Cookie", value) for value in values])


def get_fields(headers):
    fields = []
    headers.foreach(lambda name, value: fields.append((name, value)))
    return fields


class Upper(Cookie.BaseCookie):
    def value_decode(self, val):
        if val == "bad":
            raise ZeroDivisionError("bad")
        return val.upper(), val


class Headers(unittest.TestCase):
    def test_load(self):
        cookie = Cookie.SimpleCookie(profile=Cookie.Profile.RFC6265)
        CookieSoup.load_headers(cookie, request('a=1; b="2', 'c=3"; a=4'))
        self.assertEqual({name: morsel.value for name, morsel in cookie.items()}, {"a": "1", "b": '"2', "c": '3"'})

        # without a schema or a profile, Python's own reading, in which the last value counts
        cookie = Cookie.SimpleCookie()
        self.assertIs(CookieSoup.load_headers(cookie, request("a=1; path=/x", "a=2")), True)
        self.assertEqual((cookie["a"].value, cookie["a"]["path"]), ("2", "/x"))

    def test_errors(self):
        cookie = Cookie.SimpleCookie(profile=Cookie.Profile.STRICT)
        with self.assertRaises(Cookie.CookieError) as raised:
            CookieSoup.load_headers(cookie, request("a=1", "b,=2"))
        self.assertTrue(raised.exception.matches(Cookie.error_quark(), Cookie.Error.SYNTAX))
        self.assertEqual(len(cookie), 0)
        self.assertRaises(TypeError, CookieSoup.load_headers, cookie, None)

    def test_subclass(self):
        cookie = Upper()
        CookieSoup.load_headers(cookie, request("a=x", "b=y"))
        self.assertEqual([cookie["a"].value, cookie["b"].value], ["X", "Y"])
        self.assertRaises(ZeroDivisionError, CookieSoup.load_headers, cookie, request("c=z", "d=bad"))
        self.assertEqual(list(cookie), ["a", "b"])

    def test_append(self):
        site = Cookie.Schema()
        site.add("__Host-sid", path="/", secure=True, httponly=True, samesite="Lax")
        cookie = Cookie.SimpleCookie(schema=site)
        CookieSoup.load_headers(cookie, request("__Host-sid=1; theme=dark"))
        headers = response("other=1")
        self.assertEqual(CookieSoup.append_changes(cookie, headers), 0)
        cookie["theme"] = "light"
        cookie.expire("__Host-sid")
        self.assertEqual(CookieSoup.append_changes(cookie, headers), 2)
        self.assertEqual(get_fields(headers), [
            ("Set-Cookie", "other=1"),
            ("Set-Cookie", "__Host-sid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure"),
            ("Set-Cookie", "theme=light"),
            ("Vary", "Cookie"),
        ])
        self.assertFalse(cookie.get_has_changes())

    def test_load_into_nothing(self):
        for other in None, {}, Cookie.Morsel():
            with self.assertRaisesRegex(TypeError, f"^cookie must be a Cookie.BaseCookie, not {type(other).__name__}$"):
                CookieSoup.load_headers(other, request("a=1"))

    def test_client(self):
        headers = response("a=1; Path=/; Secure; HttpOnly; SameSite=Lax", "b=\x01", "c=3; Domain=other.example")
        morsels = CookieSoup.get_morsels(headers)
        self.assertEqual([(morsel.key, morsel.value, morsel["path"]) for morsel in morsels], [("a", "1", "/"), ("c", "3", "")])
        for origin in ORIGIN, GLib.Uri.parse(ORIGIN, GLib.UriFlags.NONE):
            errors = [diagnostic for diagnostic in CookieSoup.diagnose_headers(headers, origin)
                      if diagnostic.get_severity() == Cookie.DiagnosticSeverity.ERROR]
            self.assertEqual([error.get_field() for error in errors], [1, 2])
        self.assertIn(1, [diagnostic.get_field() for diagnostic in CookieSoup.diagnose_headers(headers)])
        self.assertRaises(Cookie.CookieError, CookieSoup.diagnose_headers, headers, "nowhere")

    def test_soup_cookie(self):
        morsel = Cookie.Morsel.parse_set_cookie("sid=1; HttpOnly; Path=/; Secure; SameSite=Strict")
        cookie = CookieSoup.morsel_to_cookie(morsel, ORIGIN)
        self.assertEqual((cookie.get_name(), cookie.get_domain(), cookie.get_path()), ("sid", "www.site.example", "/"))
        self.assertEqual(CookieSoup.morsel_from_cookie(cookie), morsel)
        cookie = CookieSoup.morsel_to_cookie(Cookie.Morsel.parse_set_cookie("a=1"), "https://site.example/a%20b%3bDomain=com%0d%0a/c")
        self.assertEqual(cookie.get_path(), "/a%20b%3BDomain=com%0D%0A")
        self.assertRaises(Cookie.CookieError, CookieSoup.morsel_to_cookie, morsel)
        self.assertRaises(Cookie.CookieError, CookieSoup.morsel_to_cookie, Cookie.Morsel(), ORIGIN)


class Jar(unittest.TestCase):
    def setUp(self):
        self.jar = Soup.CookieJar()
        self.add("a", "1")
        self.model = CookieSoup.JarModel(self.jar)

    def add(self, name, value, domain="site.example"):
        self.jar.add_cookie(Soup.Cookie.new(name, value, domain, "/", 3600))

    def iterate(self):
        while GLib.MainContext.default().iteration(False):
            pass

    def values(self):
        return [(item.host, item.host_only, item.morsel.key, item.morsel.value) for item in self.model]

    def test_sequence(self):
        self.add("b", "2", ".site.example")
        self.assertEqual(len(self.model), 1)
        self.iterate()
        self.assertEqual(self.values(), [("site.example", True, "a", "1"), ("site.example", False, "b", "2")])
        self.assertIs(self.model[0], self.model.get_item(0))
        self.assertEqual(self.model[-1].morsel["domain"], "site.example")
        self.assertIs(self.model.get_jar(), self.jar)
        self.assertEqual(len(CookieSoup.JarModel()), 0)

    def test_update(self):
        item = self.model[0]
        morsel = item.morsel.copy()
        morsel.set("a", "one", "one")
        morsel["secure"] = True
        changes = []
        self.model.connect("items-changed", lambda model, *change: changes.append(change))
        self.assertTrue(self.model.update(item, morsel))
        self.assertEqual(changes, [(0, 1, 1)])
        self.assertEqual((self.model[0].morsel.value, self.model[0].morsel["secure"]), ("one", True))
        self.assertEqual(self.jar.all_cookies()[0].get_value(), "one")

        morsel["domain"] = "other.example"
        with self.assertRaises(Cookie.CookieError) as raised:
            self.model.update(item, morsel)
        self.assertTrue(raised.exception.matches(Cookie.error_quark(), Cookie.Error.INVALID_ATTRIBUTE))
        self.assertRaisesRegex(Cookie.CookieError, "has no name", self.model.update, item, Cookie.Morsel(path="/"))
        self.assertTrue(self.model.remove(item))
        self.assertEqual(self.values(), [])
        self.assertRaises(Cookie.CookieError, self.model.remove, item)

    def test_properties(self):
        for name in "morsel", "host", "host_only":
            with self.assertRaisesRegex(TypeError, "cannot be set"):
                CookieSoup.JarItem(**{name: None})
        with self.assertRaisesRegex(AttributeError, "only"):
            self.model.set_property("jar", self.jar)
        with self.assertRaises(TypeError):
            CookieSoup.JarModel(7)

    def test_thread(self):
        seen = []
        self.model.connect("items-changed", lambda model, *change: seen.append((threading.get_ident(), change)))
        thread = threading.Thread(target=self.add, args=("b", "2"))
        thread.start()
        thread.join()
        self.iterate()
        self.assertEqual(seen, [(threading.get_ident(), (1, 0, 1))])

    def test_undo(self):
        """The path of a page, from which the jar made that of the cookie, has what no morsel can hold."""
        self.jar.set_cookie(GLib.Uri.parse("https://site.example/b;c/page", GLib.UriFlags.ENCODED), "u=1")
        self.iterate()
        item = next(item for item in self.model if item.morsel.key == "u")
        self.assertEqual(item.morsel.path, "/b\ufffdc")
        self.model.remove(item)
        self.jar.add_cookie(item.dup_cookie())
        self.assertEqual([cookie.get_path() for cookie in self.jar.all_cookies() if cookie.get_name() == "u"], ["/b;c"])

    def test_items(self):
        self.assertEqual(CookieSoup.JarItem().dup_cookie().get_name(), "")
        self.assertEqual(CookieSoup.JarItem().host, "")
        names = GObject.type_name(CookieSoup.JarModel.__gtype__), self.model.get_item_type().name
        self.assertEqual(names, ("CookieSoupJarModel", "CookieSoupJarItem"))


if __name__ == "__main__":
    unittest.main()
