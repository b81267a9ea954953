# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_terminal.py PROGRAM: the output on a terminal, which an emulator shows, and hostile input of every kind,
which must neither control it nor break JSON."""

import fcntl
import json
import os
import pty
import random
import re
import struct
import subprocess
import termios
import threading
import unittest

import pyte
import wcwidth

from inspecting import NOW, PROGRAM, Case, has_json, inspect, main

WIDTHS = 40, 80, 200
ROWS = 2000
BAD_HOST = "Set-Cookie: __Host-sid=31d4; Secure; Max-Age=1h; é=🍪; SameSite=Nope"


def on_terminal(width, *arguments, stdin=b'', **env):
    """What is written to a pseudo-terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack('HHHH', ROWS, width, 0, 0))
    attributes = termios.tcgetattr(theirs)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, attributes)
    output = []

    def read():
        try:
            while block := os.read(ours, 65536):
                output.append(block)
        except OSError:  # the other end was closed
            pass

    reader = threading.Thread(target=read)
    reader.start()
    subprocess.run([*PROGRAM, *arguments], input=stdin, stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60,
                   env={**{k: v for k, v in os.environ.items() if k != 'NO_COLOR'}, 'TERM': 'xterm', **env})
    os.close(theirs)
    reader.join()
    os.close(ours)
    return b''.join(output).decode()


def show(text, width):
    """The lines as an emulator shows them."""
    screen = pyte.Screen(width, ROWS)
    pyte.Stream(screen).feed(text.replace('\n', '\r\n'))
    return [line.rstrip() for line in screen.display[:text.count('\n')]], screen


def plain(text):
    return re.sub(r'\033\[[0-9]*m', '', text)


# Bytes that someone would want to see in a terminal or a parser, and how they are put together.
PIECES = [
    b'\x1b[2J', b'\x1b[31m', b'\x1b]0;title\x07', b'\x9b31m', b'\xc2\x9b31m', b'\x08\x08\x08', b'\r', b'\t', b'\x7f', b'\0', b'\x0e',
    '\u202e'.encode(), '\u2066'.encode(), '\u200d'.encode(), '\u200b'.encode(), '\ufeff'.encode(), '\u2028'.encode(), '\u0085'.encode(),
    '\ue000'.encode(), '\U000e0041'.encode(), '\U0010ffff'.encode(), '\u0301'.encode() * 9, '\ufe0f'.encode(), '\u1160'.encode(),
    '漢字'.encode(), '🍪'.encode(), '👩\u200d🚀'.encode(), 'é'.encode(), b'\xe9', b'\xc3', b'\xf0\x9f\x8d', b'\xed\xa0\x80', b'\xc0\x80', b'\xff\xfe',
    b'"', b'\\', b'\\u{1b}', b'%1b%5b31m', b'%00', b'%', b'GxtbMzFtZXZpbA', b'</script>', b'=', b';', b'; ', b', ', b' ', b':', b'a=b',
    b'x' * 300, b'__Host-', b'; Path=', b'; Domain=', b'; Max-Age=', b'; Expires=', b'; SameSite=', b'; Secure', b'{"log":', b'{', b'[', b'curl ',
    b"$'", b"'", b'^', b'HTTP/1.1 200 OK', b'> ', b'< ', b'* ', b'Set-Cookie: ', b'Cookie: ', b'\n', b'\r\n', b'\t/\tTRUE\t0\t', b'# Netscape HTTP Cookie File',
]


def hostile(n):
    chance = random.Random(18)
    for piece in PIECES:
        yield b'a=' + piece
        yield piece + b'=b; c=d'
        yield b'Set-Cookie: a=b; Path=/' + piece + b'; foo'
    for _ in range(n):
        yield b''.join(chance.choices(PIECES, k=chance.randint(1, 12)))
        yield bytes(chance.choices(range(256), k=chance.randint(1, 60)))
        yield chance.choice((b'Set-Cookie: ', b'Cookie: ')) + b''.join(chance.choices(PIECES, k=chance.randint(1, 8))).replace(b'\n', b'')


