# SPDX-License-Identifier: LGPL-2.1-or-later

"""cookie_manager.py FILE: a window over the cookies that an application of libsoup keeps in a file, such as
~/.local/share/APPLICATION/cookies.sqlite. It finds, changes and deletes them."""

import sys

import gi

gi.require_version('Adw', '1')
gi.require_version('Cookie', '1.0')
gi.require_version('CookieSoup', '1.0')
gi.require_version('Gtk', '4.0')
gi.require_version('Soup', '3.0')
from gi.repository import Adw, Cookie, CookieSoup, Gio, GLib, Gtk, Soup

SAME_SITE = {'Not set': '', 'Lax': 'Lax', 'Strict': 'Strict', 'None': 'None'}


def describe(item):
    """What a person wants to know of a cookie first."""
    expires = item.morsel.expires
    return ' · '.join([
        'for this host alone' if item.host_only else 'for subdomains too',
        f'path {item.morsel["path"]}',
        'until the application ends' if expires is None else f'until {expires.to_local().format("%x")}',
    ])


class CookieRow(Gtk.Box):
    """A cookie in the list. Rows are used again for other items."""

    def __init__(self, window):
        super().__init__(spacing=12, margin_top=8, margin_bottom=8, margin_start=12, margin_end=12)
        self.item = None
        self.title = Gtk.Label(xalign=0, ellipsize=3, css_classes=['heading'])
        self.value = Gtk.Label(xalign=0, ellipsize=3, css_classes=['monospace'])
        self.details = Gtk.Label(xalign=0, ellipsize=3, css_classes=['caption', 'dim-label'])
        texts = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=2, hexpand=True)
        for label in self.title, self.value, self.details:
            texts.append(label)
        self.append(texts)
        for icon, text, callback in (('document-edit-symbolic', 'Change', window.edit), ('user-trash-symbolic', 'Delete', window.delete)):
            button = Gtk.Button(icon_name=icon, tooltip_text=text, valign=Gtk.Align.CENTER, css_classes=['flat'])
            button.connect('clicked', lambda _button, callback=callback: callback(self.item))
            self.append(button)

    def show_item(self, item):
        self.item = item
        self.title.set_text(f'{item.host}  {item.morsel.key}')
        self.value.set_text(item.morsel.value)
        self.details.set_text(describe(item))


class Editor(Adw.Window):
    """Changes a copy of the morsel of an item; the jar gets it when it is saved."""

    def __init__(self, window, item):
        super().__init__(title=f'{item.morsel.key} of {item.host}', transient_for=window, modal=True, default_width=480)
        self.window = window
        self.item = item
        self.morsel = item.morsel.copy()

        save = Gtk.Button(label='Save', css_classes=['suggested-action'])
        save.connect('clicked', self.on_save)
        bar = Adw.HeaderBar()
        bar.pack_end(save)

        self.value = Adw.EntryRow(title='Value', text=self.morsel.value)
        self.path = Adw.EntryRow(title='Path', text=self.morsel['path'])
        # libsoup 3.6 and older do not tell None from no SameSite: only a later version can have it.
        choices = [text for text, value in SAME_SITE.items() if value in ('', 'Lax', 'Strict', self.morsel['samesite'])]
        self.same_site = Adw.ComboRow(title='SameSite', model=Gtk.StringList.new(choices),
                                      selected=list(SAME_SITE.values()).index(self.morsel['samesite']))
        group = Adw.PreferencesGroup(margin_top=12, margin_bottom=12, margin_start=12, margin_end=12)
        for row in self.value, self.path, self.same_site:
            group.add(row)
        self.switches = {}
        for name in 'Secure', 'HttpOnly':
            self.switches[name] = Gtk.Switch(active=bool(self.morsel[name]), valign=Gtk.Align.CENTER)
            row = Adw.ActionRow(title=name, activatable_widget=self.switches[name])
            row.add_suffix(self.switches[name])
            group.add(row)

        self.toasts = Adw.ToastOverlay(child=group)
        content = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        content.append(bar)
        content.append(self.toasts)
        self.set_content(content)

    def on_save(self, _button):
        try:
            self.morsel.set(self.morsel.key, self.value.get_text(), self.value.get_text())
            self.morsel['path'] = self.path.get_text()
            self.morsel['samesite'] = SAME_SITE[self.same_site.get_selected_item().get_string()]
            for name, switch in self.switches.items():
                self.morsel[name] = switch.get_active()
            self.window.model.update(self.item, self.morsel)
        except Cookie.CookieError as error:
            # Nothing has changed, neither here nor in the jar.
            self.toasts.add_toast(Adw.Toast(title=GLib.markup_escape_text(error.message)))
        else:
            self.close()


