# SPDX-License-Identifier: LGPL-2.1-or-later

# Uses what only the override provides: the constructor with a header field, and indexing.

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie

cookie = Cookie.SimpleCookie('fig=newton')
cookie['fig']['path'] = '/'
print(cookie.output())
