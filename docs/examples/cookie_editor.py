# SPDX-License-Identifier: LGPL-2.1-or-later

"""A window that shows the cookies of a header in a table, lets you change them, and shows the
`Set-Cookie` header fields that set them."""

import sys

import gi

gi.require_version('Cookie', '1.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Cookie, Gtk


class Window(Gtk.ApplicationWindow):
    def __init__(self, **properties):
        super().__init__(title='Cookies', default_width=1100, default_height=500, **properties)

        # The dictionary is the model.
        self.cookie = Cookie.SimpleCookie(profile=Cookie.Profile.RFC6265)
        for signal in 'items-changed', 'morsel-changed':
            self.cookie.connect(signal, lambda *_: self.update_output())

        self.header = Gtk.Entry(placeholder_text='Paste the value of a Cookie: header', hexpand=True)
        self.header.connect('changed', self.on_header_changed)

        self.view = Gtk.ColumnView(model=Gtk.NoSelection(model=self.cookie), vexpand=True, show_row_separators=True)
        self.add_column('Name', Gtk.Label, lambda morsel: morsel.key)
        self.add_column('Value', Gtk.Entry, lambda morsel: morsel.value, self.set_value)
        for name in 'Path', 'Domain', 'Max-Age', 'SameSite':
            self.add_column(name, Gtk.Entry, lambda morsel, name=name: str(morsel[name]),
                            lambda morsel, text, name=name: morsel.update({name: text}))
        for name in 'Secure', 'HttpOnly':
            self.add_column(name, Gtk.CheckButton, lambda morsel, name=name: bool(morsel[name]),
                            lambda morsel, active, name=name: morsel.update({name: active or ''}))

        self.output = Gtk.Label(xalign=0, selectable=True, wrap=True, css_classes=['monospace'])

        box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=12, margin_top=12, margin_bottom=12,
                      margin_start=12, margin_end=12)
        box.append(self.header)
        box.append(Gtk.ScrolledWindow(child=self.view))
        box.append(self.output)
        self.set_child(box)

    def add_column(self, title, widget_class, get, set_=None):
        """A column of widgets that show get (morsel) and, when they are edited, call set_ (morsel, …)."""
        name = 'active' if widget_class is Gtk.CheckButton else 'label' if widget_class is Gtk.Label else 'text'
        handlers = {}

        def on_setup(factory, item):
            item.set_child(widget_class())

        def on_bind(factory, item):
            morsel, widget = item.get_item(), item.get_child()
            widget.set_property(name, get(morsel))
            if set_ is not None:
                handlers[item] = widget.connect(f'notify::{name}', on_edited, morsel)

        def on_unbind(factory, item):
            if item in handlers:
                item.get_child().disconnect(handlers.pop(item))

        def on_edited(widget, pspec, morsel):
            try:
                set_(morsel, widget.get_property(name))
                widget.remove_css_class('error')
                widget.set_tooltip_text(None)
            except Cookie.CookieError as error:
                # What would break a header is refused, and the morsel is as it was.
                widget.add_css_class('error')
                widget.set_tooltip_text(str(error))

        factory = Gtk.SignalListItemFactory()
        factory.connect('setup', on_setup)
        factory.connect('bind', on_bind)
        factory.connect('unbind', on_unbind)
        self.view.append_column(Gtk.ColumnViewColumn(title=title, factory=factory, expand=widget_class is Gtk.Entry))

    def set_value(self, morsel, text):
        self.cookie[morsel.key] = text

    def on_header_changed(self, entry):
        self.cookie.clear()
        try:
            self.cookie.load(entry.get_text())
            entry.remove_css_class('error')
        except Cookie.CookieError:
            # In this profile a header can be too long, and nothing else.
            entry.add_css_class('error')

    def update_output(self):
        self.output.set_text(self.cookie.output(sep='\n'))


def main():
    application = Gtk.Application()
    application.connect('activate', lambda application: Window(application=application).present())
    return application.run(sys.argv)


if __name__ == '__main__':
    sys.exit(main())
