-- SPDX-License-Identifier: LGPL-2.1-or-later

-- Origins as text.

local lgi = require 'lgi'

local CookieSoup = lgi.Cookie and lgi.CookieSoup
local take_origin = require 'lgi.override.Cookie'.take_origin

take_origin (CookieSoup, 'diagnose_headers', 2)
take_origin (CookieSoup, 'morsel_to_cookie', 2)
