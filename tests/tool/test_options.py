# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_options.py PROGRAM TOOL_SOURCE: options, exit statuses, the manual page and the completions."""

import base64
import hmac
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from inspecting import PROGRAM, Case, inspect, main

SOURCE = pathlib.Path(sys.argv.pop(1))

GOOD = 'Set-Cookie: a=b; Secure; HttpOnly; SameSite=Lax; Path=/'
HINT = 'Set-Cookie: sid=1'
WARNING = 'Set-Cookie: a=b; Max-Age=x; Secure; HttpOnly; SameSite=Lax; Path=/'
ERROR = 'Set-Cookie: __Host-a=b'
REMOVAL = 'Set-Cookie: a=; Max-Age=0; Secure; HttpOnly; SameSite=Lax'
TRY = "Try 'cookie-inspect --help'\n"


def options():
    """The options of --help: short or nothing, long, what their value is called or nothing."""
    text = inspect('--help').out.split('\nOptions:\n')[1].split('\n\n')[0]
    found = re.findall(r'^  (?:-(\w), )?(--[a-z-]+)(?:=([A-Z]+))? ', text, re.MULTILINE)
    assert len(found) == text.count('\n') + 1 > 15, text
    return found


def long_options():
    return [option for _short, option, _value in options()]


class Status(Case):
    def test_fail_on(self):
        statuses = {(): (0, 0, 0, 1, 0), ('--fail-on=error',): (0, 0, 0, 1, 0), ('--fail-on=warning',): (0, 0, 1, 1, 0),
                    ('--fail-on=hint',): (0, 1, 1, 1, 1)}
        for options, expected in statuses.items():
            found = tuple(inspect('-q', *options, field).status for field in (GOOD, HINT, WARNING, ERROR, REMOVAL))
            self.assertEqual(found, expected, options)
        self.assertEqual(inspect(GOOD, ERROR, GOOD).status, 1)

    def test_cookie_field(self):
        self.assertEqual([inspect('-q', text).status for text in ('a=b', 'a=b; a=c', 'a=b; =c')], [0, 0, 1])
        self.assertEqual(inspect('-q', '--fail-on=warning', 'a=b; a=c').status, 1)

    def test_quiet(self):
        for options in ('-q',), ('--quiet', '--json'), ('-q', '--json-lines'):
            self.expect(inspect(*options, ERROR), 1, '')

    def test_version(self):
        for option in '-V', '--version':
            self.assertRegex(inspect(option).out, r'^cookie-inspect [0-9]+\.[0-9]+\.[0-9]+\n$')

    def test_now(self):
        field = 'Set-Cookie: a=b; Expires=Mon, 30 Nov 2026 12:00:00 GMT'
        for now, verdict in (('2026-11-30T11:59:59Z', 'keeps'), ('2026-11-30T12:59:59+01:00', 'keeps'), ('2026-11-30T12:00:00', 'deletes'),
                             ('Mon, 30 Nov 2026 12:00:01 GMT', 'deletes')):
            self.assertIn(f'A browser {verdict} this cookie.', inspect('--now', now, field).out)


