#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Does a real browser hold what a schema sends?

A session over TLS, from the login to the logout: each step is a request, and its answer is the
changes of the dictionary that has read the request. The next request shows what the browser kept.
"""

import re
import shutil
import sys
import tempfile
import time
import unittest

import browser
import gi

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
        codec.add_secret(secret)
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


class Session(browser.Case):
    """Steps, each with what makes the site's dictionary and what the site does with it."""

    def __init__(self, host, steps):
        super().__init__(host, ("https", host), body=SCRIPT, paths=["/"] * len(steps))
        self.steps = steps
        self.scripts = []  # document.cookie, before each step
        self.read = []  # the values that the site has read
        self.codes = []  # of its diagnostics
        self.sent = []  # the values of Set-Cookie fields

    def answer(self, message, step):
        self.scripts.append(message.get_request_headers().get_one("X-Script"))
        make, act = self.steps[step]
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


class Server(browser.Server):
    def handle_cb(self, server, message, path, query):
        super().handle_cb(server, message, path, query)
        match = re.fullmatch(r"/step-(\d+)-(\d+)", path)
        if match is not None:
            self.cases[int(match[1])].answer(message, int(match[2]) - 1)


class Sessions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        old, both, new = with_schema(OLD), with_schema(NEW, OLD), with_schema(NEW)
        cls.held = Session("www.site.example", [
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
        cls.dropped = Session("www.other.example", [
            (old, log_in),
            (without_schema(NEW, OLD), nothing),
            (without_schema(NEW, OLD), log_out),
            (new, nothing),
        ])
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
            Server([cls.held, cls.dropped], directory).visit(directory, 50)

    def test_read(self):
        """The site reads what it has sent; the last secret alone opens what the rotation has sent."""
        ann, dark, light = {SID: "ann"}, {"theme": "dark"}, {"theme": "light"}
        self.assertEqual(self.held.read, [{}, ann | dark, ann | dark, ann | dark, ann | light, light, ann | light, light, light])
        codes = {2: [Cookie.DiagnosticCode.ROTATED], 7: [Cookie.DiagnosticCode.UNAUTHENTIC]}
        self.assertEqual(self.held.codes, [codes.get(step, []) for step in range(9)])

    def test_sent(self):
        names = [[field.partition("=")[0] for field in fields] for fields in self.held.sent]
        self.assertEqual(names, [[SID, "theme"], [SID], [SID], ["theme"], [SID], [SID], [SID], [SID], []])
        for step, fields in enumerate(self.held.sent):
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
        jar = {}
        for seen, fields in zip(self.held.seen, self.held.sent, strict=True):
            self.assertEqual(set(seen.split("; ")) - {""}, {f"{name}={text}" for name, text in jar.items()})
            for field in fields:
                name, text = field.partition(";")[0].split("=", 1)
                jar[name] = text
                if "Max-Age=0" in field:
                    del jar[name]
        texts = [text for text in self.held.texts() if text is not None]
        self.assertEqual(len(texts), 6)
        self.assertEqual(len(set(texts[:3])), 3)  # of the login, the renewal and the rotation
        self.assertIn(".eve.", texts[-1])

    def test_script(self):
        self.assertEqual(self.held.scripts, ["", *["theme=dark"] * 3, *["theme=light"] * 5])

    def test_without_schema(self):
        """The browser drops what has the prefix __Host- and neither Secure nor Path: the old text
        stays. A removal has what the prefix needs.
        """
        first, rotated, removed, _none = self.dropped.sent
        self.assertEqual(len(rotated), 1)
        self.assertNotIn(";", rotated[0])
        self.assertIn("Max-Age=0", removed[0])
        text = first[0].partition(";")[0].split("=", 1)[1]
        self.assertEqual(self.dropped.texts(), [None, text, text, None])


if __name__ == "__main__":
    if browser.CHROMIUM is None or shutil.which("openssl") is None:
        print("no Chromium, or no openssl, here")
        sys.exit(77)
    unittest.main(verbosity=2)
