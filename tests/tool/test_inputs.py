# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_inputs.py PROGRAM: what cookie-inspect reads, and what it does not take for a header field."""

import datetime
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import unittest

from inspecting import NOW, PROGRAM, Case, has_json, inspect, main

BODY = 'this line is in the body of the message or belongs to another transfer, and was not read as a header field'
NOTHING = 'cookie-inspect: the input has no Cookie or Set-Cookie field\n'


def lines(*text):
    return '\r\n'.join(text) + '\r\n'


RESPONSE = lines('HTTP/1.1 200 OK', 'Date: Sun, 06 Nov 1994 08:49:37 GMT', 'set-cookie: a=b; Path=/', 'SET-COOKIE:\tc=d  ', '',
                 '<p>x=y', 'key: value')


@unittest.skipUnless(has_json(), 'built without json-glib')
class Found(Case):
    def find(self, text, *arguments, note=None):
        result = inspect('--json-lines', *arguments, stdin=text)
        self.assertEqual(result.err, f'cookie-inspect: {note}\n' if note else '', result)
        return self.fields(*arguments, stdin=text)

    def test_response(self):
        for options in (), ('-s',):
            self.assertEqual(self.find(RESPONSE, *options), [('Set-Cookie', 'a=b; Path=/'), ('Set-Cookie', 'c=d  ')])

    def test_body_is_not_read(self):
        for evil in 'Set-Cookie: evil=1', 'Cookie: evil=1', 'HTTP/1.1 200 OK\r\nSet-Cookie: evil=1', 'GET / HTTP/1.1\r\nCookie: evil=1':
            for before in '', '<p>\r\n':
                number = 4 + before.count('\n')
                self.assertEqual(self.find(lines('HTTP/1.1 200 OK', 'Set-Cookie: a=b', '', before + evil), note=f'line {number}: {BODY}'),
                                 [('Set-Cookie', 'a=b')])

    def test_message_after_message(self):
        for first in 'HTTP/1.1 100 Continue', 'HTTP/2 103', 'HTTP/1.1 302 Found', 'HTTP/1.1 401 Unauthorized', 'HTTP/1.1 407 Proxy', 'HTTP/1.1 200 Connection established':
            self.assertEqual(self.find(lines(first, 'Set-Cookie: a=b', '', 'HTTP/2 200 ', 'set-cookie: c=d', '', 'body')),
                             [('Set-Cookie', 'a=b'), ('Set-Cookie', 'c=d')])
            self.assertEqual(self.find(lines(first, 'Set-Cookie: a=b', '', 'body', 'HTTP/2 200', 'set-cookie: c=d'), note=f'line 5: {BODY}'),
                             [('Set-Cookie', 'a=b')])

    def origins(self, text, *arguments):
        return [found['origin'] for found in self.objects(*arguments, stdin=text)]

    def test_last_message(self):
        """After these, the rest is a body."""
        for last in 'HTTP/1.1 200 OK', 'HTTP/1.1 204', 'HTTP/1.1 400 Bad', 'HTTP/1.1 403 Forbidden', 'HTTP/1.1 417 No', 'HTTP/1.1 500 Error', 'HTTP/1.1 204 Connection established':
            self.assertEqual(self.find(lines(last, 'Set-Cookie: a=b', '', 'HTTP/2 200 ', 'set-cookie: c=d'), note=f'line 4: {BODY}'), [('Set-Cookie', 'a=b')])

    def test_start_lines(self):
        for line in 'HTTP/1.1 200', 'HTTP/2 200', 'HTTP/0.9 999 x', 'GET / HTTP/1.1', 'A b HTTP/9', 'GET  HTTP/1.1', 'M a b c HTTP/1.1':
            self.assertEqual(inspect('-v', stdin=f'{line}\nSet-Cookie: a=b\n').err, 'cookie-inspect: the standard input: an HTTP message\n', line)
        for line in ('HTTP/1.1 20', 'HTTP/1.1 20x', 'HTTP/1.1 2x0', 'HTTP/1.1 x00', 'HTTP/x 200', 'HTTP/ 200', 'HTTX/1.1 200', 'HTTP-1.1 200', 'HTTP/1.1', 'GET HTTP/1.1', 'GET=a b HTTP/1.1', 'get / HTTP/1.1', ' / HTTP/1.1',
                     'GET / HTTP/', 'GET / HTTP/x', 'GET / HTTX/1', 'GET / HTTP-1', 'GET', 'GET '):
            self.assertNotIn('an HTTP message', inspect('-v', stdin=f'{line}\nSet-Cookie: a=b\n').err, line)

    def test_redirection(self):
        """What follows one comes from where it leads to."""
        def hop(location, status='301 Moved'):
            return lines(f'HTTP/1.1 {status}', f'Location: {location}', 'Set-Cookie: a=b', '')

        last = lines('HTTP/2 200', 'set-cookie: __Host-c=d; Secure; Path=/', 'Location: /no', '')
        first = 'http://site.example/x/y'
        self.assertEqual(self.origins(hop('https://site.example/') + last, '-o', first), [first, 'https://site.example/'])
        self.assertEqual(self.origins(hop('https://site.example/') + last), [None, 'https://site.example/'])
        self.assertEqual(self.origins(hop('https://a.example/b/') + hop('c', '302 Found') + hop('//d.example') + last, '-o', first),
                         [first, 'https://a.example/b/', 'https://a.example/b/c', 'https://d.example'])
        self.assertEqual(self.origins(hop('https://site.example/%7Eu?a#b') + last)[1], 'https://site.example/%7Eu?a#b')
        for location, status in ('mailto:a@site.example', '301 Moved'), ('https://', '301 Moved'), ('https://b.example', '401 Unauthorized'), ('/z', '100 Continue'):
            self.assertEqual(self.origins(hop(location, status) + last, '-o', 'https://a.example'), ['https://a.example'] * 2)
        self.assertEqual(self.origins(hop('z') + last), [None, None])
        long = 'https://a.example/' + 'b/' * 3000
        self.assertEqual(self.origins(hop(long) + hop('c/' * 3000) + last), [None, long, long])
        for part in '/\udce9', '/?\udce9', '/#\udce9': # not UTF-8
            text = (hop(f'https://site.example{part}') + last).encode(errors='surrogateescape')
            self.assertEqual(self.origins(text), [None, f'https://site.example{part}'.replace('\udce9', '%E9')])
        verbose = ''.join(f'< {line}\n' for line in (hop('https://site.example/') + last).split('\r\n')[:-1])
        self.assertEqual(self.origins(verbose, '-o', first), [first, 'https://site.example/'])

    def test_host(self):
        """What answers a request comes from the host that it names."""
        def request(host, path='/x/y?z', version='1.1'):
            return lines(f'GET {path} HTTP/{version}', f'Host: {host}', 'Cookie: e=f', '')

        answer = lines('HTTP/1.1 200 OK', 'Set-Cookie: a=b', '')
        moved = lines('HTTP/1.1 302 Found', 'Location: http://b.example:8080/c', 'Set-Cookie: a=b', '')
        self.assertEqual(self.origins(request('site.example') + answer), [None, 'https://site.example/x/y?z'])
        self.assertEqual(self.origins(request('[::1]:8080', '*') + answer), [None, 'https://[::1]:8080/'])
        self.assertEqual(self.origins(request('a.example') + answer, '-o', 'http://c.example'), ['http://c.example'] * 2)
        self.assertEqual(self.origins(request('a.example', '/') + moved + request('b.example:8080', '/c') + answer),
                         [None, 'https://a.example/', 'http://b.example:8080/c', 'http://b.example:8080/c'])
        for wrong in '', 'a/b', 'a\\b', 'x@a.example', 'a?b', 'a#b', 'a b', '[::1', 'a:b', '\udce9', 'a\0b':
            self.assertEqual(self.origins((request(wrong) + answer).encode(errors='surrogateescape')), [None, None], wrong)
        self.assertEqual(self.origins(request('a.example', '/\0b') + answer), [None, 'https://a.example/'])
        # only a request has a Host
        self.assertEqual(self.origins(lines('HTTP/1.1 200 OK', 'Host: a.example', 'Set-Cookie: a=b', '')), [None])

    def test_scheme_of_curl_verbose(self):
        """curl says whether the connection is encrypted."""
        def exchange(remarks, version='1.1'):
            return lines(*remarks, f'> GET / HTTP/{version}', '> Host: site.example', '> ', '< HTTP/1.1 401 No', '< Set-Cookie: a=b', '< ')

        plain = '* Connected to site.example (10.0.0.1) port 80 (#0)'
        encrypted = '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384'
        for remarks, scheme in ((plain,), 'http'), ((plain, encrypted), 'https'), (('* Remark',), 'https'):
            self.assertEqual(self.origins(exchange(remarks)), [f'{scheme}://site.example/'])
        self.assertEqual(self.origins(exchange((plain,), '3')), ['https://site.example/'])
        # the same connection, of which nothing more is known but the origin
        self.assertEqual(self.origins(exchange((plain,)) + exchange(('* Re-using existing connection',))), ['http://site.example/'] * 2)
        self.assertEqual(self.origins(exchange((plain, encrypted)) + exchange((plain,))), ['https://site.example/', 'http://site.example/'])

    def test_request(self):
        self.assertEqual(self.find(lines('POST /x?y=z HTTP/1.1', 'Host: site.example', 'Cookie: a=b', '', 'k=v', 'HTTP/1.1 200 OK', 'Set-Cookie: c=d')),
                         [('Cookie', 'a=b'), ('Set-Cookie', 'c=d')])
        self.assertEqual(self.find('GET / HTTP/1.1\nCookie: a=b\nno field\n', note='line 3: this line is not a header field'), [('Cookie', 'a=b')])

    def test_continued_fields(self):
        """Browsers join the lines of a field of a message, RFC 9112 §5.2."""
        response = lines('HTTP/1.1 302 Found', 'Location: https://a.example/', '\tb', 'Set-Cookie: a=b; \t', ' \tPath=/;', '\tSecure', 'Set-Cookie:', ' c=d', '   ', 'X: y', ' Set-Cookie: evil=1',
                         '', 'HTTP/1.1 200 OK', 'Set-Cookie: e=f', ' g')
        expected = [('Set-Cookie', 'a=b; Path=/; Secure'), ('Set-Cookie', 'c=d '), ('Set-Cookie', 'e=f g')]
        self.assertEqual(self.find(response), expected)
        self.assertEqual([found['line'] for found in self.objects(stdin=response)], [4, 7, 14])
        self.assertEqual(self.objects(stdin=response)[2]['origin'], 'https://a.example/%20b')
        verbose = '* Connected to a\n' + ''.join(f'< {line}\n' for line in response.split('\r\n')[:-1])
        self.assertEqual(self.find(verbose), expected)
        # A line alone is shown at once.
        self.assertEqual(self.find('Set-Cookie: a=b;\n Secure\n', note='line 2: this line continues a header field, which was read without it'), [('Set-Cookie', 'a=b;')])
        self.assertEqual(self.find('HTTP/1.1 200 OK\n Set-Cookie: a=b\nSet-Cookie: c=d\n', note='line 2: this line continues a header field, which was read without it'),
                         [('Set-Cookie', 'c=d')])

    def replaced(self, text, *arguments):
        return [(found.get('replaces', False), found.get('replacedLine')) for found in self.objects(*arguments, stdin=text)]

    def test_replaced(self):
        """Of two cookies of a response with the same name, domain and path, the last stays."""
        once, twice = (False, None), (True, 2)
        def response(*values):
            return lines('HTTP/1.1 200 OK', *(f'Set-Cookie: {value}' for value in values))
        for second in 'a=2', 'a=', 'a=2; Secure', 'a=2; Max-Age=0', 'a=2; Domain=':
            self.assertEqual(self.replaced(response('a=1', second)), [once, twice], second)
        for second in 'A=2', 'a=2; Path=/', 'a=2; Domain=site.example', 'a=2; Secure; Partitioned', '=a':
            self.assertEqual(self.replaced(response('a=1', second)), [once, once], second)
        same = response('a=1; Path=/x; Domain=.Site.example', 'a=2; Domain=site.example; Path=/x')
        self.assertEqual(self.replaced(same), [once, twice])
        default = response('a=1', 'a=2; Path=/x', 'a=3; Path=x')
        self.assertEqual(self.replaced(default, '-o', 'https://site.example/x/y'), [once, twice, (True, 3)])
        self.assertEqual(self.replaced(default), [once, once, twice])
        # not even where both are sent
        wide = response('a=1; Domain=x.site.example', 'a=2; Domain=site.example', 'a=3; Domain=x.site.example')
        self.assertEqual(self.replaced(wide, '-o', 'https://x.site.example/'), [once, once, twice])
        # what is dropped neither stays nor replaces
        self.assertEqual([o.get('replaces', False) for o in self.objects(stdin=response('__Secure-a=1', '__Secure-a=1; Secure', '__Secure-a=2'), status=1)], [False] * 3)
        self.assertEqual(self.replaced(lines('HTTP/1.1 302 Found', 'Set-Cookie: a=1', '', 'HTTP/1.1 200 OK', 'Set-Cookie: a=1', 'Set-Cookie: a=1')), [once, once, (True, 5)])
        self.assertEqual(self.replaced('Set-Cookie: a=1\nSet-Cookie: a=2\n'), [once, (True, 1)])
        self.assertEqual([o.get('replaces', False) for o in self.objects('Set-Cookie: a=1', 'Set-Cookie: a=2')], [False] * 2)
        har = """{"log": {"entries": [%s]}}""" % ", ".join(["""{"response": {"headers": [{"name": "Set-Cookie", "value": "a=1\\na=2"}]}}"""] * 2)
        self.assertEqual(self.replaced(har), [once, (True, None)] * 2)
        self.assertIn('\n  It replaces the cookie of line 2, which has the same name, domain and path.\n', inspect('--width=200', stdin=response('a=1', 'a=2')).out)
        self.assertTrue(inspect(stdin=response('a=1', 'a=2', 'b=3; Domain=\x01')).out.endswith('\n3 cookies: 2 kept, 1 dropped; 1 replaced by a later one\n'))
        self.assertIn('\n  It deletes the cookie of line 2, which has the same name, domain and path.\n', inspect('--width=200', stdin=response('a=1', 'a=2; Max-Age=0')).out)
        self.assertIn('\n  It replaces the cookie of an earlier field, which has', inspect('--width=200', stdin=har).out)

    def test_utf16(self):
        """PowerShell writes it into files."""
        text = RESPONSE.replace('a=b', 'a=é\U0001f36a\U00010000\U0010ffff\ufffd')
        expected = [('Set-Cookie', 'a=é\U0001f36a\U00010000\U0010ffff\ufffd; Path=/'), ('Set-Cookie', 'c=d  ')]
        self.assertEqual(self.fields(stdin=text), expected)
        for encoding in 'utf-16-le', 'utf-16-be':
            self.assertEqual(self.fields(stdin=f'\ufeff{text}'.encode(encoding)), expected)
            long = f'\ufeffSet-Cookie: a={"é" * 200001}\r\nCookie: b=c'.encode(encoding)
            self.assertEqual(self.fields(stdin=long, status=1), [('Set-Cookie', f'a={"é" * 200001}'), ('Cookie', 'b=c')])
            for cut in (b'\xd8', b'\0\xd8', b'\xd8\0')[:2 if encoding == 'utf-16-le' else 3:1 if encoding == 'utf-16-le' else 2]:
                self.assertEqual(self.fields(stdin='\ufeffa=b'.encode(encoding) + cut), [('Cookie', 'a=b\ufffd')], cut)
            self.assertEqual(self.fields(stdin='\ufeffa=\udc00\udc00'.encode(encoding, 'surrogatepass')), [('Cookie', 'a=\ufffd\ufffd')])
            self.assertEqual(self.fields(stdin='\ufeffa=\udc00b\ud800c\ud800\ud83c\udf6a'.encode(encoding, 'surrogatepass')), [('Cookie', 'a=\ufffdb\ufffdc\ufffd\U0001f36a')])
            self.expect(inspect(stdin='\ufeff'.encode(encoding)), 3, '', NOTHING)
            self.expect(inspect(stdin='\ufeffDate: x\n'.encode(encoding)), 3, '', NOTHING)
        self.assertEqual(self.fields(stdin=b'\xffa=1', status=1), [('Cookie', '\xffa=1')])
        self.assertEqual(self.fields(stdin=b'\xff', status=1), [('Cookie', '\xff')])
        self.assertEqual(self.fields('--origin=https://site.example', stdin=b'Set-Cookie: a=b; Domain=site.example\xfc', status=1),
                         [('Set-Cookie', 'a=b; Domain=site.example\xfc')])
        whole = '\ufeff\nCookie: a=\U0001f36a\n'.encode('utf-16-le')
        for parts in [bytes([byte]) for byte in whole], [whole[:1], whole[1:]]: # each is read alone
            reader, writer = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with writer, reader, subprocess.Popen([*PROGRAM, '--json'], stdin=reader, stdout=subprocess.PIPE) as process:
                for part in parts:
                    writer.send(part)
                writer.shutdown(socket.SHUT_WR)
                out, _ = process.communicate()
            self.assertIn('"text":"a=\U0001f36a"', out.decode())

    def test_lines_of_curl_verbose(self):
        """Of its output, grep has left these."""
        self.assertEqual(self.find('< Set-Cookie: a=b; Path=/\n< set-cookie: c=d\n> Cookie: e=f\n'),
                         [('Set-Cookie', 'a=b; Path=/'), ('Set-Cookie', 'c=d'), ('Cookie', 'e=f')])

    def test_curl_verbose(self):
        output = lines('*   Trying 127.0.0.1:80...', '> GET / HTTP/1.1', '> Host: a', '> Cookie: a=b', '> ', '< HTTP/1.1 302 Found', '* Remark',
                       '< Set-Cookie: c=d', '< ', '{ [4 bytes data]', '* Issue another request', '> GET /x HTTP/1.1', '> Cookie: e=f', '> ',
                       '< HTTP/1.1 200 OK', '< Set-Cookie: g=h', '< ', 'Set-Cookie: evil=1', '<p>')
        self.assertEqual(self.find(output), [('Cookie', 'a=b'), ('Set-Cookie', 'c=d'), ('Cookie', 'e=f'), ('Set-Cookie', 'g=h')])
        moved = lines('< HTTP/1.1 302 Found', '< Set-Cookie: a=b', '< ', 'body', '< HTTP/1.1 200 OK', '< Set-Cookie: evil=1')
        self.assertEqual(self.find(moved, note=f'line 5: {BODY}'), [('Set-Cookie', 'a=b')])
        self.assertEqual(self.find(output + '< Set-Cookie: evil=1\r\n', note=f'line 20: {BODY}')[-1], ('Set-Cookie', 'g=h'))
        # a NUL, which strchr() would find, is no mark
        self.assertEqual(self.find('< HTTP/1.1 200 OK\n\0 Set-Cookie: evil=1\n< Set-Cookie: a=b\n'), [('Set-Cookie', 'a=b')])

    def test_curl_meter(self):
        meter = '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0'
        last = '\r100  1256  100  1256    0     0  191k      0  0:00:01  0:00:01 --:--:--  191k'
        output = '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' \
                 '                                 Dload  Upload   Total   Spent    Left  Speed\n' \
                 f'{meter}*   Trying 127.0.0.1:80...\n> GET / HTTP/1.1\n> Cookie: a=b\n>\n{meter}{meter}< HTTP/1.1 301 Moved\n' \
                 f'< Set-Cookie: c=--:--:-- 0< Set-Cookie: evil=1\n< \n{last}\n> GET / HTTP/1.1\n> Cookie: e=f\n> \n'
        expected = [('Cookie', 'a=b'), ('Set-Cookie', 'c=--:--:-- 0< Set-Cookie: evil=1'), ('Cookie', 'e=f')]
        self.assertEqual(self.find(output), expected)
        # curl 8.23
        newer = output.replace(meter, '\r  0      0   0      0   0      0      0      0                              0')
        newer = newer.replace(last, '\r100    118 100    115 100      3 130.8k   3496  1m 2s   2d 3h             129.2k')
        self.assertEqual(self.find(newer), expected)
        self.assertNotEqual(newer, output)

    def test_fields(self):
        self.assertEqual(self.find(lines(':authority: site.example', 'Accept:', 'cookie: a=b', 'Set-Cookie:c=d', '', 'x')),
                         [('Cookie', 'a=b'), ('Set-Cookie', 'c=d')])

    def test_names_of_fields(self):
        for line in 'Accept: x', 'Accept:', ':path: /', "a!#$%&'*+-.^_`|~9: x", 'x: ', 'cookie:x', 'SET-COOKIE:', ':a:':
            self.assertEqual(inspect('-v', stdin=f'{line}\n').err.split('\n')[0], 'cookie-inspect: the standard input: header fields', line)
        for line in 'Accept:x', ':: x', ': x', ':path', 'a b: x', 'a(b): x', 'a\0b: x', ' Accept: x', 'Accept', '::', 'é: x':
            self.assertNotIn('header fields', inspect('-v', stdin=f'{line}\n').err.split('\n')[0], line)
        for text, value in (('Cookie: \t a=b', 'a=b'), ('Cookie:a=b', 'a=b'), ('Cookie:\ta=b \t', 'a=b \t'), ('Cookie: ', ''), ('Cookie:', '')):
            self.assertEqual(self.find(text), [('Cookie', value)])

    def test_byte_order_mark(self):
        """At the start of the input alone."""
        self.assertEqual(self.find('\ufeffCookie: a=b\nCookie: c=d'), [('Cookie', 'a=b'), ('Cookie', 'c=d')])
        self.assertEqual(self.find('\ufeff\n\nCookie: a=b'), [('Cookie', 'a=b')])
        self.assertEqual(self.find('x: y\n\ufeffCookie: a=b\nCookie: c=d', note='line 2: this line is not a header field'), [('Cookie', 'c=d')])
        self.assertEqual(self.fields(stdin='a=b\n\ufeffc=d', status=1), [('Cookie', 'a=b'), ('Cookie', '\ufeffc=d')])

    def test_blank_lines(self):
        """The body of a message starts at one; before the message, they count for nothing but the numbers of lines."""
        found = self.objects(stdin='\r\n\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n\r\nSet-Cookie: evil=1')
        self.assertEqual([(o['text'], o['line']) for o in found], [('a=b', 5)])
        self.assertEqual(self.find('a=b\n\n\r\nc=d\r\n\r'), [('Cookie', 'a=b'), ('Cookie', 'c=d')])

    def test_values(self):
        self.assertEqual(self.fields(stdin='GET /x\n', status=1), [('Cookie', 'GET /x')])
        self.assertEqual(self.find('\na=b\n\nc:d=e\r\n'), [('Cookie', 'a=b'), ('Cookie', 'c:d=e')])
        self.assertEqual(self.find('a=b\nCookie: c=d\nSet-Cookie: e=f', '-s'), [('Set-Cookie', 'a=b'), ('Cookie', 'c=d'), ('Set-Cookie', 'e=f')])
        self.assertEqual(self.find('\ufeffa=b'), [('Cookie', 'a=b')])

    def test_netscape(self):
        jar = ('# Netscape HTTP Cookie File\n# https://curl.se/docs/http-cookies.html\n\n'
               '.site.example\tTRUE\t/\tTRUE\t0\tsid\t31d4\n'
               '#HttpOnly_www.site.example\tFALSE\t/x\tFALSE\t1796040000\tid\t\n'
               '#HttpOnly_.site.example\tTRUE\t/\tTRUE\t0\ts\tv\tLax\n')
        self.assertEqual(self.find(jar), [
            ('Set-Cookie', 'sid=31d4; Domain=site.example; Path=/; Secure'),
            ('Set-Cookie', 'id=; Expires=Mon, 30 Nov 2026 12:00:00 GMT; Path=/x; HttpOnly'),
            ('Set-Cookie', 's=v; Domain=site.example; Path=/; Secure; HttpOnly; SameSite=Lax')])
        self.assertEqual([found['origin'] for found in self.objects(stdin=jar)], ['https://site.example/', 'http://www.site.example/', 'https://site.example/'])

        self.assertEqual(self.find('www.site.example\tFALSE\t/\tFALSE\t0\ta\tb\tx\n'), [('Set-Cookie', 'a=b; Path=/; SameSite=x')])

        # Python's http.cookiejar writes no time for a session.
        self.assertEqual(self.find('www.site.example\tFALSE\t/\tFALSE\t\ts\t1\nwww.site.example\tFALSE\t/\tFALSE\t0\tt\n'),
                         [('Set-Cookie', 's=1; Path=/'), ('Set-Cookie', 't=; Path=/')])

        # Without its first line, and with lines that are none; that the file has no SameSite is no fault
        # of the cookie.
        text = '.site.example\tTRUE\t/\tTRUE\t0\tsid\t31d4\nnonsense\n'
        found = self.find(text, note='line 2: this line is not a cookie of a Netscape cookie file')
        self.assertEqual(found, [('Set-Cookie', 'sid=31d4; Domain=site.example; Path=/; Secure')])
        self.assertEqual([d['code'] for d in self.objects(stdin=text)[0]['diagnostics']], ['not-http-only'])
        self.find('a.example\tTRUE\t/\tTRUE\t0\ta\tb\na.example\tTRUE\t/\tTRUE\t0\ta\tb\tLax\tmore',
                  note='line 2: this line is not a cookie of a Netscape cookie file')
        for time in '0.0', '0.', '0.25':
            self.assertEqual(self.find(f'a.example\tTRUE\t/\tTRUE\t{time}\ta\tb'), [('Set-Cookie', 'a=b; Domain=a.example; Path=/; Secure')])
        for wrong in 'soon', '0.5.1', '1x':
            self.find(f'a.example\tTRUE\t/\tTRUE\t0\ta\tb\na.example\tTRUE\t/\tTRUE\t{wrong}\ta\tb', note='line 2: the time of this cookie is not a number')

    def test_har(self):
        har = '''{ "log": {"version": "1.2", "entries": [
            {"request": {"url": "https://a.example/x", "headers": [{"name": "cookie", "value": "a=b"}, {"name": "Accept", "value": "*"}, 7]},
             "response": {"headers": [{"name": "Set-Cookie", "value": "c=d; Secure\\ne=\\u00e9"}, {"name": "Set-Cookie"}]}},
            {"request": {"url": 7}, "response": null}, "x", {}]}}'''
        self.assertEqual(self.find(har), [('Cookie', 'a=b'), ('Set-Cookie', 'c=d; Secure'), ('Set-Cookie', 'e=é')])
        for options in (), ('-o', 'https://other.example'):
            self.assertEqual({found['origin'] for found in self.objects(*options, stdin=har)}, {'https://a.example/x'})
        self.assertEqual({found['origin'] for found in self.objects(stdin=har.replace('/x', '/%7Eu/x'))}, {'https://a.example/%7Eu/x'})
        self.assertEqual(inspect(stdin=har).out.splitlines()[:2], ['# https://a.example/x', 'Cookie: a=b'])

        self.assertEqual(self.find(f'  {har}'), self.find(har))

    def test_cookies_of_har(self):
        """Some programs write the cookies, and no header fields that set them."""
        har = """{"log": {"entries": [
            {"startedDateTime": "2026-11-30T12:00:00Z",
             "request": {"url": "https://a.example/x", "headers": [{"name": "Accept", "value": "*"}],
                         "cookies": [{"name": "a", "value": "1"}, {"name": "b"}, 7, {"name": "c\\u0000", "value": ""}]},
             "response": {"headers": [], "cookies": [
                {"name": "d", "value": "2", "path": "/", "domain": "a.example", "expires": "2026-12-30T12:00:00.000Z", "httpOnly": true, "secure": true, "sameSite": "Lax"},
                {"name": "e", "value": "3", "path": "", "expires": "", "httpOnly": false, "secure": false},
                {"name": "f", "value": "4", "expires": "Wed, 30 Dec 2026 12:00:00 GMT", "sameSite": null}]}},
            {"request": {"headers": [{"name": "Cookie", "value": "g=5"}], "cookies": [{"name": "h", "value": "6"}]},
             "response": {"headers": [{"name": "set-cookie", "value": "i=7"}], "cookies": [{"name": "j", "value": "8"}]}},
            {"request": {"cookies": []}, "response": {"cookies": 7}}]}}"""
        result = inspect('--json', stdin=har)
        self.assertEqual((result.status, result.err), (1, ''))
        self.assertEqual(self.fields(stdin=har, status=1), [
            ('Cookie', 'a=1; c\ufffd='),
            ('Set-Cookie', 'd=2; Domain=a.example; Path=/; Expires=Wed, 30 Dec 2026 12:00:00 GMT; Secure; HttpOnly; SameSite=Lax'),
            ('Set-Cookie', 'e=3'),
            ('Set-Cookie', 'f=4; Expires=Wed, 30 Dec 2026 12:00:00 GMT'),
            ('Cookie', 'g=5'),
            ('Set-Cookie', 'i=7')])
        self.assertEqual([found['origin'] for found in self.objects(stdin=har, status=1)], ['https://a.example/x'] * 4 + [None] * 2)

    def test_sanitized_har(self):
        one = '"headers": [{"name": "%s", "value": "a=1"}]'
        for sent, received in ('"cookies": [{"name": "a", "value": "1"}]', one % 'Set-Cookie'), (one % 'Cookie', '"cookies": [{"name": "a", "value": "1"}]'):
            har = f'{{"log": {{"entries": [{{"request": {{{sent}}}, "response": {{{received}}}}}]}}}}'
            self.assertEqual(self.fields(stdin=har), [('Cookie', 'a=1'), ('Set-Cookie', 'a=1')])
            self.assertEqual(inspect('--json', stdin=har).err, '')
        note = 'cookie-inspect: the HAR file has no cookies: browsers leave them out unless it is saved with sensitive data\n'
        self.expect(inspect(stdin='{"log": {"entries": [{"request": {"url": "https://a.example/", "headers": []}}]}}'), 3, '', note + NOTHING)
        self.expect(inspect(stdin='{"log": {"entries": []}}'), 3, '', NOTHING)

    def test_time_of_har(self):
        """What a browser did when the file was recorded, unless an option says another time."""
        har = """{"log": {"entries": [{"startedDateTime": "2020-01-01T00:00:00.000Z", "request": {"url": "https://a.example/"},
                  "response": {"headers": [{"name": "Set-Cookie", "value": "a=b; Expires=Wed, 01 Jan 2020 01:00:00 GMT"}]}}]}}"""
        found, = self.objects(stdin=har)
        self.assertEqual((found['verdict'], found['cookies'][0]['end']), ('kept', '2020-01-01T01:00:00Z'))
        found, = self.objects(NOW, stdin=har)
        self.assertEqual(found['verdict'], 'deleted')
        found, = self.objects(stdin=har.replace('2020-01-01T00:00:00.000Z', 'yesterday'))
        self.assertEqual(found['verdict'], 'deleted')

    def test_nul_in_har(self):
        har = r"""{"log": {"entries": [{"response": {"headers": [{"name": "Set-Cookie", "value": "a\u0000b=1; Secure"},
                  {"name": "Set-Cookie", "value": "a=\\u0000"}]}}]}}"""
        first, second = self.objects(stdin=har, status=1)
        self.assertEqual((first['text'], first['verdict'], second['text']), ('a\ufffdb=1; Secure', 'dropped', r'a=\u0000'))
        self.assertEqual(inspect(stdin=har[:har.index('u0000')]).status, 2)
        for text in '\uffff', r'\uffff':
            first, _ = self.objects(stdin=har.replace(r'a\u0000b', f'a={text}x'))
            self.assertEqual((first['text'], first['verdict']), ('a=\uffffx=1; Secure', 'kept'))
        first, _ = self.objects(stdin=har.replace('"response"', r'"request": {"url": "https://a.example/\u0000"}, "response"'), status=1)
        self.assertIsNone(first['origin'])

    def test_lone_surrogate_in_har(self):
        """JSON.stringify() writes one for text that was cut in an emoji."""
        har = r'''{"log": {"entries": [{"request": {"headers": [{"name": "Cookie", "value": "a=%s"}]}, "response": {"content": {"text": "\ud83d"}}}]}}'''
        for value, expected in ((r'\ud83d', '\ufffd'), (r'\uDE00b', '\ufffdb'), (r'\uD83d\ude00', '\U0001f600'), (r'\ud83d\ud83d\ude00', '\ufffd\U0001f600'),
                                (r'\\ud83d', '\\ud83d'), (r'\ud83d\n', '\ufffd'), (r'\ud7ff\ue000', '\ud7ff\ue000'),
                                (r'\udc00\udc00', '\ufffd\ufffd'), (r'\ud83d\ude00\ud83d', '\U0001f600\ufffd'), (r'\udbff\ue000', '\ufffd\ue000'), (r'\ud7ff\udc00', '\ud7ff\ufffd')):
            self.assertEqual(self.find(har % value)[0], ('Cookie', f'a={expected}'), value)

    def test_several_hars(self):
        har = '{"log": {"entries": [{"request": {"headers": [{"name": "Cookie", "value": "%s"}]}}]}}'
        for between in '', '\n', ' \r\n\t':
            self.assertEqual(self.find(har % 'a={}' + between + har % r'b=}\"' + between + '{"log": {"entries": []}}' + between), [('Cookie', 'a={}'), ('Cookie', 'b=}"')])
        for rest in 'x', '}', '{', '7', '{}', '"':
            self.assertEqual(inspect(stdin=har % 'a=b' + rest).status, 2, rest)

    def test_wrong_har(self):
        for text, message in (('{"log": {"entries": 7}}', 'the HAR file has no log.entries'),
                              ('{"log": [', 'the HAR file cannot be read: '),
                              ('{"log":' + '[' * 200000, 'the HAR file has more than 100 levels'),
                              ('{\n', 'the HAR file cannot be read: '),
                              ('{"log": {"entries": []}} []', 'the HAR file has no log.entries'),
                              ('{"log": {"entries": []}} 7', 'the HAR file has no log.entries'),
                              ('{"log": "\\ud83-"}', 'the HAR file cannot be read: an escape has no four digits'),
                              ('{"log"\0', 'line 1 has a NUL byte')):
            result = inspect(stdin=text)
            self.assertEqual((result.status, result.out), (2, ''), result)
            self.assertTrue(result.err.startswith(f'cookie-inspect: {message}'), result)
        self.assertNotIn('\033', inspect(stdin='{"log": \033[31m').err)
        self.assertEqual(inspect('-q', stdin='{"log": "' + '\\"[' * 1000 + '"}').err, 'cookie-inspect: the HAR file has no log.entries\n')

    def test_curl_command(self):
        chrome = "curl 'https://site.example/' \\\n  -H 'accept: */*' \\\n  -b 'a=b; c=\"d e\"' \\\n  -H 'Cookie: f=it'\\''s' \\\n  --compressed"
        self.assertEqual(self.find(chrome), [('Cookie', 'a=b; c="d e"'), ('Cookie', "f=it's")])
        self.assertEqual([found for found in self.objects(stdin=chrome) if 'line' in found], [])
        self.assertEqual(self.find("curl -sb a=1 x -kLHCookie:b=2 -sSH 'Cookie: c=3' -ob=4 -AHCookie:d=5 -sob e=6 -b"), [('Cookie', 'a=1'), ('Cookie', 'b=2'), ('Cookie', 'c=3')])
        self.assertEqual(self.find("curl -b $'a=\\ud800\\U00110000'"), [('Cookie', 'a=\ufffd\ufffd')])
        ansi = "curl 'https://site.example/' -H $'Cookie: a=\\'\\u00e9\\x41\\t' --data-raw $'\\'x -b evil=1' ;\ncurl -b \"g=\\\"\\\nh\\$\" -b jar.txt -b'i=j' --cookie k=l x"
        self.assertEqual(self.find(ansi), [('Cookie', "a='éA\t"), ('Cookie', 'g="h$'), ('Cookie', 'i=j'), ('Cookie', 'k=l')])
        self.assertEqual(self.find("curl -d x\n-b a=1\ncurl -d '\n-b b=2' -b c=3"), [('Cookie', 'a=1'), ('Cookie', 'c=3')])
        for words in '-d "-b a=1"', '-sA -b', "--data-raw '-HCookie: a=1'", '-o -b', '--user-agent -b', '-d --cookie':
            self.assertEqual(self.find(f'curl {words} -b c=1 -A'), [('Cookie', 'c=1')], words)
        windows = 'curl ^"https://site.example/^" ^\n  -H ^"Cookie: a=^\\^"b^\\^"; c=100^%^" ^\n  --compressed &\ncurl ^"x^" -b ^"d=e^"'
        self.assertEqual(self.find(windows), [('Cookie', 'a="b"; c=100%'), ('Cookie', 'd=e')])

    def test_escapes_of_curl_command(self):
        for escaped, plain in ((r'\a\b\e\f\n\r\t\v', '\a\b\033\f\n\r\t\v'), (r'\x4', '\4'), (r'\x414', 'A4'), (r'\u414', '\u0414'), (r'\u00e9f', 'éf'), (r'\U1f36ag', '🍪g'),
                               (r'\U0001f36a0', '🍪0'), (r'\u', 'u'), (r'\xg', 'xg'), (r'\q\\', 'q\\'), (r'\udfff', '\ufffd'), (r'\"', '"')):
            self.assertEqual(json.loads(inspect('-j', stdin=f"curl -b $'a=x{escaped}'").out)[0]['text'], f'a=x{plain}', escaped)

    def test_words_of_curl_command(self):
        for command, expected in ((r'curl -b a=1\ 2', 'a=1 2'), (r'curl -b "a=\x\`\$\"\\"', r'a=\x`$"' + '\\'), (r"curl -b 'a=\'", 'a=\\'), ('curl \\\n -b \\\na=1', 'a=1'),
                                  ('curl \t-b\ta=1', 'a=1'), ('curl -b a=1;x', 'a=1'), ('curl -b a=1&x', 'a=1'), ('curl -b a=1|x', 'a=1'), ('curl -b a=\\', 'a='),
                                  ('curl -b "a="\'1\'2', 'a=12'), ('curl -b a=$x', 'a=$x'), ('curl -b "a=$\'1\'"', "a=$'1'"), ('curl ^"x^" -b a=1^', 'a=1'),
                                  ('curl ^"x^" -b a=1^^2', 'a=1^2'), ('curl.exe ^"x^" -b ^"a=1^"', 'a=1'), ('curl x -b ^"a=1^"', '^a=1^')):
            found = json.loads(inspect('-j', stdin=command).out)
            self.assertEqual([(o['field'], o['text']) for o in found], [('Cookie', expected)], command)

    def test_open_quote(self):
        """Some of the command is missing."""
        for text in "curl -b 'a=1 https://site.example", 'curl -b "a=1', "curl -H 'Cookie: a=b", "curl 'https://site.example", "curl -b $'a=b\\'", "curl -b $'a=b\\", "curl -b $'a=b\\x", "curl -b $'a=\\u00", 'curl -b "a=b\\':
            result = inspect('-j', stdin=text)
            self.assertEqual((result.status, result.out, result.err), (2, '[]\n', 'cookie-inspect: a quote of the curl command is not closed\n'), text)
        self.assertEqual(self.find("curl -b a=1 x # -b c=2\ncurl -b 'd=#' y#z -b e=3"), [('Cookie', 'a=1'), ('Cookie', 'd=#'), ('Cookie', 'e=3')])

    def test_arguments(self):
        """Each by itself; a value is read as a whole."""
        self.assertEqual(self.fields('Cookie: a=b', 'c=d', 'Set-Cookie: e=f', "curl x -b 'g=h'", RESPONSE),
                         [('Cookie', 'a=b'), ('Cookie', 'c=d'), ('Set-Cookie', 'e=f'), ('Cookie', 'g=h'), ('Set-Cookie', 'a=b; Path=/'), ('Set-Cookie', 'c=d  ')])
        self.assertEqual(self.fields('-s', 'a=b\r\nSet-Cookie: evil=1', status=1), [('Set-Cookie', 'a=b\r\nSet-Cookie: evil=1')])
        self.assertEqual(self.fields('', ''), [('Cookie', ''), ('Cookie', '')])

    def test_lines_have_numbers(self):
        self.assertEqual([found['line'] for found in self.objects(stdin=RESPONSE)], [3, 4])
        self.assertNotIn('line', self.objects("curl -b 'a=b'")[0])



