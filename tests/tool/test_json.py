# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_json.py PROGRAM: JSON, or that there is none without json-glib."""

import base64
import json
import os
import tempfile
import unittest

from inspecting import NOW, Case, has_json, inspect, main


@unittest.skipUnless(has_json(), 'built without json-glib')
class Json(Case):
    def test_cookie(self):
        found = self.objects('a="x y"; =é; t=%41', status=1)
        self.assertEqual(found, [{
            'field': 'Cookie', 'line': 1, 'origin': None, 'profile': 'rfc6265', 'text': 'a="x y"; =é; t=%41', 'encoding': 'UTF-8',
            'cookies': [{'name': 'a', 'value': 'x y', 'codedValue': '"x y"', 'size': 6},
                        {'name': 't', 'value': '%41', 'codedValue': '%41', 'size': 4, 'decoded': [{'encoding': 'percent', 'text': 'A'}]}],
            'diagnostics': [{'offset': 9, 'length': 3, 'severity': 'error', 'code': 'nameless', 'text': '=é',
                             'message': 'A cookie needs a name.', 'section': '6265bis §4.2.1'}]}])

    def test_set_cookie(self):
        text = '__Host-a=b; Domain=site.example; Max-Age=60; Expires=Sun, 06 Nov 1994 08:49:37 GMT; HttpOnly; SameSite=Lax; Secure; Partitioned; ' \
               'Priority=High; Path=/x; Comment=c; Version=1; foo'
        found, = self.objects('-o', 'https://user:secret@site.example/x', '-u', 'https://site.example/y', NOW, f'Set-Cookie: {text}', status=1)
        diagnostics = found.pop('diagnostics')
        self.assertEqual(found, {
            'field': 'Set-Cookie', 'line': 1, 'origin': 'https://site.example/x', 'text': text, 'encoding': 'UTF-8', 'verdict': 'dropped',
            'cookies': [{'name': '__Host-a', 'value': 'b', 'codedValue': 'b', 'size': 9, 'comment': 'c', 'domain': 'site.example', 'path': '/x',
                         'priority': 'High', 'version': '1', 'expires': '1994-11-06T08:49:37Z', 'maxAge': 60, 'httpOnly': True, 'secure': True,
                         'partitioned': True, 'sameSite': 'lax', 'unknown': ['foo'], 'end': '2026-11-30T12:01:00Z'}],
            'destination': {'url': 'https://site.example/y', 'sent': False, 'reason': 'the browser does not have it'}})
        self.assertEqual([(d['severity'], text.encode()[d['offset']:d['offset'] + d['length']].decode()) for d in diagnostics if d['code'] == 'prefix'],
                         [('error', '__Host-a')])

    def test_verdicts(self):
        fields = 'Set-Cookie: a=b', 'Set-Cookie: a=; Max-Age=0', 'Set-Cookie: __Host-a=b'
        self.assertEqual([found['verdict'] for found in self.objects(*fields, status=1)], ['kept', 'deleted', 'dropped'])
        self.assertIsNone(self.objects('Set-Cookie: a=b')[0]['cookies'][0]['end'])
        self.assertEqual([found['cookies'][0].get('maxAge') for found in self.objects('Set-Cookie: a=b', 'Set-Cookie: a=; Max-Age=0')], [None, 0])

    def test_destination(self):
        found, = self.objects('-o', 'https://a.example', '-u', 'https://a.example/x', 'Set-Cookie: a=b; SameSite=None; Secure')
        self.assertEqual(found['destination'], {'url': 'https://a.example/x', 'sent': True, 'reason': 'also with requests from other sites'})

    def test_destination_of_ignored_field(self):
        """A field that browsers ignore as a whole has no cookie that would go anywhere."""
        for text in 'n=v\x01', f'n={"v" * 5000}':
            found, = self.objects('-u', 'https://a.example/x', '-s', text, status=1)
            self.assertEqual((found['cookies'], found['destination']['sent'], found['destination']['reason']), ([], False, 'the browser does not have it'))
            self.assertIn('It does not go to https://a.example/x: the browser', inspect('-u', 'https://a.example/x', '-s', text).out)

    def test_last_end(self):
        found, = self.objects('--now', '9999-12-31T23:59:59Z', '-s', 'a=b; Max-Age=60')
        self.assertEqual(found['cookies'][0]['end'], '9999-12-31T23:59:59Z')

    def test_end(self):
        """Browsers keep no cookie for more than 400 days."""
        for attributes, end in (('Max-Age=34560000', '2028-01-04T12:00:00Z'), ('Max-Age=34560001', '2028-01-04T12:00:00Z'), ('Max-Age=34559999', '2028-01-04T11:59:59Z'),
                                ('Expires=Tue, 04 Jan 2028 12:00:01 GMT', '2028-01-04T12:00:00Z'), ('Expires=Tue, 04 Jan 2028 11:59:59 GMT', '2028-01-04T11:59:59Z'),
                                ('Max-Age=1; Expires=Tue, 04 Jan 2028 11:59:59 GMT', '2026-11-30T12:00:01Z'), ('Secure', None)):
            found, = self.objects(NOW, '-s', f'a=b; {attributes}')
            self.assertEqual(found['cookies'][0]['end'], end, attributes)

    def test_order_of_diagnostics(self):
        """What is refused of sealed values is among the others, by where it is."""
        with tempfile.NamedTemporaryFile('w') as key:
            key.write('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f')
            key.flush()
            os.chmod(key.name, 0o600)
            refused = 's1.g9sF..i:7.UCcssMA8WEFxh-_VSqYREz83X-JWtb4R_ZyzLrK6KvQ'
            for pairs, codes in ((('=z', 'a=' + refused, '=z'), ['nameless', 'unauthentic', 'nameless']), (('a=' + refused, '=z', 'b=' + refused), ['unauthentic', 'nameless', 'unauthentic']),
                                 (('a=1', 'b=s1.g9sF..x', '=z'), ['undecodable', 'nameless']), (('a=1', 'b=e1.g9sF..x', '=z'), ['undecodable', 'nameless']), (('a=1', 'b=s1.AAAA' + refused[7:]), ['no-key'])):
                found, = self.objects('--key-file', key.name, '; '.join(pairs), status=1)
                self.assertEqual([d['code'] for d in found['diagnostics']], codes)
                offsets = [d['offset'] for d in found['diagnostics']]
                self.assertEqual(offsets, sorted(offsets))

    def test_start_of_seal(self):
        """Of a sealed value that was cut, the mark and the ID are left; with quotes, none can be opened."""
        with tempfile.NamedTemporaryFile('w') as key:
            key.write('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f')
            key.flush()
            os.chmod(key.name, 0o600)
            for value in 's1xg9sF.x', 's1.g9sFx.x', 's1.g*sF.x', 'x1.g9sF.x', 's1', 's1.', 's1.g9sF', '"s1.g9sF.x', 'e1xg9sF.', 'e1.g9sFx':
                found, = self.objects('--key-file', key.name, f'a={value}')
                self.assertEqual(found['diagnostics'], [], value)
            for value, code in (('s1.g9sF.', 'undecodable'), ('s1.g9sF.0.x.', 'undecodable'), ('e1.g9sF.', 'undecodable'), ('e1.g9sF.x', 'undecodable'),
                                ('"s1.g9sF..x"', 'not-sealed'), ('"e1.g9sF.x"', 'not-sealed')):
                found, = self.objects('--key-file', key.name, f'a={value}', status=1)
                self.assertEqual([d['code'] for d in found['diagnostics']], [code], value)

    def test_unknown_destination(self):
        """Without an origin, it is not known who gets a cookie."""
        for field in 'a=b; Path=/', 'a=b; Domain=a.example':
            found, = self.objects('-u', 'https://a.example/x', f'Set-Cookie: {field}')
            self.assertIsNone(found['destination']['sent'], found)
        found, = self.objects('-u', 'https://a.example/x', 'Set-Cookie: a=b; Domain=b.example')
        self.assertFalse(found['destination']['sent'])

    def test_hosts_of_destination(self):
        for origin, url, text, sent in (('http://a.example', 'http://a.example/', 'a=b; Path=/', True), ('http://a.example', 'http://x.a.example/', 'a=b; Path=/', False),
                                        ('http://a.example', 'http://x.a.example/', 'a=b; Path=/; Domain=A.Example', True),
                                        ('http://a.example', 'http://ba.example/', 'a=b; Path=/; Domain=a.example', False),
                                        ('http://a.example', 'http://a.example/', 'a=b; Path=/; Domain=', True),
                                        ('https://a.example', 'http://a.example/', 'a=b; Path=/; Secure', False), ('https://a.example', 'ws://a.example/', 'a=b; Path=/; Secure', False),
                                        ('https://a.example', 'wss://a.example/', 'a=b; Path=/; Secure', True), ('http://127.0.0.1', 'http://127.0.0.1/', 'a=b; Path=/; Secure', True),
                                        ('http://a.example/x/y', 'http://a.example/x/z', 'a=b', True), ('http://a.example/x/y', 'http://a.example/', 'a=b', False),
                                        ('http://a.example/x', 'http://a.example/', 'a=b', True), ('http://a.example', 'http://a.example/x', 'a=b', True)):
            found, = self.objects('-o', origin, '-u', url, f'Set-Cookie: {text}')
            self.assertEqual(found['destination']['sent'], sent, (origin, url, text))

    def test_path_of_destination(self):
        """Browsers do not decode the path of a URL."""
        for requested, path, sent in (('/%7Eu', '/%7Eu', True), ('/a%62', '/ab', False), ('/a%2fb', '/a%2Fb', False), ('/a%2fb?c', '/a%2fb', True), ('', '/', True),
                                      ('?a=/b', '/', True), ('/~u', '/%7Eu', False), ('/é/z', '/%C3%A9', True), ('/é/z', '/é', False), ('/b y/z', '/b%20y', True),
                                      ('/q"x', '/q%22x', True), ('/<p>', '/<p>', False), ('/{p}', '/%7Bp%7D', True), ('/`^', '/%60%5E', True),
                                      ("/!$&'()*+,:=@[]|-._~", "/!$&'()*+,:=@[]|-._~", True), ('/a/../b/y', '/b', True), ('/a/../b', '/a', False),
                                      ('/a/%2e%2E/b/y', '/b', True), ('/a/.%2e/b', '/b', True), ('/./b/%2E/y', '/b/y', True), ('/../../b', '/b', True),
                                      ('/b/..', '/', True), ('/b/c/..', '/b/', True), ('/b/.', '/b/', True), ('/a\\b', '/a/', True), ('/b//c', '/b/c', False),
                                      ('/...', '/...', True), ('/b/../..', '/', True)):
            found, = self.objects('-o', 'https://a.example', '-u', f'https://a.example{requested}', f'Set-Cookie: a=b; Path={path}')
            self.assertEqual(found['destination']['sent'], sent, (requested, path))

    def test_python_profile(self):
        found, = self.objects('-p', 'python', 'a=1; path=/x; secure; expires="Sun, 06 Nov 1994 08:49:37 GMT"; b=2')
        self.assertEqual(found['profile'], 'python')
        self.assertEqual(found['cookies'], [
            {'name': 'a', 'value': '1', 'codedValue': '1', 'size': 2, 'path': '/x', 'expires': '1994-11-06T08:49:37Z', 'secure': True},
            {'name': 'b', 'value': '2', 'codedValue': '2', 'size': 2}])

    def decoded(self, value):
        cookie, = self.objects(stdin=f'a={value}\n')[0]['cookies']
        return [(view['encoding'], view['text']) for view in cookie.get('decoded', [])]

    def test_base64(self):
        """Eight characters at least, and what can be read."""
        for text in 'aGVsbG8h', 'aGVsbG8hIQ', 'aGVsbG8hIQ==', 'eMO_Pz8_', 'eMO/Pz8/', 'YQliCmMgZA', '4oKs4oKs':
            plain = base64.urlsafe_b64decode(text.replace('/', '_').rstrip('=') + '=' * (-len(text.rstrip('=')) % 4)).decode()
            self.assertEqual(self.decoded(text), [('base64', plain)], text)
        for text in 'aGVsbG8', 'aGVsbG8=', 'aGVsbG8hI', 'aGVsbG8*IQ', 'AAAAAAAA', 'YWJjZGVmfw', 'YWJjZGVmGw', '__________', 'YWJj ZGVm':
            self.assertEqual(self.decoded(text), [], text)
        self.assertEqual(self.decoded('x.aGVsbG8h.y.aGVsbG8hIQ'), [('base64', 'hello!'), ('base64', 'hello!!')])
        self.assertEqual(self.decoded('aGVsbG8h%2E'), [('percent', 'aGVsbG8h.'), ('base64', 'hello!')])

    def test_jwt(self):
        """Two objects and a signature, the first of which names an algorithm."""
        def part(text):
            return base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')

        header, other, payload = '{"alg":"HS256"}', '{"typ":"HS256"}', '{"sub":"lou"}'
        for signature in 'c2lnbmF0dXJl', '', '*':
            self.assertEqual(self.decoded(f'{part(header)}.{part(payload)}.{signature}'), [('JWT header', header), ('JWT payload', payload)])
        for parts in ((header, payload), (other, payload, 'signature'), (header, payload, 'signature', 'signature'), (header, '["sub", 1]', 'signature'),
                      (' ' + header, payload, 'signature')):
            self.assertEqual(self.decoded('.'.join(map(part, parts))), [('base64', text) for text in parts])
        self.assertEqual(self.decoded(f'{part(header)}.e30.x'), [('base64', header)])

    def test_percent(self):
        self.assertEqual(self.decoded('%C3%A9%2c'), [('percent', 'é,')])
        for text in '%', '%4', '%zz', '%ff', '%00', 'x%00', '100%':
            self.assertEqual(self.decoded(text), [], text)

    def test_sealed(self):
        """What has the layout of a seal, with its least and greatest lengths."""
        mac, now = 'A' * 43, '1700000000'
        def described(value):
            return [encoding for encoding, _ in self.decoded(value)]

        for value in f's1.g9sF.{now}.x.{mac}', f's1.g9sF..x.{mac}', f's1.g9sF.0.x.{mac}', f's1.g9sF.{"9" * 15}.x.{mac}':
            self.assertEqual(described(value), ['signed', 'payload'], value)
        for value in (f's1.g9sF.{"9" * 16}.x.{mac}', f's1.g9sF.01.x.{mac}', f's1.g9sF.{now}.x.{mac}A', f's1.g9sF.{now}.x.{mac[1:]}', f's2.g9sF.{now}.x.{mac}',
                      f's1.g9s.{now}.x.{mac}', f's1.g*sF.{now}.x.{mac}', f's1.g9sF.{now}x.x.{mac}'):
            self.assertNotIn('signed', described(value), value)
        for n, expected in (55, []), (56, ['encrypted']), (57, ['encrypted']):
            box = base64.urlsafe_b64encode(b'\xff' * n).decode().rstrip('=')
            self.assertEqual(described(f'e1.g9sF.{now}.{box}'), expected)
        when = self.decoded(f's1.g9sF.253402300799.x.{mac}')[0][1], self.decoded(f's1.g9sF.253402300800.x.{mac}')[0][1]
        self.assertIn('(9999-12-31 23:59:59 UTC)', when[0])
        self.assertIn('at 253402300800', when[1])
        self.assertEqual(self.decoded(f's1.g9sF..%ff.{mac}'), [('signed', 'version 1, by the secret g9sF, without a time, lifetime unknown, not verified')])

    def test_latin1(self):
        found, = self.objects(stdin=b'a=\xe9')
        self.assertEqual((found['text'], found['encoding'], found['cookies'][0]['size']), ('a=é', 'ISO-8859-1', 2))

    def test_forms(self):
        """An array, or an object a line; the array is one too if nothing is found or something fails."""
        lines = inspect('--json-lines', stdin='a=b\nc=d').out.splitlines()
        self.assertEqual([json.loads(line)['text'] for line in lines], ['a=b', 'c=d'])
        self.assertEqual(inspect('--json', '--json-lines', stdin='a=b\nc=d').out.splitlines(), lines)
        nothing = 'cookie-inspect: the input has no Cookie or Set-Cookie field\n'
        self.expect(inspect('-j'), 3, '[]\n', nothing)
        self.expect(inspect('--json-lines'), 3, '', nothing)
        self.assertEqual(json.loads(inspect('-j', 'a=b', '{"log":1}').out)[0]['text'], 'a=b')

    def test_controls_are_escaped(self):
        """What controls a terminal or reorders text is escaped, and read back by a parser as it was."""
        for c in '\x1b\x1f\x7f\x9b\u200d\u202e\u2028\ufeff\U000e0001\ue000\ufe00\ufe0f\U000e0100\U000e01ef\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0':
            result = inspect('-j', f'a=x{c}y')
            self.assertNotIn(c, result.out)
            self.assertEqual(json.loads(result.out)[0]['text'], f'a=x{c}y')
        self.assertIn('é🍪', inspect('-j', 'a=é🍪').out)
        self.assertEqual(json.loads(inspect('-j', stdin=b'a=b\0c').out)[0]['text'], 'a=b\ufffdc')


@unittest.skipIf(has_json(), 'built with json-glib')
class NoJson(Case):
    def test_not_supported(self):
        for option in '--json', '--json-lines':
            self.expect(inspect(option, 'a=b'), 2, '',
                        f'cookie-inspect: {option} is NOT SUPPORTED: cookie-inspect was built without json-glib\nTry \'cookie-inspect --help\'\n')
        self.expect(inspect(stdin='{"log": {}}'), 2, '', 'cookie-inspect: HAR is NOT SUPPORTED: cookie-inspect was built without json-glib\n')
        self.assertEqual(inspect('a=b').status, 0)


main()
