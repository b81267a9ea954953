-- SPDX-License-Identifier: LGPL-2.1-or-later

-- Text with a NUL, which C would take for the text before it: refused by every function, method, property and virtual
-- function that the .gir file has. Native values for each type of GVariant.

local lgi = require 'lgi'
local Cookie = lgi.require ('Cookie', '1.0')
local GLib, GObject = lgi.GLib, lgi.GObject

-- A header can hold a NUL, and is loaded as bytes then. The last takes a table, see test-cookie.lua.
local OTHERS = { load = true, parse_set_cookie = true, diagnose_set_cookie = true, set_attributes = true }

local function equal (actual, expected)
  if actual ~= expected then
    error (('%s is not %s'):format (tostring (actual), tostring (expected)), 2)
  end
end

local function fails (code, ok, message)
  if ok then
    error ('did not fail', 2)
  end
  equal (message:matches (Cookie.Error, code), true)
end

local package, made = lgi.package 'CookieTest', 0

local function make_codec (text)
  made = made + 1
  local class = package:class ('Codec' .. made, GObject.Object, { Cookie.Codec })
  function class:do_encode (_, value) return text or value.value end
  function class:do_decode (_, coded) return GLib.Variant ('s', coded) end
  function class:do_renew () return text end
  return class ()
end

local function make (owner)
  local cookies = { Cookie.BaseCookie (), Cookie.SimpleCookie () }
  for _, cookie in ipairs (cookies) do
    assert (cookie:load ('a=b'))
  end
  if owner == 'Cookie' then
    return { Cookie }
  elseif owner == 'Morsel' then
    return { cookies[2].a }
  elseif owner == 'BaseCookie' then
    return cookies
  elseif owner == 'SealedCodec' then
    return { Cookie.EncryptedCodec (), Cookie.SignedCodec () }
  elseif owner ~= 'Codec' then
    return { Cookie[owner] () }
  end
  local signed = Cookie.SignedCodec { codec = make_codec () }
  assert (signed.keyring:append (('s'):rep (32)))
  return {
    make_codec (), Cookie.StringCodec (), Cookie.SmartCodec (), Cookie.PercentCodec (), Cookie.VariantCodec (), signed,
  }
end

