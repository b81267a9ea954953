// SPDX-License-Identifier: LGPL-2.1-or-later

baseURLs = [
  ['Cookie', '../cookie-glib-1.0/'],
  ['Soup', 'https://libsoup.gnome.org/libsoup-3.0/'],
  ['GLib', 'https://docs.gtk.org/glib/'],
  ['GObject', 'https://docs.gtk.org/gobject/'],
  ['Gio', 'https://docs.gtk.org/gio/'],
];