class Use(Case):
    def refused(self, message, *arguments):
        self.expect(inspect(*arguments), 2, '', f'cookie-inspect: {message}\n{TRY}')

    def test_urls(self):
        """A wrong origin is wrong, whether there is anything to read or not."""
        for option in '--origin', '--url':
            for url in '', '/path', 'not a uri', 'mailto:a@site.example', 'file:///etc', 'https://', 'https://%ff/', '//site.example', 'user@site.example':
                self.refused(f'{option}={url}: it must be a URL with a host', option, url, '-s')
            for url in 'https://site.example:99999', 'https://a:b:c/', 'http://localhost:x':
                self.refused(f'{option}={url}: its port is not a number up to 65535', option, url, '-s')
            for url in 'http://256.1.1.1', 'http://1.2.3.4.5:80/x', 'http://site.example.08?', 'http://u@1.2.3.0x100000000.':
                self.refused(f'{option}={url}: what ends in a number must be an IPv4 address, such as 127.0.0.1', option, url, '-s')
            for url in 'http://[::1%25eth0]/', 'http://[1.2.3.4]/':
                self.refused(f'{option}={url}: it must be a URL with a host', option, url, '-s')
            for url in 'localhost', 'localhost:3000', '127.0.0.1:8080/x':
                self.refused(f'{option}={url}: it must be a URL with a host; did you mean http://{url}?', option, url, '-s')
            self.refused(f'{option}=https://u:p@ss@site.example: it must be a URL with a host', option, 'https://u:p@ss@site.example', '-s')
            self.refused(f'{option}=https://b.example: it can be given once', option, 'https://a.example', option, 'https://b.example', 'a=b')
            self.refused(f'{option}=https//site.example: it must be a URL with a host', option, 'https//site.example', '-s')
            for url in 'site.example', 'site.example:8443', 'www.site.example/path':
                self.refused(f'{option}={url}: it must be a URL with a host; did you mean https://{url}?', option, url, '-s', 'a=b')
            for url in 'https://a.example\r', 'https://a.example/x\n', 'https://a.example ', 'https://a.example/ ', 'https://a b/', 'https://a.example\\b':
                self.assertRegex(inspect(option, url, '-s', 'a=b').err, f'(?s)^cookie-inspect: {option}=https://a.*: it can have no control character')
            self.assertEqual(inspect(option, 'https://a.example/x y?\\', '-s', 'a=b').status, 0)
        self.refused('--origin=site.example: it must be a URL with a host; did you mean https://site.example?', '-o', 'site.example')
        self.refused('--origin=site:/x: it must be a URL with a host', '-o', 'site:/x')

    def test_spelling_of_host(self):
        """An IP address, and any host, as browsers write it."""
        for host, expected in (('127.1', '127.0.0.1'), ('0x7f.1', '127.0.0.1'), ('0177.0.0.1.', '127.0.0.1'), ('2130706433', '127.0.0.1'), ('[::FFFF:127.0.0.1]', '[::ffff:7f00:1]'),
                               ('[0:0::1]', '[::1]'), ('Site.Example.', 'site.example.'), ('localhost.', 'localhost.'), ('%6cocalhost', 'localhost')):
            out = inspect('--width=200', '-o', f'http://{host}:80/x', '-u', f'http://{host}:80/x', 'Set-Cookie: a=b; Secure').out
            if 'localhost' in expected or expected in ('127.0.0.1', '[::1]'):
                self.assertIn(f'  It goes to http://{expected}:80/x, ', out)
            else:
                self.assertIn(f'  It does not go to http://{expected}:80/x: ', out)
                self.assertIn('error: The origin is not secure, so it cannot set a Secure cookie. ', out)

    def test_words(self):
        self.refused('--profile=chrome: it must be one of python, rfc6265, strict', '-p', 'chrome', 'a=b')
        self.refused('--fail-on=none: it must be one of error, warning, hint', '--fail-on', 'none', 'a=b')
        self.refused('--color=yes: it must be one of always, auto, never', '--color=yes', 'a=b')
        for width in '', '0', '19', '10001', '-80', 'wide', '80.5', '99999999999999999999':
            self.refused(f'--width={width}: it must be a number of columns from 20 to 10000', f'--width={width}', 'a=b')
        for width in '20', '21', '9999', '10000':
            self.assertEqual(inspect(f'--width={width}', 'a=b').status, 0)
        for now in '', 'now', '12', '2026-13-01T00:00:00Z':
            self.refused(f'--now={now}: it must be a time such as 2026-11-30T12:00:00Z or Mon, 30 Nov 2026 12:00:00 GMT', f'--now={now}', 'a=b')

    def test_bytes(self):
        """A refusal of what is not UTF-8 names the option."""
        for option in 'origin', 'url', 'now', 'profile', 'fail-on', 'color', 'width', 'purpose':
            self.assertRegex(inspect(f'--{option}=https://\udcff/', 'a=b').err, f'^cookie-inspect: --{option}=https://.*: it ')

    def test_unknown(self):
        self.refused('Unknown option --nosuch', '--nosuch')
        self.refused('Unknown option -x', '-x', 'a=b')
        self.refused('Missing argument for --origin', '--origin')

    def test_stuck_values(self):
        """What is stuck to a short option is its value, and not options that GLib knows: -h."""
        self.assertEqual(inspect('-ohttps://h.example', '-q', '-s', '__Host-a=b').status, 1)
        self.assertEqual(inspect('-ppython', 'a=1; path=/').out, inspect('-p', 'python', 'a=1; path=/').out)
        self.refused('--profile=ython2: it must be one of python, rfc6265, strict', '-qspython2')
        self.assertEqual(inspect('--', '-o=h').out, 'Cookie: -o=h\n\n  -o  h\n')

    def test_values_of_flags(self):
        for option in 'set-cookie', 'json', 'quiet', 'verbose':
            self.refused(f'--{option} takes no value', f'--{option}=a=b')
        self.assertEqual(inspect('--', '--json=a').out, 'Cookie: --json=a\n\n  --json  a\n')

    def test_standard_input(self):
        self.assertEqual(inspect('-', stdin='a=b').out, inspect(stdin='a=b').out)

    def test_zone_of_now(self):
        """A browser drops the zone of a date."""
        for zone in '+0200', '-0500', '+0000', 'EST', 'GMT+2', 'GMT-2', 'UTC+02:00', 'GMT junk', 'MART', 'CEST', 'GMTX', 'XGMT', '\udcff':
            self.assertEqual(inspect('--now', f'Thu, 31 Dec 2026 13:59:59 {zone}', 'a=b').status, 2, zone)
        for now in 'Sun Nov 29 23:05:09 CET 2026', 'Sun 29 Nov 2026 11:05:09 PM UTC', 'Thu, 31 Dec 2026 13:59:59EST':
            self.assertEqual(inspect('--now', now, 'a=b').status, 2, now)
        for now in ('Thu, 31 Dec 2026 13:59:59 GMT', 'thu, 31 dec 2026 13:59:59 utc', 'Thu Dec 31 13:59:59 UTC 2026', 'Thursday, 31-Dec-26 13:59:59 GMT',
                    'Thu Dec 31 13:59:59 2026', 'Thu 31 December 13:59:59 2026', '31-Dec-2026 13:59:59'):
            result = inspect('--now', now, '-s', 'a=b; Max-Age=1')
            self.assertIn('(2026-12-31 14:00:00 UTC)', result.out, result)

    def test_options_do_not_exclude_each_other(self):
        """The input may have fields of both kinds."""
        self.assertEqual(inspect('-s', '-p', 'strict', '-o', 'https://site.example', 'Cookie: a=b;c=d', GOOD).status, 1)


