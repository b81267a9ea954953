# SPDX-License-Identifier: LGPL-2.1-or-later

"""manual.py OUTPUT STYLE SEARCH PAGES COMMAND…: makes the manual. The command is gi-docgen's; what it cannot do
is done to its output: the first page, what stands on an index, the way from page to page, the list of the
pages, what narrow screens need, and a search that reads texts. PAGES are the slugs in their order, joined by commas."""

import html
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

output, style, search, pages, *command = sys.argv[1:]
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
    table = re.sub(r'<code>.*?</code>', lambda code: re.sub(r'(?<=\w)[._/](?=\w)|\((?=\S)|(?<=[a-z])(?=[A-Z])', r'\g<0><wbr>', code[0]), match[0])
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


def page_of(symbol):
    """The file of what is in the index of the search, or None."""
    kinds = {'bitfield': 'flags', 'constant': 'const', 'domain': 'error', 'function_macro': 'func', 'function': 'func', 'interface': 'iface',
             'record': 'struct'}
    name = symbol.get('href') or '.'.join([kinds.get(symbol['type'], symbol['type']),
                                           *filter(None, [symbol.get('type_name'), symbol.get('struct_for'), symbol['name']]), 'html'])
    return name if (output / name).exists() else None


def plain(text):
    text = re.sub(r'</?(?:a|code|em|span|strong|wbr)\b[^>]*>', '', text)
    return re.sub(r'\s+', ' ', html.unescape(re.sub(r'<pre>.*?</pre>|<.*?>', ' ', text, flags=re.DOTALL))).strip()


def finish_search(first, script):
    """The index of the search gets texts, and its script looks at them."""
    index = json.loads(read('index.json'))
    for symbol in index['symbols']:
        if symbol.get('href') == f'{first}.html':
            symbol['href'] = 'index.html'
        name = page_of(symbol)
        start = r'<div class="docblock">' if symbol['type'] == 'content' else r'<h4[^>]*id="description"[^>]*>.*?</h4>'
        block = re.search(start + r'(.*?)(?=<div class="[\w -]*toggle-wrapper|<nav|</section>)', read(name) if name else '', re.DOTALL)
        paragraphs = filter(None, map(plain, re.findall(r'<p[ >].*?</p>', block[1], re.DOTALL))) if block else ()
        symbol['summary'] = html.escape(next(iter(paragraphs), ''))
        symbol['text'] = plain(block[1]).lower() if block else ''
    write('index.json', json.dumps(index, ensure_ascii=False))

    text, n = re.subn(r'(const docs = )(searchIndex\.searchDocs\(.*?\));', r'\1window.searchTexts(searchIndex.symbols.filter(doc => !q.type || doc.type === q.type), query, \2);', read('search.js'))
    if n != 1:
        sys.exit('manual.py: gi-docgen has changed its search')
    write('search.js', f'{text}\n{pathlib.Path(script).read_text(encoding="utf-8")}')


def finish_text(text):
    text = text.replace(f'href="{pages[0]}.html"', 'href="index.html"')
    text = text.replace('<p><img ', '<p class="picture"><img ')
    # what gi-docgen says of a parameter that throws, of arrays of strings, of a macro's parameters, and of classes without fields
    text = text.replace('The argument will left initialized', 'The argument will be left initialized')
    text = text.replace('An array of&nbsp;<code>utf8</code>', 'An array of&nbsp;<code>char*</code>')
    text = text.replace('<p><em>Type:</em>&nbsp;<code>-</code></p>', '').replace(' {\n  /* No available fields */\n}', '')
    text = re.sub(r'\n</pre></div>\s*</code></pre>', '</pre></div></code></pre>', text)
    text = re.sub(r'<h1[ >].*?</h1>', lambda head: re.sub(r'(?<=[a-z])_(?=[a-z])(?![^<]*>)', '_<wbr>', head[0]), text, count=1, flags=re.DOTALL)
    # a heading above nothing but what is inherited
    text = re.sub(r'<h4( id="[\w-]+">[^<]*<a [^>]*></a>\s*</h4>\s*(?:<div class="docblock">\s*</div>)?\s*<div class="toggle-wrapper default-hide ancestor-)',
                  r'<h4 class="empty"\1', text)
    text = re.sub(r'<code title="Value: \d+">\w+</code>', lambda code: re.sub(r'_(?=[A-Z])', '_<wbr>', code[0]), text)
    text = re.sub(r'<td><a [^>]*><code>[^<]*</code></a></td>', lambda cell: re.sub(r'(?<=\w)[._:](?=\w)(?=[^<>]*</code>)', r'\g<0><wbr>', cell[0]), text)
    # what has no colours is what a program prints
    text = re.sub(r'<div class="codehilite">(?=<pre><span></span><code>[^<]*</code>)', '<div class="codehilite printed">', text)
    return TABLE.sub(finish_table, text)


subprocess.run(command, check=True)
finish_index(pages[0])
finish_pages(pages[1:])
finish_search(pages[0], search)
with (output / 'style.css').open('a', encoding='utf-8') as file:
    file.write('\n' + pathlib.Path(style).read_text(encoding='utf-8'))
items = array_items(command[-1])
for path in output.glob('*.html'):
    text = finish_text(path.read_text(encoding='utf-8'))
    item = items.get(path.stem.rpartition('.')[2])
    path.write_text(finish_array(text, item) if item else text, encoding='utf-8')
