#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Do real browsers do what the library says they do?

Chromium, Firefox and WebKitGTK go from page to page. Each page sets a cookie, and asks back with
what cookies the browser has.
"""

import os
import re
import sys
import unittest
from urllib.parse import urlsplit

import browsers
import differences
import gi
from server import Case, Visit, run

gi.require_version("Cookie", "1.0")
from gi.repository import Cookie, GLib

# No request has such a path. What is stored was looked up by hand.
UNSEEN = {"4.1.1 tab inside Path", "4.1.1 tab inside Path, after the slash"}
VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "check.txt")


def verdict(diagnostics):
    """Whether the standard has the cookie after it has read the header."""
    return not any(d.get_code() == Cookie.DiagnosticCode.EXPIRED or
                   d.get_severity() == Cookie.DiagnosticSeverity.ERROR and d.get_code() != Cookie.DiagnosticCode.BROWSERS_DIFFER
                   for d in diagnostics)


def unescape(text):
    return re.sub(r"\\(?:([0-7]{3})|(.))",
                  lambda m: chr(int(m[1], 8)) if m[1] else {"t": "\t", "n": "\n", "r": "\r"}.get(m[2], m[2]),
                  text).encode("latin-1")


def read_vectors():
    with open(VECTORS, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#") and line.strip():
                title, origin, header, _expected = line.rstrip("\n").split("\t")
                yield title, unescape(origin).decode(), unescape(header)


class Asked(unittest.TestCase):
    """Cases that are put to each browser."""

    visits = {}  # the cases of a class that a browser has seen

    @staticmethod
    def cases():
        raise NotImplementedError

    def each(self):
        """Each browser with the cases of this class."""
        for (browser, asked), cases in self.visits.items():
            if asked is type(self):
                yield browser, cases


class Verdicts(Asked):
    """diagnose_set_cookie() says what a browser does, for all vectors that can be sent."""

    @staticmethod
    def cases():
        for number, (title, origin, header) in enumerate(read_vectors()):
            try:
                header = header.decode("utf-8")
            except UnicodeDecodeError:
                continue  # GObject strings are UTF-8
            if origin == "-" or set(header) & set("\0\r\n") or not header.strip():
                continue  # no origin, or nothing that libsoup sends

            if title in UNSEEN:
                continue

            # a name, or else a site, of its own for each, so that no case sees the cookie of another
            parts = urlsplit(origin)
            scheme, host, directory = parts.scheme.replace("ws", "http"), parts.netloc, parts.path.rpartition("/")[0]
            named, n_names = re.subn(r"^a=", f"a{number}=", header)
            try:
                morsel = Cookie.Morsel.parse_set_cookie(named)
            except GLib.Error:
                morsel = None
            alone = morsel is None or n_names == 0
            suffix = str(number) if alone else f"-{number // 100}"  # browsers keep some 180 cookies of a site
            host, named = (re.sub(r"\b((?:bad)?site|SITE)(?=\.(?:example|com)|\.Example)", rf"\g<0>{suffix}", text)
                           for text in (host, named))
            morsel = morsel and Cookie.Morsel.parse_set_cookie(named)
            path = (morsel and morsel.get_path()) or directory
            case = Case(title, (scheme, host), [named], directory=directory, paths=[path])
            case.morsel = morsel
            yield case

    @staticmethod
    def holds(case, expected):
        pair = None
        if case.morsel is not None:
            key, text = case.morsel.get_key(), case.morsel.get_coded_value()
            pair = f"{key}={text}" if key else text
        if pair and f"{pair}=" in case.seen[0].split("; "):
            return not expected  # Firefox makes a name of a value
        # what has no name and no value would not show, had it been stored: then nothing may be
        return pair in case.seen[0].split("; ") if pair else case.seen[0] != ""

    @staticmethod
    def told(diagnostics):
        """What the library says of each browser that it names: whether it keeps the cookie, or None."""
        told = {}
        for diagnostic in diagnostics:
            if diagnostic.get_code() == Cookie.DiagnosticCode.BROWSERS_DIFFER:
                for clause in diagnostic.get_message().split("; "):
                    match = re.match(r"((?:(?:Chromium|Firefox|WebKitGTK(?: with libsoup (?:before [\d.]+|[\d.]+ or later))?)(?:, | and )?)+) "
                                     r"(?:(keep|drop|delete)s? it\b)?", clause)
                    if match is None:
                        break  # all others, as always
                    names = filter(differences.applies, re.split(", | and ", match[1]))
                    told.update((name.partition(" ")[0], match[2] and match[2] == "keep") for name in names)
                    if match[2] is None:
                        break  # what the first does is no verdict, and the others are as always
        return told

    def test_vectors(self):
        explained = {(row, browser) for title in UNSEEN for browser in differences.BROWSERS for row in differences.find(title, browser)}
        for browser, cases in self.each():
            asked = [case for case in cases if case.seen]
            self.assertGreaterEqual(len(asked), 200)
            held = agreed = 0
            for case in asked:
                origin = f"{case.origin[0]}://{case.origin[1]}{case.directory}/page-0"
                diagnostics = Cookie.diagnose_set_cookie(case.set_cookies[0], origin)
                expected = verdict(diagnostics)
                found = self.holds(case, expected)
                told = self.told(diagnostics).get(browser, expected)
                held += found
                agreed += found == expected
                rows = differences.find(case.title, browser)
                if found != expected:
                    explained.update((row, browser) for row in rows)
                with self.subTest(case.title, browser=browser, origin=origin, header=case.set_cookies[0], seen=case.seen):
                    self.assertEqual(found != expected, bool(rows))
                    if told is not None:
                        self.assertEqual(found, told, [d.get_message() for d in diagnostics])
            self.assertGreaterEqual(held, 40)
            print(f"note: {browser} does what the standard says with {agreed} of {len(asked)} cookies")

        # nothing in the table that no browser does
        asked = {browser for browser, _class in self.visits}
        self.assertEqual({entry for entry in differences.entries() if entry[1] in asked}, {entry for entry in explained if entry[1] in asked})


class Removal(Asked):
    """expire() makes a browser remove a cookie."""

    ATTRIBUTES = [
        "", "Path=/", "Path=/deep/er", "Domain=site.example", "Domain=site.example; Path=/", "Secure",
        "HttpOnly", "SameSite=Strict", "SameSite=None; Secure", "Secure; Partitioned", "Max-Age=3600",
        "Expires=Fri, 31 Dec 9999 23:59:59 GMT", "Priority=High; foo=bar",
        "Domain=site.example; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=3600",
    ]

    @classmethod
    def cases(cls):
        for number, text in enumerate(cls.ATTRIBUTES):
            morsel = Cookie.Morsel.parse_set_cookie(f"sid{number}=31d4; {text}")
            first = morsel.to_set_cookie_header(None)
            morsel.expire()
            path = morsel.get_path() or "/pages"
            yield Case(text, ("https", "www.site.example"), [first, morsel.to_set_cookie_header(None)], paths=[path] * 2)

        # with another path, the browser keeps it
        yield Case("kept", ("https", "www.site.example"), ["kept=1; Path=/", "kept=; Max-Age=0; Path=/pages"],
                   paths=["/pages"] * 2)

    def test_expire(self):
        for browser, cases in self.each():
            for number, case in enumerate(cases):
                with self.subTest(case.title, browser=browser):
                    name = f"sid{number}=31d4" if case.title != "kept" else "kept=1"
                    before, after = (seen.split("; ") for seen in case.seen)
                    self.assertIn(name, before)
                    self.assertEqual(name in after, case.title == "kept")


class Session(Asked):
    """Log in, log out, log in again, with one dictionary: the browser has the last session."""

    @staticmethod
    def cases():
        cookie, sent = Cookie.SimpleCookie(profile=Cookie.Profile.RFC6265), []

        def send(*names):
            for name in names:
                cookie.expire("sid") if name is None else cookie.set("sid", name)
                cookie["sid"].path = "/"
            sent.extend(cookie.get_changed_fields())
            cookie.clear_changes()

        send("first")
        send(None)
        send("second")
        send(None, "second")
        cookie.touch("sid")
        send(None, "third")
        yield Case("session", ("https", "www.session.example"), sent, paths=["/pages"] * len(sent))

    def test_log_in_again(self):
        for browser, cases in self.each():
            self.assertEqual((browser, cases[0].seen), (browser, ["sid=first", "", "sid=second", "sid=second", "sid=third"]))


class Scripts(Asked):
    """js_output() sets in a browser what the header would have set."""

    VALUES = [
        "plain", "two words", 'say "hi"', "back\\slash", "</script><script>alert(1)</script>", "<!-- comment -->",
        "-->", "]]>", "a;b", "a,b", "a&amp;b", "line\nbreak", "carriage\r\nreturn", "tab\there", "nul-free\x01",
        "\u00e9", "\u20ac", "\U0001f36a", "\u2028", "\u2029", "'single'", "${x}", "`x`", "%3B", "</SCRIPT >", "\x7f",
    ]

    @classmethod
    def cases(cls):
        def case(title, cookie):
            case = Case(title, ("https", "www.script.example"), body=cookie.js_output(None))
            case.cookie = cookie
            return case

        for number, value in enumerate(cls.VALUES):
            cookie = Cookie.SimpleCookie()
            cookie.set_string(f"js{number}", value)
            cookie.get(f"js{number}").props.path = "/"
            yield case(value, cookie)

        # text as it is: what a codec other than SimpleCookie's may send
        for number, value in enumerate(["</script>", "\U0001f36a\u2028<b>&'\"\\", "-->"]):
            cookie = Cookie.BaseCookie()
            cookie.set_string(f"raw{number}", value)
            yield case(value, cookie)

        several = Cookie.SimpleCookie()
        for number, value in enumerate(cls.VALUES):
            several.set_string(f"all{number}", value)
        yield case("several", several)

    def test_values(self):
        for browser, cases in self.each():
            for case in cases:
                text = case.cookie.get(case.cookie.get_names()[0]).get_coded_value()
                if not text.isascii() and differences.find("4.1.1 UTF-8 in the value", browser):
                    continue
                with self.subTest(case.title, browser=browser):
                    sent = case.seen[0].split("; ")
                    back = type(case.cookie)()
                    back.props.profile = Cookie.Profile.RFC6265
                    back.load(case.seen[0])
                    for key in case.cookie.get_names():
                        self.assertIn(f"{key}={case.cookie.get(key).get_coded_value()}", sent)
                        self.assertEqual(back.get_string(key), case.cookie.get_string(key))


def setUpModule():
    classes = [Verdicts, Removal, Session, Scripts]
    visits = []
    for browser in browsers.installed():
        cases = {asked: list(asked.cases()) for asked in classes}
        Asked.visits.update(((browser.name, asked), cases[asked]) for asked in classes)
        visits.append(Visit(browser, sum(cases.values(), [])))
    run(visits)


if __name__ == "__main__":
    unittest.main(verbosity=2)
