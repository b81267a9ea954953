# SPDX-License-Identifier: LGPL-2.1-or-later

# What only the override makes possible: its own constructor, and text as a dictionary.

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie

cookie = Cookie.SimpleCookie('fig=newton')
cookie['fig']['path'] = '/'
print(cookie.output())
