# SPDX-License-Identifier: LGPL-2.1-or-later

"""manual.py ROOT OUTPUT PAGES GIR…: the HTML of the manual says what its sources say, its links lead
somewhere, and the reference has what a reader looks for."""

import html
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import xml.etree.ElementTree

root, output, pages, girs = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3].split(','), sys.argv[4:]
CORE, C = '{http://www.gtk.org/introspection/core/1.0}', '{http://www.gtk.org/introspection/c/1.0}'
ABSTRACT = {'SealedCodec'} # its two classes have examples
CODE = re.compile(r'^( \* |)```(?!text$)\w+\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)
FENCE = re.compile(r'^```.*?^```$', re.MULTILINE | re.DOTALL)
SPAN = re.compile(r'(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)', re.DOTALL)
COMMENT = re.compile(r'^/\*\*\n(.*?)^ \*/', re.MULTILINE | re.DOTALL)


class Page(html.parser.HTMLParser):
    """What a page has: texts of code, links, places to link to, and what it loads."""

    def __init__(self, path):
        super().__init__()
        self.codes, self.links, self.ids, self.sources = [], [], set(), []
        self.in_code = False
        self.feed(path.read_text(encoding='utf-8'))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids.update(attrs[name] for name in ('id', 'name') if attrs.get(name))
        if tag == 'a' and 'href' in attrs:
            self.links.append(attrs['href'])
        if tag in ('img', 'script') and 'src' in attrs:
            self.sources.append(attrs['src'])
        if tag == 'code':
            self.in_code = True
            self.codes.append('')

    def handle_endtag(self, tag):
        if tag == 'code':
            self.in_code = False

    def handle_data(self, data):
        if self.in_code:
            self.codes[-1] += data


PAGES = {path.name: Page(path) for path in sorted(output.glob('*.html'))}
# the comments are in one manual or the other
CODES = {' '.join(code.split()) for path in output.parent.glob('cookie-glib-*/*.html') for code in Page(path).codes}


def spans(text):
    """The code spans of Markdown, with no white space to differ in."""
    text = FENCE.sub('', text)
    return [' '.join(span.split()) for paragraph in text.split('\n\n') for _, span in SPAN.findall(paragraph)]


def documented(*tags):
    """What the namespaces have of these kinds, with its documentation."""
    for gir in girs:
        namespace = xml.etree.ElementTree.parse(gir).getroot().find(f'{CORE}namespace')
        for tag in tags:
            for element in namespace.iter(CORE + tag):
                yield element, element.findtext(f'{CORE}doc', '')


class Reference(unittest.TestCase):
    def test_errors(self):
        """What throws names an error."""
        throwing = [pair for pair in documented('function', 'method', 'constructor', 'virtual-method') if pair[0].get('throws') == '1']
        self.assertGreater(len(throwing), 25)
        for element, doc in throwing:
            with self.subTest(element.get(f'{C}identifier') or element.get('name')):
                self.assertRegex(doc, '_ERROR_[A-Z]')

    def test_examples(self):
        for element, doc in documented('class', 'interface'):
            with self.subTest(element.get('name')):
                self.assertTrue('```' in doc or element.get('name') in ABSTRACT)

    def test_defaults(self):
        """A number, a boolean and an enumeration that can be set has a default."""
        enums = {element.get('name') for element, _ in documented('enumeration')}
        for element, doc in documented('property'):
            kind = element.find(f'{CORE}type')
            name = kind.get('name', '') if kind is not None else ''
            if element.get('writable') == '1' and (name in enums or re.fullmatch('gboolean|g?u?int[0-9]*', name)):
                with self.subTest(element.get('name')):
                    self.assertIn('efault', doc)


    def test_arrays(self):
        """An array that is returned says what it holds, and whose that is."""
        for path in output.parent.glob('cookie-glib-*/*.html'):
            text = path.read_text(encoding='utf-8')
            with self.subTest(path.name):
                self.assertFalse('An array of&nbsp;<code>None' in text or 'not the data inside it' in text)


class Manual(unittest.TestCase):
    def test_codes_of_pages(self):
        for slug in pages:
            page = PAGES['index.html' if slug == pages[0] else f'{slug}.html']
            codes = {' '.join(code.split()) for code in page.codes}
            for span in spans((root / 'docs' / f'{slug}.md').read_text(encoding='utf-8')):
                with self.subTest(page=slug):
                    self.assertTrue(span in codes, span)

    def test_codes_of_comments(self):
        """gi-docgen takes words after @, % and # for names, in code too. It leaves out most macros."""
        comments = 0
        has_soup = any(output.parent.glob('cookie-glib-soup-*'))
        for path in sorted(root.glob('cookie-glib/*/*.[ch]')) + sorted(root.glob('cookie-glib/*.[ch]')):
            if path.name == 'cookie-version-macros.h' or (path.parent.name == 'soup' and not has_soup):
                continue
            for comment in COMMENT.findall(path.read_text(encoding='utf-8')):
                comments += 1
                text = re.sub(r'^ \* ?', '', comment, flags=re.MULTILINE)
                for span in spans(text):
                    with self.subTest(file=path.name):
                        self.assertTrue(span in CODES, span)
        self.assertGreater(comments, 100)

    def test_widths(self):
        """No line of code is wider than a terminal. What a program prints is as it is, and wrapped on the page."""
        files = [root / 'README.md', *root.glob('docs/**/*.md'), *root.glob('cookie-glib/**/*.[ch]')]
        n_blocks = 0
        for path in files:
            for start, fenced in CODE.findall(path.read_text(encoding='utf-8')):
                n_blocks += 1
                for line in fenced.splitlines():
                    with self.subTest(file=path.name, line=line):
                        self.assertLessEqual(len(line.removeprefix(' * ')), 80)
        self.assertGreater(n_blocks, 50)

    def test_links(self):
        n_links = 0
        for name, page in PAGES.items():
            for link in page.links + page.sources:
                if re.match(r'[a-z]+:', link):
                    continue
                n_links += 1
                target, _, place = link.partition('#')
                with self.subTest(page=name, link=link):
                    self.assertTrue(not target or (output / target).is_file(), 'no such file')
                    if place and (target or name).endswith('.html'):
                        self.assertIn(place, PAGES[target or name].ids)
        self.assertGreater(n_links, 1000)

    def test_search(self):
        """It has the text of each guide and of each description, and leads to pages that are there."""
        symbols = json.loads((output / 'index.json').read_text(encoding='utf-8'))['symbols']
        self.assertGreater(len(symbols), 200)
        for symbol in symbols:
            self.assertTrue(symbol['text'] and symbol['summary'], symbol)
            if symbol['type'] == 'content':
                self.assertIn(symbol['href'], PAGES)
        self.assertIn('window.searchTexts(searchIndex.symbols', (output / 'search.js').read_text(encoding='utf-8'))
        self.assertIn('window.searchTexts = function', (output / 'search.js').read_text(encoding='utf-8'))

    @unittest.skipUnless(shutil.which('node'), 'no node')
    def test_order_of_search(self):
        """Names first, then texts, then what only has the letters."""
        script = (root / 'docs/search.js').read_text(encoding='utf-8')
        symbols = [{'type': 'method', 'name': 'set_path', 'ident': 'cookie_morsel_set_path', 'text': 'sets the path attribute'},
                   {'type': 'content', 'name': 'Serving cookies', 'text': 'a path says which requests send it'},
                   {'type': 'method', 'name': 'parse_that', 'ident': 'cookie_parse_that', 'text': 'parses'}]
        for query, names in (('path', ['set_path', 'Serving cookies', 'parse_that']), ('set path', ['set_path', 'parse_that']), ('Set-Path', ['set_path', 'parse_that']),
                             ('method: requests', ['Serving cookies', 'set_path', 'parse_that']), ('', ['parse_that', 'set_path'])):
            found = f'const window = {{}}; {script}; const all = {json.dumps(symbols)}; ' \
                    f'console.log(JSON.stringify(window.searchTexts(all, {json.dumps(query)}, [all[2], all[0]]).map(doc => doc.name)))'
            printed = json.loads(subprocess.run(['node', '-e', found], capture_output=True, text=True, check=True, timeout=60).stdout)
            self.assertEqual(sorted(printed), sorted(names))
            self.assertEqual(printed[0], names[0], query)

    def test_index(self):
        """The first page is the index, and has no rows without content."""
        text = (output / 'index.html').read_text(encoding='utf-8')
        self.assertNotIn('href=""', text)
        self.assertLess(text.index('morsel'), text.index('Build'))
        self.assertFalse((output / f'{pages[0]}.html').exists())

    def test_way(self):
        """From the index through all pages, and back."""
        way = [pages[0], *pages[1:]]
        for i, slug in enumerate(way[1:], 1):
            text = (output / f'{slug}.html').read_text(encoding='utf-8')
            before = 'index' if i == 1 else way[i - 1]
            self.assertIn(f'<a class="previous" href="{before}.html">', text)
            after = [f'{slug}.html' for slug in way[i + 1:i + 2]]
            self.assertEqual(re.findall('<a class="next" href="(.*?)">', text), after)


unittest.main(argv=sys.argv[:1], verbosity=2)
