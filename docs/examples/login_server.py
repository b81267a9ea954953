#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""login_server.py PORT SECRET [CERTIFICATE KEY]: a server that knows who has logged in. The name is in a
signed cookie. SECRET is a file with the secret that signs. SECRET.old, if it is there, verifies too. After
SIGHUP both are read again; SIGINT and SIGTERM end the server. With a certificate, the server uses TLS; without,
a proxy has to, or the browser is on this machine."""

import html
import os
import signal
import sys

import gi

gi.require_version("Cookie", "1.0")
gi.require_version("CookieSoup", "1.0")
gi.require_version("Soup", "3.0")
from gi.repository import Cookie, CookieSoup, Gio, GLib, Soup

SID = "__Host-sid"
LIFETIME = 3600  # seconds

LOGIN = """<!DOCTYPE html>
<title>Login</title>
<form method=post action=/login><input name=name placeholder="Your name"><button>Log in</button></form>
"""
HELLO = """<!DOCTYPE html>
<title>Login</title>
<p>Hello, {}!</p>
<form method=post action=/logout><button>Log out</button></form>
"""


def load_site(file):
    """What the cookies of the site are."""
    keyring = Cookie.Keyring()
    codec = Cookie.SignedCodec(codec=Cookie.StringCodec(), keyring=keyring, purpose="session", lifetime=LIFETIME)
    keyring.append(Cookie.Keyring.load_secret(file))
    if os.path.exists(f"{file}.old"):
        keyring.append(Cookie.Keyring.load_secret(f"{file}.old"))
    site = Cookie.Schema()
    site.add(SID, codec=codec, path="/", secure=True, httponly=True, samesite="Lax", max_age=LIFETIME)
    return site


class Server:
    def __init__(self, port, secret, certificate=None, key=None):
        self.secret = secret
        self.site = load_site(secret)
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGHUP, self.reload_cb)
        self.server = Soup.Server()
        self.server.add_handler(None, self.handle_cb)
        options = Soup.ServerListenOptions.IPV4_ONLY
        if key is not None:
            self.server.set_tls_certificate(Gio.TlsCertificate.new_from_files(certificate, key))
            options |= Soup.ServerListenOptions.HTTPS
        self.server.listen_local(int(port), options)
        uri = self.server.get_uris()[0]
        print(f"Listening on {uri.get_scheme()}://127.0.0.1:{uri.get_port()}/", flush=True)

    def reload_cb(self):
        try:
            self.site = load_site(self.secret)
            print(f"Read {self.secret} again", flush=True)
        except GLib.Error as error:
            print(f"login_server.py: {error}", file=sys.stderr)
        return GLib.SOURCE_CONTINUE

    def handle_cb(self, server, msg, path, query):
        cookie = Cookie.SimpleCookie(schema=self.site)
        msg.get_response_headers().replace("Vary", "Cookie")
        try:
            CookieSoup.load_headers(cookie, msg.get_request_headers())
            self.answer(msg, path, cookie)
        except (GLib.Error, ValueError):
            msg.set_status(Soup.Status.BAD_REQUEST)
        CookieSoup.append_changes(cookie, msg.get_response_headers())

    def answer(self, msg, path, cookie):
        post = path if msg.get_method() == "POST" else None
        if post == "/login":
            # a NUL would end the text
            body = msg.get_request_body().flatten().get_data().decode().replace("\0", "%00")
            name = GLib.Uri.parse_params(body, -1, "&", GLib.UriParamsFlags.WWW_FORM).get("name")
            if not name:
                raise ValueError("no name")
            cookie[SID] = name
            cookie.touch(SID)  # a second login starts the lifetime again, with the same name, too
            msg.set_redirect(Soup.Status.SEE_OTHER, "/")
        elif post == "/logout":
            cookie.expire(SID)
            msg.set_redirect(Soup.Status.SEE_OTHER, "/")
        elif path == "/":
            page = HELLO.format(html.escape(cookie[SID].value)) if SID in cookie else LOGIN
            msg.set_status(Soup.Status.OK)
            msg.set_response("text/html; charset=utf-8", Soup.MemoryUse.COPY, page.encode())
        else:
            msg.set_status(Soup.Status.NOT_FOUND)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 5):
        sys.exit("Usage: login_server.py PORT SECRET [CERTIFICATE KEY]")
    loop = GLib.MainLoop()
    for number in signal.SIGINT, signal.SIGTERM:
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, loop.quit)
    try:
        server = Server(*sys.argv[1:])
    except GLib.Error as error:
        sys.exit(f"login_server.py: {error}")
    loop.run()
