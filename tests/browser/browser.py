#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Does a real browser do what the library says it does?

A libsoup server on 127.0.0.1 sends each cookie to a headless Chromium that takes every host name for
this machine. The browser goes from page to page, and each page asks back with what cookies it has.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from urllib.parse import urlsplit

import gi

gi.require_version("Cookie", "1.0")
gi.require_version("Soup", "3.0")
from gi.repository import Cookie, Gio, GLib, Soup

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "check.txt")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --no-proxy-server
    --disable-background-networking --disable-component-update --disable-sync --disable-extensions
    --disable-dev-shm-usage --ignore-certificate-errors --disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable
    --remote-debugging-port=0""".split()

PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>{title}</title>{body}
<script>
document.cookie; // returns when what the scripts above have set is stored
for (const path of {steps}) {{
  const request = new XMLHttpRequest ();
  request.open ("GET", path, false);
  request.send ();
}}
location.replace ("{next}");
</script>"""


class Case:
    """A page: what it sets, and the cookies that come back after each of its steps."""

    def __init__(self, title, origin, set_cookies=(), body="", steps=None, paths=()):
        self.title = title
        self.origin = origin
        self.set_cookies = list(set_cookies)  # by the page itself, then by each step
        self.body = body
        self.paths = list(paths) or ["/pages"]
        self.seen = []


class Server:
    """Serves the cases, each at /pages/page-N, on plain HTTP and on TLS."""

    def __init__(self, cases, directory):
        self.cases = cases
        self.loop = GLib.MainLoop()
        self.done = False
        self.ports = {}
        self.servers = []

        key, certificate = os.path.join(directory, "key.pem"), os.path.join(directory, "certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                        "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)

        for scheme in "http", "https":
            server = Soup.Server()
            if scheme == "https":
                server.set_tls_certificate(Gio.TlsCertificate.new_from_files(certificate, key))
            server.add_handler(None, self.handle_cb)
            options = Soup.ServerListenOptions.IPV4_ONLY
            if scheme == "https":
                options |= Soup.ServerListenOptions.HTTPS
            server.listen_local(0, options)
            self.ports[scheme] = server.get_uris()[0].get_port()
            self.servers.append(server)

    def url(self, number):
        if number == len(self.cases):
            return f"http://end.example:{self.ports['http']}/end"

        scheme, host = self.cases[number].origin
        return f"{scheme}://{host}:{self.ports[scheme]}/pages/page-{number}"

    def handle_cb(self, server, message, path, query):
        headers = message.get_response_headers()
        headers.append("Cache-Control", "no-store")
        message.set_status(200, None)

        if path == "/end":
            self.done = True
            self.loop.quit()
            return

        match = re.fullmatch(r".*/(page|step)-(\d+)(?:-(\d+))?", path)
        if match is None:
            message.set_status(404, None)
            return

        number, step = int(match[2]), int(match[3] or 0)
        case = self.cases[number]
        if match[1] == "step":
            case.seen.append(message.get_request_headers().get_list("Cookie") or "")
        if step < len(case.set_cookies) and case.set_cookies[step] is not None:
            headers.append("Set-Cookie", case.set_cookies[step])

        if match[1] == "page":
            # a step asks for what the response before it has left
            steps = [f"{p.rstrip('/')}/step-{number}-{i + 1}" for i, p in enumerate(case.paths)]
            html = PAGE.format(title=number, body=case.body, steps=steps, next=self.url(number + 1))
            message.set_response("text/html; charset=utf-8", Soup.MemoryUse.COPY, html.encode())

    def visit(self, directory, seconds=240):
        """Lets the browser see all pages; raises if it does not come to the end."""
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={directory}/profile",
                   "--host-resolver-rules=MAP * 127.0.0.1", self.url(0)]
        with open(os.path.join(directory, "log"), "wb") as log:
            browser = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

        def check_cb():
            if browser.poll() is not None:
                self.loop.quit()
                return GLib.SOURCE_REMOVE
            return GLib.SOURCE_CONTINUE

        check = GLib.timeout_add(200, check_cb)
        limit = GLib.timeout_add_seconds(seconds, self.loop.quit)
        if not self.done:
            self.loop.run()
        for source in (check, limit):
            if GLib.MainContext.default().find_source_by_id(source):
                GLib.source_remove(source)

        # its own process group: the browser and its children
        if browser.poll() is None:
            os.killpg(browser.pid, 15)
        browser.wait()
        if not self.done:
            seen = sum(1 for case in self.cases if case.seen)
            with open(os.path.join(directory, "log"), errors="replace") as log:
                raise RuntimeError(f"The browser came to {seen} of {len(self.cases)} pages\n{log.read()[-2000:]}")


