#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Do real browsers hold what a schema sends?

A session over TLS, from the login to the logout: each step is a request, and its answer is the
changes of the dictionary that has read the request. The next request shows what the browser kept.
"""

import re
import time
import unittest

import browsers
import differences
import gi
import server

gi.require_version("Cookie", "1.0")
from gi.repository import Cookie

SID = "__Host-sid"
ATTRIBUTES = re.compile(r"; HttpOnly; Max-Age=(\d+); Path=/; SameSite=Lax; Secure")
OLD, NEW = b"o" * 32, b"n" * 32

# each step tells the server what a script can read at that time
SCRIPT = """<script>
const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function () {
  this.setRequestHeader ("X-Script", document.cookie);
  send.call (this);
};
</script>"""


def signed(*secrets):
    codec = Cookie.SignedCodec(codec=Cookie.StringCodec(), lifetime=3600)
    for secret in secrets:
        codec.get_keyring().append(secret)
    return codec


def with_schema(*secrets):
    site = Cookie.Schema()
    site.add(SID, codec=signed(*secrets), path="/", secure=True, httponly=True, samesite="Lax", max_age=3600)
    site.add("theme", path="/")
    return lambda: Cookie.SimpleCookie(schema=site)


def without_schema(*secrets):
    return lambda: Cookie.SimpleCookie(codec=signed(*secrets), profile=Cookie.Profile.RFC6265)


def log_in(cookie):
    cookie[SID] = "ann"


def renew(cookie):
    time.sleep(1.1)  # the text has the second in it: another text shows that the browser took it
    cookie.touch(SID)


def log_out(cookie):
    cookie.expire(SID)


def tamper(cookie):
    cookie.touch(SID)
    return [field.replace(".ann.", ".eve.") for field in cookie.get_changed_fields()]


def nothing(cookie):
    pass


class Session(server.Case):
    """Steps, each with what makes the site's dictionary and what the site does with it."""

    def __init__(self, host, steps):
        super().__init__(host, ("https", host), body=SCRIPT, paths=["/"] * len(steps))
        self.steps = steps
        self.scripts = []  # document.cookie, before each step
        self.read = []  # the values that the site has read
        self.codes = []  # of its diagnostics
        self.sent = []  # the values of Set-Cookie fields

    def answer(self, message, step):
        if step == 0:
            return
        self.scripts.append(message.get_request_headers().get_one("X-Script"))
        make, act = self.steps[step - 1]
        cookie = make()
        cookie.load(self.seen[-1])
        self.codes.append([diagnostic.get_code() for diagnostic in cookie.get_diagnostics()])
        self.read.append({name: morsel.value for name, morsel in cookie.items()})
        fields = act(cookie) or cookie.get_changed_fields()
        self.sent.append(fields)
        for field in fields:
            message.get_response_headers().append("Set-Cookie", field)

    def texts(self):
        """The coded value of the session that came with each request, or None."""
        return [dict(pair.split("=", 1) for pair in seen.split("; ") if pair).get(SID) for seen in self.seen]


class Held(Session):
    def __init__(self):
        old, both, new = with_schema(OLD), with_schema(NEW, OLD), with_schema(NEW)
        super().__init__("www.site.example", [
            (old, lambda cookie: cookie.update({SID: "ann", "theme": "dark"})),
            (old, renew),
            (both, nothing),
            (new, lambda cookie: cookie.update(theme="light")),
            (new, log_out),
            (new, log_in),
            (new, tamper),
            (new, log_out),
            (new, nothing),
        ])


class Dropped(Session):
    def __init__(self):
        old, new = with_schema(OLD), with_schema(NEW)
        super().__init__("www.other.example", [
            (old, log_in),
            (without_schema(NEW, OLD), nothing),
            (without_schema(NEW, OLD), log_out),
            (new, nothing),
        ])


class Sessions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sessions = {browser: (Held(), Dropped()) for browser in browsers.installed()}
        server.run([server.Visit(browser, sessions) for browser, sessions in cls.sessions.items()])

    def each(self):
        """Each browser, with the session that it holds and the one of which it may drop a part."""
        for browser, (held, dropped) in self.sessions.items():
            yield browser.name, held, dropped

    def test_read(self):
        """The site reads what it has sent; the last secret alone opens what the rotation has sent."""
        for browser, held, _dropped in self.each():
            with self.subTest(browser):
                ann, dark, light = {SID: "ann"}, {"theme": "dark"}, {"theme": "light"}
                self.assertEqual(held.read, [{}, ann | dark, ann | dark, ann | dark, ann | light, light, ann | light, light, light])
                codes = {2: [Cookie.DiagnosticCode.ROTATED], 7: [Cookie.DiagnosticCode.UNAUTHENTIC]}
                self.assertEqual(held.codes, [codes.get(step, []) for step in range(9)])

    def test_sent(self):
        for browser, held, _dropped in self.each():
            with self.subTest(browser):
                names = [[field.partition("=")[0] for field in fields] for fields in held.sent]
                self.assertEqual(names, [[SID, "theme"], [SID], [SID], ["theme"], [SID], [SID], [SID], [SID], []])
                for step, fields in enumerate(held.sent):
                    for field in fields:
                        if field.startswith(SID) and "Max-Age=0" not in field:
                            found = ATTRIBUTES.fullmatch(field, field.index(";"))
                            self.assertIsNotNone(found, field)
                            # the rotated text is as old as the one before it
                            self.assertLessEqual(int(found[1]), 3600)
                            if step != 2:
                                self.assertEqual(int(found[1]), 3600)

    def test_jar(self):
        """With each request comes all that was sent and not removed, as it was sent, and nothing else."""
        for browser, held, _dropped in self.each():
            with self.subTest(browser):
                jar = {}
                for seen, fields in zip(held.seen, held.sent, strict=True):
                    self.assertEqual(set(seen.split("; ")) - {""}, {f"{name}={text}" for name, text in jar.items()})
                    for field in fields:
                        name, text = field.partition(";")[0].split("=", 1)
                        jar[name] = text
                        if "Max-Age=0" in field:
                            del jar[name]
                texts = [text for text in held.texts() if text is not None]
                self.assertEqual(len(texts), 6)
                self.assertEqual(len(set(texts[:3])), 3)  # of the login, the renewal and the rotation
                self.assertIn(".eve.", texts[-1])

    def test_script(self):
        for browser, held, _dropped in self.each():
            with self.subTest(browser):
                self.assertEqual(held.scripts, ["", *["theme=dark"] * 3, *["theme=light"] * 5])

    def test_without_schema(self):
        """A browser drops what has the prefix __Host- and neither Secure nor Path, and the old text
        stays, if it keeps the rules of the prefix. A removal has what the prefix needs.
        """
        for browser, _held, dropped in self.each():
            with self.subTest(browser):
                first, rotated, removed, _none = dropped.sent
                self.assertEqual(len(rotated), 1)
                self.assertNotIn(";", rotated[0])
                self.assertIn("Max-Age=0", removed[0])
                first_text = text = first[0].partition(";")[0].split("=", 1)[1]
                if differences.find("5.7 step 21, without anything", browser):
                    text = rotated[0].partition("=")[2]
                self.assertEqual(dropped.texts(), [None, first_text, text, None], browser)


if __name__ == "__main__":
    unittest.main(verbosity=2)
