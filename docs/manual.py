# SPDX-License-Identifier: LGPL-2.1-or-later

"""manual.py OUTPUT STYLE PAGES COMMAND…: makes the manual. The command is gi-docgen's; what it cannot do
is done to its output: the first page, what stands on an index, the way from page to page, the list of the
pages, and what narrow screens need. PAGES are the slugs in their order, joined by commas."""

import html
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

output, style, pages, *command = sys.argv[1:]
output, pages = pathlib.Path(output), pages.split(',')
SECTION = re.compile(r'(?=<div class="section(?: generator)?">)')
TABLE = re.compile(r'<table>\n<thead>.*?</table>', re.DOTALL)


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
    """Each page links to the one before it and to the next, and to all others at its side."""
    names = ['index', *slugs]
    titles = ['Contents', *map(title, slugs)]
    for i, name in enumerate(names):
        guides = ''.join(f'<a{" class=current" if j == i else ""} href="{names[j]}.html">{titles[j]}</a>\n' for j in range(1, len(names)))
        guides = f'<div class="section"><h5>Guides</h5><div class="links">\n{guides}</div></div>\n'
        write(f'{name}.html', SECTION.sub(lambda _: guides, read(f'{name}.html'), count=1))
        if i == 0:
            continue
        links = [f'<a class="previous" href="{names[i - 1]}.html">← {titles[i - 1]}</a>']
        if i + 1 < len(names):
            links.append(f'<a class="next" href="{names[i + 1]}.html">{titles[i + 1]} →</a>')
        head, end, tail = read(f'{name}.html').rpartition('    </div>\n  </section>\n</section>')
        write(f'{name}.html', f'{head}<nav class="pages">{" ".join(links)}</nav>\n{end}{tail}')


def finish_table(match):
    """A table that a narrow screen shows as a list has the name of its column in each cell."""
    table = re.sub(r'<code>.*?</code>', lambda code: re.sub(r'(?<=\w)[._/](?=\w)|\((?=\S)', r'\g<0><wbr>', code[0]), match[0])
    heads = [html.escape(html.unescape(re.sub('<.*?>', '', head)).strip()) for head in re.findall(r'<th[^>]*>(.*?)</th>', table)]
    longest = max(len(re.sub('<.*?>', '', cell)) for cell in re.findall(r'<td[^>]*>(.*?)</td>', table, re.DOTALL))
    rows = [re.findall(r'<t[hd][^>]*>(.*?)</t[hd]>', row, re.DOTALL) for row in table.split('<tr>')[1:]]
    words = sum(max(len(word) for cell in column for word in re.sub('<.*?>', '', cell).split() or ['']) for column in zip(*rows))
    if ('text-align: right' in table and words <= 40) or (len(heads) < 3 and longest < 60):
        return table.replace('<table>', '<table class="written">', 1)
    cells = iter(heads * table.count('<tr>'))
    return re.sub('<td', lambda _: f'<td data-head="{next(cells)}"', table).replace('<table>', '<table class="written rows">', 1)


def array_items(gir):
    """What the arrays hold that functions return, by the name of the function."""
    core, c = '{http://www.gtk.org/introspection/core/1.0}', '{http://www.gtk.org/introspection/c/1.0}'
    namespace = xml.etree.ElementTree.parse(gir).getroot().find(f'{core}namespace')
    found = {}
    for element in namespace.iter():
        item = element.find(f'{core}return-value/{core}array[@name="GLib.PtrArray"]/{core}type')
        if item is not None:
            name = item.get('name')
            found[element.get('name')] = name.replace('.', '') if '.' in name else namespace.get(f'{c}identifier-prefixes') + name
    return found


def finish_array(text, item):
    """gi-docgen does not always know what a GPtrArray holds, nor that it holds references."""
    text = text.replace('An array of&nbsp;<code>None</code>', f'An array of&nbsp;<code>{item}*</code>')
    return re.sub(r'The caller of the \w+ takes ownership of the (?:returned )?data container, but not the data inside it\.',
                  'The caller owns the array, which holds a reference to each item.', text)


def finish_text(text):
    text = text.replace(f'href="{pages[0]}.html"', 'href="index.html"')
    text = text.replace('<p><img ', '<p class="picture"><img ')
    # what has no colours is what a program prints
    text = re.sub(r'<div class="codehilite">(?=<pre><span></span><code>[^<]*</code>)', '<div class="codehilite printed">', text)
    return TABLE.sub(finish_table, text)


subprocess.run(command, check=True)
finish_index(pages[0])
finish_pages(pages[1:])
with (output / 'style.css').open('a', encoding='utf-8') as file:
    file.write('\n' + pathlib.Path(style).read_text(encoding='utf-8'))
items = array_items(command[-1])
for path in output.glob('*.html'):
    text = finish_text(path.read_text(encoding='utf-8'))
    item = items.get(path.stem.rpartition('.')[2])
    path.write_text(finish_array(text, item) if item else text, encoding='utf-8')