-- Calls a function for each function and each property of the .gir file that takes text.
local function read_gir (on_function, on_property)
  local text
  for folder in os.getenv 'GI_TYPELIB_PATH':gmatch '[^:]+' do
    local file = not text and io.open (folder .. '/Cookie-1.0.gir')
    text = text or file and file:read '*a'
  end

  local function read (owner, part)
    for _, kind in ipairs { 'constructor', 'method', 'function' } do
      for name, body in part:gmatch ('<' .. kind .. ' name="([%w_]+)"(.-)</' .. kind .. '>') do
        local parameters, takes_text = {}, false
        for parameter, inner in body:gmatch '<parameter name="([%w_]+)"(.-)</parameter>' do
          parameters[#parameters + 1] = { name = parameter, is_text = inner:find '"utf8"' ~= nil }
          takes_text = takes_text or parameters[#parameters].is_text
        end
        if takes_text and not body:find '^[^>]*introspectable="0"' then
          on_function (owner, name, parameters)
        end
      end
    end
    for name, body in part:gmatch '<property name="([%w-]+)"(.-)</property>' do
      if body:find '"utf8"' and body:find 'writable="1"' then
        on_property (owner, name, body:find 'construct%-only="1"' ~= nil)
      end
    end
  end

  for _, kind in ipairs { 'class', 'interface', 'record' } do
    text = text:gsub ('<' .. kind .. ' name="(%w+)"(.-)</' .. kind .. '>', function (owner, part)
      read (owner, part)
      return ''
    end)
  end
  read ('Cookie', text)
end

local function with_nul (text)
  return { text .. '\0', text .. '\0x', '\0' .. text, '\0' }
end

local function state (thing)
  return thing ~= Cookie and (Cookie.BaseCookie:is_type_of (thing) or Cookie.Morsel:is_type_of (thing)) and
    thing:output (nil, 'Set-Cookie:') or nil
end

local tests = {}

function tests.functions ()
  local seen = 0
  read_gir (function (owner, name, parameters)
    for i, parameter in ipairs (parameters) do
      local good = {}
      for j, other in ipairs (parameters) do
        good[j] = other.is_text and (({ key = 'a', name = owner == 'Morsel' and 'path' or 'a' })[other.name] or 'b') or nil
      end
      for _, bad in ipairs (parameter.is_text and not OTHERS[name] and with_nul (good[i]) or {}) do
        for _, thing in ipairs (make (owner)) do
          local arguments, before = {}, state (thing)
          for j, other in ipairs (parameters) do
            local text = i == j and bad or good[j]
            arguments[j] = (other.name == 'attrs' or other.name == 'fields') and { text } or text
          end
          local where = owner .. '.' .. name .. ' ' .. parameter.name
          local results
          if owner == 'Cookie' then
            results = { pcall (thing[name], table.unpack (arguments, 1, #parameters)) }
          elseif name == 'is_reserved_key' then
            results = { pcall (Cookie.Morsel[name], table.unpack (arguments, 1, #parameters)) }
          else
            results = { pcall (thing[name], thing, table.unpack (arguments, 1, #parameters)) }
          end
          if results[1] and results[2] or not results[1] and not tostring (results[2]):find 'NUL' then
            error (('%s: %s'):format (where, results[2]))
          end
          equal (state (thing), before)
          seen = seen + 1
        end
      end
    end
  end, function () end)
  assert (seen > 100, seen)
end

function tests.properties ()
  local seen = {}
  read_gir (function () end, function (owner, name, construct_only)
    local snake = name:gsub ('-', '_')
    seen[owner .. ':' .. name] = true
    for _, bad in ipairs (with_nul 'b') do
      for _, concrete in ipairs (owner == 'SealedCodec' and { 'EncryptedCodec', 'SignedCodec' } or { owner }) do
        equal (pcall (function () return Cookie[concrete] { [snake] = bad } end), false)
      end
      if not construct_only then
        local thing = Cookie[owner] ()
        for _, set in ipairs {
          function () thing[snake] = bad end, function () thing['set_' .. snake] (thing, bad) end,
          function () thing:set_property (name, bad) end,
        } do
          fails ('INVALID_ATTRIBUTE', pcall (set))
          equal (thing[snake], nil)
        end
      end
    end
  end)
  assert (seen['Morsel:path'] and seen['Morsel:domain'] and seen['SealedCodec:purpose'])
end

-- What a property refuses, in each spelling, changes nothing.
function tests.refused ()
  local Value, Type = GObject.Value, GObject.Type
  local morsel = Cookie.Morsel { path = '/x', priority = 'HIGH', same_site = 'LAX', max_age = 7 }
  assert (morsel:set ('a', GLib.Variant ('s', 'b'), 'b'))
  local notified = 0
  function morsel:on_notify () notified = notified + 1 end
  local before = morsel:output ()
  for name, values in pairs {
    path = { ';', 'x\n', 5 }, priority = { 99, -1, 'Highest', 1.5 }, ['same-site'] = { 99, -1, 'Loose' }, ['max-age'] = { 'x' },
    expires = { 5, 'x' },
  } do
    local snake = name:gsub ('-', '_')
    for _, value in ipairs (values) do
      for _, set in ipairs {
        function () morsel[snake] = value end, function () morsel['set_' .. snake] (morsel, value) end,
        function () morsel:set_property (name, value) end, function () return Cookie.Morsel { [snake] = value } end,
      } do
        equal (pcall (set), false)
      end
    end
  end
  equal (pcall (function () morsel:set_property ('path', Value (Type.STRING, ';')) end), false)
  equal (pcall (function () morsel:set_property ('color', 'x') end), false)
  equal (morsel:output (), before)
  equal (notified, 0)

  morsel:set_property ('path', '/y')
  morsel:set_property ('same-site', 'STRICT')
  morsel:set_property ('max-age', 8)
  morsel:set_property ('secure', Value (Type.BOOLEAN, true))
  morsel.priority = Cookie.Priority.LOW
  equal (morsel:to_set_cookie_header (), 'a=b; Max-Age=8; Path=/y; Priority=Low; SameSite=Strict; Secure')
  morsel:set_property ('secure', Value (Type.BOOLEAN, false))
  equal (morsel.secure, false)
  equal (morsel.priority, 'LOW')
  equal (morsel.same_site, 'STRICT')
end

function tests.look_up ()
  for _, cookie in ipairs (make 'BaseCookie') do
    for _, name in ipairs (with_nul 'a') do
      equal (cookie[name], nil)
      equal (cookie:get (name), nil)
      equal (cookie:contains (name), false)
      equal (cookie:get_string (name), nil)
      equal (cookie:get_coded_value (name), nil)
      equal (cookie:remove (name), false)
      cookie[name] = nil
      fails ('ILLEGAL_KEY', pcall (function () cookie[name] = 'x' end))
      fails ('ILLEGAL_KEY', cookie:set (name, 'x'))
      fails ('ILLEGAL_KEY', cookie:set_all { [name] = 'x' })
      fails ('ILLEGAL_KEY', cookie:set_coded (name, nil, 'x'))
      fails ('ILLEGAL_KEY', cookie:expire (name))
      fails ('ILLEGAL_KEY', cookie:touch (name))
    end
    for _, text in ipairs (with_nul 'x') do
      fails ('ILLEGAL_VALUE', cookie:set ('a', text))
      fails ('ILLEGAL_VALUE', cookie:set_string ('a', text))
      fails ('ILLEGAL_VALUE', cookie:set_all { a = text })
      fails ('ILLEGAL_VALUE', cookie:set_coded ('a', nil, text))
      fails ('INVALID_ATTRIBUTE', cookie.a:set_attribute ('comment', text))
    end
    equal (cookie:output (), 'Set-Cookie: a=b')
  end
end

function tests.headers ()
  for _, header in ipairs { 'a=b\0; c=d', 'a\0=b; c=d' } do
    local cookie = Cookie.SimpleCookie ()
    assert (cookie:load (header))
    equal (cookie:output (), 'Set-Cookie: c=d')
    equal (#cookie:get_diagnostics (), 1)
    equal (Cookie.Morsel.parse_set_cookie (header), nil)
    equal (#Cookie.diagnose_set_cookie (header), 1)
  end
end

-- lgi cannot set an error where a virtual function has none.
function tests.results ()
  for _, text in ipairs (with_nul 'x') do
    local codec = make_codec (text)
    local signed = Cookie.SignedCodec { codec = codec }
    assert (signed.keyring:append (('s'):rep (32)))
    made = made + 1
    local class = package:class ('Cookie' .. made, Cookie.SimpleCookie)
    function class:do_value_encode () return text end
    local cookies = { class () }
    for _, one in ipairs { codec, signed } do
      local coded, message = one:encode ('a', GLib.Variant ('s', 'x'))
      equal (coded, nil)
      equal (message:matches (Cookie.Error, 'FAILED'), true)
      cookies[#cookies + 1] = Cookie.BaseCookie { codec = one }
    end
    for _, cookie in ipairs (cookies) do
      fails ('FAILED', cookie:set ('a', GLib.Variant ('s', 'x')))
      fails ('FAILED', cookie:set ('a', 'x'))
      fails ('FAILED', cookie:set_all { a = 'x' })
      equal (#cookie, 0)
    end
    equal (codec:renew ('a', 'b'), nil)
    local cookie = Cookie.BaseCookie { codec = codec }
    assert (cookie:load ('a=b'))
    equal (cookie:output (), 'Set-Cookie: a=b')
    equal (cookie.has_changes, false)
  end
  local codec = make_codec ('new')
  local cookie = Cookie.BaseCookie { codec = codec }
  assert (cookie:load ('a=b'))
  equal (cookie:get_changed_fields ()[1], 'a=new')
end

-- lgi would raise an error through the functions of C for a result of another type.
function tests.wrong_results ()
  local result
  made = made + 1
  local class = package:class ('Codec' .. made, GObject.Object, { Cookie.Codec })
  for _, name in ipairs { 'decode', 'encode', 'renew', 'get_value_type', 'get_remaining_lifetime' } do
    class['do_' .. name] = function () return result end
  end
  made = made + 1
  local cookie_class = package:class ('Cookie' .. made, Cookie.SimpleCookie)
  function cookie_class:do_value_decode () return result end
  function cookie_class:do_value_encode () return result end

  local codec = class ()
  local sealed = Cookie.SignedCodec { codec = codec }
  assert (sealed.keyring:append (('s'):rep (32)))
  for _, wrong in ipairs { {}, true, Cookie.StringCodec (), GLib.Bytes 'x', print, false } do
    result = wrong or nil
    for _, one in ipairs { codec, sealed } do
      local text, message = one:encode ('a', GLib.Variant ('s', 'x'))
      equal (text, nil)
      equal (message:matches (Cookie.Error, 'FAILED'), true)
      equal (one:get_value_type (), nil)
    end
    local value, message = codec:decode ('a', 'x')
    equal (value, nil)
    equal (message:matches (Cookie.Error, 'FAILED'), true)
    equal (codec:renew ('a', 'x'), nil)
    equal (codec:get_remaining_lifetime ('a', 'x'), -1)
    for _, cookie in ipairs { Cookie.BaseCookie { codec = codec }, cookie_class () } do
      assert (cookie:load ('a=b'))
      equal (#cookie, 0)
      equal (cookie:get_diagnostics ()[1].code, 'UNDECODABLE')
      fails ('FAILED', cookie:set ('a', GLib.Variant ('s', 'x')))
      cookie.profile = 'STRICT'
      fails ('FAILED', cookie:load ('a=b'))
    end
  end
  for _, case in ipairs { { 5, 5 }, { 0, 0 }, { -1, -1 }, { -7, -1 }, { 2 ^ 31 - 1, 2 ^ 31 - 1 }, { 2 ^ 40, 2 ^ 31 - 1 }, { 0.5, -1 }, { 0 / 0, -1 }, { 1 / 0, -1 }, { '60', -1 } } do
    result = case[1]
    equal (codec:get_remaining_lifetime ('a', 'x'), case[2])
  end
end

-- The values that suit a type are packed as GVariant prints them; others are refused.
function tests.types ()
  local no, top = GLib.Variant.new_handle (0), 2 ^ 53 - 1
  local types = {
    s = { { '', "''", 'é', "'é'" }, { 'x\0', '\255' } },
    o = { { '/', "objectpath '/'" }, { '', 'a', '/\0', 7, false } },
    g = { { '', "signature ''", 'a{sv}', "signature 'a{sv}'" }, { '!', 's\0', 7 } },
    b = { { true, 'true', false, 'false' }, { 0, 'yes' } },
    d = { { 0.5, '0.5', 1, '1.0' }, { '1', true } },
    y = { { 0, 'byte 0x00', 255, 'byte 0xff' }, { -1, 256, 0.5, '7', true } },
    n = { { -2 ^ 15, 'int16 -32768' }, { 2 ^ 15, '7' } },
    q = { { 2 ^ 16 - 1, 'uint16 65535' }, { -1, 2 ^ 16 } },
    i = { { -2 ^ 31, '-2147483648' }, { 2 ^ 31, 0.5 } },
    u = { { 2 ^ 32 - 1, 'uint32 4294967295' }, { -1, 2 ^ 32 } },
    x = { { top, 'int64 9007199254740991', -top, 'int64 -9007199254740991' }, { 2 ^ 63, 0.5, '7', 0 / 0, 1 / 0 } },
    t = { { top, 'uint64 9007199254740991' }, { -1, 2 ^ 64 } },
    v = { { 'x', "<'x'>", 7, '<int64 7>', 0.5, '<0.5>', true, '<true>' }, { {}, 'x\0' } },
    ms = { { '', "@ms ''", 'x', "@ms 'x'" }, { 7, {}, 'x\0' } },
    mo = { { '/', "@mo '/'" }, { 'x' } },
    mv = { { 'x', "@mv <'x'>" }, { {} } },
    mms = { { 'x', "@mms 'x'" }, { 7 } },
    mb = { { false, '@mb false' }, { 7 } },
    ['m(ss)'] = { { { 'a', 'b' }, "@m(ss) ('a', 'b')" }, { 'ab', { 'a' }, { 'a', 'b', 'c' }, { 'a', 1 } } },
    as = { { {}, '@as []', { 'a', '' }, "['a', '']" }, { 'abc', { 1 }, { 'a\0' }, 7, { 'a', x = 'b' }, { 'a', [3] = 'b' }, { 'a', n = 'b' }, { 'a', [0] = 'b' }, { 'a', [1.5] = 'b' } } },
    ao = { { { '/a', '/b' }, "[objectpath '/a', '/b']" }, { { '/a', 'b' } } },
    ay = { { 'x\0y', '[byte 0x78, 0x00, 0x79]', '', '@ay []', { 1, 255 }, '[byte 0x01, 0xff]' }, { { 256 }, 7 } },
    av = { { { 'x', 7 }, "[<'x'>, <int64 7>]" }, { 'x', { {} } } },
    ams = { { { n = 3, 'x', nil, 'y' }, "[@ms 'x', nothing, 'y']" }, { { 7 } } },
    ['a{ss}'] = { { {}, '@a{ss} {}', { a = 'b' }, "{'a': 'b'}" }, { { a = 1 }, { 'a' }, 'x', { ['a\0'] = 'b' } } },
    ['a{sv}'] = { { { a = 'b' }, "{'a': <'b'>}" }, { { a = {} } } },
    ['a{bx}'] = { { { [true] = 1, [false] = 0 }, '{false: int64 0, true: 1}' }, { { [true] = 'x' } } },
    ['a{xms}'] = { { { [7] = 'x' }, "{int64 7: @ms 'x'}" }, { { a = 'x' } } },
    ['(sg)'] = { { { 'a', 's' }, "('a', signature 's')" }, { { 'a', '!' }, 'as', { 'a' } } },
    ['(s(xmo))'] = { { { 'a', { 1, '/' } }, "('a', (int64 1, @mo '/'))", { 'a', { 1 } }, "('a', (int64 1, @mo nothing))" }, { { 'a', { 1, 'x' } } } },
    ['()'] = { { {}, '()' }, { { 'a' }, 'a' } },
  }
  for kind, values in pairs (types) do
    local codec = Cookie.VariantCodec { variant_type = GLib.VariantType (kind) }
    for _, set in ipairs { function (c, v) return c:set ('a', v) end, function (c, v) return c:set_all { a = v } end } do
      local function case (value)
        local cookie = Cookie.BaseCookie { codec = codec }
        local ok, message = set (cookie, value)
        return cookie, ok, message
      end
      for i = 1, #values[1], 2 do
        local cookie, ok, message = case (values[1][i])
        assert (ok, message and kind .. ': ' .. tostring (message))
        equal (cookie.a:get_value ():print (true), values[1][i + 1])
        local again = Cookie.BaseCookie { codec = codec }
        assert (again:load (cookie:to_cookie_header ()))
        equal (again.a:get_value ():print (true), values[1][i + 1])
        assert (set (again, again.a.value))
        equal (again.a:get_value ():print (true), values[1][i + 1])
      end
      for _, value in ipairs (values[2]) do
        local cookie, ok, message = case (value)
        if ok then
          error (('%s takes %s'):format (kind, tostring (value)))
        end
        equal (message:matches (Cookie.Error, 'ILLEGAL_VALUE'), true)
        equal (#cookie, 0)
      end
      local _, ok, message = case (no)
      equal (ok, false)
    end
  end

  local nothing = Cookie.BaseCookie { codec = Cookie.VariantCodec { variant_type = GLib.VariantType 'ms' } }
  assert (nothing:set ('a', nil))
  equal (nothing.a:get_value ():print (true), '@ms nothing')
  equal (nothing.a.value, nil)
  assert (nothing:set ('a', 'x'))
  equal (nothing.a.value, 'x')
  fails ('ILLEGAL_VALUE', Cookie.SimpleCookie ():set ('a', nil))
end

table.unpack = table.unpack or unpack
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