class Terminal(Case):
    def test_widths(self):
        """No line is wider than the terminal, and each mark is below its text."""
        for width in WIDTHS:
            text = on_terminal(width, BAD_HOST, '-o', 'https://site.example', NOW)
            shown, _ = show(text, width)
            self.assertEqual(shown, plain(text).split('\n')[:-1])
            marks = [(i, line) for i, line in enumerate(shown) if re.match(r' *\^', line)]
            # where messages are below the marks, two about the same text share one
            first = ['__Host-sid'] * (1 if width == 40 else 2)
            self.assertEqual(len(marks), len(first) + 5)
            marked = []
            field = ''
            for i, line in enumerate(shown):
                if re.match(r' *\^', line):
                    start, length = line.index('^'), len(re.search(r'\^~*', line)[0])
                    screen_line = self.cells(field, width)
                    marked.append(''.join(screen_line[start:start + length]).strip())
                elif 'Max-Age' in line and 'warning' not in line or '🍪' in line or 'sid=' in line or '=Nope' in line:
                    field = line
            self.assertEqual(marked, [*first, 'Max-Age=1h', 'é=🍪', 'é', 'SameSite=Nope', ''], '\n'.join(shown))

    def test_excerpts(self):
        """Of a wide field, what is around the mark: as much as fits, with a third of it before the mark."""
        for width in 40, 60:
            room = width - 4
            for letter in 'x', 'é', '漢', 'e\u0301', '🍪':
                fields = [f'a={letter * n}; =z; b={"w" * 200}' for n in range(75)]
                out = inspect(f'--width={width}', stdin='\n'.join(fields)).out
                blocks = re.split(r'(?m)^(?=Cookie:)', out)[1:]
                self.assertEqual(len(blocks), len(fields))
                for field, block in zip(fields, blocks):
                    shown, mark = re.search(r'(.*)\n( *\^~)(?: error.*)?\n', block).groups()
                    part = shown.strip()
                    before, starts_at = part.startswith('…'), part.lstrip('…').rstrip('…')
                    self.assertEqual(before, not field.startswith(starts_at), shown)
                    self.assertTrue(starts_at in field and part.endswith('…') and shown.startswith('  '), shown)
                    self.assertIn(wcwidth.wcswidth(starts_at), (room - 1, room), shown)
                    self.assertEqual(wcwidth.wcswidth(shown[:shown.index('=z')]), len(mark) - 2, block)
                    offset = len(field[:field.index('=z')].encode())
                    if letter == 'x':
                        self.assertEqual(field.index(starts_at), max(0, offset - room // 3), block)

    def cells(self, line, width):
        screen = pyte.Screen(width, 1)
        pyte.Stream(screen).feed(line)
        return [screen.buffer[0][x].data for x in range(width)]

    def test_width_is_that_of_the_terminal(self):
        for width in WIDTHS:
            self.assertEqual(plain(on_terminal(width, BAD_HOST, NOW)), inspect(f'--width={width}', BAD_HOST, NOW).out)
        self.assertEqual(inspect(BAD_HOST, NOW).out, inspect('--width=80', BAD_HOST, NOW).out)
        self.assertEqual(plain(on_terminal(0, BAD_HOST, NOW)), inspect(BAD_HOST, NOW).out)
        self.assertEqual(plain(on_terminal(5, BAD_HOST, NOW)), inspect('--width=20', BAD_HOST, NOW).out)

    def test_terminal_as_input(self):
        """It is said what is waited for."""
        ours, theirs = pty.openpty()
        with subprocess.Popen(PROGRAM, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs) as process:
            os.close(theirs)
            self.assertIn(b'reading header fields from the terminal, until Ctrl+D', os.read(ours, 4096))
            os.write(ours, b'a=b\n\x04')
            self.assertEqual(process.stdout.read(), b'Cookie: a=b\n\n  a  b\n')
        os.close(ours)
        self.assertEqual(process.returncode, 0)

    def test_colour(self):
        has_colour = {
            (): True, ('NO_COLOR', '1'): False, ('NO_COLOR', ''): True, ('TERM', 'dumb'): False,
        }
        for variable, expected in has_colour.items():
            env = dict([variable]) if variable else {}
            self.assertEqual('\033[' in on_terminal(80, BAD_HOST, **env), expected, variable)
        self.assertIn('\033[31m^~~~', on_terminal(80, BAD_HOST))
        self.assertNotIn('\033[', on_terminal(80, '--color=never', BAD_HOST))
        self.assertIn('\033[', on_terminal(80, '--color=always', BAD_HOST, NO_COLOR='1'))
        self.assertIn('\033[', inspect('--color', 'always', BAD_HOST).out)
        self.assertNotIn('\033', inspect('--color=auto', BAD_HOST).out)
        self.assertNotIn('\033', inspect('--color=always', '--json', BAD_HOST).out)


class Hostile(Case):
    def check_text(self, text, width, source):
        shown, screen = show(text, width)
        expected = plain(text).split('\n')[:-1]
        self.assertNotRegex(plain(text), r'[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ue000-\uf8ff]', source)
        self.assertEqual(screen.title, '', source)
        self.assertEqual(len(shown), len(expected), source)
        # The emulator composes marks and gives wide characters a second cell.
        for line, wanted in zip(shown, expected):
            self.assertEqual(line, wanted.rstrip() if line == wanted.rstrip() else self.compose(wanted, width), source)

    def compose(self, line, width):
        return show(line + '\n', width)[0][0]

    def test_text(self):
        """All of it in few runs, since each costs time: what is shown of one line does not reach another."""
        lines = [line for line in hostile(30) if b'\n' not in line]
        for option in (), ('-s',):
            for width in (20, *WIDTHS):
                result = inspect(f'--width={width}', *option, stdin=b'a=b\n' + b'\n'.join(lines))
                self.assertIn(result.status, (0, 1))
                self.assertGreater(result.out.count('ookie: '), len(lines) / 2)
                for line in plain(result.out).split('\n'):
                    self.assertLessEqual(wcwidth.wcswidth(line), width, line)
                for start in range(0, len(blocks := re.split(r'(?m)^(?=(?:Set-)?Cookie:)', result.out)), 100):
                    block = ''.join(blocks[start:start + 100])
                    self.check_text('\n'.join(block.split('\n')[:ROWS - 1]) + '\n', width, start)

    def test_documents(self):
        """The input as a whole is hostile."""
        all_options = [(), ('-s', '--json-lines') if has_json() else ('-q',)]
        for i, text in enumerate(hostile(30)):
            options = all_options[i // 3 % 2]
            result = inspect(*options, stdin=text)
            self.assertIn(result.status, (0, 1, 2, 3), text)
            self.assertNotRegex(result.out.replace('\n', '') + result.err.replace('\n', ''), r'[\x00-\x1f\x7f-\x9f]', text)
            if '--json-lines' in options:
                for line in result.out.split('\n')[:-1]:
                    json.loads(line)

    @unittest.skipUnless(has_json(), 'built without json-glib')
    def test_json(self):
        lines = [line for line in hostile(500) if b'\n' not in line and b'\0' not in line]
        result = inspect('--json', '-s', stdin=b'a=b\n' + b'\n'.join(lines))
        self.assertIsNone(re.search(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]', result.out.replace('\n', '')))
        found = json.loads(result.out)
        self.assertEqual(len(found), 1 + len([line for line in lines if line.strip(b'\r')]))
        for item in found:
            data = item['text'].encode('latin-1' if item['encoding'] == 'ISO-8859-1' else 'utf-8')
            for d in item['diagnostics']:
                self.assertLessEqual(d['offset'] + d['length'], len(data))
            self.assertIn(data, b'\n'.join([b'a=b', *lines]))


main()
