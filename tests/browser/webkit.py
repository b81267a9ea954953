# SPDX-License-Identifier: LGPL-2.1-or-later

"""webkit.py PROXY URL: a window of WebKitGTK, which keeps its cookies in memory."""

import sys

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("WebKit", "6.0")
from gi.repository import GLib, Gtk, WebKit

proxy, url = sys.argv[1:]
session = WebKit.NetworkSession.new_ephemeral()
session.set_proxy_settings(WebKit.NetworkProxyMode.CUSTOM, WebKit.NetworkProxySettings.new(proxy, None))
session.set_tls_errors_policy(WebKit.TLSErrorsPolicy.IGNORE)
Gtk.init()
view = WebKit.WebView(network_session=session)
view.load_uri(url)
window = Gtk.Window(child=view)
window.present()
GLib.MainLoop().run()
