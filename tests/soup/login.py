#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""login.py CMD…: the login server of the manual, as curl and a client of libsoup with a jar see it, over TLS.

A session over HTTP/1.1 and HTTP/2: login, the same after a change of the secret, what was tampered with,
logout; and requests that no browser sends."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

import gi

gi.require_version("Cookie", "1.0")
gi.require_version("CookieSoup", "1.0")
gi.require_version("Soup", "3.0")
from gi.repository import Cookie, CookieSoup, GLib, Soup

SID = "__Host-sid"
ATTRIBUTES = "HttpOnly; Max-Age=3600; Path=/; SameSite=Lax; Secure"
OLD, NEW = "0123456789abcdef" * 4, "fedcba9876543210" * 4


def write_secrets(file, secret, old=None):
    """As a person changes the secret of a server: the old one verifies for a while."""
    for name, text in (file, secret), (f"{file}.old", old):
        if text is not None:
            with open(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as target:
                target.write(text)
        elif os.path.exists(name):
            os.remove(name)


class Response:
    def __init__(self, status, fields, body):
        self.status = status
        self.body = body
        self.set_cookies = [value for name, value in fields if name.lower() == "set-cookie"]
        self.vary = [value for name, value in fields if name.lower() == "vary"]

    def names(self):
        return [value.partition("=")[0] for value in self.set_cookies]


class Curl:
    """curl, with its cookies in a file."""

    def __init__(self, directory, *options):
        self.jar = os.path.join(directory, f"curl-{len(options)}.txt")
        self.options = options

    def ask(self, address, data=None, jar=True, cookies=()):
        command = ["curl", "-sSki", "--max-time", "20", *self.options, address]
        if jar:
            command += ["-b", self.jar, "-c", self.jar]
        for value in cookies:
            command += ["-H", f"Cookie: {value}"]
        if data is not None:
            command += ["--data-binary", data]
        result = subprocess.run(command, capture_output=True, check=True)
        head, _, body = result.stdout.decode().partition("\r\n\r\n")
        status, *lines = head.split("\r\n")
        self.version = status.split()[0]
        return Response(int(status.split()[1]), [tuple(line.split(": ", 1)) for line in lines], body)

    def get_session(self):
        for line in open(self.jar, encoding="utf-8") if os.path.exists(self.jar) else ():
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 7 and fields[5] == SID:
                return fields[6]
        return None


class Client:
    """A client of libsoup, with a jar, and a model of it."""

    def __init__(self):
        self.jar = Soup.CookieJar()
        self.model = CookieSoup.JarModel(self.jar)
        self.session = Soup.Session()
        self.session.add_feature(self.jar)

    def ask(self, address, data=None):
        message = Soup.Message.new("GET" if data is None else "POST", address)
        message.connect("accept-certificate", lambda *_: True)
        message.add_flags(Soup.MessageFlags.NO_REDIRECT)
        if data is not None:
            message.set_request_body_from_bytes("application/x-www-form-urlencoded", GLib.Bytes.new(data.encode()))
        body = self.session.send_and_read(message, None)
        fields = []
        message.get_response_headers().foreach(lambda name, value: fields.append((name, value)))
        while GLib.MainContext.default().iteration(False):
            pass
        self.morsels = CookieSoup.get_morsels(message.get_response_headers())
        self.diagnostics = CookieSoup.diagnose_headers(message.get_response_headers(), message.get_uri())
        return Response(message.get_status(), fields, body.get_data().decode())

    def get_session(self):
        return next((item.morsel.value for item in self.model if item.morsel.key == SID), None)


class Login(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.secret = os.path.join(cls.directory, "secret")
        key, certificate = os.path.join(cls.directory, "key.pem"), os.path.join(cls.directory, "certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        write_secrets(cls.secret, OLD)
        cls.server = subprocess.Popen([*COMMAND, "0", cls.secret, certificate, key], stdout=subprocess.PIPE, text=True,
                                      env={**os.environ, "SOUP_SERVER_HTTP2": "1"})  # libsoup's own switch
        cls.addClassCleanup(cls.server.stdout.close)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        cls.site = re.fullmatch(r"Listening on (https://127.0.0.1:\d+/)\n", cls.server.stdout.readline())[1]

    def use_secrets(self, *secrets):
        write_secrets(self.secret, *secrets)
        self.server.send_signal(signal.SIGHUP)
        self.assertEqual(self.server.stdout.readline(), f"Read {self.secret} again\n")

    def check_session(self, client):
        self.use_secrets(OLD)
        self.assertIn("name=name", client.ask(self.site).body)
        self.assertEqual(client.ask(self.site + "login", data="name=").status, 400)
        self.assertIsNone(client.get_session())

        login = client.ask(self.site + "login", data="name=Zo%C3%AB+%3Ci%3E%3B")
        self.assertEqual((login.status, login.names(), login.vary), (303, [SID], ["Cookie"]))
        self.assertEqual(login.set_cookies[0].partition("; ")[2], ATTRIBUTES)
        first = client.get_session()
        self.assertIsNotNone(first)
        again = client.ask(self.site + "login", data="name=Zo%C3%AB+%3Ci%3E%3B")
        self.assertEqual((again.status, again.names()), (303, [SID]))
        first = client.get_session()

        hello = client.ask(self.site)
        self.assertIn("Hello, Zoë &lt;i&gt;;!", hello.body)
        self.assertEqual((hello.status, hello.set_cookies, hello.vary), (200, [], ["Cookie"]))

        # a new secret: the session is sealed again, with the rest of its lifetime
        self.use_secrets(NEW, OLD)
        hello = client.ask(self.site)
        self.assertIn("Hello, Zoë", hello.body)
        self.assertEqual(hello.names(), [SID])
        self.assertRegex(hello.set_cookies[0].partition("; ")[2], ATTRIBUTES.replace("3600", r"3[56]\d\d"))
        second = client.get_session()
        self.assertNotEqual(first, second)

        # the old secret is gone, and the session lives on
        self.use_secrets(NEW)
        hello = client.ask(self.site)
        self.assertIn("Hello, Zoë", hello.body)
        self.assertEqual((hello.set_cookies, client.get_session()), ([], second))

        logout = client.ask(self.site + "logout", data="")
        self.assertEqual((logout.status, logout.names()), (303, [SID]))
        self.assertIn("Max-Age=0", logout.set_cookies[0])
        self.assertIsNone(client.get_session())
        self.assertIn("name=name", client.ask(self.site).body)

    def test_curl(self):
        self.check_session(Curl(self.directory, "--http1.1"))

    def test_http2(self):
        curl = Curl(self.directory, "--http2", "--compressed")
        self.check_session(curl)
        self.assertEqual(curl.version, "HTTP/2")

    def test_client(self):
        client = Client()
        self.check_session(client)
        client.ask(self.site + "login", data="name=ann")
        self.assertEqual([(morsel.key, morsel["secure"]) for morsel in client.morsels], [(SID, True)])
        errors = [diagnostic for diagnostic in client.diagnostics
                  if diagnostic.get_severity() == Cookie.DiagnosticSeverity.ERROR]
        self.assertEqual(errors, [])

        # who deletes the cookie is logged out
        client.model.remove(client.model[0])
        self.assertIn("name=name", client.ask(self.site).body)

    def test_crumbs(self):
        """A session among the fields that HTTP/2 makes of one; what was not sealed hides no session."""
        self.use_secrets(OLD)
        for options in ("--http1.1",), ("--http2", "--compressed"):
            curl = Curl(self.directory, *options)
            session = curl.ask(self.site + "login", data="name=ann", jar=False).set_cookies[0].partition(";")[0]
            for cookies in [session], ["a=1", session, "b=2"], ["a=\"x; y", session, 'b="'], [session, f"{SID}=other"], [f"{SID}=other", session]:
                self.assertIn("Hello, ann!", curl.ask(self.site, jar=False, cookies=cookies).body)
            for cookies in [session.replace("ann", "eve")], [session[:-1]], [f"{SID}*={session}"]:
                self.assertIn("name=name", curl.ask(self.site, jar=False, cookies=cookies).body)

    def test_hostile(self):
        # over HTTP/2, libsoup 3.2 does not answer a request with a control character
        curl = Curl(self.directory, "--http1.1")
        too_many = "; ".join(f"a{i}=" for i in range(3001))
        self.assertEqual(curl.ask(self.site, jar=False, cookies=[too_many]).status, 400)
        self.assertEqual(curl.ask(self.site, jar=False, cookies=["=", ";;", "a,b=\x01\u20ac", "$Version=1"]).status, 200)
        self.assertEqual(curl.ask(self.site + "nowhere", jar=False).status, 404)
        self.assertEqual(curl.ask(self.site + "logout", jar=False).status, 404)
        self.assertEqual(curl.ask(self.site + "login", jar=False).status, 404)
        for form in (b"name=%00", b"name=a%00b", b"name=a\0b", b"name=a\0", b"name=%ff", b"name=\xff", b"name=%zz", b"", b"name",
                     b"a&name=b", b"name=", b"name=a&name=", b"names=a"):
            self.assertEqual((form, self.post(curl, form).status), (form, 400))
        for form in b"name=ann", b"name=eve&name=ann", b"a=&name=ann&b=%3b", b"name=%61n\x6e":
            answer = self.post(curl, form)
            self.assertEqual((form, answer.status), (form, 303))
            session = answer.set_cookies[0].partition(";")[0]
            self.assertIn("Hello, ann!", curl.ask(self.site, jar=False, cookies=[session]).body)
        self.assertIsNone(self.server.poll())

    def post(self, curl, form):
        """A form, which can hold a NUL."""
        with open(os.path.join(self.directory, "form"), "wb") as file:
            file.write(form)
        return curl.ask(self.site + "login", jar=False, data=f"@{file.name}")


class End(unittest.TestCase):
    def test_signals(self):
        with tempfile.TemporaryDirectory() as directory:
            file = os.path.join(directory, "secret")
            write_secrets(file, NEW)
            for number in signal.SIGINT, signal.SIGTERM:
                with subprocess.Popen([*COMMAND, "0", file], stdout=subprocess.PIPE, text=True) as server:
                    self.assertIn("Listening on http://127.0.0.1:", server.stdout.readline())
                    server.send_signal(number)
                    self.assertEqual((number, server.wait(60)), (number, 0))


class Start(unittest.TestCase):
    def check(self, arguments, status, message):
        result = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(result.returncode, status)
        self.assertIn(message, result.stderr)

    def test_arguments(self):
        self.check([], 1, "Usage: login")

    def test_secrets(self):
        with tempfile.TemporaryDirectory() as directory:
            file = os.path.join(directory, "secret")
            self.check(["0", file], 1, "No such file")
            for text in "", "\n", "short\n", f"{NEW}\n{OLD}\n":
                write_secrets(file, text)
                self.check(["0", file], 1, "secret")
            write_secrets(file, NEW, "short")
            self.check(["0", file], 1, "secret.old")
            os.chmod(file, 0o644)
            self.check(["0", file], 1, "can be read")


if __name__ == "__main__":
    COMMAND = sys.argv[1:]
    for tool in "curl", "openssl":
        if shutil.which(tool) is None:
            print(f"no {tool} here")
            sys.exit(77)
    unittest.main(argv=sys.argv[:1])
