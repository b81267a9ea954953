-- SPDX-License-Identifier: LGPL-2.1-or-later

-- The Lua override: a cookie is indexed and walked like a table of its morsels.

local lgi = require 'lgi'
local Cookie = lgi.require ('Cookie', '1.0')
local Gio, GLib = lgi.Gio, lgi.GLib

local function equal (actual, expected)
  if actual ~= expected then
    error (('%s is not %s'):format (tostring (actual), tostring (expected)), 2)
  end
end

local function fails (code, ok, message)
  equal (ok, false)
  equal (message:matches (Cookie.Error, code), true)
end

local function raises (code, func)
  fails (code, pcall (func))
end

local function new (header)
  local cookie = Cookie.SimpleCookie ()
  assert (cookie:load (header))
  return cookie
end

local tests = {}

function tests.index ()
  local cookie = new ('fig=newton; path=/; sugar="a b"')
  equal (cookie['fig'].value, 'newton')
  equal (cookie.sugar.value, 'a b')
  equal (cookie.oreo, nil)
  equal (cookie['a\0b'], nil)
  equal (#cookie, 2)

  cookie['oreo'] = 'x;y'
  cookie['number'] = 7
  cookie['flag'] = true
  cookie['sugar'] = nil
  cookie['oreo'].http_only = true
  cookie['oreo'].max_age = 5
  equal (cookie:output (nil, nil, '\n'),
         'Set-Cookie: fig=newton; Path=/\nSet-Cookie: flag=true\nSet-Cookie: number=7\n' ..
         'Set-Cookie: oreo="x\\073y"; HttpOnly; Max-Age=5')
end

function tests.pairs ()
  local cookie = new ('b=1; a=2; c=3')
  local seen = ''
  for key, morsel in pairs (cookie) do
    seen = seen .. key .. '=' .. morsel.value .. ' '
    cookie['a'] = nil
  end
  equal (seen, 'b=1 c=3 ')
  equal (#cookie, 2)
  equal (pcall (pairs, Cookie.Morsel ()), false)
end

function tests.names_of_methods ()
  local cookie = new ('load=1; get=2; __proto__=3; _x=4; __index=5')
  equal (cookie:get ('load').value, '1')
  equal (cookie:get ('get').value, '2')
  equal (cookie['__proto__'].value, '3')
  equal (cookie['_x'].value, '4')
  equal (cookie['__index'].value, '5')
  assert (cookie:set ('load', 'new'))
  equal (cookie:get ('load').value, 'new')
  equal (pcall (function () cookie['load'] = 'x' end), false)
end

function tests.errors ()
  local cookie = new ('a=b')
  fails ('ILLEGAL_KEY', cookie:load ('c=d; e,f=g'))
  fails ('ILLEGAL_VALUE', cookie:load ('c=d\0; e=f'))
  raises ('ILLEGAL_KEY', function () cookie['a b'] = 'x' end)
  raises ('ILLEGAL_KEY', function () cookie['a\0b'] = 'x' end)
  raises ('ILLEGAL_KEY', function () cookie['a\0b'] = 7 end)
  raises ('ILLEGAL_VALUE', function () cookie['c'] = 'x\0' end)
  raises ('RESERVED_KEY', function () cookie['Path'] = 'x' end)
  equal (pcall (function () cookie['c'] = {} end), false)
  equal (cookie:to_header (), 'a=b')
end

function tests.set_cookie_headers ()
  equal (Cookie.Morsel.parse_set_cookie ('a=b; Path=/').path, '/')
  local morsel, message = Cookie.Morsel.parse_set_cookie ('a=b\0; Path=/')
  equal (morsel, nil)
  equal (message:matches (Cookie.Error, 'SYNTAX'), true)
end

function tests.diagnostics ()
  local function codes (diagnostics)
    collectgarbage ()
    local found = ''
    for _, diagnostic in ipairs (diagnostics) do
      assert (#diagnostic:get_message () > 10)
      found = found .. diagnostic:get_code () .. ' '
    end
    return found
  end

  equal (codes (Cookie.check_set_cookie ('a=b\0; Path=/')), 'CONTROL_CHARACTER ')
  local morsel = Cookie.Morsel.parse_set_cookie ('__Host-a=; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=5')
  equal (codes (morsel:check ('https://site.example/')), '')
  equal (codes (morsel:check ('https://site.example/', GLib.DateTime.new_from_unix_utc (0))), '')
  local diagnostics, message = morsel:check ('no origin')
  equal (diagnostics, nil)
  equal (message:matches (Cookie.Error, 'SYNTAX'), true)

  local cookie = Cookie.SimpleCookie { profile = 'RFC6265' }
  assert (cookie:load ('=x; a=b; a=c'))
  equal (codes (cookie:get_diagnostics ()), 'NAMELESS DUPLICATE ')
  equal (codes (Cookie.SimpleCookie ():get_diagnostics ()), '')
end

function tests.morsels ()
  local cookie, other = new ('a=b; secure'), new ('c=d')
  other['a'] = cookie['a']
  equal (other['a'].value, 'b')
  equal (other['a'] == cookie['a'], false)
  equal (pcall (function () other['z'] = cookie['a'] end), false)
  equal (Cookie.Morsel ().value, nil)
  equal (other['a'].secure, true)

  local largest = 2 ^ 53 - 1
  for _, text in ipairs { '9007199254740991', '9007199254740992', '99999999999999999999' } do
    equal (Cookie.Morsel.parse_set_cookie ('a=b; Max-Age=' .. text).max_age, largest)
  end
  equal (Cookie.Morsel.parse_set_cookie ('a=b; Max-Age=-99999999999999999999').max_age, 0)
  other['a'].max_age = largest
  equal (other['a'].max_age, largest)
  other['a']:set_max_age (2 ^ 60)
  equal (other['a'].max_age, largest)
  other['a']:set_max_age (-2 ^ 60)
  equal (other['a'].max_age, -1)
end

function tests.values ()
  local cookie = Cookie.SmartCookie ()
  cookie['integer'] = 7
  cookie['double'] = 1.5
  cookie['flag'] = false
  cookie['text'] = 'none for you'
  cookie['list'] = GLib.Variant ('as', { 'x', 'y' })
  cookie['boxed'] = GLib.Variant ('v', GLib.Variant ('i', 5))
  local again = Cookie.SmartCookie ()
  assert (again:load (cookie:to_header ()))
  assert (again:load ("bytes=@ay:'x%00y'; none=@ay:''"))
  equal (again['bytes'].value, 'x\0y')
  equal (again['none'].value, '')
  for _, c in ipairs { cookie, again } do
    equal (c['integer'].value, 7)
    equal (c['double'].value, 1.5)
    equal (c['flag'].value, false)
    equal (c['text'].value, 'none for you')
    equal (c['list'].value[2], 'y')
    equal (c['boxed'].value, 5)
  end
end

function tests.watching ()
  local cookie = Cookie.SimpleCookie ()
  local seen = ''
  function cookie:on_morsel_added (morsel)
    seen = seen .. '+' .. morsel.key
  end
  function cookie:on_morsel_removed (morsel)
    seen = seen .. '-' .. morsel.key
  end
  assert (cookie:load ('a=1; b=2'))
  cookie['a'] = nil
  equal (seen, '+a+b-a')
  equal (Gio.ListModel:is_type_of (cookie), true)
  equal (cookie:get_item (0).key, 'b')
end

function tests.memory ()
  local function resident ()
    local file = io.open ('/proc/self/statm')
    if not file then
      return 0
    end
    local _, pages = file:read ('n', 'n')
    file:close ()
    return pages * 4096
  end

  local function use (n)
    for i = 1, n do
      local cookie = new ('sid=31d4d96e; path=/')
      cookie['n'] = tostring (i)
      for _, morsel in pairs (cookie) do
        assert (morsel.value)
      end
      if i % 500 == 0 then
        collectgarbage ()
      end
    end
  end

  use (5000)
  local before = resident ()
  use (20000)
  assert ((os.getenv ('LD_PRELOAD') or ''):find ('asan') or resident () - before < 4 * 1024 * 1024)
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