def run(cases):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        Server(cases, directory).visit(directory)


def verdict(diagnostics):
    """Whether a browser has the cookie after it has read the header."""
    return not any(d.get_severity() == Cookie.DiagnosticSeverity.ERROR or
                   d.get_code() == Cookie.DiagnosticCode.EXPIRED for d in diagnostics)


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


# The cases in which Chromium differs from the standard. diagnose_set_cookie() follows the standard.
DIFFERENT = {
    "4.1.1 tab in the value": "drops it, though \u00a75.6 excepts the tab from the control characters",
    "4.1.1 nameless, more than one =": "drops it, since = would stand in what it sends",
    "5.7 step 22, two =": "the same",
    "5.6.1 unreadable after a readable one": "takes the last Expires, readable or not",
    "5.7 step 7, a dot alone": "drops it, where \u00a75.6.3 makes an empty domain of it",
    "5.7 step 8, UTF-8": "takes it for its xn-- form",
    "5.7 step 21, an IP address as Domain": "takes it for no Domain",
}


class Verdicts(unittest.TestCase):
    """diagnose_set_cookie() says what the browser does, for all vectors that can be sent."""

    def test_vectors(self):
        cases, headers = [], []

        for number, (title, origin, header) in enumerate(read_vectors()):
            try:
                header = header.decode("utf-8")
            except UnicodeDecodeError:
                continue  # GObject strings are UTF-8
            if origin == "-" or set(header) & set("\0\r\n") or not header.strip():
                continue  # no origin, or nothing that libsoup sends

            # a site, or else a name, of its own for each, so that no case sees the cookie of another
            scheme, host = urlsplit(origin).scheme.replace("ws", "http"), urlsplit(origin).netloc.rsplit("@")[-1]
            host = re.sub(r":\d+$", "", host)
            host, header = (re.sub(r"\b((?:bad)?site|SITE|b\u00fccher|xn--bcher-kva)(?=\.(?:example|com)|\.Example)",
                                   lambda m: m[0] + ("" if m[0].startswith(("b\u00fc", "xn")) else str(number)), text)
                            for text in (host, header))
            header = re.sub(r"^a=", f"a{number}=", header)

            try:
                morsel = Cookie.Morsel.parse_set_cookie(header)
                path = morsel.get_path()
            except GLib.Error:
                morsel = path = None
            cases.append(Case(title, (scheme, host), [header], paths=[path or "/pages"]))
            headers.append((f"{scheme}://{host}/pages/page-0", header, morsel))

        self.assertGreaterEqual(len(cases), 150)
        run(cases)

        held = 0
        for case, (origin, header, morsel) in zip(cases, headers):
            expected = verdict(Cookie.diagnose_set_cookie(header, origin))
            pair = None
            if morsel is not None:
                key = morsel.get_key()
                pair = f"{key}={morsel.get_coded_value()}" if key else morsel.get_coded_value()
            # what has no name and no value would not show, had it been stored: then nothing may be
            found = pair in case.seen[0].split("; ") if pair else case.seen[0] != ""
            held += found
            with self.subTest(case.title, origin=origin, header=header):
                self.assertEqual(found, expected != (case.title in DIFFERENT), case.seen)

        print(f"# {len(cases)} cookies, {held} held", file=sys.stderr)
        self.assertGreaterEqual(held, 40)


