-- SPDX-License-Identifier: LGPL-2.1-or-later

-- Origins as text.

local lgi = require 'lgi'

local CookieSoup = lgi.Cookie and lgi.CookieSoup
local to_uri = require 'lgi.override.Cookie'.to_uri
local diagnose, to_cookie = CookieSoup.diagnose_headers, CookieSoup.morsel_to_cookie

function CookieSoup.diagnose_headers (headers, origin)
  return diagnose (headers, to_uri (origin))
end

function CookieSoup.morsel_to_cookie (morsel, origin)
  return to_cookie (morsel, to_uri (origin))
end
