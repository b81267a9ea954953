-- SPDX-License-Identifier: LGPL-2.1-or-later

-- CookieSoup from Lua.

local lgi = require 'lgi'
local CookieSoup = lgi.require ('CookieSoup', '1.0')
local Cookie, GLib, Soup = lgi.Cookie, lgi.GLib, lgi.Soup

local function equal (actual, expected)
  if actual ~= expected then
    error (('%s is not %s'):format (tostring (actual), tostring (expected)), 2)
  end
end

local function fails (code, ok, message)
  equal (ok or false, false)
  equal (message:matches (Cookie.Error, code), true)
end

local function headers (type, name, ...)
  local result = Soup.MessageHeaders.new (type)
  for _, value in ipairs { ... } do
    result:append (name, value)
  end
  return result
end

-- Fields of a request, and of its response.
local cookie = Cookie.SimpleCookie ()
equal (CookieSoup.load_headers (cookie, headers ('REQUEST', 'Cookie', 'a=1; b="2', 'c=3"; a=4')), true)
equal (cookie:to_cookie_header (), 'a=1; b="2; c=3"')
fails ('SYNTAX', CookieSoup.load_headers (Cookie.SimpleCookie { profile = 'STRICT' }, headers ('REQUEST', 'Cookie', 'b,=2')))

local answer = headers ('RESPONSE', 'Set-Cookie', 'other=1')
cookie.a = 'one'
equal (CookieSoup.append_changes (cookie, answer), 1)
equal (answer:get_list ('Set-Cookie'), 'other=1, a=one')
equal (answer:get_one ('Vary'), 'Cookie')

-- A client.
local received = headers ('RESPONSE', 'Set-Cookie', 'a=1; Path=/; Secure; HttpOnly; SameSite=Lax', 'c=3; Domain=other.example')
equal (#CookieSoup.get_morsels (received), 2)
equal (CookieSoup.diagnose_headers (received, 'https://site.example/')[1]:get_field (), 1)
fails ('SYNTAX', CookieSoup.diagnose_headers (received, 'nowhere'))

local morsel = Cookie.Morsel.parse_set_cookie ('sid=1; Path=/')
local soup_cookie = CookieSoup.morsel_to_cookie (morsel, 'https://site.example/')
equal (soup_cookie:get_domain (), 'site.example')
equal (CookieSoup.morsel_from_cookie (soup_cookie).path, '/')
fails ('INVALID_ATTRIBUTE', CookieSoup.morsel_to_cookie (morsel))
fails ('SYNTAX', CookieSoup.morsel_to_cookie (morsel, 'nowhere'))

-- A jar.
local jar = Soup.CookieJar ()
jar:add_cookie (Soup.Cookie.new ('a', '1', 'site.example', '/', 3600))
local model = CookieSoup.JarModel { jar = jar }
for _, wrong in ipairs { {}, Cookie.Schema (), 'x' } do
  local ok, message = pcall (function () return CookieSoup.JarModel { jar = wrong } end)
  equal (ok, false)
  equal (message:match '^The property jar of CookieSoup.JarModel must be a Soup.CookieJar, not ' ~= nil, true)
end
for _, func in ipairs {
  function () return CookieSoup.JarModel (jar) end, function () return CookieSoup.JarModel { jar } end,
  function () return CookieSoup.JarModel { jra = jar } end, function () model.jar = Soup.CookieJar () end,
} do
  equal (pcall (func), false)
end
equal (model.jar, jar)
local item = model:get_item (0)
equal (item.host .. ' ' .. item.morsel.key, 'site.example a')
local edited = item.morsel:copy ()
edited.secure = true
equal (model:update (item, edited), true)
equal (model:get_item (0).morsel.secure, true)
equal (model:remove (item), true)
fails ('ILLEGAL_KEY', model:remove (item))
equal (model:get_n_items (), 0)
jar:add_cookie (item:dup_cookie ())
equal (jar:all_cookies ()[1]:get_value (), '1')
equal (CookieSoup.JarItem ():dup_cookie ():get_name (), '')