class Sealed(Case):
    SECRET = bytes(range(32))

    def sign(self, name, payload):
        """As docs/coded-text.md describes it"""
        def encode(data):
            return base64.urlsafe_b64encode(data).decode().rstrip('=')

        def derive(info):
            return hmac.digest(hmac.digest(b'Cookie.Keyring', self.SECRET, 'sha256'), info + b'\1', 'sha256')

        mac = hmac.digest(derive(b'Cookie.SignedCodec\0'), f's1\0\0{name}\0\0{payload}'.encode(), 'sha256')
        return f's1.{encode(derive(b"id")[:3])}..{payload}.{encode(mac)}'

    def test_longer_than_browsers_keep(self):
        """A value can be genuine though no browser sends it."""
        remark = ', longer than the 4096 bytes of name and value that browsers keep\n'
        rest = len('sid') + len(self.sign('sid', ''))
        with tempfile.NamedTemporaryFile() as file:
            file.write(self.SECRET.hex().encode())
            file.flush()
            for length in 4096, 4097:
                pair = f'sid={self.sign("sid", "x" * (length - rest))}'
                self.assertEqual(len(pair), length + 1)
                out = inspect('--width=200', '--key-file', file.name, pair).out
                self.assertIn(', lifetime unknown, verified' + ('\n' if length == 4096 else remark), out)
                # of a Set-Cookie field, a diagnostic says it
                result = inspect('--width=200', '--key-file', file.name, '-s', pair)
                self.assertEqual((result.status, 'longer than the' in result.out), (length > 4096, False))


