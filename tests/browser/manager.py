# SPDX-License-Identifier: LGPL-2.1-or-later

"""docs/examples/cookie_manager.py, driven and looked at. Needs libadwaita and a display: xvfb-run. With an
argument, the screenshot is kept there."""

import os
import pathlib
import sys
import tempfile
import unittest

import gi

try:
    gi.require_version('Adw', '1')
    gi.require_version('Gtk', '4.0')
    gi.require_version('Gdk', '4.0')
    gi.require_version('GdkPixbuf', '2.0')
    gi.require_version('Soup', '3.0')
except ValueError as error:
    print(error)
    sys.exit(77)
from gi.repository import Adw, Gdk, GdkPixbuf, GLib, Gtk, Soup

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / 'docs' / 'examples'))
import cookie_manager
from editor import descendants, iterate, save


class Manager(unittest.TestCase):
    def setUp(self):
        self.directory = self.enterContext(tempfile.TemporaryDirectory())
        self.file = os.path.join(self.directory, 'cookies.sqlite')
        self.jar = Soup.CookieJarDB.new(self.file, False)
        for name, value, domain, path, max_age in [
            ('sid', '31d4d96e407aad42', 'www.site.example', '/', 3600 * 24 * 7),
            ('theme', 'dark', '.site.example', '/', 3600 * 24 * 365),
            ('cart', '{"fig": 2}', 'shop.example', '/basket', -1),
            ('<b>bold</b>', 'a & b;', 'evil.example', '/', 3600),
        ]:
            self.jar.add_cookie(Soup.Cookie.new(name, value, domain, path, max_age))
        self.window = cookie_manager.Window(self.jar)
        self.window.present()
        iterate(lambda: len(self.rows()) == 4)

    def tearDown(self):
        self.window.destroy()

    def rows(self):
        return {row.title.get_text().split()[-1]: row for row in descendants(self.window.view, cookie_manager.CookieRow)
                if row.get_mapped()}

    def click(self, name, text):
        button = next(button for button in descendants(self.rows()[name], Gtk.Button) if button.get_tooltip_text() == text)
        button.emit('clicked')

    def stored(self):
        return {cookie.get_name(): cookie.get_value() for cookie in Soup.CookieJarDB.new(self.file, True).all_cookies()}

    def test_shows(self):
        rows = self.rows()
        self.assertEqual(list(rows), ['<b>bold</b>', 'cart', 'theme', 'sid'])
        self.assertEqual(rows['sid'].title.get_text(), 'www.site.example  sid')
        self.assertEqual(rows['sid'].value.get_text(), '31d4d96e407aad42')
        self.assertIn('for subdomains too · path / · until ', rows['theme'].details.get_text())
        self.assertEqual(rows['cart'].details.get_text(), 'for this host alone · path /basket · until the application ends')
        self.assertEqual(rows['<b>bold</b>'].value.get_text(), 'a & b\ufffd')
        self.assertEqual(self.window.count.get_text(), '4 of 4')

    def test_finds(self):
        for text, names in ('SITE.ex', ['theme', 'sid']), ('cart', ['cart']), ('', ['<b>bold</b>', 'cart', 'theme', 'sid']):
            self.window.search.set_text(text)
            iterate(lambda names=names: list(self.rows()) == names)
            self.assertEqual(list(self.rows()), names)
        self.window.search.set_text('nothing')
        iterate(lambda: self.window.stack.get_visible_child_name() == 'empty')
        self.assertEqual(self.window.count.get_text(), '0 of 4')

    def test_changes(self):
        editor = self.window.edit(self.rows()['sid'].item)
        editor.value.set_text('new')
        editor.switches['Secure'].set_active(True)
        editor.same_site.set_selected(2)
        editor.on_save(None)
        iterate(lambda: self.rows()['sid'].value.get_text() == 'new')
        morsel = self.rows()['sid'].item.morsel
        self.assertEqual((morsel.value, morsel['secure'], morsel['samesite']), ('new', True, 'Strict'))
        self.assertEqual(self.stored()['sid'], 'new')

    def test_refuses(self):
        editor = self.window.edit(self.rows()['sid'].item)
        for value, path in ('a;b', '/'), ('ok', 'nowhere'):
            editor.value.set_text(value)
            editor.path.set_text(path)
            editor.on_save(None)
            self.assertTrue(editor.get_visible())
            self.assertEqual(self.stored()['sid'], '31d4d96e407aad42')
        editor.path.set_text('/new')
        editor.on_save(None)
        self.assertEqual(self.stored()['sid'], 'ok')
        iterate(lambda: not editor.get_visible())

    def test_deletes(self):
        item = self.rows()['theme'].item
        self.click('theme', 'Delete')
        iterate(lambda: 'theme' not in self.rows())
        self.assertEqual(list(self.rows()), ['<b>bold</b>', 'cart', 'sid'])
        self.assertNotIn('theme', self.stored())
        self.window.restore(item)
        iterate(lambda: 'theme' in self.rows())
        self.assertEqual(self.stored()['theme'], 'dark')
        self.assertFalse(self.rows()['theme'].item.host_only)

        # a path as the address of a page has it, and no morsel
        self.jar.set_cookie(GLib.Uri.parse('https://shop.example/a;b/page', GLib.UriFlags.ENCODED), 'odd=1')
        iterate(lambda: 'odd' in self.rows())
        item = self.rows()['odd'].item
        self.click('odd', 'Delete')
        iterate(lambda: 'odd' not in self.rows())
        self.window.restore(item)
        iterate(lambda: 'odd' in self.rows())
        self.assertIn('/a;b', [cookie.get_path() for cookie in self.jar.all_cookies()])
        self.click('odd', 'Delete')
        iterate(lambda: 'odd' not in self.rows())
        self.click('<b>bold</b>', 'Delete')
        iterate(lambda: len(self.rows()) == 3)
        self.assertEqual(len(self.jar.all_cookies()), 3)

    def test_follows(self):
        """A server sets a cookie while the window is open."""
        uri = GLib.Uri.parse('https://shop.example/basket/', GLib.UriFlags.NONE)
        self.jar.set_cookie(uri, 'cart=more; Path=/basket')
        self.jar.set_cookie(uri, 'fig=newton; Path=/')
        iterate(lambda: 'fig' in self.rows() and self.rows()['cart'].value.get_text() == 'more')
        self.assertEqual(self.rows()['cart'].value.get_text(), 'more')
        self.assertEqual(self.window.count.get_text(), '5 of 5')

    def test_screenshot(self):
        self.click('theme', 'Delete')
        iterate()
        self.window.restore(self.rows()['sid'].item)
        snapshot = Gtk.Snapshot()
        Gtk.WidgetPaintable(widget=self.window).snapshot(snapshot, self.window.get_width(), self.window.get_height())
        path = sys.argv[1] if len(sys.argv) > 1 else f'{self.directory}/window.png'
        save(snapshot, self.window.get_renderer(), path)
        pixbuf = GdkPixbuf.Pixbuf.new_from_file(path)
        pixels, step = pixbuf.get_pixels(), pixbuf.get_n_channels()
        self.assertGreater(pixbuf.get_width(), 500)
        self.assertGreater(len({pixels[i:i + step] for i in range(0, len(pixels), step)}), 20)


if __name__ == '__main__':
    # Gtk.init_check () is true the second time, and PyGObject called it.
    if Gdk.Display.get_default() is None:
        print('no display')
        sys.exit(77)
    Adw.init()
    unittest.main(argv=sys.argv[:1])
