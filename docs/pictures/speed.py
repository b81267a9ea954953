# SPDX-License-Identifier: LGPL-2.1-or-later

"""speed.py OUTPUT RESULTS: draws three cases of `./dev bench`, out of the JSON that it writes."""

import html
import json
import re
import sys

STYLE = '''
  svg { color-scheme: light dark; }
  rect { fill: #9a9996; }
  rect.ours { fill: #1a5fb4; }
  text { font: 14px sans-serif; fill: #241f31; }
  text.case { font-weight: bold; }
  @media (prefers-color-scheme: dark) {
    rect { fill: #77767b; }
    rect.ours { fill: #62a0ea; }
    text { fill: #f6f5f4; }
  }
'''
CASES = {'three': 'Read a header of 20 cookies, look up three', 'all': 'Read it, see every name and value',
         'request': 'Answer a request: read a signed session, set two cookies'}
LABEL, BAR, ROW = 195, 182, 22
MOST = 5  # a longer bar is cut, and has its number


def rows(results):
    """(label, microseconds, whether it is ours): the first line of each peer, by time."""
    firsts = {}
    for label, result in results.items():
        if result['peer'] == 'floor':
            continue
        firsts.setdefault(result['peer'], (re.split(r',| \(| and ', label)[0], result['median'] / 1000, result['peer'].startswith('cookie-glib')))
    return sorted(firsts.values(), key=lambda row: row[1])


def main(output, source):
    with open(source, encoding='utf-8') as file:
        cases = json.load(file)['cases']

    parts, y = [], 0
    for case, title in CASES.items():
        y += 34
        parts.append(f'<text class="case" x="0" y="{y}">{html.escape(title)}</text>')
        found = rows(cases[case])
        ours = next(time for _, time, is_ours in found if is_ours)
        for label, time, is_ours in found:
            y += ROW
            width = BAR * min(time / ours, MOST) / MOST
            parts.append(f'<text x="{LABEL}" y="{y}" text-anchor="end">{html.escape(label)}</text>')
            kind = 'ours' if is_ours else 'peer'
            parts.append(f'<rect class="{kind}" x="{LABEL + 8}" y="{y - 12}" width="{width:.1f}" height="15"/>')
            parts.append(f'<text x="{LABEL + 14 + width:.1f}" y="{y}">{time:.2f} µs{" …" if time / ours > MOST else ""}</text>')

    with open(output, 'w', encoding='utf-8') as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 {y + 14}" width="480" height="{y + 14}">'
                   f'<style>{STYLE}</style>{"".join(parts)}</svg>\n')


main(*sys.argv[1:])