class Locale(Case):
    def run_in(self, locale, *arguments):
        result = inspect(*arguments, env={**os.environ, 'LC_ALL': locale, 'LANGUAGE': 'de'})
        return result.out + result.err

    def test_ascii(self):
        """In a locale without other letters than ASCII, there are no others."""
        for arguments in (('--help',), ('-s', '__Host-é=🍪“§”; Max-Age=x; Path=' + 'y' * 500), ('é=1; é=2',), ('-s', 'é' * 5000), ('--key-file', '/nosuch', 'a=b'),
                          ('--key-file', 'é', 'a=b'), ('--origin=é', 'a=b'), ('--é',), ('-ü',), ('--now', '§', 'a=b')):
            self.assertTrue(self.run_in('C', *arguments).isascii(), arguments)
            self.assertIn('\n', self.run_in('C', *arguments))
        self.assertIn('\\u{e9}=1; \\u{e9}=2\n', self.run_in('C', 'é=1; é=2'))
        self.assertIn('(6265bis section 4.1.1)', self.run_in('C', 'é=1'))
        self.assertIn('The secret "/nosuch" cannot be read', self.run_in('C', '--key-file', '/nosuch', 'a=b'))
        for line in self.run_in('C', '--width=40', '-s', '__Host-é=🍪“§”; Max-Age=x; Path=' + 'y' * 500).split('\n'):
            self.assertLessEqual(len(line), 40)

    def test_json(self):
        """is UTF-8, whatever the locale."""
        self.assertEqual(self.run_in('C', '-j', 'a=é'), self.run_in('C.UTF-8', '-j', 'a=é'))

    def test_messages_are_english(self):
        for locale in 'de_DE.UTF-8', 'de_DE':
            self.assertIn('Unknown option --x', self.run_in(locale, '--x'))


class Completions(Case):
    def bash(self, *words):
        script = f'. {SOURCE}/cookie-inspect.bash; compopt () {{ echo "$@"; }}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _cookie_inspect; echo "${{COMPREPLY[*]}}"'
        return subprocess.run(['bash', '-c', script, 'bash', 'cookie-inspect', *words], capture_output=True, text=True, check=True, timeout=60).stdout.split()

    def test_bash(self):
        self.assertEqual(sorted(self.bash('--')), sorted(long_options()))
        self.assertEqual(self.bash('--s'), ['--set-cookie'])
        self.assertEqual(self.bash('-p', 'r'), ['rfc6265'])
        self.assertEqual(self.bash('--fail-on', ''), ['error', 'warning', 'hint'])
        self.assertEqual(self.bash('--fail-on', '=', 'w'), ['warning'])
        self.assertEqual(self.bash('--color', 'a'), ['always', 'auto'])
        self.assertEqual(self.bash('-o', 'https'), ['-o', 'nospace', 'https://'])
        for before in '--key-file', '<', '>', '2>':
            self.assertEqual(self.bash(before, 'a'), ['-o', 'default'])
        self.assertEqual(self.bash('--now', ''), [])

    @unittest.skipUnless(shutil.which('fish'), 'no fish')
    def test_fish(self):
        def complete(line):
            script = f'source {SOURCE}/cookie-inspect.fish; complete --do-complete {line!r}'
            done = subprocess.run(['fish', '--no-config', '-c', script], capture_output=True, text=True, check=True, timeout=60,
                                  env={**os.environ, 'HOME': '/nonexistent', 'PATH': f'{pathlib.Path(PROGRAM[-1]).parent}:{os.environ["PATH"]}'})
            return [word.split('\t')[0] for word in done.stdout.splitlines()]

        self.assertEqual(sorted(word.rstrip('=') for word in complete('cookie-inspect --')), sorted(long_options()))
        source = (SOURCE / 'cookie-inspect.fish').read_text()
        declared = re.findall(r'^complete -c cookie-inspect (?:-s (\w) )?-l ([a-z-]+)( -[rx])?', source, re.MULTILINE)
        self.assertEqual([(short, f'--{option}', bool(value)) for short, option, value in declared],
                         [(short, option, bool(value)) for short, option, value in options()])
        self.assertEqual(complete('cookie-inspect --profile '), ['python', 'rfc6265', 'strict'])
        self.assertEqual(sorted(complete('cookie-inspect --fail-on ')), ['error', 'hint', 'warning'])
        self.assertEqual(sorted(complete('cookie-inspect --color a')), ['always', 'auto'])

    @unittest.skipUnless(shutil.which('zsh'), 'no zsh')
    def test_zsh(self):
        """What is said to _arguments names each option."""
        script = f'''_arguments () {{ print -rl -- "$@"; }}; source {SOURCE}/_cookie-inspect'''
        done = subprocess.run(['zsh', '-f', '-c', script], capture_output=True, text=True, check=True, timeout=60)
        found = {word for line in done.stdout.splitlines() for word in re.findall(r'--[a-z-]+', line.split('[')[0])}
        self.assertEqual(found, set(long_options()))
        for short, option, value in options():
            self.assertIn(f'{option}={"" if short else "["}' if value else f'{option}[', done.stdout)
            if short:
                self.assertRegex(done.stdout, rf'(?m)^\(({re.escape(f"-{short} {option}")}|- \*)\)-{short}\[')
        self.assertIn('*--key-file=', done.stdout)
        for words in '(python rfc6265 strict)', '(error warning hint)', '(always auto never)':
            self.assertIn(words, done.stdout)
        self.assertTrue((SOURCE / '_cookie-inspect').read_text().startswith('#compdef cookie-inspect\n'))


