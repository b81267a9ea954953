# SPDX-License-Identifier: LGPL-2.1-or-later

"""Draws the window of docs/examples/cookie_editor.py into window-light.png and window-dark.png beside this file, on
a display: GSK_RENDERER=cairo xvfb-run ./dev env python3 docs/pictures/window.py"""

import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1] / 'tests' / 'browser'), str(HERE.parent / 'examples')]
import cookie_editor
import editor
from gi.repository import Adw, Gtk

HEADER = 'Cookie: __Host-sid=31d4d96e; theme=dark'


def draw(window, path):
    editor.iterate()
    snapshot = Gtk.Snapshot()
    Gtk.WidgetPaintable(widget=window).snapshot(snapshot, window.get_width(), window.get_height())
    editor.save(snapshot, window.get_renderer(), str(path))


def main():
    Adw.init()
    window = cookie_editor.Window()
    window.set_default_size(560, 640)
    window.header.set_text(HEADER)
    window.present()
    editor.iterate(window.get_mapped)
    for name, scheme in ('light', Adw.ColorScheme.FORCE_LIGHT), ('dark', Adw.ColorScheme.FORCE_DARK):
        Adw.StyleManager.get_default().set_color_scheme(scheme)
        draw(window, HERE / f'window-{name}.png')


main()
