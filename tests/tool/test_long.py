# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_long.py PROGRAM: input of many megabytes, which takes time."""

import pathlib
import re
import subprocess
import unittest

from inspecting import PROGRAM, Case, has_json, inspect, main


class Long(Case):
    @unittest.skipUnless(has_json(), 'built without json-glib')
    def test_long_har(self):
        text = 'x' * (17 * 1024 * 1024)
        har = '{"log": {"entries": [{"request": {"headers": [{"name": "Cookie", "value": "a=b"}]}, "x": "%s"}]}}' % text
        self.assertEqual(self.fields(stdin=har), [('Cookie', 'a=b')])

    @unittest.skipUnless(has_json(), 'built without json-glib')
    def test_long_lines(self):
        """Blocks of the input end anywhere, and a line is read up to 16 MiB."""
        for length in 65535, 65536, 200000:
            self.assertEqual(self.fields(stdin=f'a={"x" * length}\r\nb=c\n'), [('Cookie', f'a={"x" * length}'), ('Cookie', 'b=c')])
        found = self.objects('-s', stdin=b'a=' + b'x' * (40 << 20) + b'\nb=c\n', status=1)
        self.assertEqual([(o['verdict'], len(o['text']) > 16 << 20) for o in found], [('dropped', True), ('kept', False)])

    def test_longest_input(self):
        """What is read as a whole has 256 MiB at most, with its line breaks."""
        nothing = 'cookie-inspect: the input has no Cookie or Set-Cookie field\n'
        lines = b'curl x\n' + (b'#' * ((1 << 20) - 1) + b'\n') * 255
        for more, status, message in (0, 3, nothing), (1, 2, 'cookie-inspect: the input is longer than 268435456 bytes\n'):
            self.expect(inspect('-q', stdin=lines + b'#' * ((1 << 20) - 8 + more) + b'\n'), status, '', message)

    def test_endless_line(self):
        with subprocess.Popen([*PROGRAM, '-q'], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            try:
                for _ in range(257):
                    process.stdin.write(b'x' * (1 << 20))
            except BrokenPipeError:
                pass
            _, message = process.communicate()
        self.assertEqual((process.returncode, message), (2, b'cookie-inspect: a line of the standard input is longer than 268435456 bytes\n'))

    @unittest.skipUnless(has_json(), 'built without json-glib')
    def test_too_long_cookie(self):
        """A server does not read it."""
        found, = self.objects(stdin='Cookie: a=' + 'x' * (16 << 20), status=1)
        diagnostic, = found['diagnostics']
        self.assertEqual((found['cookies'], diagnostic['code'], diagnostic['severity'], diagnostic['offset']), ([], 'too-long', 'error', 16 << 20))
        self.assertIn('error: The header is longer than the cookie dictionary accepts.', inspect('--width=200', stdin='a=' + 'x' * (16 << 20)).out)

    @unittest.skipUnless(has_json(), 'built without json-glib')
    def test_long_continuation(self):
        """What no server reads is not kept as a whole."""
        many = 'HTTP/1.1 200 OK\nSet-Cookie: a=b\n' + f' {"x" * (9 << 20)}\n' * 4
        found, = self.objects(stdin=many, status=1)
        self.assertEqual((found['verdict'], len(found['text']) + len('Set-Cookie: ')), ('dropped', 32 << 20))

    def test_endless_body(self):
        """It is skipped, not kept in memory."""
        for status, more in ('200 OK', 'Set-Cookie: evil=1\n'), ('302 Found', 'HTTP/1.1 200 OK\nSet-Cookie: evil=1\n'):
            with subprocess.Popen([*PROGRAM, '-q'], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                process.stdin.write(f'HTTP/1.1 {status}\r\nSet-Cookie: a=b\r\n\r\n'.encode())
                for _ in range(300):
                    process.stdin.write(b'x' * (1 << 20))
                process.stdin.write(f'\n{more}'.encode())
                peak = int(re.search(r'VmHWM:\s*(\d+) kB', pathlib.Path(f'/proc/{process.pid}/status').read_text())[1])
                _, message = process.communicate()
            self.assertEqual((process.returncode, message.decode()), (0, 'cookie-inspect: line 5: this line is in the body of the message or belongs to another transfer, and was not read as a header field\n'))
            self.assertLess(peak, 200 << 10)


main()