class Removal(unittest.TestCase):
    """expire() makes the browser remove a cookie."""

    def test_expire(self):
        attributes = [
            "", "Path=/", "Path=/deep/er", "Domain=site.example", "Domain=site.example; Path=/", "Secure",
            "HttpOnly", "SameSite=Strict", "SameSite=None; Secure", "Secure; Partitioned", "Max-Age=3600",
            "Expires=Fri, 31 Dec 9999 23:59:59 GMT", "Priority=High; foo=bar",
            "Domain=site.example; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=3600",
        ]
        cases = []
        for number, text in enumerate(attributes):
            morsel = Cookie.Morsel.parse_set_cookie(f"sid{number}=31d4; {text}")
            first = morsel.to_set_cookie_header(None)
            morsel.expire()
            path = morsel.get_path() or "/pages"
            cases.append(Case(text, ("https", "www.site.example"), [first, morsel.to_set_cookie_header(None)], paths=[path] * 2))

        # with another path, the browser keeps it
        cases.append(Case("kept", ("https", "www.site.example"), ["kept=1; Path=/", "kept=; Max-Age=0; Path=/pages"],
                          paths=["/pages"] * 2))
        run(cases)

        for number, case in enumerate(cases):
            with self.subTest(case.title):
                name = f"sid{number}=31d4" if case.title != "kept" else "kept=1"
                before, after = (seen.split("; ") for seen in case.seen)
                self.assertIn(name, before)
                self.assertEqual(name in after, case.title == "kept")


class Session(unittest.TestCase):
    """Log in, log out, log in again, with one dictionary: the browser has the last session."""

    def test_log_in_again(self):
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
        case = Case("session", ("https", "www.site.example"), sent, paths=["/pages"] * len(sent))
        run([case])
        self.assertEqual(case.seen, ["sid=first", "", "sid=second", "sid=second", "sid=third"])


class Scripts(unittest.TestCase):
    """js_output() sets in the browser what the header would have set."""

    VALUES = [
        "plain", "two words", 'say "hi"', "back\\slash", "</script><script>alert(1)</script>", "<!-- comment -->",
        "-->", "]]>", "a;b", "a,b", "a&amp;b", "line\nbreak", "carriage\r\nreturn", "tab\there", "nul-free\x01",
        "\u00e9", "\u20ac", "\U0001f36a", "\u2028", "\u2029", "'single'", "${x}", "`x`", "%3B", "</SCRIPT >", "\x7f",
    ]

    def test_values(self):
        cases, cookies = [], []
        for number, value in enumerate(self.VALUES):
            cookie = Cookie.SimpleCookie()
            cookie.set_string(f"js{number}", value)
            cookie.get(f"js{number}").props.path = "/"
            cookies.append(cookie)
            cases.append(Case(value, ("https", "www.site.example"), body=cookie.js_output(None)))

        # text as it is: what a codec other than SimpleCookie's may send
        for number, value in enumerate(["</script>", "\U0001f36a\u2028<b>&'\"\\", "-->"]):
            cookie = Cookie.BaseCookie()
            cookie.set_string(f"raw{number}", value)
            cookies.append(cookie)
            cases.append(Case(value, ("https", "www.site.example"), body=cookie.js_output(None)))

        several = Cookie.SimpleCookie()
        for number, value in enumerate(self.VALUES):
            several.set_string(f"all{number}", value)
        cookies.append(several)
        cases.append(Case("several", ("https", "www.site.example"), body=several.js_output(None)))
        run(cases)

        for case, cookie in zip(cases, cookies):
            with self.subTest(case.title):
                sent = case.seen[0].split("; ")
                back = type(cookie)()
                back.props.profile = Cookie.Profile.RFC6265
                back.load(case.seen[0])
                for key in cookie.get_names():
                    self.assertIn(f"{key}={cookie.get(key).get_coded_value()}", sent)
                    self.assertEqual(back.get_string(key), cookie.get_string(key))


if __name__ == "__main__":
    if CHROMIUM is None or shutil.which("openssl") is None:
        print("no Chromium, or no openssl, here")
        sys.exit(77)
    unittest.main(verbosity=2)
