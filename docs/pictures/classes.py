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
  text { font: 15px sans-serif; fill: #241f31; }
  text.name { font-weight: bold; }
  text.code { font: 13px monospace; }
  text.call { font: italic 13px sans-serif; fill: #5e5c64; }
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


def arrow(x, y, to_x, to_y, call='', dx=0, dy=0):
    across = abs(to_x - x) > abs(to_y - y)
    sign = 1 if (to_x > x if across else to_y > y) else -1
    end_x, end_y = (to_x - 8 * sign, to_y) if across else (to_x, to_y - 8 * sign)
    parts.append(f'<path d="M{x} {y} L{end_x} {end_y}"/>')
    wings = [(end_x, end_y - 5), (end_x, end_y + 5)] if across else [(end_x - 5, end_y), (end_x + 5, end_y)]
    points = ' '.join(f'{a},{b}' for a, b in [(to_x, to_y), *wings])
    parts.append(f'<polygon class="head" points="{points}"/>')
    text((x + to_x) / 2 + dx, (y + to_y) / 2 + dy, call, 'call')


box(115, 2, 250, 68, 'request', 'Cookie: sid=31d4;', 'theme=dark', kind='')
box(150, 112, 180, 166, 'BaseCookie')
box(160, 146, 160, 56, 'Morsel', 'sid = 31d4', kind='morsel')
box(160, 212, 160, 56, 'Morsel', 'theme = dark→light', kind='morsel')
box(115, 320, 250, 68, 'response', 'Set-Cookie: theme=light;', 'Path=/; Secure', kind='')
box(2, 152, 118, 82, 'Schema', 'theme: Path=/,', 'Secure')
box(360, 112, 118, 66, 'Codec', 'value ↔ text')
box(360, 212, 118, 66, 'Diagnostic', 'offset, rule')

arrow(240, 70, 240, 112, 'load ()', 32, 4)
arrow(240, 278, 240, 320, 'changes', 36, 4)
arrow(120, 193, 150, 193)
arrow(360, 145, 330, 145)
arrow(330, 245, 360, 245)

with open(sys.argv[1], 'w', encoding='utf-8') as file:
    file.write('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 390" width="480" height="390" role="img" '
               'aria-label="A header field is loaded into a cookie dictionary of morsels, and the changes come out as Set-Cookie fields">\n'
               f'<style>{STYLE}</style>\n' + '\n'.join(parts) + '\n</svg>\n')
