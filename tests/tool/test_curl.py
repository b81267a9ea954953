# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_curl.py PROGRAM: what curl prints of a server on this machine, its cookie jar, and how it would copy."""

import http.server
import pathlib
import shutil
import subprocess
import tempfile
import threading
import unittest

from inspecting import Case, has_json, inspect, main

EVIL = b'Set-Cookie: evil=1\r\nHTTP/1.1 200 OK\r\nSet-Cookie: evil=2\r\n< Set-Cookie: evil=3\r\n> GET / HTTP/1.1\r\n> Cookie: evil=4\r\n'


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        self.rfile.read(int(self.headers.get('Content-Length', 0)))
        body = EVIL
        if self.path == '/moved':
            self.send_response(302)
            self.send_header('Location', '/')
            self.send_header('Set-Cookie', 'hop=1; Path=/')
        elif self.path == '/none':
            self.send_response(200)
            body = b'a=b\n' * 1000
        else:
            self.send_response(200)
            self.send_header('Set-Cookie', 'sid=31d4; Path=/; HttpOnly; SameSite=Lax')
            self.send_header('Set-Cookie', '__Host-x=1')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)

    do_POST = do_HEAD = do_GET

    def log_message(self, format, *args):  # pylint: disable=redefined-builtin
        pass


@unittest.skipUnless(shutil.which('curl') and has_json(), 'no curl, or no json-glib')
class Curl(Case):
    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        cls.url = f'http://127.0.0.1:{cls.server.server_port}'
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def curl(self, *arguments, merged=False):
        done = subprocess.run(['curl', '--noproxy', '*', *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT if merged else subprocess.PIPE,
                              check=True, timeout=60)
        return done.stdout if done.stdout else done.stderr

    SET = [('Set-Cookie', 'sid=31d4; Path=/; HttpOnly; SameSite=Lax'), ('Set-Cookie', '__Host-x=1')]

    def test_include(self):
        self.assertEqual(self.fields(stdin=self.curl('-si', self.url), status=1), self.SET)
        self.assertEqual(self.fields(stdin=self.curl('-sI', self.url), status=1), self.SET)
        self.assertEqual(self.fields(stdin=self.curl('-siL', f'{self.url}/moved'), status=1), [('Set-Cookie', 'hop=1; Path=/'), *self.SET])
        self.assertEqual(self.fields(stdin=self.curl('-si', f'{self.url}/moved')), [('Set-Cookie', 'hop=1; Path=/')])
        self.assertEqual(inspect('-s', stdin=self.curl('-si', f'{self.url}/none')).status, 3)
        # with the meter, which curl prints where nobody sees that it is silent
        self.assertEqual(self.fields(stdin=self.curl('-i', self.url, merged=True), status=1), self.SET)
        self.assertEqual(inspect('-s', stdin=self.curl('-i', f'{self.url}/none', merged=True)).status, 3)

    def test_verbose(self):
        for meter in ('-s',), ():
            self.assertEqual(self.fields(stdin=self.curl('-v', *meter, '-b', 'a=b', self.url, merged=True), status=1), [('Cookie', 'a=b'), *self.SET])
            self.assertEqual(self.fields(stdin=self.curl('-vL', *meter, '-b', 'a=b', '-d', 'x=y', f'{self.url}/moved', merged=True), status=1),
                             [('Cookie', 'a=b'), ('Set-Cookie', 'hop=1; Path=/'), ('Cookie', 'a=b'), *self.SET])
            self.assertEqual(self.fields(stdin=self.curl('-v', *meter, '-o', '/dev/null', self.url), status=1), self.SET)

    def test_jar(self):
        with tempfile.TemporaryDirectory() as directory:
            jar = pathlib.Path(directory) / 'jar.txt'
            self.curl('-s', '-c', str(jar), self.url)
            self.assertEqual(self.fields(stdin=jar.read_bytes()), [('Set-Cookie', 'sid=31d4; Path=/; HttpOnly')])


main()
