# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_options.py PROGRAM TOOL_SOURCE: options, exit statuses, the manual page and the completions."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

from inspecting import PROGRAM, Case, inspect, main

SOURCE = pathlib.Path(sys.argv.pop(1))

GOOD = 'Set-Cookie: a=b; Secure; HttpOnly; SameSite=Lax; Path=/'
HINT = 'Set-Cookie: sid=1'
WARNING = 'Set-Cookie: a=b; Max-Age=x; Secure; HttpOnly; SameSite=Lax; Path=/'
ERROR = 'Set-Cookie: __Host-a=b'
REMOVAL = 'Set-Cookie: a=; Max-Age=0; Secure; HttpOnly; SameSite=Lax'
TRY = "Try 'cookie-inspect --help'\n"


def long_options():
    return re.findall(r'--[a-z-]+', inspect('--help').out.split('Application Options:')[1].split('Exit status')[0])


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


class Completions(Case):
    def bash(self, *words):
        script = f'. {SOURCE}/cookie-inspect.bash; compopt () {{ echo "$@"; }}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _cookie_inspect; echo "${{COMPREPLY[*]}}"'
        return subprocess.run(['bash', '-c', script, 'bash', 'cookie-inspect', *words], capture_output=True, text=True, check=True, timeout=60).stdout.split()

    def test_bash(self):
        self.assertEqual(sorted(self.bash('--')), sorted([*long_options(), '--help']))
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

        self.assertEqual(sorted(word.rstrip('=') for word in complete('cookie-inspect --')), sorted([*long_options(), '--help']))
        self.assertEqual(complete('cookie-inspect --profile '), ['python', 'rfc6265', 'strict'])
        self.assertEqual(sorted(complete('cookie-inspect --fail-on ')), ['error', 'hint', 'warning'])
        self.assertEqual(sorted(complete('cookie-inspect --color a')), ['always', 'auto'])

    @unittest.skipUnless(shutil.which('zsh'), 'no zsh')
    def test_zsh(self):
        """What is said to _arguments names each option."""
        script = f'''_arguments () {{ print -rl -- "$@"; }}; source {SOURCE}/_cookie-inspect'''
        done = subprocess.run(['zsh', '-f', '-c', script], capture_output=True, text=True, check=True, timeout=60)
        found = {word for line in done.stdout.splitlines() for word in re.findall(r'--[a-z-]+', line.split('[')[0])}
        self.assertEqual(found, {*long_options(), '--help'})
        self.assertIn('*--key-file=', done.stdout)
        for words in '(python rfc6265 strict)', '(error warning hint)', '(always auto never)':
            self.assertIn(words, done.stdout)
        self.assertTrue((SOURCE / '_cookie-inspect').read_text().startswith('#compdef cookie-inspect\n'))


class Page(Case):
    def test_options_in_the_manual(self):
        table = (SOURCE.parents[1] / 'docs/cookie-inspect.md').read_text()
        for option in long_options():
            self.assertRegex(table, rf'(?m)^\| (`-\w`, )?`{option}[=`]')

    def test_options_and_statuses(self):
        """The manual page has each option, short and long, and each status that --help has."""
        page = (SOURCE / 'cookie-inspect.1').read_text().replace('\\-', '-')
        help_text = inspect('--help').out
        for short, option in re.findall(r'^  (?:-(\w), )?(--[a-z-]+)', help_text.split('Application Options:')[1], re.MULTILINE):
            self.assertRegex(page, rf'(?m)^\.It {f"Fl {short} , " if short else ""}Fl {option[1:]}( |$)', option)
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
