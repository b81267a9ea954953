# SPDX-License-Identifier: LGPL-2.1-or-later

"""docs/examples/cookie_editor.py, driven and looked at. Needs GTK 4 and a display: xvfb-run."""

import ctypes
import pathlib
import sys
import tempfile
import unittest

import gi

try:
    gi.require_version('Gtk', '4.0')
    gi.require_version('Gdk', '4.0')
    gi.require_version('GdkPixbuf', '2.0')
except ValueError as error:
    print(error)
    sys.exit(77)
from gi.repository import Gdk, GdkPixbuf, GLib, Gtk

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / 'docs' / 'examples'))
import cookie_editor

HEADER = 'sid=31d4d96e; theme="dark mode"; cart={"fig": 2}; lang=en'


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
        iterate(self.is_shown)

    def tearDown(self):
        self.window.destroy()

    def entries(self):
        return [entry.get_text() for entry in descendants(self.window.view, Gtk.Entry)]

    def is_shown(self):
        return self.window.get_mapped() and 'dark mode' in self.entries()

    def find(self, text):
        return next(entry for entry in descendants(self.window.view, Gtk.Entry) if entry.get_text() == text)

    def test_shows_what_was_loaded(self):
        model = self.window.view.get_model()
        self.assertEqual([model.get_item(i).value for i in range(model.get_n_items())],
                         ['31d4d96e', 'dark mode', '{"fig": 2}', 'en'])
        labels = [label.get_text() for label in descendants(self.window.view, Gtk.Label)]
        for name in 'sid', 'theme', 'cart', 'lang':
            self.assertIn(name, labels)
        self.assertEqual(self.window.output.get_text().splitlines(),
                         ['Set-Cookie: cart={"fig": 2}', 'Set-Cookie: lang=en', 'Set-Cookie: sid=31d4d96e',
                          'Set-Cookie: theme="dark mode"'])

    def test_edits(self):
        self.find('en').set_text('de')
        next(descendants(self.window.view, Gtk.CheckButton)).set_active(True)
        self.assertEqual(self.window.cookie['lang'].value, 'de')
        self.assertIn('Set-Cookie: sid=31d4d96e; Secure', self.window.output.get_text())
        self.assertIn('Set-Cookie: lang=de', self.window.output.get_text())

    def test_refuses(self):
        path = next(entry for entry in descendants(self.window.view, Gtk.Entry) if entry.get_text() == '')
        path.set_text('/; Domain=evil.example')
        self.assertTrue(path.has_css_class('error'))
        self.assertNotIn('evil', self.window.output.get_text())
        path.set_text('/')
        self.assertFalse(path.has_css_class('error'))
        self.assertIn('Set-Cookie: sid=31d4d96e; Path=/', self.window.output.get_text())

    def test_follows_the_model(self):
        del self.window.cookie['theme']
        self.window.cookie['oreo'] = 'new'
        iterate(lambda: 'new' in self.entries() and 'dark mode' not in self.entries())
        self.assertIn('new', self.entries())
        self.assertNotIn('dark mode', self.entries())
        self.window.header.set_text('')
        self.assertEqual(len(self.window.cookie), 0)
        self.assertEqual(self.window.output.get_text(), '')

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
    unittest.main(argv=sys.argv[:1])
