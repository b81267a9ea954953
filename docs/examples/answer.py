# SPDX-License-Identifier: LGPL-2.1-or-later

import sys

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie

site = Cookie.Schema()
site.add('theme', path='/', secure=True, max_age=31536000)
cookie = Cookie.SimpleCookie(sys.argv[1], schema=site)
print(f'The theme is {cookie["theme"].value}.')
cookie['theme'] = 'dark'
print(cookie.output_changes())
