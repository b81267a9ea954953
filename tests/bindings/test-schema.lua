-- SPDX-License-Identifier: LGPL-2.1-or-later

-- Schema in Lua: what the cookies of a site are, said once.

local lgi = require 'lgi'
local Cookie = lgi.require ('Cookie', '1.0')

local SID = '__Host-sid'
local SID_ATTRIBUTES = '; HttpOnly; Max-Age=3600; Path=/; SameSite=Lax; Secure'
local REMOVED = '; expires=Thu, 01 Jan 1970 00:00:00 GMT'

local function equal (actual, expected)
  if actual ~= expected then
    error (('%s is not %s'):format (tostring (actual), tostring (expected)), 2)
  end
end

local function fails (code, failed, ok, message)
  equal (ok, failed)
  equal (message:matches (Cookie.Error, code), true)
end

local function new_signed ()
  local signed = Cookie.SignedCodec { codec = Cookie.SmartCodec () }
  assert (signed.keyring:append (('s'):rep (32)))
  return signed
end

local function new_site ()
  local site = Cookie.Schema ()
  local attributes = Cookie.Morsel { path = '/', secure = true, http_only = true, same_site = 'LAX', max_age = 3600 }
  assert (site:add (SID, new_signed (), attributes))
  assert (site:add ('theme', nil, Cookie.Morsel { path = '/', max_age = 31536000 }))
  assert (site:add ('lang'))
  return site
end

local tests = {}

