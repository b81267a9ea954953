# SPDX-License-Identifier: LGPL-2.1-or-later

"""Pages for browsers, on 127.0.0.1 under any host name.

A browser goes from page to page, and each page asks back with what cookies it has.
"""

import asyncio
import os
import re
import signal
import subprocess
import tempfile
import threading
import time

import gi

gi.require_version("Soup", "3.0")
from gi.repository import Gio, GLib, Soup

PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>{title}</title>{body}
<script>
document.cookie; // returns when what the scripts above have set is stored
for (const path of {steps}) {{
  const request = new XMLHttpRequest ();
  request.open ("GET", location.origin + path, false);
  request.send ();
}}
location.replace ("{next}");
</script>"""

PATIENCE = 30
REDIRECTS = 16  # a browser follows some 20


class Case:
    """What a page sets, and the cookies that come back after each step. Cases of one origin share a page."""

    def __init__(self, title, origin, set_cookies=(), body="", directory="/pages", paths=()):
        self.title = title
        self.origin = origin
        self.directory = directory  # of the page
        self.set_cookies = list(set_cookies)  # by the page itself, then by each step
        self.body = body
        self.paths = list(paths) or [directory]
        self.seen = []

    def answer(self, message, step):
        """Answers the request of the page, step 0, or of one of its steps, when its cookies were seen."""
        if step < len(self.set_cookies) and self.set_cookies[step] is not None:
            message.get_response_headers().append("Set-Cookie", self.set_cookies[step])


class Proxy(threading.Thread):
    """Takes each request to a server of this machine, whatever its host: one for CONNECT, one for others."""

    def __init__(self, plain, secure):
        super().__init__(daemon=True)
        self.plain, self.secure = plain, secure
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(asyncio.start_server(self.serve, "127.0.0.1", 0))
        self.port = self.server.sockets[0].getsockname()[1]

    def run(self):
        self.loop.run_forever()

    async def serve(self, reader, writer):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            connect = head.startswith(b"CONNECT ")
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.secure if connect else self.plain)
            if connect:
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            else:
                far_writer.write(head)
            await asyncio.gather(self.copy(reader, far_writer), self.copy(far_reader, writer))
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    @staticmethod
    async def copy(reader, writer):
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()


def make_certificate(hosts, directory):
    """An authority, and a certificate of it for all hosts; returns the names of three files."""
    authority, key, certificate = (os.path.join(directory, f"{name}.pem") for name in ("authority", "key", "certificate"))
    names = ",".join(f"IP:{host.strip('[]')}" if re.fullmatch(r"[\d.]+|\[.*\]", host) else f"DNS:{host}" for host in hosts)
    new = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    for command in (
        [*new, "-subj", "/CN=Authority of a test", "-keyout", f"{authority}.key", "-out", authority],
        [*new, "-subj", "/CN=test", "-CA", authority, "-CAkey", f"{authority}.key", "-addext", f"subjectAltName={names}",
         "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", key, "-out", certificate],
    ):
        subprocess.run(command, check=True, capture_output=True)
    return authority, key, certificate


class Visit:
    """One browser sees the pages of the cases, each at DIRECTORY/page-N, on plain HTTP and on TLS."""

    def __init__(self, browser, cases):
        self.browser = browser
        self.cases = cases
        pages = {}
        for case in cases:
            pages.setdefault((case.origin, case.directory), []).append(case)
        self.pages = list(pages.values())
        self.number = 0  # of the page that is open
        self.redirects = 0  # since the last page with a script
        self.done = not cases
        self.process = None

    def open(self, directory, files):
        authority, key, certificate = files
        ports, self.servers = [], []
        for options in Soup.ServerListenOptions.IPV4_ONLY, Soup.ServerListenOptions.IPV4_ONLY | Soup.ServerListenOptions.HTTPS:
            server = Soup.Server()
            server.set_tls_certificate(Gio.TlsCertificate.new_from_files(certificate, key))
            server.add_handler(None, self.handle_cb)
            server.listen_local(0, options)
            ports.append(server.get_uris()[0].get_port())
            self.servers.append(server)
        self.proxy = Proxy(*ports)
        self.proxy.start()
        self.start = lambda: self.browser.start(directory, self.proxy.port, authority, self.url(self.number))
        self.changed = time.monotonic()
        self.process = self.start()

    def close(self):
        """Ends the browser: its process group."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()

    def check(self):
        """A page that the browser does not leave is passed over, and the browser starts again."""
        if self.done or self.process is None:
            return
        if self.process.poll() is not None or time.monotonic() - self.changed > PATIENCE:
            print(f"note: {self.browser.name} passed over: {', '.join(case.title for case in self.pages[self.number])}")
            self.close()
            self.number += 1
            self.changed = time.monotonic()
            self.done = self.number == len(self.pages)
            if not self.done:
                self.process = self.start()

    def url(self, number):
        if number == len(self.pages):
            return "http://end.example/end"
        return f"{self.origin(number)}{self.pages[number][0].directory.rstrip('/')}/page-{number}"

    def origin(self, number):
        return "{}://{}".format(*self.pages[number][0].origin)

    def handle_cb(self, server, message, path, query):
        headers = message.get_response_headers()
        headers.append("Cache-Control", "no-store")
        message.set_status(200, None)

        if path == "/end":
            self.done = True
            return

        match = re.fullmatch(r".*/(page|step)-(\d+)(?:-(\d+))?", path)
        if match is None:
            message.set_status(404, None)
            return

        number, step = int(match[2]), int(match[3] or 0)
        self.changed = time.monotonic()
        if match[1] == "step":
            case = self.cases[number]
            case.seen.append(message.get_request_headers().get_list("Cookie") or "")
            case.answer(message, step)
            page = self.pages[self.number]
            self.number += case is page[-1] and step == len(case.paths)  # the next one opens
            if is_short(page):
                self.lead(message, self.url(self.number))
            return

        # a step asks for what the response before it has left
        self.number, steps = number, []
        for case in self.pages[number]:
            case.answer(message, 0)
            steps += [f"{path if path.endswith('/') else path + '/'}step-{self.cases.index(case)}-{i + 1}"
                      for i, path in enumerate(case.paths)]
        if is_short(self.pages[number]):
            self.lead(message, self.origin(number) + steps[0])
        else:
            self.show(message, "".join(case.body for case in self.pages[number]), steps, self.url(number + 1))

    def lead(self, message, url):
        """To another page by a redirect, for which a browser starts no script and no process."""
        if self.redirects == REDIRECTS:
            self.show(message, "", [], url)
        else:
            self.redirects += 1
            message.set_redirect(302, url)

    def show(self, message, body, steps, url):
        self.redirects = 0
        html = PAGE.format(title=self.number, body=body, steps=steps, next=url)
        message.set_response("text/html; charset=utf-8", Soup.MemoryUse.COPY, html.encode())


def is_short(cases):
    """Whether a page is one case of one step, which needs no script."""
    return len(cases) == 1 and len(cases[0].paths) == 1 and cases[0].body == ""


def run(visits):
    """All browsers see their pages, at the same time."""
    hosts = {re.sub(r":\d+$", "", case.origin[1]) for visit in visits for case in visit.cases}
    hosts = sorted({host.lower() if host.isascii() else host.encode("idna").decode() for host in hosts})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        files = make_certificate(hosts, directory)
        try:
            for visit in visits:
                visit.open(directory, files)
            context = GLib.MainContext.default()
            wake = GLib.timeout_add(100, lambda: GLib.SOURCE_CONTINUE)
            while not all(visit.done for visit in visits):
                context.iteration(True)
                for visit in visits:
                    visit.check()
            GLib.source_remove(wake)
        finally:
            for visit in visits:
                visit.close()
