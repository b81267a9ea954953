# SPDX-License-Identifier: LGPL-2.1-or-later

"""The browsers that are asked, each with a profile of its own below a directory.

All hosts are behind one proxy, so that a browser needs no name server and reaches nothing else.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import gi

HERE = pathlib.Path(__file__).parent


class Browser:
    name = ""

    def missing(self):
        """What is not installed here, or None."""
        raise NotImplementedError

    def command(self, directory, proxy, certificate, url):
        raise NotImplementedError

    def start(self, directory, proxy, certificate, url):
        """Opens a page: the browser is a process group of its own."""
        directory = pathlib.Path(directory) / self.name
        directory.mkdir(exist_ok=True)
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("GI_", "LD_", "PYTHON", "XDG_", "G_DEBUG", "MALLOC_"))}
        environment.update(HOME=str(directory), XDG_RUNTIME_DIR=str(directory),
                           GSK_RENDERER="cairo", GTK_A11Y="none", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1")
        with open(directory / "log", "ab") as log:
            return subprocess.Popen(self.command(directory, proxy, certificate, url), stdin=subprocess.DEVNULL,
                                    stdout=log, stderr=log, env=environment, start_new_session=True)


class Chromium(Browser):
    name = "Chromium"
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
        --disable-background-networking --disable-component-update --disable-sync --disable-extensions
        --disable-dev-shm-usage --ignore-certificate-errors --disable-site-isolation-trials --renderer-process-limit=1
        --disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable
        --proxy-bypass-list=<-loopback> --remote-debugging-port=0""".split()

    def missing(self):
        return None if self.program else "chromium"

    def command(self, directory, proxy, certificate, url):
        return [self.program, *self.FLAGS, f"--proxy-server=127.0.0.1:{proxy}", f"--user-data-dir={directory}/profile", url]


class Firefox(Browser):
    """Its policies, which name the authority, are read from where it is installed: a folder of links."""

    name = "Firefox"
    OLDEST = 153  # tests/data/browsers.txt does not know older ones, which 32-bit systems keep
    PREFERENCES = {
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.no_proxies_on": "",
        "network.proxy.allow_hijacking_localhost": True,
        "network.proxy.testing_localhost_is_secure_when_hijacked": True,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "fission.autostart": False,
        "dom.ipc.processCount": 1,
        "dom.security.https_first": False,
        "dom.security.https_first_schemeless": False,
        "browser.aboutwelcome.enabled": False,
        "browser.shell.checkDefaultBrowser": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.startup.max_resumed_crashes": -1,
    }

    def __init__(self):
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        folders = [pathlib.Path(program).resolve().parent] if program else []
        folders += map(pathlib.Path, ("/usr/lib64/firefox", "/usr/lib/firefox"))
        self.program = next((folder / pathlib.Path(program).name for folder in folders if (folder / "libxul.so").exists()), None)

    def missing(self):
        if self.program is None:
            return "firefox-esr"
        version = re.search(r"^Version=(\d+)", (self.program.parent / "application.ini").read_text(), re.MULTILINE)
        return None if int(version[1]) >= self.OLDEST else f"firefox-esr {self.OLDEST} or later"

    def command(self, directory, proxy, certificate, url):
        profile, installed = directory / "profile", directory / "installed"
        if not installed.exists():
            profile.mkdir()
            preferences = self.PREFERENCES | {"network.proxy.http_port": proxy, "network.proxy.ssl_port": proxy}
            (profile / "user.js").write_text("".join(f"user_pref ({json.dumps(name)}, {json.dumps(value)});\n"
                                                     for name, value in preferences.items()))
            (installed / "distribution").mkdir(parents=True)
            (installed / "distribution" / "policies.json").write_text(json.dumps(
                {"policies": {"Certificates": {"Install": [certificate]}, "DisableAppUpdate": True, "DisableTelemetry": True}}))
            for entry in self.program.parent.iterdir():
                if entry.name == self.program.name:
                    shutil.copy(entry, installed)
                elif entry.name != "distribution":
                    (installed / entry.name).symlink_to(entry)
        return [installed / self.program.name, "--headless", "--no-remote", "--profile", profile, url]


class WebKitGTK(Browser):
    name = "WebKitGTK"
    xvfb = shutil.which("xvfb-run")

    def missing(self):
        try:
            gi.require_version("WebKit", "6.0")
        except ValueError:
            return "gir1.2-webkit-6.0"
        return None if self.xvfb else "xvfb"

    def command(self, directory, proxy, certificate, url):
        # tests that look for a free display at the same time may find the same; without -noreset it
        # starts anew when its last client leaves, and drops who comes in that moment
        display = [f"--server-num={1000 + os.getpid() % 20000}", "--auto-servernum", "--server-args=-screen 0 1280x1024x24 -noreset"]
        return [self.xvfb, *display, sys.executable, str(HERE / "webkit.py"), f"http://127.0.0.1:{proxy}", url]


BROWSERS = [Chromium(), Firefox(), WebKitGTK()]


def installed():
    """The browsers that are here; the others are named. Without any, the test is skipped."""
    missing = {browser.name: browser.missing() or (None if shutil.which("openssl") else "openssl") for browser in BROWSERS}
    for name, package in missing.items():
        if package:
            print(f"note: {name} is left out: no {package} here")
    found = [browser for browser in BROWSERS if missing[browser.name] is None]
    if not found:
        sys.exit(77)
    return found