class Streams(Case):
    def test_nothing_found(self):
        for text in '', '\n\n', 'HTTP/1.1 200 OK\r\nDate: x\r\n\r\n<p>a=b\n', '* Trying\n', '# Netscape HTTP Cookie File\n', 'Date: x\n', 'curl x\n':
            self.expect(inspect(stdin=text), 3, '', NOTHING)
            self.expect(inspect('-s', '--quiet', stdin=text), 3, '', NOTHING)

    def test_file(self):
        """Its name is no value."""
        with tempfile.NamedTemporaryFile(suffix='.txt') as file:
            self.expect(inspect(file.name), 2, '', f'cookie-inspect: {file.name} is a file: read it with < {file.name}\n')

    def test_url(self):
        for url in 'https://site.example', 'HTTP://site.example/?a=b':
            self.expect(inspect(url), 2, '', f'cookie-inspect: {url} is a URL: read its answer with curl -si URL | cookie-inspect -o URL\n')

    def test_last_times(self):
        result = inspect('--now', '9999-12-31T23:59:59Z', '-s', 'a=b; Max-Age=60')
        self.assertEqual((result.status, result.err), (0, ''))
        self.assertIn('Expires      in 1 minute (after the year 9999)\n', result.out)

    def test_totals(self):
        """The last line counts the fields, and what is in them."""
        kept, deleted, dropped = 'Set-Cookie: a=b', 'Set-Cookie: c=; Max-Age=0', 'Set-Cookie: __Host-d=e'
        for fields, total in (((kept, deleted), '2 cookies: 1 kept, 1 deleted'), ((kept, kept), '2 cookies: 2 kept'),
                              ((dropped, deleted, deleted), '3 cookies: 2 deleted, 1 dropped'), ((deleted, dropped, dropped), '3 cookies: 1 deleted, 2 dropped'),
                              ((kept, 'Cookie: f=g'), '1 cookie: 1 kept; 1 cookie sent in 1 Cookie field'),
                              (('Cookie: f=g; h=i', 'Cookie: =; j=k'), '3 cookies sent in 2 Cookie fields, 1 error'),
                              (('Cookie: =', 'Cookie: =; =; a=b'), '1 cookie sent in 2 Cookie fields, 3 errors'),
                              (('Cookie: =', 'Cookie:', dropped), '1 cookie: 1 dropped; 0 cookies sent in 2 Cookie fields, 1 error')):
            self.assertEqual(inspect('--width=200', *fields).out.splitlines()[-1], total, fields)

    def test_ages(self):
        """A unit is used from twice its length on, and for one alone."""
        now = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.timezone.utc)
        ages = {1: '1 second', 61: '61 seconds', 3599: '59 minutes', 3600: '1 hour', 3601: '60 minutes', 86399: '23 hours', 86400: '1 day',
                86401: '24 hours', 172799: '47 hours', 172800: '2 days', 31535999: '364 days', 31536000: '1 year', 31536001: '365 days',
                63071999: '729 days', 63072000: '2 years', 94607999: '2 years', 94608000: '3 years'}
        fields = [f'Set-Cookie: a=b; Expires={(now - datetime.timedelta(seconds=seconds)):%a, %d %b %Y %H:%M:%S} GMT' for seconds in ages]
        out = inspect('--now', '2026-11-30T12:00:00Z', *fields).out
        self.assertEqual(re.findall(r'^  Expires +(.*) ago \(', out, re.MULTILINE), list(ages.values()))

    def test_now_is_a_date(self):
        self.assertEqual(inspect('--now', '2026-11-30', '-s', 'a=b; Max-Age=60').out, inspect('--now', '2026-11-30T00:00:00Z', '-s', 'a=b; Max-Age=60').out)
        self.assertEqual(inspect('--now', '2026-11-31', 'a=b').status, 2)

    def test_domain_without_origin(self):
        """A verdict says what was not checked."""
        remark = 'Its Domain was not checked'
        for removal in '', '; Max-Age=0':
            self.assertIn(remark, inspect('-s', f'a=b; Domain=other.example{removal}').out)
        self.assertNotIn(remark, inspect('-s', '__Host-a=b; Domain=other.example').out)
        for arguments in (('-o', 'https://a.other.example'), ()):
            self.assertNotIn(remark, inspect(*arguments, '-s', f'a=b; {"Domain=other.example" if arguments else ""}').out)

    def test_looks_like_something_else(self):
        note = 'this is read as the value of a Cookie field, and has no cookie: cookie-inspect --help tells what is read'
        for text in '<!DOCTYPE html>', 'fetch("https://site.example/", {', '[{"name": "a", "value": "b"}]', '$ curl -b a=1 https://site.example', 'set-cookie', 'Secure':
            self.assertEqual(inspect(stdin=f'{text}\n<p>\n').err, f'cookie-inspect: line 1: {note}\n')
        note = 'this is read as the value of a Cookie field, and has the name of a field in it: cookie-inspect --help tells what is read'
        for text in ('5:Set-Cookie: a=b; Path=/', '    set-cookie: a=b; Path=/; Secure', '{"Set-Cookie": "a=b; Path=/"}', 'add_header Set-Cookie "a=b; Path=/";',
                     'document.cookie = "a=b; path=/"'):
            self.assertEqual(inspect(text).err, f'cookie-inspect: line 1: {note}\n')
        for text in '', 'a=b; =c', 'Cookie: <p>', 'a=cookie; set=cookie', 'Cookie: a=set-cookie:', 'Set-Cookie: a=Set-Cookie':
            self.assertEqual(inspect(stdin=f'{text}\n').err.replace(NOTHING, ''), '')

    def test_looks_joined(self):
        note = 'a comma or a space of this field may be meant to separate attributes or two Set-Cookie fields, and does not'
        for text in 'a=b; expires=Wed, 21 Oct 2030 07:28:00 GMT, c=d; Path=/', 'a=b, SameSite=Lax', 'a=b,c-d=', 'a=b Secure; Path=/', 'a=b; Secure HttpOnly', 'a=b; Path=/ secure', 'a=b,  c=d', 'a=b  Secure', 'a=b,c_d=', 'a=b Secured HttpOnly', 'a=b, c, d=e':
            self.assertEqual(inspect('-s', text).err, f'cookie-inspect: line 1: {note}\n')
            self.assertEqual(inspect(f'Set-Cookie: {text}').err, f'cookie-inspect: line 1: {note}\n')
        for text in 'a=b; Expires=Wed, 21 Oct 2030 07:28:00 GMT; Path=/', 'a=b, c', 'a=b,', 'a=b, "c=d', '', 'a=b Secured', 'a=b; Secure', 'a=b;  HttpOnly', 'a=b ; Secure', 'Secure', 'a=b Secure x', 'a=b, =c', 'a=b,  ', 'a=b, c.d=e', 'a=b; x;  Secure', ' Secure; a=b', 'a=b, ':
            self.assertEqual(inspect('-s', text).err, '', text)

    def test_looks_like_set_cookie(self):
        note = 'this is read as a Cookie field, and looks like a Set-Cookie field: -s reads it as one'
        for text in 'a=b; Secure', 'a=b;httponly; c=d', 'a=b; SameSite=Lax', 'a=b;  max-age=1;', 'a=b;c; Partitioned', 'a=b; Secured; Secure;':
            self.assertEqual(inspect(text).err, f'cookie-inspect: line 1: {note}\n')
            self.assertEqual(inspect('-s', text).err, '')
            self.assertEqual(inspect(f'Cookie: {text}').err, '')
            self.assertEqual(inspect('-p', 'python', text).err, '')
        self.assertEqual(inspect(stdin='a=b\nc=d; Secure\n').err, f'cookie-inspect: line 2: {note}\n')
        self.assertEqual(inspect(stdin='a=b; Secure\n' * 3).err.count('\n'), 1)
        for text in 'a=b; path=/', 'a=b; Secured', 'a=b; secure=1', 'a=b; max-age', 'a=b;', ';', 'a=b; ', 'a=b; HttpOnly x', 'Secure; a=b', 'SameSite=Lax; a=b', 'a=b Secure':
            self.assertEqual(inspect(text).err, '', text)

    def test_verbose(self):
        for text, format_name in ((RESPONSE, 'an HTTP message'), ('> GET / HTTP/1.1\n> Cookie: a=b', 'the output of curl'), ('Cookie: a=b', 'header fields'),
                                  ('a=b', 'values without a field name'), ('curl -b a=b', 'a curl command'),
                                  ('a.example\tTRUE\t/\tTRUE\t0\ta\tb', 'a Netscape cookie file')):
            self.assertEqual(inspect('--verbose', stdin=text).err, f'cookie-inspect: the standard input: {format_name}\n')
        self.assertEqual(inspect('-v', 'a=b').err, 'cookie-inspect: an argument: values without a field name\n')

    def test_output_comes_at_once(self):
        with subprocess.Popen(PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdin.write(b'a=1\nb=')
            process.stdin.flush()
            self.assertEqual([process.stdout.readline() for _ in range(3)], [b'Cookie: a=1\n', b'\n', b'  a  1\n'])
            self.assertIsNone(process.poll())
            process.stdin.write(b'2')
            process.stdin.close()
            self.assertEqual(process.stdout.read(), b'\nCookie: b=2\n\n  b  2\n\n2 cookies sent in 2 Cookie fields\n')

    def test_unreadable_input(self):
        directory = os.open('/', os.O_RDONLY)
        try:
            self.expect(inspect('-s', stdin=directory), 2, '', 'cookie-inspect: cannot read the standard input: Is a directory\n')
        finally:
            os.close(directory)
        closed = subprocess.run(['sh', '-c', 'exec "$@" <&-', 'sh', *PROGRAM], capture_output=True, check=False, timeout=60)
        self.assertEqual((closed.returncode, closed.stdout), (2, b''))
        self.assertIn(b'cannot read the standard input: ', closed.stderr)

    @unittest.skipUnless(sys.platform == 'linux', 'only Linux tells that the other end left what it was sent')
    def test_reset_input(self):
        """The other end is gone in the middle of a message."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                theirs.sendall(b'HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n')
                ours.sendall(b'unread')
            result = inspect(stdin=ours)
            self.assertEqual((result.status, result.err), (2, 'cookie-inspect: cannot read the standard input: Connection reset by peer\n'))
            self.assertTrue(result.out.startswith('Set-Cookie: a=b\n'), result.out)
            self.assertNotIn('c=d', result.out)

    @unittest.skipUnless(os.path.exists('/dev/full'), 'no /dev/full')
    def test_full_disk(self):
        for n in 1, 100000:
            with open('/dev/full', 'wb') as full:
                result = inspect(stdin='a=b\n' * n, stdout=full)
            self.assertEqual((result.status, result.err), (2, 'cookie-inspect: cannot write the standard output: No space left on device\n'))
        for option in '--help', '--version':
            with open('/dev/full', 'wb') as full:
                result = inspect(option, stdout=full)
            self.assertEqual(result.status, 2)
            # GLib may have tried to write its help before, and has not told why that failed
            reason = ': No space left on device'
            self.assertRegex(result.err, f'^cookie-inspect: cannot write the standard output{reason if option == "--version" else f"({reason})?"}\n$')


main()