class Window(Adw.ApplicationWindow):
    def __init__(self, jar, **properties):
        super().__init__(title='Cookies', default_width=640, default_height=560, **properties)
        self.model = CookieSoup.JarModel(jar)

        self.search = Gtk.SearchEntry(placeholder_text='Host or name', hexpand=True)
        self.search.connect('search-changed', lambda _search: self.filter.changed(Gtk.FilterChange.DIFFERENT))
        self.filter = Gtk.CustomFilter.new(self.matches)
        self.shown = Gtk.FilterListModel.new(self.model, self.filter)
        self.shown.connect('items-changed', lambda *_change: self.update())

        factory = Gtk.SignalListItemFactory()
        factory.connect('setup', lambda _factory, cell: cell.set_child(CookieRow(self)))
        factory.connect('bind', lambda _factory, cell: cell.get_child().show_item(cell.get_item()))
        self.view = Gtk.ListView(model=Gtk.NoSelection.new(self.shown), factory=factory, show_separators=True)
        self.view.connect('activate', lambda _view, position: self.edit(self.shown[position]))
        scrolled = Gtk.ScrolledWindow(child=self.view, vexpand=True, hscrollbar_policy=Gtk.PolicyType.NEVER)
        empty = Adw.StatusPage(icon_name='edit-find-symbolic', title='No cookies', vexpand=True)
        self.stack = Gtk.Stack()
        self.stack.add_named(scrolled, 'list')
        self.stack.add_named(empty, 'empty')

        bar = Adw.HeaderBar(title_widget=self.search)
        self.count = Gtk.Label(css_classes=['dim-label'])
        bar.pack_end(self.count)
        self.toasts = Adw.ToastOverlay(child=self.stack)
        content = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        content.append(bar)
        content.append(self.toasts)
        self.set_content(content)
        self.update()

    def matches(self, item):
        text = self.search.get_text().casefold()
        return text in item.host.casefold() or text in item.morsel.key.casefold()

    def update(self):
        self.count.set_text(f'{len(self.shown)} of {len(self.model)}')
        self.stack.set_visible_child_name('list' if len(self.shown) else 'empty')

    def edit(self, item):
        editor = Editor(self, item)
        editor.present()
        return editor

    def delete(self, item):
        try:
            self.model.remove(item)
        except Cookie.CookieError as error:
            self.toasts.add_toast(Adw.Toast(title=GLib.markup_escape_text(error.message)))
            return
        toast = Adw.Toast(title=GLib.markup_escape_text(f'Deleted {item.morsel.key}'), button_label='Undo')
        toast.connect('button-clicked', lambda _toast: self.restore(item))
        self.toasts.add_toast(toast)

    def restore(self, item):
        self.model.get_jar().add_cookie(item.dup_cookie())


def main():
    if len(sys.argv) != 2:
        sys.exit('Usage: cookie_manager.py FILE')
    application = Adw.Application(application_id='org.example.CookieManager', flags=Gio.ApplicationFlags.NON_UNIQUE)
    application.connect('activate', lambda _application: Window(Soup.CookieJarDB.new(sys.argv[1], False), application=application).present())
    return application.run(sys.argv[:1])


if __name__ == '__main__':
    sys.exit(main())