function tests.add ()
  local site = new_site ()
  equal (table.concat (site:get_names (), ' '), '__Host-sid lang theme')
  equal (site:create_morsel (SID):to_set_cookie_header (), SID .. '=' .. SID_ATTRIBUTES)
  equal (site:lookup_codec ('theme'), nil)
  equal (Cookie.SignedCodec:is_type_of (site:lookup_codec (SID)), true)

  fails ('ILLEGAL_KEY', false, site:add ('theme'))
  fails ('ILLEGAL_KEY', false, site:add ('a b'))
  fails ('ILLEGAL_KEY', false, site:add ('a\0b'))
  fails ('ILLEGAL_KEY', nil, site:create_morsel ('a\0b'))
  equal (site:lookup_codec ('a\0b'), nil)
  equal (Cookie.SmartCookie ():lookup_codec ('a\0b'), nil)
  fails ('ILLEGAL_KEY', nil, site:create_morsel ('a b'))
  fails ('RESERVED_KEY', false, site:add ('Path'))
  fails ('INVALID_ATTRIBUTE', false, site:add ('__Host-x'))
  fails ('INVALID_ATTRIBUTE', false, site:add ('x', nil, Cookie.Morsel { max_age = 0 }))
  fails ('INVALID_ATTRIBUTE', false, site:set_default (nil, Cookie.Morsel { partitioned = true }))
  for _, wrong in ipairs { 7, 'codec', Cookie.Morsel () } do
    equal (pcall (site.add, site, 'x', wrong), false)
  end
  for _, wrong in ipairs { 7, 'Path=/', Cookie.StringCodec () } do
    equal (pcall (site.add, site, 'x', nil, wrong), false)
  end
  equal (#site:get_names (), 3)

  assert (site:set_default (nil, Cookie.Morsel { path = '/any' }))
  equal (site:create_morsel ('other').path, '/any')
  assert (site:set_default ())
  equal (site:create_morsel ('other').path, nil)

  local cookie = Cookie.SimpleCookie { schema = site }
  equal (cookie.schema, site)
  equal (cookie.profile, 'RFC6265')
  fails ('NOT_SUPPORTED', false, site:add ('more'))
  fails ('NOT_SUPPORTED', false, site:set_default ())
end

-- The attributes are those of a morsel, or the properties of one.
function tests.attributes ()
  local site = Cookie.Schema ()
  assert (site:add ('theme', nil, { path = '/', max_age = 60, same_site = 'Lax', ['http-only'] = true }))
  assert (site:set_default (Cookie.PercentCodec (), { secure = true }))
  equal (site:create_morsel ('theme'):to_set_cookie_header (), 'theme=; HttpOnly; Max-Age=60; Path=/; SameSite=Lax')
  equal (site:create_morsel ('other'):to_set_cookie_header (), 'other=; Secure')

  local function refuses (expected, ...)
    for _, ok in ipairs { { pcall (site.add, site, 'x', ...) }, { pcall (site.set_default, site, ...) } } do
      equal (ok[1], false)
      equal (ok[2], expected)
    end
  end
  refuses ('The argument codec must be a Cookie.Codec, not a table', { path = '/' })
  refuses ('The argument codec must be a Cookie.Codec, not "x"', 'x')
  refuses ('Cookie.Morsel has no property "pth"', nil, { pth = '/' })
  refuses ('Cookie.Morsel has no property 1', nil, { '/' })
  refuses ('The property secure of Cookie.Morsel must be true or false, not "false"', nil, { secure = 'false' })
  refuses ('Cookie.Morsel () takes a table, { property = value }, not "Path=/"', nil, 'Path=/')
  refuses ('Cookie.Morsel () takes a table, { property = value }, not a Cookie.StringCodec', nil, Cookie.StringCodec ())
  equal (#site:get_names (), 1)
end

function tests.diagnose ()
  local site = Cookie.Schema ()
  assert (site:add ('app', nil, Cookie.Morsel { domain = 'site.example' }))
  local function count (origin)
    local n = 0
    for _, diagnostic in ipairs (site:diagnose (origin)) do
      n = n + (diagnostic.severity == 'ERROR' and 1 or 0)
    end
    return n
  end
  equal (count (), 0)
  equal (count ('https://www.site.example/'), 0)
  equal (count (lgi.GLib.Uri.parse ('https://other.example/', 'NONE')), 1)
  equal (count ('https://other.example/'), 1)
  fails ('SYNTAX', nil, site:diagnose ('nowhere'))
end

function tests.events ()
  local site = new_site ()
  for _, profile in ipairs { 'PYTHON', 'RFC6265', 'STRICT' } do
    local first = Cookie.SimpleCookie { schema = site, profile = profile }
    first[SID], first['theme'] = 'ann', 'dark'
    local cookie = Cookie.SimpleCookie { schema = site, profile = profile }
    assert (cookie:load (first:to_cookie_header ()))
    equal (#cookie:get_diagnostics (), 0)
    equal (cookie[SID].value, 'ann')
    equal (cookie:get_string (SID), 'ann')
    equal (cookie.has_changes, false)
    equal (cookie:equal (first), true)

    cookie['theme'] = 'light'
    assert (cookie:expire ('lang'))
    assert (cookie:set_all { [SID] = 7 })
    local fields = cookie:get_changed_fields ()
    equal (#fields, 3)
    equal (fields[1]:sub (-#SID_ATTRIBUTES), SID_ATTRIBUTES)
    equal (fields[2], 'lang=' .. REMOVED .. '; Max-Age=0')
    equal (fields[3], 'theme=light; Max-Age=31536000; Path=/')
    equal (cookie[SID].value, 7)

    local copy = cookie:copy ()
    equal (copy.schema, site)
    equal (table.concat (copy:get_changed_fields (), '\n'), table.concat (fields, '\n'))
  end
end

-- The text of a morsel of another dictionary must be sealed as well.
function tests.morsels ()
  local cookie = Cookie.SimpleCookie { schema = new_site () }
  fails ('NOT_SEALED', false, cookie:set_morsel (Cookie.Morsel.parse_set_cookie (SID .. '=admin')))
  local other = Cookie.SimpleCookie (SID .. '=admin')
  equal (pcall (function () cookie[SID] = other[SID] end), false)
  equal (#cookie, 0)
end

function tests.tampered ()
  local cookie = Cookie.SimpleCookie { schema = new_site () }
  local other = Cookie.SimpleCookie { schema = new_site () }
  other[SID] = 'ann'
  local text = other:get_coded_value (SID)
  assert (cookie:load (SID .. '=' .. text:sub (1, -2) .. (text:sub (-1) == 'A' and 'B' or 'A')))
  equal (#cookie, 0)
  equal (cookie:get_diagnostics ()[1].code, 'UNAUTHENTIC')
  assert (cookie:expire (SID))
  equal (cookie:get_changed_fields ()[1], SID .. '=' .. REMOVED .. '; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure')
end

local names = {}
for name in pairs (tests) do
  names[#names + 1] = name
end
table.sort (names)
print ('1..' .. #names)
for i, name in ipairs (names) do
  tests[name] ()
  print (('ok %d - %s'):format (i, name))
end
