# SPDX-License-Identifier: LGPL-2.1-or-later

"""widths.py MANUAL…: on a screen of 400 pixels, and of 800 with the sidebar beside the text, nothing of a manual's pages
is outside of it, tables need not be scrolled, and code not up and down. Needs Chromium."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import browsers

chromium = browsers.Chromium()
FLAGS = '--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --remote-debugging-pipe'
WIDTHS = [400, 800]
# what is wider than the screen, unless it is in a block that can be scrolled
OUTSIDE = '''[...document.querySelectorAll("body *")].filter(element => {
  if (element.getBoundingClientRect().right <= innerWidth + 1 || element.getClientRects().length == 0)
    return false;
  for (let parent = element; parent; parent = parent.parentElement)
    if (["auto", "scroll"].includes(getComputedStyle(parent).overflowX) && parent.getBoundingClientRect().right <= innerWidth + 1)
      return false;
  return true;
}).map(element => element.outerHTML.slice(0, 200))'''
SCROLLED = '[...document.querySelectorAll(".content table")].filter(table => table.scrollWidth > table.clientWidth + 1).map(table => table.textContent.slice(0, 200))'
# a block of code with a bar at its side
BARS = '[...document.querySelectorAll("pre")].filter(pre => pre.offsetWidth > pre.clientWidth).map(pre => pre.textContent.slice(0, 200))'


class Page:
    """A page of Chromium, which is told what to do through a pipe."""

    def __init__(self, directory):
        reads, self.output = os.pipe()
        self.input, writes = os.pipe()
        command = f'exec "$0" {FLAGS} --user-data-dir="$1" about:blank 3<&{reads} 4>&{writes}'
        self.process = subprocess.Popen(['bash', '-c', command, chromium.program, directory], pass_fds=(reads, writes), stderr=subprocess.DEVNULL)
        os.close(reads)
        os.close(writes)
        self.number, self.unread, self.session = 0, b'', {}
        target = self.call('Target.createTarget', url='about:blank')['targetId']
        self.session = {'sessionId': self.call('Target.attachToTarget', targetId=target, flatten=True)['sessionId']}
        self.call('Page.enable')

    def resize(self, width):
        self.call('Emulation.setDeviceMetricsOverride', width=width, height=800, deviceScaleFactor=1, mobile=width < 700)

    def receive(self):
        while b'\0' not in self.unread:
            data = os.read(self.input, 65536)
            if not data:
                raise EOFError('Chromium has ended')
            self.unread += data
        message, _, self.unread = self.unread.partition(b'\0')
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        os.write(self.output, json.dumps({'id': self.number, 'method': method, 'params': params, **self.session}).encode() + b'\0')
        while True:
            message = self.receive()
            if message.get('id') == self.number:
                return message['result']

    def open(self, url):
        self.call('Page.navigate', url=url)
        while self.receive().get('method') != 'Page.loadEventFired':
            pass

    def evaluate(self, text):
        return self.call('Runtime.evaluate', expression=text, returnByValue=True)['result']['value']

    def close(self):
        self.session = {}
        self.call('Browser.close')
        self.process.wait()
        os.close(self.input)
        os.close(self.output)


class Widths(unittest.TestCase):
    manuals = []

    def test_widths(self):
        # the guides, and of the reference one page of each kind for each class
        files = [path for manual in self.manuals for path in sorted(manual.glob('*.html'))
                 if '.' not in path.stem or path.stem.startswith(('class.', 'ctor.', 'enum.', 'error.', 'flags.', 'iface.', 'property.', 'signal.'))]
        self.assertGreater(len(files), 30)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory: # its children may end later
            page = Page(directory)
            try:
                for width in WIDTHS:
                    page.resize(width)
                    for path in files:
                        page.open(path.as_uri())
                        with self.subTest(path.name, width=width):
                            for text in [OUTSIDE, SCROLLED, BARS]:
                                self.assertEqual(page.evaluate(text), [])
            finally:
                page.close()


if __name__ == '__main__':
    if not chromium.program:
        print('no chromium')
        sys.exit(77)
    Widths.manuals = [pathlib.Path(name).resolve() for name in sys.argv[1:]]
    unittest.main(argv=sys.argv[:1])
