#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Morsel.parse_set_cookie() and libsoup's soup_cookie_parse() read the same, of what libsoup accepts.

libsoup 3.2 takes a tab and all that is not ASCII for the end of a text, ends a name at a comma, and lets
control characters in: such headers are left out.
"""

import os
import random
import re
import sys
import unittest

import gi

gi.require_version("Cookie", "1.0")
try:
    gi.require_version("Soup", "3.0")
except ValueError:
    print("no libsoup here")
    sys.exit(77)
try:
    gi.require_version("CookieSoup", "1.0")
except ValueError:
    print("built without libsoup")
    sys.exit(77)
from gi.repository import Cookie, CookieSoup, GLib, Soup

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "set-cookie.txt")
ORIGIN = "https://www.site.example/docs/page"


def describe(morsel):
    return {
        "name": morsel.get_key(),
        "value": morsel.get_coded_value(),
        "domain": morsel.props.domain,
        "path": morsel.props.path or "/docs",
        "secure": morsel.props.secure,
        "http-only": morsel.props.http_only,
    }


def unescape(text):
    return re.sub(r"\\(?:([0-7]{3})|(.))",
                  lambda m: chr(int(m[1], 8)) if m[1] else {"t": "\t", "n": "\n", "r": "\r"}.get(m[2], m[2]),
                  text).encode("latin-1")


class Agreement(unittest.TestCase):
    def setUp(self):
        self.uri = GLib.Uri.parse(ORIGIN, GLib.UriFlags.NONE)

    def compare(self, header):
        """Whether it was compared: libsoup accepts it, and it is none of those that are left out."""
        if not re.fullmatch("[ -+--<>-~]*(=[ -~]*)?", header.partition(";")[0]) or not re.fullmatch("[ -~]*", header):
            return False

        cookie = Soup.Cookie.parse(header, self.uri)
        if cookie is None:
            return False
        with self.subTest(header):
            self.assertEqual(describe(CookieSoup.morsel_from_cookie(cookie)), describe(Cookie.Morsel.parse_set_cookie(header)))
        return True

    def test_vectors(self):
        accepted = 0
        with open(VECTORS, encoding="utf-8") as file:
            for line in file:
                if line.startswith("#") or not line.strip():
                    continue
                try:
                    header = unescape(line.split("\t")[1]).decode()
                except UnicodeDecodeError:
                    continue
                accepted += self.compare(header)
        self.assertGreaterEqual(accepted, 150)

    def test_random(self):
        random.seed(5)
        pick = lambda letters, low, high: "".join(random.choices(letters, k=random.randint(low, high)))
        accepted = 0
        for _ in range(10000):
            morsel = Cookie.Morsel()
            value = pick("abcXYZ019!#$%&'()*+-./:<=>?@[]^_`{|}~\\,", 0, 30)
            morsel.set(pick("abcXYZ019!#$%&'*+-.^_`|~", 1, 10) + "x", GLib.Variant.new_string(value), value)
            if random.random() < 0.5:
                morsel.props.domain = random.choice(["site.example", "www.site.example", "a.b.www.site.example"])
            if random.random() < 0.5:
                morsel.props.path = "/" + pick("abc/%._-~", 0, 12)
            if random.random() < 0.5:
                morsel.props.max_age = random.randint(1, 10**9)
            morsel.props.secure = random.random() < 0.5
            morsel.props.http_only = random.random() < 0.5
            morsel.props.same_site = random.choice(list(map(Cookie.SameSite, range(4))))
            accepted += self.compare(morsel.to_set_cookie_header(None))
        self.assertGreaterEqual(accepted, 8000)


if __name__ == "__main__":
    unittest.main()
