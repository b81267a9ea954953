# SPDX-License-Identifier: LGPL-2.1-or-later

"""docs/examples/cookie_editor.py, driven and looked at. Needs libadwaita and a display:
xvfb-run."""

import ctypes
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
except ValueError as error:
    print(error)
    sys.exit(77)
from gi.repository import Adw, Gdk, GdkPixbuf, GLib, Gtk

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / 'docs' / 'examples'))
import cookie_editor

HEADER = 'Cookie: sid=31d4d96e; theme="dark mode"; cart={"fig": 2}; lang=en'


def iterate(until=None):
    """Let GTK work until something holds, for five seconds at most."""
    late = []
    source = GLib.timeout_add(5000 if until else 300, late.append, True)
    while not late and not (until and until()):
        GLib.MainContext.default().iteration(True)
    if not late:
        GLib.source_remove(source)


def descendants(widget, kind):
    child = widget.get_first_child()
    while child is not None:
        if isinstance(child, kind):
            yield child
        yield from descendants(child, kind)
        child = child.get_next_sibling()


class Editor(unittest.TestCase):
    def setUp(self):
        self.window = cookie_editor.Window()
        self.window.present()
        self.window.header.set_text(HEADER)
        iterate(self.window.get_mapped)

    def tearDown(self):
        self.window.destroy()

    def rows(self):
        return {row.get_title(): row for row in descendants(self.window.view, cookie_editor.CookieRow)}

    def part(self, name, title):
        """The row of an attribute of a cookie."""
        return next(row for row in descendants(self.rows()[name], Adw.PreferencesRow)
                    if row.get_title() == title and row is not self.rows()[name])

    def verdict(self, name):
        return self.rows()[name].verdict.get_text(), self.rows()[name].findings.get_text()

    def test_shows_what_was_loaded(self):
        self.assertEqual({name: row.get_subtitle() for name, row in self.rows().items()},
                         {'sid': '31d4d96e', 'theme': 'dark mode', 'cart': '{"fig": 2}', 'lang': 'en'})
        self.assertEqual(self.part('theme', 'Value').get_text(), 'dark mode')
        self.assertEqual(self.window.output.get_text().splitlines(),
                         ['Set-Cookie: cart={"fig": 2}', 'Set-Cookie: lang=en', 'Set-Cookie: sid=31d4d96e',
                          'Set-Cookie: theme="dark mode"'])
        self.assertFalse(self.window.empty.get_visible())

    def test_without_a_prefix(self):
        self.window.header.set_text(HEADER.removeprefix('Cookie: '))
        self.assertEqual(list(self.rows()), ['sid', 'theme', 'cart', 'lang'])
        self.window.header.set_text('  COOKIE:a=1; b,c=2')
        self.assertEqual(list(self.rows()), ['a'])
        self.assertIn('not a legal cookie name', self.window.field_findings.get_text())

    def test_edits(self):
        self.part('lang', 'Value').set_text('de')
        self.part('sid', 'Path').set_text('/')
        self.part('sid', 'Secure').get_activatable_widget().set_active(True)
        self.part('sid', 'SameSite').set_selected(2)
        self.assertEqual(self.window.cookie['lang'].value, 'de')
        self.assertEqual(self.rows()['lang'].get_subtitle(), 'de')
        self.assertIn('Set-Cookie: sid=31d4d96e; Path=/; SameSite=Strict; Secure', self.window.output.get_text())
        self.part('sid', 'SameSite').set_selected(0)
        self.part('sid', 'Secure').get_activatable_widget().set_active(False)
        self.assertIn('Set-Cookie: sid=31d4d96e; Path=/\n', self.window.output.get_text())

    def test_verdicts(self):
        self.window.header.set_text('__Host-sid=1; theme=dark')
        self.assertEqual(self.verdict('theme')[0], 'Kept')
        verdict, findings = self.verdict('__Host-sid')
        self.assertEqual(verdict, 'Dropped')
        self.assertIn('error: A name with the prefix __Host- needs', findings)
        self.part('__Host-sid', 'Path').set_text('/')
        self.part('__Host-sid', 'Secure').get_activatable_widget().set_active(True)
        self.assertEqual(self.verdict('__Host-sid')[0], 'Kept')
        self.window.site.set_text('http://www.site.example/')
        self.assertEqual(self.verdict('__Host-sid')[0], 'Dropped')
        self.window.site.set_text('nowhere')
        self.assertTrue(self.window.site.has_css_class('error'))

    def test_refuses(self):
        path = self.part('sid', 'Path')
        path.set_text('/; Domain=evil.example')
        self.assertTrue(path.has_css_class('error'))
        self.assertIn('at byte 1', path.get_tooltip_text())
        self.assertNotIn('evil', self.window.output.get_text())
        path.set_text('/')
        self.assertFalse(path.has_css_class('error'))
        self.assertIn('Set-Cookie: sid=31d4d96e; Path=/', self.window.output.get_text())

    def test_adds_and_removes(self):
        self.window.name.set_text('a b')
        self.window.name.emit('apply')
        self.assertTrue(self.window.name.has_css_class('error'))
        self.window.name.set_text('fig')
        self.window.name.emit('apply')
        self.assertEqual(self.rows()['fig'].get_subtitle(), '')
        self.assertEqual(self.window.name.get_text(), '')
        remove = next(button for button in descendants(self.rows()['theme'], Gtk.Button)
                      if button.get_tooltip_text() == 'Remove theme')
        remove.emit('clicked')
        self.assertEqual(list(self.rows()), ['sid', 'cart', 'lang', 'fig'])

    def test_follows_the_model(self):
        del self.window.cookie['theme']
        self.window.cookie['oreo'] = 'new'
        self.assertEqual(self.rows()['oreo'].get_subtitle(), 'new')
        self.assertNotIn('theme', self.rows())
        self.window.header.set_text('')
        self.assertEqual(len(self.window.cookie), 0)
        self.assertEqual(self.window.output.get_text(), '')
        self.assertTrue(self.window.empty.get_visible())

    def test_copies(self):
        read = []
        self.window.on_copy(None)
        self.window.get_clipboard().read_text_async(None, lambda clipboard, result: read.append(clipboard.read_text_finish(result)))
        iterate(lambda: read)
        self.assertEqual(read, [self.window.output.get_text()])

    def test_screenshot(self):
        iterate()
        snapshot = Gtk.Snapshot()
        Gtk.WidgetPaintable(widget=self.window).snapshot(snapshot, self.window.get_width(), self.window.get_height())
        with tempfile.TemporaryDirectory() as directory:
            path = sys.argv[1] if len(sys.argv) > 1 else f'{directory}/window.png'
            save(snapshot, self.window.get_renderer(), path)
            pixbuf = GdkPixbuf.Pixbuf.new_from_file(path)
        pixels, step = pixbuf.get_pixels(), pixbuf.get_n_channels()
        self.assertGreater(pixbuf.get_width(), 500)
        self.assertGreater(len({pixels[i:i + step] for i in range(0, len(pixels), step)}), 20)


def save(snapshot, renderer, path):
    """PyGObject knows no render nodes."""
    gtk = ctypes.CDLL('libgtk-4.so.1')
    for name in 'gtk_snapshot_to_node', 'gsk_renderer_render_texture':
        getattr(gtk, name).restype = ctypes.c_void_p
    node = gtk.gtk_snapshot_to_node(ctypes.c_void_p(hash(snapshot)))
    texture = gtk.gsk_renderer_render_texture(ctypes.c_void_p(hash(renderer)), ctypes.c_void_p(node), None)
    gtk.gdk_texture_save_to_png(ctypes.c_void_p(texture), path.encode())


if __name__ == '__main__':
    # Gtk.init_check () is true the second time, and PyGObject called it.
    if Gdk.Display.get_default() is None:
        print('no display')
        sys.exit(77)
    Adw.init()
    unittest.main(argv=sys.argv[:1])
