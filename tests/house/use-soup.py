# SPDX-License-Identifier: LGPL-2.1-or-later

# Uses what only the override provides: attributes of the items of a jar.

import gi

gi.require_version('Cookie', '1.0')
gi.require_version('CookieSoup', '1.0')
gi.require_version('Soup', '3.0')
from gi.repository import Cookie, CookieSoup, Soup

jar = Soup.CookieJar()
jar.add_cookie(Soup.Cookie.new('fig', 'newton', 'site.example', '/', -1))
print(CookieSoup.JarModel(jar)[0].morsel.output(attrs=['path']))
