#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""login.py CMD…: a person logs in to the login server of the manual with a browser, and out again.

Chromium is driven by its DevTools protocol, over two pipes."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest

import browsers

SID = "__Host-sid"
OLD, NEW = "0123456789abcdef" * 4, "fedcba9876543210" * 4


class Browser:
    """A browser with one page."""

    def __init__(self, directory):
        commands, self.commands = os.pipe()
        self.events, events = os.pipe()
        os.set_blocking(self.events, True)

        def in_place():
            # 3 and 4 are where the browser reads and writes; the pipes may have these numbers already
            read, write = os.dup(commands), os.dup(events)
            os.dup2(read, 3)
            os.dup2(write, 4)

        options = [option for option in browsers.Chromium.FLAGS if not option.startswith(("--remote-debugging", "--proxy"))]
        self.process = subprocess.Popen([browsers.Chromium.program, *options, "--no-proxy-server", "--remote-debugging-pipe", f"--user-data-dir={directory}", "about:blank"],
                                        pass_fds=(3, 4, commands, events), preexec_fn=in_place,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands)
        os.close(events)
        self.number = 0
        self.buffer = b""
        target = next(target for target in self.call("Target.getTargets")["targetInfos"] if target["type"] == "page")
        self.page = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        self.call("Page.enable")

    def read(self):
        while b"\0" not in self.buffer:
            data = os.read(self.events, 65536)
            if not data:
                raise EOFError("the browser has ended")
            self.buffer += data
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def call(self, method, until=None, **params):
        """Call a method; with `until`, wait for that event of the page too."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if not method.startswith("Target."):
            message["sessionId"] = self.page
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        result = None
        while result is None or until is not None:
            answer = self.read()
            if answer.get("id") == self.number:
                result = answer
            elif answer.get("method") == until:
                until = None
        if "error" in result:
            raise RuntimeError(result["error"])
        return result["result"]

    def open(self, address):
        self.call("Page.navigate", until="Page.loadEventFired", url=address)

    def run(self, script, loads=False):
        """What a script of the page returns; with `loads`, it leads to another page."""
        result = self.call("Runtime.evaluate", until="Page.loadEventFired" if loads else None, expression=script)
        return result["result"].get("value")

    def cookies(self):
        return {cookie["name"]: cookie for cookie in self.call("Network.getCookies")["cookies"]}

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.commands)
        os.close(self.events)


class Login(unittest.TestCase):
    def setUp(self):
        # a browser that hangs must not hang the test
        signal.alarm(50)
        self.addCleanup(signal.alarm, 0)
        self.directory = self.enterContext(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        self.secret = os.path.join(self.directory, "secret")
        self.write_secret("", OLD)
        self.server = subprocess.Popen([*COMMAND, "0", self.secret], stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.server.stdout.close)
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.terminate)
        self.site = re.fullmatch(r"Listening on (http://127.0.0.1:\d+/)\n", self.server.stdout.readline())[1]
        self.browser = Browser(os.path.join(self.directory, "profile"))
        self.addCleanup(self.browser.close)

    def write_secret(self, end, text):
        with open(os.open(self.secret + end, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(text)

    def text(self):
        return self.browser.run("document.body.innerText.trim ()")

    def check_reload(self):
        self.server.send_signal(signal.SIGHUP)
        self.assertEqual(self.server.stdout.readline(), f"Read {self.secret} again\n")
        self.browser.open(self.site)
        self.assertIn("Hello, Zoë <b>!", self.text())

    def test_session(self):
        page = self.browser
        page.open(self.site)
        self.assertEqual(self.text(), "Log in")
        page.run("document.querySelector ('input').value = 'Zoë <b>'; document.querySelector ('button').click ()", loads=True)
        self.assertIn("Hello, Zoë <b>!", self.text())
        self.assertEqual(page.run("location.pathname"), "/")

        first = page.cookies()[SID]
        self.assertEqual((first["httpOnly"], first["secure"], first["sameSite"], first["path"]), (True, True, "Lax", "/"))
        self.assertEqual(page.run("document.cookie"), "")

        # the secret is changed while the person is logged in, then the old one is removed
        self.write_secret("", NEW)
        self.write_secret(".old", OLD)
        self.check_reload()
        os.remove(f"{self.secret}.old")
        self.check_reload()
        self.assertNotEqual(page.cookies()[SID]["value"], first["value"])

        page.run("document.querySelector ('button').click ()", loads=True)
        self.assertEqual((self.text(), page.cookies()), ("Log in", {}))


if __name__ == "__main__":
    COMMAND = sys.argv[1:]
    missing = browsers.Chromium().missing()
    if missing:
        print(f"no {missing} here")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
