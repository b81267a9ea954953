-- SPDX-License-Identifier: LGPL-2.1-or-later

-- Uses what only the override provides: an origin as text.

local lgi = require 'lgi'
local CookieSoup = lgi.require ('CookieSoup', '1.0')

local cookie = CookieSoup.morsel_to_cookie (lgi.Cookie.Morsel.parse_set_cookie 'fig=newton', 'https://site.example/')
print (CookieSoup.morsel_from_cookie (cookie):output { 'path' })
