# SPDX-License-Identifier: LGPL-2.1-or-later

"""terminal.py OUTPUT COOKIE_INSPECT: draws what cookie-inspect prints on a terminal."""

import html
import re
import subprocess
import sys

COMMAND = ['cookie-inspect', '-s', '-o', 'https://site.example', "'__Host-sid=31d4; Secure; HttpOnly; SameSite=Lax; Max-Age=1h'"]
COLUMN, LINE, MARGIN = 8.43, 19, 16
CLASSES = {'1': 'bold', '2': 'faint', '31': 'error', '32': 'good', '33': 'warning', '36': 'hint'}
STYLE = '''
  svg { color-scheme: light dark; }
  rect { fill: #ffffff; stroke: #c0bfbc; }
  text { font: 14px "DejaVu Sans Mono", "Liberation Mono", monospace; fill: #241f31; white-space: pre; }
  .bold { font-weight: bold; }
  .faint { fill: #5e5c64; }
  .error { fill: #c01c28; }
  .warning { fill: #905300; }
  .hint { fill: #00677a; }
  .good { fill: #1d6e3d; }
  @media (prefers-color-scheme: dark) {
    rect { fill: #241f31; stroke: #5e5c64; }
    text { fill: #f6f5f4; }
    .faint { fill: #c0bfbc; }
    .error { fill: #ff7b63; }
    .warning { fill: #f8e45c; }
    .hint { fill: #78e0f0; }
    .good { fill: #8ff0a4; }
  }
'''


def draw(number, line):
    """A span for each colour. Each has its length, since fonts differ in the width of a column."""
    parts, column, kind = [], 0, ''
    for piece in re.split(r'(\033\[[0-9]*m)', line):
        if piece.startswith('\033'):
            kind = CLASSES.get(piece[2:-1], '')
        elif piece.strip():
            blank = len(piece) - len(piece.lstrip())
            words = piece.strip()
            parts.append(f'<text x="{MARGIN + COLUMN * (column + blank):.1f}" y="{MARGIN + LINE * (number + 0.75):.1f}" class="{kind}" '
                         f'textLength="{COLUMN * len(words):.1f}">{html.escape(words)}</text>')
        if not piece.startswith('\033'):
            column += len(piece)
    return parts


done = subprocess.run([sys.argv[2], '--color=always', '--width=80', *COMMAND[1:-1], COMMAND[-1].strip("'")], stdout=subprocess.PIPE,
                      text=True, encoding='utf-8', check=False)
if done.returncode not in (0, 1):
    sys.exit(f'cookie-inspect exits with {done.returncode}')

first = f'$ {" ".join(COMMAND[:-1])} \\'
lines = [first, f'    {COMMAND[-1]}', *done.stdout.splitlines()]
width, height = COLUMN * 80 + 2 * MARGIN, LINE * len(lines) + 2 * MARGIN

with open(sys.argv[1], 'w', encoding='utf-8') as file:
    file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img" '
               'aria-label="cookie-inspect marks what is wrong in a Set-Cookie field, and says that a browser drops the cookie">\n'
               f'<style>{STYLE}</style>\n<rect x="0.5" y="0.5" width="{width - 1:.0f}" height="{height - 1}" rx="8"/>\n'
               + '\n'.join(part for number, line in enumerate(lines) for part in draw(number, line)) + '\n</svg>\n')
