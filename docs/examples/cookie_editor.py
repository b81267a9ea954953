# SPDX-License-Identifier: LGPL-2.1-or-later

"""A window that shows the cookies of a header field, lets you change them, and says of each whether a
browser would keep it. Below are the `Set-Cookie` fields that set them. The first field can be an argument."""

import re
import sys

import gi

gi.require_version('Adw', '1')
gi.require_version('Cookie', '1.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Adw, Cookie, Gdk, Gio, GLib, Gtk

SITE = 'https://www.site.example/'
SAME_SITE = 'Not set', 'Lax', 'Strict', 'None'
VERDICTS = {
    None: ('emblem-ok-symbolic', 'Kept', 'success'),
    Cookie.DiagnosticSeverity.HINT: ('emblem-ok-symbolic', 'Kept', 'success'),
    Cookie.DiagnosticSeverity.WARNING: ('dialog-warning-symbolic', 'Kept, with a warning', 'warning'),
    Cookie.DiagnosticSeverity.ERROR: ('dialog-error-symbolic', 'Dropped', 'error'),
}


def describe(diagnostics):
    return '\n'.join(f'{diagnostic.get_severity().value_nick}: {diagnostic.get_message()} ({diagnostic.get_section()})'
                     for diagnostic in diagnostics)


class CookieRow(Adw.ExpanderRow):
    """A cookie: what a browser does with it, its value and its attributes."""

    def __init__(self, morsel, window):
        super().__init__(title=morsel.key, use_markup=False)
        self.morsel = morsel
        self.window = window

        self.icon = Gtk.Image(accessible_role=Gtk.AccessibleRole.PRESENTATION)
        self.verdict = Gtk.Label(css_classes=['dim-label'])
        remove = Gtk.Button(icon_name='user-trash-symbolic', valign=Gtk.Align.CENTER, css_classes=['flat'],
                            tooltip_text=f'Remove {morsel.key}')
        remove.update_property([Gtk.AccessibleProperty.LABEL], [f'Remove {morsel.key}'])
        remove.connect('clicked', lambda _button: window.cookie.remove(morsel.key))
        self.add_prefix(self.icon)
        self.add_action(remove)
        self.add_action(self.verdict)

        self.add_entry('Value', lambda: morsel.value, self.set_value)
        for name in 'Path', 'Domain', 'Max-Age':
            self.add_entry(name, lambda name=name: str(morsel[name]), lambda text, name=name: morsel.update({name: text}))
        self.add_choice()
        for name in 'Secure', 'HttpOnly', 'Partitioned':
            self.add_switch(name)

        self.findings = Gtk.Label(xalign=0, wrap=True, selectable=True, margin_top=12, margin_bottom=12,
                                  margin_start=12, margin_end=12)
        self.findings_row = Gtk.ListBoxRow(child=self.findings, activatable=False)
        self.add_row(self.findings_row)
        self.update()

    def set_value(self, text):
        self.window.cookie[self.morsel.key] = text

    def add_entry(self, name, get, set_):
        row = Adw.EntryRow(title=name, text=get())

        def on_changed(_row):
            try:
                if row.get_text() != get():
                    set_(row.get_text())
                self.window.clear_error(row)
            except Cookie.CookieError as error:
                # What would break a header field is refused, and the morsel is as it was.
                self.window.show_error(row, error)

        row.connect('changed', on_changed)
        self.add_row(row)

    def add_choice(self):
        texts = [text.lower() for text in SAME_SITE]
        text = str(self.morsel['samesite']).lower()
        row = Adw.ComboRow(title='SameSite', model=Gtk.StringList.new(SAME_SITE),
                           selected=texts.index(text) if text in texts else 0)

        def on_selected(*_args):
            chosen = row.get_selected()
            self.morsel['samesite'] = SAME_SITE[chosen] if chosen else ''

        row.connect('notify::selected', on_selected)
        self.add_row(row)

    def add_switch(self, name):
        switch = Gtk.Switch(active=bool(self.morsel[name]), valign=Gtk.Align.CENTER)
        switch.connect('notify::active', lambda *_args: self.morsel.update({name: switch.get_active() or ''}))
        row = Adw.ActionRow(title=name, activatable_widget=switch)
        row.add_suffix(switch)
        self.add_row(row)

    def update(self):
        diagnostics = self.morsel.diagnose(self.window.origin)
        icon, verdict, style = VERDICTS[min((diagnostic.get_severity() for diagnostic in diagnostics), default=None)]
        self.icon.set_from_icon_name(icon)
        self.icon.set_css_classes([style])
        self.verdict.set_text(verdict)
        self.set_subtitle(self.morsel.value)
        self.findings.set_text(describe(diagnostics))
        self.findings_row.set_visible(bool(diagnostics))


class Window(Adw.ApplicationWindow):
    def __init__(self, **properties):
        super().__init__(title='Cookies', default_width=700, default_height=800, **properties)
        self.origin = SITE

        # The dictionary is the model.
        self.cookie = Cookie.SimpleCookie(profile=Cookie.Profile.RFC6265)
        self.cookie.connect('items-changed', lambda *_args: self.update())
        self.cookie.connect('morsel-changed', lambda _cookie, _morsel: self.update())

        bar = Adw.HeaderBar()
        bar.pack_start(self.make_button('list-add-symbolic', 'Add a cookie', '<Control>n', self.on_add))
        bar.pack_end(self.make_button('edit-copy-symbolic', 'Copy the Set-Cookie fields', '<Control><Shift>c', self.on_copy))

        self.header = Adw.EntryRow(title='Cookie field of a request')
        self.header.connect('changed', self.on_header_changed)
        self.site = Adw.EntryRow(title='Address of the site', text=SITE)
        self.site.connect('changed', self.on_site_changed)
        self.field_findings = Gtk.Label(xalign=0, wrap=True, visible=False, margin_top=6, css_classes=['dim-label'])
        request = Adw.PreferencesGroup(title='Request')
        for widget in self.header, self.site, self.field_findings:
            request.add(widget)

        self.view = Gtk.ListBox(selection_mode=Gtk.SelectionMode.NONE, css_classes=['boxed-list'])
        self.view.update_property([Gtk.AccessibleProperty.LABEL], ['Cookies'])
        self.view.bind_model(self.cookie, CookieRow, self)
        self.empty = Adw.StatusPage(icon_name='edit-paste-symbolic', title='No cookies',
                                    description='Paste a Cookie field above, or add a cookie.', css_classes=['compact'])
        self.name = Adw.EntryRow(title='Name of a new cookie', show_apply_button=True)
        self.name.connect('apply', self.on_name)
        new = Gtk.ListBox(selection_mode=Gtk.SelectionMode.NONE, css_classes=['boxed-list'], margin_top=12)
        new.update_property([Gtk.AccessibleProperty.LABEL], ['New cookie'])
        new.append(self.name)
        cookies = Adw.PreferencesGroup(title='Cookies')
        for widget in self.empty, self.view, new:
            cookies.add(widget)

        self.output = Gtk.Label(xalign=0, selectable=True, wrap=True, css_classes=['monospace'])
        self.output.update_property([Gtk.AccessibleProperty.LABEL], ['Set-Cookie fields'])
        self.response = Adw.PreferencesGroup(title='Response')
        self.response.add(self.output)

        box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=24, margin_top=24, margin_bottom=24,
                      margin_start=12, margin_end=12)
        for group in request, cookies, self.response:
            box.append(group)
        self.toasts = Adw.ToastOverlay(child=Gtk.ScrolledWindow(child=Adw.Clamp(child=box), vexpand=True,
                                                                hscrollbar_policy=Gtk.PolicyType.NEVER))
        content = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        content.append(bar)
        content.append(self.toasts)
        self.set_content(content)
        self.update()

    def make_button(self, icon, label, key, callback):
        button = Gtk.Button(icon_name=icon, tooltip_text=label)
        button.update_property([Gtk.AccessibleProperty.LABEL], [label])
        button.connect('clicked', callback)
        keys = Gtk.ShortcutController(scope=Gtk.ShortcutScope.GLOBAL)
        keys.add_shortcut(Gtk.Shortcut(trigger=Gtk.ShortcutTrigger.parse_string(key),
                                       action=Gtk.ShortcutAction.parse_string('activate')))
        button.add_controller(keys)
        return button

    def show_error(self, row, error):
        row.add_css_class('error')
        row.set_tooltip_text(error.message)
        row.update_state([Gtk.AccessibleState.INVALID], [Gtk.AccessibleInvalidState.TRUE])
        self.toasts.add_toast(Adw.Toast(title=GLib.markup_escape_text(error.message)))

    def clear_error(self, row):
        row.remove_css_class('error')
        row.set_tooltip_text(None)
        row.reset_state(Gtk.AccessibleState.INVALID)

    def on_header_changed(self, row):
        self.cookie.clear()
        try:
            self.cookie.load(re.sub(r'^\s*cookie:', '', row.get_text(), flags=re.IGNORECASE))
            self.clear_error(row)
        except Cookie.CookieError as error:
            # In this profile a field can be too long, and nothing else.
            self.show_error(row, error)
        findings = describe(self.cookie.get_diagnostics())
        self.field_findings.set_text(findings)
        self.field_findings.set_visible(bool(findings))

    def on_site_changed(self, row):
        try:
            GLib.Uri.parse(row.get_text(), GLib.UriFlags.NONE)
            self.clear_error(row)
        except GLib.Error as error:
            self.show_error(row, error)
            return
        self.origin = row.get_text()
        self.update()

    def on_add(self, _button):
        self.name.grab_focus()

    def on_name(self, row):
        try:
            self.cookie.setdefault(row.get_text(), '')
            row.set_text('')
            self.clear_error(row)
        except Cookie.CookieError as error:
            self.show_error(row, error)

    def on_copy(self, _button):
        self.get_clipboard().set_content(Gdk.ContentProvider.new_for_value(self.output.get_text()))
        self.toasts.add_toast(Adw.Toast(title='Copied'))

    def update(self):
        size = len(self.cookie)
        self.empty.set_visible(size == 0)
        self.view.set_visible(size > 0)
        self.response.set_visible(size > 0)
        self.output.set_text(self.cookie.output(sep='\n'))
        for i in range(size):
            row = self.view.get_row_at_index(i)
            if row is not None:
                row.update()


def main():
    def on_activate(application):
        window = Window(application=application)
        window.header.set_text(' '.join(sys.argv[1:]))
        window.present()

    application = Adw.Application(application_id='org.example.CookieEditor', flags=Gio.ApplicationFlags.NON_UNIQUE)
    application.connect('activate', on_activate)
    return application.run(sys.argv[:1])


if __name__ == '__main__':
    sys.exit(main())
