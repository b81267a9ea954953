-- SPDX-License-Identifier: LGPL-2.1-or-later

-- Origins as text, and checked properties.

local lgi = require 'lgi'

local CookieSoup = lgi.Cookie and lgi.CookieSoup
local take_origin = require 'lgi.override.Cookie'.take_origin
local override_properties = require 'lgi.override.Cookie-properties'.override_properties

assert (lgi.Soup.CookieJar) -- lgi loads a class when it is first named
override_properties (CookieSoup.JarItem)
override_properties (CookieSoup.JarModel)

take_origin (CookieSoup, 'diagnose_headers', 2)
take_origin (CookieSoup, 'morsel_to_cookie', 2)
