# SPDX-License-Identifier: LGPL-2.1-or-later

"""manual.py OUTPUT STYLE PAGES COMMAND…: makes the manual. The command is gi-docgen's; what it cannot do
is done to its output: the first page, what stands on an index, the way from page to page, and the
style of narrow screens. PAGES are the slugs in their order, joined by commas."""

import pathlib
import re
import subprocess
import sys

output, style, pages, *command = sys.argv[1:]
output, pages = pathlib.Path(output), pages.split(',')


def read(name):
    return (output / name).read_text(encoding='utf-8')


def write(name, text):
    (output / name).write_text(text, encoding='utf-8')


def body(text):
    """The part of a page that was Markdown, without its title."""
    block = text[text.index('<div class="docblock">'):text.index('</section>')]
    return re.sub(r'<h1.*?</h1>', '', block, flags=re.DOTALL)


def title(slug):
    return re.search(r'<h1[^>]*>(.*?)(?:<a|</h1>)', read(f'{slug}.html'), re.DOTALL)[1].strip()


def finish_index(first):
    """The first page is the index: what the library is stands before what it was built from."""
    text = re.sub(r'\s*<tr><td><em>\w+</em></td><td><a href=""[^>]*></a></td></tr>', '', read('index.html'))
    text, n = re.subn(r'<div class="description">.*?</div>', lambda _: body(read(f'{first}.html')), text, count=1, flags=re.DOTALL)
    if n != 1:
        sys.exit('manual.py: gi-docgen has changed its index')
    write('index.html', text)
    (output / f'{first}.html').unlink()


def finish_pages(slugs):
    """Each page links to the one before it and to the next."""
    names = ['index', *slugs]
    titles = ['Contents', *map(title, slugs)]
    for i, name in enumerate(names[1:], 1):
        links = [f'<a class="previous" href="{names[i - 1]}.html">← {titles[i - 1]}</a>']
        if i + 1 < len(names):
            links.append(f'<a class="next" href="{names[i + 1]}.html">{titles[i + 1]} →</a>')
        head, end, tail = read(f'{name}.html').rpartition('    </div>\n  </section>\n</section>')
        write(f'{name}.html', f'{head}<nav class="pages">{" ".join(links)}</nav>\n{end}{tail}')


subprocess.run(command, check=True)
finish_index(pages[0])
finish_pages(pages[1:])
with (output / 'style.css').open('a', encoding='utf-8') as file:
    file.write('\n' + pathlib.Path(style).read_text(encoding='utf-8'))
for path in output.glob('*.html'):
    text = path.read_text(encoding='utf-8')
    path.write_text(text.replace(f'href="{pages[0]}.html"', 'href="index.html"'), encoding='utf-8')