class Page(Case):
    def test_options_in_the_manual(self):
        table = (SOURCE.parents[1] / 'docs/cookie-inspect.md').read_text()
        rows = re.findall(r'^\| (?:`-(\w)`, )?`(--[a-z-]+)(?:=([A-Z]+))?` \|', table, re.MULTILINE)
        self.assertEqual(sorted(rows), sorted(options()))

    def test_options_and_statuses(self):
        """The manual page has each option, short and long, and each status that --help has."""
        page = (SOURCE / 'cookie-inspect.1').read_text().replace('\\-', '-')
        items = re.findall(r'^\.It (?:Fl (\w) , )?Fl (-[a-z-]+)(?: Ar (\w+))?$', page, re.MULTILINE)
        self.assertEqual(sorted((short, f'-{option}', value.upper()) for short, option, value in items), sorted(options()))
        help_text = inspect('--help').out
        for status in re.findall(r'^  (\d)  ', help_text, re.MULTILINE):
            self.assertRegex(page, rf'(?m)^\.It {status}$')
        for section in 'EXAMPLES', 'EXIT STATUS', 'SEE ALSO', 'ENVIRONMENT':
            self.assertIn(f'.Sh {section}\n', page)

    @unittest.skipUnless(shutil.which('mandoc'), 'no mandoc')
    def test_lint(self):
        done = subprocess.run(['mandoc', '-T', 'lint', '-W', 'warning', str(SOURCE / 'cookie-inspect.1')], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, ''))

    def test_examples(self):
        """Those that need no network run as they are printed."""
        page = (SOURCE / 'cookie-inspect.1').read_text().replace('\\-', '-').replace('\\e', '\\')
        blocks = re.findall(r'^\.Bd -literal.*\n((?:.*\n)*?)\.Ed', page, re.MULTILINE)
        self.assertGreater(len(blocks), 5)
        self.assertLessEqual(max(len(line) for block in blocks for line in block.splitlines()), 70)
        examples = [block for block in blocks if 'curl' not in block and '<' not in block]
        self.assertTrue(examples)
        for example in examples:
            done = subprocess.run(['bash', '-c', f'cookie-inspect () {{ {" ".join(PROGRAM)} "$@"; }}; {example}'], capture_output=True, text=True,
                                  check=False, timeout=60)
            self.assertIn(done.returncode, (0, 1), example)
            self.assertEqual(done.stderr, '')
            self.assertTrue(done.stdout)


main()
