# SPDX-License-Identifier: LGPL-2.1-or-later

"""classes.py OUTPUT: draws how a header field becomes morsels, and morsels become fields."""

import html
import sys

STYLE = '''
  svg { color-scheme: light dark; }
  rect { fill: #f6f5f4; stroke: #9a9996; }
  rect.class { fill: #dbe7f7; stroke: #1a5fb4; }
  rect.morsel { fill: #ffffff; stroke: #1a5fb4; }
  path { fill: none; stroke: #5e5c64; stroke-width: 1.5; }
  .head { fill: #5e5c64; stroke: none; }
  text { font: 14px sans-serif; fill: #241f31; }
  text.name { font-weight: bold; }
  text.code { font: 12px monospace; }
  text.call { font: italic 12px sans-serif; fill: #5e5c64; }
  @media (prefers-color-scheme: dark) {
    rect { fill: #303030; stroke: #77767b; }
    rect.class { fill: #1c2f4a; stroke: #62a0ea; }
    rect.morsel { fill: #241f31; stroke: #62a0ea; }
    path { stroke: #c0bfbc; }
    .head { fill: #c0bfbc; }
    text { fill: #f6f5f4; }
    text.call { fill: #c0bfbc; }
  }
'''

parts = []


def text(x, y, words, kind='', anchor='middle'):
    parts.append(f'<text x="{x}" y="{y}" class="{kind}" text-anchor="{anchor}">{html.escape(words)}</text>')


def box(x, y, width, height, title, *lines, kind='class'):
    parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" class="{kind}"/>')
    text(x + width / 2, y + 21, title, 'name')
    for i, line in enumerate(lines):
        text(x + width / 2, y + 42 + 17 * i, line, 'code')


def arrow(x, y, to_x, to_y, call='', dx=0, dy=-8):
    across = abs(to_x - x) > abs(to_y - y)
    sign = 1 if (to_x > x if across else to_y > y) else -1
    end_x, end_y = (to_x - 8 * sign, to_y) if across else (to_x, to_y - 8 * sign)
    parts.append(f'<path d="M{x} {y} L{end_x} {end_y}"/>')
    wings = [(end_x, end_y - 5), (end_x, end_y + 5)] if across else [(end_x - 5, end_y), (end_x + 5, end_y)]
    points = ' '.join(f'{a},{b}' for a, b in [(to_x, to_y), *wings])
    parts.append(f'<polygon class="head" points="{points}"/>')
    text((x + to_x) / 2 + dx, (y + to_y) / 2 + dy, call, 'call')


box(10, 150, 150, 70, 'request', 'Cookie: sid=31d4;', 'theme=dark', kind='')
box(610, 150, 190, 70, 'response', 'Set-Cookie: theme=light;', 'Path=/; Secure', kind='')
box(265, 105, 240, 165, 'BaseCookie')
box(280, 140, 210, 52, 'Morsel', 'sid = 31d4', kind='morsel')
box(280, 204, 210, 52, 'Morsel', 'theme = dark → light', kind='morsel')
box(150, 10, 220, 64, 'Schema', 'theme: Path=/, Secure')
box(400, 10, 220, 64, 'Codec', 'value ↔ text')
box(265, 310, 240, 64, 'Diagnostic', 'offset, rule, message')

arrow(160, 185, 265, 185, 'load ()')
arrow(505, 185, 610, 185, 'changes')
arrow(300, 74, 300, 105, 'attributes', -45, 4)
arrow(460, 74, 460, 105, 'encodes, decodes', 62, 4)
arrow(385, 270, 385, 310, 'what was skipped, what a browser drops', 145, 4)

with open(sys.argv[1], 'w', encoding='utf-8') as file:
    file.write('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 810 384" role="img" '
               'aria-label="A header field is loaded into a cookie dictionary of morsels, and the changes come out as Set-Cookie fields">\n'
               f'<style>{STYLE}</style>\n' + '\n'.join(parts) + '\n</svg>\n')
