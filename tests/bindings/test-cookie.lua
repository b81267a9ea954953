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

-- Lua 5.1 has no __pairs.
local each = _VERSION == 'Lua 5.1' and getmetatable (Cookie.BaseCookie ()).__pairs or pairs

local tests = {}

function tests.index ()
  local cookie = new ('fig=newton; sugar="a b"')
  cookie['fig'].path = '/'
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

function tests.constructors ()
  local cookie = Cookie.SimpleCookie ('a=1; b=2')
  equal (cookie.b.value, '2')
  local strict = Cookie.SmartCookie { 'a=@x:1', profile = 'STRICT' }
  equal (strict.profile, 'STRICT')
  equal (strict.a.value, 1)
  raises ('SYNTAX', function () return Cookie.SmartCookie { 'a b', profile = 'STRICT' } end)
  equal (#Cookie.BaseCookie { max_pairs = 1 }, 0)
  equal (Cookie.SimpleCookie ('a=b\0; c=d').c.value, 'd')

  local Mine = lgi.package 'Mine'
  local class = Mine.Mine or Mine:class ('Mine', Cookie.SimpleCookie)
  equal (class ('a=1').a.value, '1')
end

function tests.text ()
  local cookie = Cookie.SimpleCookie ('a=1; b=2')
  cookie.a.path = '/'
  equal (tostring (cookie.a), 'Set-Cookie: a=1; Path=/')
  equal (tostring (cookie), 'Set-Cookie: a=1; Path=/\r\nSet-Cookie: b=2')
  equal (tostring (Cookie.diagnose_set_cookie ('a=b; Foo')[1]),
         'hint at byte 5: Browsers do not know this attribute, so they ignore it. (6265bis §5.6)')
  equal (tostring (Cookie.StringCodec ()):find ('StringCodec', 1, true) ~= nil, true)
end

function tests.equality ()
  local cookie, same, other = Cookie.SimpleCookie ('a=1'), Cookie.SimpleCookie ('a=1'), Cookie.SimpleCookie ('a=2')
  equal (cookie == same, true)
  equal (cookie ~= same, false)
  equal (cookie == other, false)
  equal (cookie.a == same.a, true)
  equal (cookie.a == other.a, false)
  equal (cookie == cookie.a, false)
  equal (Cookie.StringCodec () == Cookie.StringCodec (), false)
  same.a.path = '/'
  equal (cookie.a == same.a, false)
end

-- In Lua 5.3 and later, tostring () tells an integer from a floating point number.
function tests.integers ()
  local cookie = Cookie.SmartCookie ()
  cookie.max_pairs = 5
  cookie.n = 7
  cookie.n.max_age = 60
  cookie.list = { 1, { 2 } }
  local diagnostic, signed = Cookie.diagnose_set_cookie ('a=b; Foo')[1], Cookie.SignedCodec { lifetime = 9 }
  local shown = {}
  for i, number in ipairs {
    cookie.n.value, cookie.n.max_age, cookie.n:get_max_age (), cookie.list.value[1], cookie.list.value[2][1], #cookie, cookie:get_size (),
    cookie.max_pairs, cookie.n_items, diagnostic.offset, diagnostic:get_length (), diagnostic.field, Cookie.Keyring ():get_size (),
    signed.lifetime, signed:get_lifetime (), signed.max_length, Cookie.JsonCodec { max_length = 8 }.max_length, cookie.codec:get_max_length (),
    signed:get_remaining_lifetime ('a', 'x'),
  } do
    shown[i] = tostring (number)
  end
  equal (table.concat (shown, ' '), '7 60 60 1 2 2 2 5 2 5 3 0 0 9 9 4096 8 4096 -1')
  cookie.half = 0.5
  equal (cookie.half.value, 0.5)
  if math.type then
    for _, number in ipairs { math.maxinteger, math.mininteger, 9007199254740993 } do
      cookie.n = number
      equal (math.type (cookie.n.value) .. cookie.n.value, 'integer' .. number)
    end
  end
  for _, seconds in ipairs { 'x', 5.5, {} } do
    equal (pcall (function () cookie.n.max_age = seconds end), false)
  end
  equal (cookie.n.max_age, 60)
end

-- An integer is exact, or an error; a type has a number only if one is exact.
function tests.large_integers ()
  local exact = math.type and { math.maxinteger, math.mininteger, 9007199254740993, -9007199254740993 } or { 2 ^ 53, -2 ^ 53, 2 ^ 62 }
  for _, number in ipairs (exact) do
    local text = (math.type and '%d' or '%.0f'):format (number)
    local cookie = Cookie.BaseCookie ()
    for kind, value in pairs { x = number, t = number, ax = { number }, v = math.type and number or nil } do
      cookie.codec = Cookie.VariantCodec { variant_type = GLib.VariantType (kind) }
      local ok, message = cookie:set ('n', value)
      if kind == 't' and number < 0 then
        fails ('ILLEGAL_VALUE', ok, message)
      else
        assert (ok, message)
        equal (cookie.n.coded_value:match '%-?%d+', text)
        local again = Cookie.BaseCookie { codec = cookie.codec }
        assert (again:load (cookie:to_cookie_header ()))
        local found = again.n.value
        equal (kind == 'ax' and found[1] or found, number)
      end
    end
    local morsel = Cookie.Morsel ()
    assert (morsel:set_attribute ('version', number))
    equal (morsel:get_attribute ('version'):print (false), text)
    morsel.max_age = number
    equal (morsel.max_age, number < 0 and -1 or 2 ^ 53 - 1)
  end

  local cookie = Cookie.BaseCookie ()
  for kind, text in pairs { t = '18446744073709551615', x = not math.type and '9007199254740993' or nil } do
    cookie.codec = Cookie.VariantCodec { variant_type = GLib.VariantType (kind) }
    assert (cookie:load ('n=' .. text))
    local value = cookie.n.value
    equal (GLib.Variant:is_type_of (value) and value:print (false), text)
    cookie.m = value
    equal (cookie.m.coded_value, text)
  end
  cookie.codec = Cookie.VariantCodec { variant_type = GLib.VariantType 't' }
  assert (cookie:load 'n=9223372036854775808')
  equal (cookie.n.value, 2 ^ 63)
  if math.type then
    cookie.codec = Cookie.VariantCodec { variant_type = GLib.VariantType 'd' }
    fails ('ILLEGAL_VALUE', cookie:set ('n', 9007199254740993))
    fails ('ILLEGAL_VALUE', cookie:set ('n', math.maxinteger))
    if Cookie.JsonCodec.is_supported () then
      cookie.codec = Cookie.JsonCodec ()
      fails ('ILLEGAL_VALUE', cookie:set ('n', math.maxinteger))
    end
  end
  for _, number in ipairs { 1e300, 1 / 0, 0 / 0, 0.5, 2 ^ 63 } do
    fails ('INVALID_ATTRIBUTE', Cookie.Morsel ():set_attribute ('version', number))
  end
end

function tests.attributes_at_once ()
  local cookie = Cookie.SimpleCookie 'a=1'
  local morsel, changes = cookie.a, 0
  cookie.on_morsel_changed = function () changes = changes + 1 end
  local spelt = Cookie.Morsel ()
  spelt:set ('a', GLib.Variant ('s', ''), '')
  assert (spelt:set_attributes { samesite = Cookie.SameSite.LAX, Priority = Cookie.Priority.HIGH })
  equal (tostring (spelt), 'Set-Cookie: a=; Priority=High; SameSite=Lax')
  assert (spelt:set_attribute ('samesite', Cookie.SameSite.STRICT))
  assert (spelt:set_attribute ('priority', Cookie.Priority.DEFAULT))
  equal (tostring (spelt), 'Set-Cookie: a=; SameSite=Strict')
  for _, wrong in ipairs { 7, -1, 1.5 } do
    fails ('INVALID_ATTRIBUTE', spelt:set_attribute ('SameSite', wrong))
  end
  assert (morsel:set_attributes { path = '/', ['max-age'] = 60, secure = true })
  equal (tostring (morsel), 'Set-Cookie: a=1; Max-Age=60; Path=/; Secure')
  equal (changes, 1)
  for _, bad in ipairs { { path = '/x', domain = 'a;b' }, { path = '/x', domain = 'a\0b' }, { path = '/x', nope = 1 }, { path = '/x', ['max-age'] = 1.5 }, { ['path\0'] = '/' } } do
    fails ('INVALID_ATTRIBUTE', morsel:set_attributes (bad))
  end
  equal (morsel.path, '/')
end

-- The error says which cookie, and which of its values.
function tests.reasons ()
  local function reason (codec, value, expected)
    for _, set in ipairs { Cookie.BaseCookie.set, function (cookie, name, item) return cookie:set_all { [name] = item } end } do
      local cookie = Cookie.BaseCookie { codec = codec }
      local ok, message = set (cookie, 'n', value)
      fails ('ILLEGAL_VALUE', ok, message)
      equal (message.message, 'Cookie “n”: ' .. expected)
      equal (#cookie:get_names (), 0)
    end
  end
  local function typed (kind)
    return Cookie.VariantCodec { variant_type = GLib.VariantType (kind) }
  end

  reason (typed 'u', -1, 'Not a value of the type “u”: -1')
  reason (typed 'u', 'x\n', 'Not a value of the type “u”: "x\\010"')
  reason (typed 'as', { 'a', 7 }, 'Not a value of the type “s”: 7')
  reason (typed 'a{su}', { a = -1 }, 'Not a value of the type “u”: -1')
  reason (typed '(su)', { 'a' }, 'Not a value of the type “u”: nil')
  reason (typed '(su)', { 'a', 1, 2 }, 'Not a value of the type “(su)”: a table')
  reason (typed 'mu', 'x', 'Not a value of the type “u”: "x"')
  reason (typed 'v', print, 'Not a value of the type “v”: a function')
  for _, codec in ipairs { Cookie.VariantCodec (), Cookie.SmartCodec (), Cookie.JsonCodec () } do
    reason (codec, print, 'A cookie cannot hold a function')
    reason (codec, { a = { print } }, 'A cookie cannot hold a function')
    reason (codec, { [true] = 1 }, 'The keys of a table must be strings, or 1 to n, not true')
    reason (codec, Cookie.StringCodec (), 'A cookie cannot hold a Cookie.StringCodec')
    local deep = {}
    deep[1] = deep
    reason (codec, deep, 'More than 16 tables in each other')
    reason (codec, 'a\0', 'A string cannot hold a NUL: "a\\000"')
    reason (codec, '\255', 'A string must be UTF-8: "\\255"')
  end
  for _, codec in ipairs { Cookie.StringCodec (), Cookie.PercentCodec () } do
    reason (codec, {}, 'A cookie cannot hold a table')
    reason (codec, '\255', 'A string must be UTF-8: "\\255"')
  end
  local cookie = Cookie.SimpleCookie ()
  for _, name in ipairs { 5, true } do
    fails ('ILLEGAL_KEY', cookie:set (name, 'x'))
    fails ('ILLEGAL_KEY', cookie:set_all { [name] = 'x' })
  end
  equal (#cookie:get_names (), 0)
end

function tests.pairs ()
  local cookie = new ('b=1; a=2; c=3')
  local seen = ''
  for key, morsel in each (cookie) do
    seen = seen .. key .. '=' .. morsel.value .. ' '
    cookie['a'] = nil
  end
  equal (seen, 'b=1 c=3 ')
  equal (#cookie, 2)
  equal (pcall (each, Cookie.Morsel ()), false)
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
  cookie.profile = 'PYTHON'
  fails ('ILLEGAL_KEY', cookie:load ('c=d; e,f=g'))
  fails ('ILLEGAL_VALUE', cookie:load ('c=d\0; e=f'))
  raises ('ILLEGAL_KEY', function () cookie['a b'] = 'x' end)
  raises ('ILLEGAL_KEY', function () cookie['a\0b'] = 'x' end)
  raises ('ILLEGAL_KEY', function () cookie['a\0b'] = 7 end)
  raises ('ILLEGAL_VALUE', function () cookie['c'] = 'x\0' end)
  raises ('RESERVED_KEY', function () cookie['Path'] = 'x' end)
  equal (pcall (function () cookie['c'] = {} end), false)
  equal (cookie:to_cookie_header (), 'a=b')
end

function tests.set_cookie_headers ()
  for _, wrong in ipairs { 5, true, {} } do
    equal (pcall (Cookie.Morsel.parse_set_cookie, wrong), false)
    equal (pcall (Cookie.diagnose_set_cookie, wrong), false)
  end
  equal (pcall (Cookie.diagnose_set_cookie), false)
  equal (Cookie.Morsel.parse_set_cookie ('a=b; Path=/').path, '/')
  local morsel, message = Cookie.Morsel.parse_set_cookie ('a=b\0; Path=/')
  equal (morsel, nil)
  equal (message:matches (Cookie.Error, 'SYNTAX'), true)
end

function tests.fields ()
  local cookie = Cookie.SimpleCookie ()
  equal (cookie:load_fields { 'a=1; b=1', 'a=2; c=3' }, true)
  equal (cookie:to_cookie_header (), 'a=1; b=1; c=3')
  fails ('ILLEGAL_VALUE', cookie:load_fields { 'd=1', 'e=\0' })

  local found = Cookie.diagnose_set_cookie_fields ({ 'a=1; Secure; HttpOnly; SameSite=Lax; Path=/', 'b=1; Domain=x.example' }, 'https://y.example')
  equal (found[1]:get_field (), 1)
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

  equal (codes (Cookie.diagnose_set_cookie ('a=b\0; Path=/')), 'CONTROL_CHARACTER ')
  local morsel = Cookie.Morsel.parse_set_cookie ('__Host-a=; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=5')
  equal (codes (morsel:diagnose ('https://site.example/')), '')
  equal (codes (morsel:diagnose (GLib.Uri.parse ('https://site.example/', 'NONE'))), '')
  equal (codes (morsel:diagnose (nil, GLib.DateTime.new_from_unix_utc (0))), '')
  equal (codes (Cookie.diagnose_set_cookie ('a=b; Domain=x.example; Path=/; Secure; HttpOnly; SameSite=Lax', 'https://y.example')),
         'DOMAIN_MISMATCH ')
  for _, origin in ipairs { '', 'no origin', 'mailto:x', 'https://a\0b' } do
    for _, diagnose in ipairs {
      function () return morsel:diagnose (origin) end, function () return Cookie.diagnose_set_cookie ('a=b', origin) end,
      function () return Cookie.diagnose_set_cookie_fields ({ 'a=b' }, origin) end,
    } do
      local found, message = diagnose ()
      equal (found, nil)
      equal (message:matches (Cookie.Error, 'SYNTAX'), true)
    end
  end

  local cookie, seen = Cookie.SimpleCookie (), 0
  function cookie:on_diagnostic () seen = seen + 1 end
  assert (cookie:load ('=x; a=b; a=c'))
  assert (cookie:load ('c=d; =y'))
  equal (codes (cookie:get_diagnostics ()), 'NAMELESS DUPLICATE NAMELESS ')
  equal (cookie:get_diagnostics ()[3].field, 1)
  equal (seen, 3)
  equal (codes (Cookie.SimpleCookie ():get_diagnostics ()), '')
end

function tests.morsels ()
  local cookie, other = new ('a=b'), new ('c=d')
  cookie['a'].secure = true
  other['a'] = cookie['a']
  equal (other['a'].value, 'b')
  equal (rawequal (other['a'], cookie['a']), false)
  equal (other['a'] == cookie['a'], true)
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

-- Text that a header field cannot hold is an error, in each spelling, and changes nothing.
function tests.refused_attributes ()
  local Value, Type = lgi.GObject.Value, lgi.GObject.Type
  local morsel = Cookie.Morsel { path = '/x', domain = 'x.example' }
  for _, name in ipairs { 'path', 'domain' } do
    local before = morsel[name]
    for _, bad in ipairs { '/;', 'x; Secure', 'x\ry', 'x\ny', 'x\127', 'x\255y', 'x\0y', '\0' } do
      raises ('INVALID_ATTRIBUTE', function () morsel[name] = bad end)
      raises ('INVALID_ATTRIBUTE', function () morsel['set_' .. name] (morsel, bad) end)
      raises ('INVALID_ATTRIBUTE', function () return Cookie.Morsel { [name] = bad } end)
      fails ('INVALID_ATTRIBUTE', morsel:set_attribute (name, bad))
      if not bad:find ('\0', 1, true) then
        raises ('INVALID_ATTRIBUTE', function () morsel:set_property (name, Value (Type.STRING, bad)) end)
      end
    end
    equal (pcall (function () morsel[name] = 5 end), false)
    equal (morsel[name], before)
    morsel:set_property (name, Value (Type.STRING, '/y'))
    equal (morsel[name], '/y')
    morsel[name] = nil
    equal (morsel[name], nil)
  end
  fails ('INVALID_ATTRIBUTE', morsel:set_attribute ('path\0', '/'))
  equal (morsel:get_attribute ('path\0'), nil)

  morsel.priority = 'HIGH'
  equal (morsel:get_attribute ('priority').value, 'High')
  equal (pcall (function () morsel.priority = 'Highest' end), false)
  assert (morsel:set_attribute ('Comment', 'soft'))
  assert (morsel:set ('a', GLib.Variant ('s', 'b'), 'b'))
  equal (morsel:to_set_cookie_header (), 'a=b; Comment=soft; Priority=High')
end

-- A default object keeps each readable pair of a request, and makes no attribute of any.
function tests.hostile_request ()
  local cookie = new ('sid=1; path=/evil; domain=evil.example; "unclosed')
  equal (cookie.profile, 'RFC6265')
  equal (table.concat (cookie:get_names (), ' '), 'sid path domain')
  equal (cookie:get_string ('path'), '/evil')
  equal (cookie:get_nth_name (2), 'domain')
  equal (cookie['sid'].path, nil)
  equal (cookie['sid'].domain, nil)
  equal (cookie:get_diagnostics ()[1].text, '"unclosed')
  cookie['sid'] = '2'
  equal (table.concat (cookie:get_changed_fields (), '|'), 'sid=2')
end

-- Logging in again takes the removal back.
function tests.sessions ()
  local cookie = Cookie.SimpleCookie ()
  cookie['sid'] = 'first'
  cookie['sid'].path = '/'
  cookie:clear_changes ()
  equal (cookie.has_changes, false)

  local signals = 0
  function cookie:on_morsel_changed () signals = signals + 1 end
  assert (cookie:expire ('sid'))
  equal (signals, 1)
  equal (cookie['sid'].expired, true)
  equal (cookie:output_changes (), 'Set-Cookie: sid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/')
  cookie['sid'] = 'second'
  equal (table.concat (cookie:get_changed_fields (), '|'), 'sid=second; Path=/')

  cookie:clear_changes ()
  cookie['sid'] = 'second'
  equal (cookie.has_changes, false)
  assert (cookie:touch ('sid'))
  equal (cookie.has_changes, true)
  assert (cookie:expire ('unread'))
  equal (cookie:get ('unread').expired, true)
  fails ('ILLEGAL_KEY', cookie:touch ('nobody'))
  for _, name in ipairs { 'a b', 'sid\0', '' } do
    fails ('ILLEGAL_KEY', cookie:expire (name))
    equal (Cookie.name_is_valid (name), false)
    equal (cookie:contains (name), false)
    equal (cookie:get_string (name), nil)
  end
  equal (Cookie.name_is_valid ('sid'), true)
end

function tests.set_all ()
  local cookie = new ('a=1')
  assert (cookie:set_all { a = 2, b = true })
  equal (cookie:get_string ('a') .. cookie:get_string ('b'), '2true')
  assert (cookie:set_all (GLib.Variant ('a{ss}', { c = 'x' })))
  fails ('ILLEGAL_KEY', cookie:set_all { a = 3, ['b c'] = 4 })
  fails ('ILLEGAL_KEY', cookie:set_all { a = 3, ['b\0'] = 4 })
  fails ('ILLEGAL_VALUE', cookie:set_all { a = '\0' })
  equal (cookie:to_cookie_header (), 'a=2; b=true; c=x')
end

-- Integers are none that are printed as 5.0, and a codec stays as it was made.
function tests.constant_codecs ()
  local keyring = Cookie.Keyring ()
  keyring:append (('k'):rep (32))
  for _, class in ipairs { Cookie.SignedCodec, Cookie.EncryptedCodec } do
    local codec = class { keyring = keyring, purpose = 'p', lifetime = 7 }
    equal (tostring (codec.lifetime) .. tostring (codec:get_lifetime ()), '77')
    equal (tostring (codec:get_remaining_lifetime ('a', 'x')), '-1')
    for name, value in pairs { lifetime = 5, purpose = 'x', keyring = Cookie.Keyring (), codec = Cookie.StringCodec (), max_length = 5 } do
      local before = codec[name]
      local ok, message = pcall (function () codec[name] = value end)
      equal (ok, false)
      assert (tostring (message):find ('of ' .. class._name .. ' can be set by the constructor only', 1, true), message)
      equal (codec[name], before)
    end
  end
  equal (tostring (keyring:get_size ()), '1')
  for _, class in ipairs { Cookie.JsonCodec, Cookie.SmartCodec, Cookie.VariantCodec, Cookie.SignedCodec } do
    local codec = class { max_length = 100 }
    equal (tostring (codec.max_length) .. tostring (codec:get_max_length ()), '100100')
    equal (pcall (function () codec.max_length = 5 end), false)
    equal (codec.max_length, 100)
  end
  equal (Cookie.VariantCodec { format = 'BINARY' }.format, 'BINARY')
  equal (pcall (function () Cookie.VariantCodec ().format = 'BINARY' end), false)
end

-- The codec says which values it has; a secret can contain NUL bytes.
function tests.codecs ()
  local codec = Cookie.SignedCodec {
    codec = Cookie.VariantCodec { variant_type = GLib.VariantType ('(sx)') }, lifetime = 60,
  }
  local cookie = Cookie.BaseCookie { codec = codec }
  fails ('INVALID_SECRET', codec.keyring:append (('x'):rep (31)))
  fails ('NO_KEY', cookie:set ('user', { 'Ann', 7 }))
  assert (codec.keyring:append (('\0'):rep (31) .. 'x'))
  fails ('INVALID_SECRET', codec.keyring:append (GLib.Bytes (('\0'):rep (32))))
  assert (codec.keyring:append (GLib.Bytes (('\1'):rep (32))))
  cookie['user'] = { 'Ann', 7 }

  local again = Cookie.BaseCookie { codec = codec }
  assert (again:load (cookie:to_cookie_header ()))
  equal (again['user'].value[2], 7)
  equal (#again:get_diagnostics (), 0)

  -- what is sealed for a name that no cookie can have is of no use
  for name, code in pairs { [''] = 'ILLEGAL_KEY', ['a b'] = 'ILLEGAL_KEY', ['a\0'] = 'ILLEGAL_KEY', Path = 'RESERVED_KEY' } do
    local text, message = codec:encode (name, GLib.Variant ('(sx)', { 'Ann', 7 }))
    equal (text, nil)
    equal (message:matches (Cookie.Error, code), true)
  end

  local other = Cookie.SignedCodec { codec = codec.codec }
  assert (other.keyring:append (('\1'):rep (32)))
  local value, message = other:decode ('user', cookie:get_coded_value ('user'))
  equal (value, nil)
  equal (message:matches (Cookie.Error, 'NO_KEY'), true)
end

-- A keyring changes while codecs use it.
function tests.keyrings ()
  local keyring, codecs = Cookie.Keyring (), {}
  local old = ('\0'):rep (31) .. 'o'
  for _, name in ipairs { 'SignedCodec', Cookie.EncryptedCodec.is_supported () and 'EncryptedCodec' or nil } do
    codecs[#codecs + 1] = Cookie[name] { codec = Cookie.StringCodec (), keyring = keyring, purpose = 'session', lifetime = 60 }
  end
  assert (keyring:append (old))
  local texts = {}
  for i, codec in ipairs (codecs) do
    equal (codec.purpose, 'session')
    texts[i] = codec:encode ('sid', GLib.Variant ('s', 'ann'))
    equal (texts[i]:sub (1, 3), i == 1 and 's1.' or 'e1.')
  end
  assert (keyring:prepend (Cookie.Keyring.generate_secret ()))
  equal (keyring:get_size (), 2)
  for i, codec in ipairs (codecs) do
    texts[#codecs + i] = codec:renew ('sid', texts[i])
  end
  equal (keyring:remove (old), true)
  equal (keyring:remove (old), false)
  for i, codec in ipairs (codecs) do
    equal (codec:decode ('sid', texts[#codecs + i]).value, 'ann')
    local value, message = codec:decode ('sid', texts[i])
    equal (value, nil)
    equal (message:matches (Cookie.Error, 'NO_KEY'), true)
    equal (tostring (message):find (old, 1, true), nil)
  end
  fails ('INVALID_SECRET', keyring:append (('x'):rep (31)))
  fails ('INVALID_SECRET', keyring:prepend (''))

  local path = os.tmpname ()
  local file = assert (io.open (path, 'w'))
  file:write (('6f'):rep (32), '\n')
  file:close ()
  os.execute ('chmod 600 ' .. path)
  equal (Cookie.Keyring.load_secret (path).data, ('o'):rep (32))
  os.execute ('chmod 644 ' .. path)
  local secret, message = Cookie.Keyring.load_secret (path)
  equal (secret, nil)
  equal (message:matches (Cookie.Error, 'INVALID_SECRET'), true)
  os.remove (path)
  secret, message = Cookie.Keyring.load_secret ('/nowhere/é')
  equal (secret, nil)
  equal (message:matches (GLib.FileError, 'NOENT'), true)
  for _, wrong in ipairs { 'a\0b', '/nowhere/\255', 5, {} } do
    secret, message = Cookie.Keyring.load_secret (wrong)
    equal (secret, nil)
    equal (message:matches (Cookie.Error, 'ILLEGAL_VALUE'), true)
  end
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
  assert (again:load (cookie:to_cookie_header ()))
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

function tests.old_dates ()
  local cookie = Cookie.SimpleCookie ()
  cookie['a'] = '1'
  for _, year in ipairs { 1, 30, 100, 1600 } do
    local text = ('Sat, 06 Jul %04d 08:49:37 GMT'):format (year)
    local time = GLib.DateTime.new_utc (year, 7, 6, 8, 49, 37)
    for _, expires in ipairs { text, -62000000000, time } do
      if expires == time then
        cookie['a'].expires = time
      else
        assert (cookie['a']:set_attribute ('expires', GLib.Variant (expires == text and 's' or 'x', expires)))
      end
      equal (cookie:output (), 'Set-Cookie: a=1; expires=Thu, 01 Jan 1970 00:00:00 GMT')
      equal (cookie['a'].expires:to_unix (), 0)
    end
  end
end

-- Tables are arrays or dictionaries.
function tests.json ()
  local cookie = Cookie.BaseCookie { codec = Cookie.JsonCodec () }
  if not Cookie.JsonCodec.is_supported () then
    fails ('NOT_SUPPORTED', cookie:set ('a', 7))
    return
  end

  cookie['basket'] = { fig = 3, more = { 1.5, 'x', { ok = true } }, none = {} }
  local text = '{"fig":3,"more":[1.5,"x",{"ok":true}],"none":{}}'
  equal (cookie['basket'].coded_value, (text:gsub ('[^%w.]', function (c) return ('%%%02X'):format (c:byte ()) end)))
  assert (cookie:load ('basket=' .. text .. '; none=null; list=[1,null,[]]'))
  local basket = cookie['basket'].value
  equal (basket.fig, 3)
  equal (basket.more[1] .. basket.more[2], '1.5x')
  equal (basket.more[3].ok, true)
  equal (next (basket.none), nil)
  equal (cookie['none'].value, nil)
  equal (type (cookie['list'].value[3]), 'table')
  equal (cookie['list'].value[2], nil)

  -- what is read is written as it was read: no change, whatever a table cannot hold
  for _, json in ipairs {
    '[]', '{}', '{"x":[],"y":1}', '[1,null,3]', '[null]', '[null,null,1,null]', '{"a":null}', '{"b":[],"a":{"z":null,"y":[[],{},[null]]}}',
    '[[],[1],{}]', '"x"', '7', '[false,0.5,"x"]', text,
  } do
    cookie = Cookie.BaseCookie { codec = Cookie.JsonCodec () }
    assert (cookie:load ('a=' .. json))
    local before = cookie['a'].value
    cookie['a'] = before
    equal (cookie.has_changes, false)
    assert (cookie:set ('b', before))
    equal (cookie['b']:get_value ():print (true), cookie['a']:get_value ():print (true))
  end

  local function change (json, func)
    cookie = Cookie.BaseCookie { codec = Cookie.JsonCodec () }
    assert (cookie:load ('a=' .. json))
    local value = cookie['a'].value
    func (value)
    cookie['a'] = value
    return (cookie['a'].coded_value:gsub ('%%(%x%x)', function (hex) return string.char (tonumber (hex, 16)) end))
  end
  equal (change ('{"x":[],"y":1}', function (v) v.y = 2 end), '{"x":[],"y":2}')
  equal (change ('{"x":[]}', function (v) v.x[1] = 'a' end), '{"x":["a"]}')
  equal (change ('{"x":[]}', function (v) v.x.key = 'a' end), '{"x":{"key":"a"}}')
  equal (change ('{"x":[1,2]}', function (v) table.remove (v.x, 1) end), '{"x":[2]}')
  equal (change ('{"x":[1,2]}', function (v) v.x[1], v.x[2] = nil end), '{"x":[]}')
  equal (change ('{"x":{}}', function (v) v.x[1] = 'a' end), '{"x":["a"]}')
  equal (change ('{"b":1,"a":null,"c":2}', function (v) v.b, v.d = nil, 4 end), '{"a":null,"c":2,"d":4}')
  equal (change ('{"b":1,"a":null}', function (v) v.a = 5 end), '{"b":1,"a":5}')
  equal (change ('[1,null,3]', function (v) v[3], v[2] = nil, 'x' end), '[1,"x"]')
  equal (change ('[1,null,3]', function (v) v[4] = 4 end), '[1,null,3,4]')
  equal (change ('[1,null,3]', function (v) v[3] = nil end), '[1,null]')
  equal (change ('{"x":1}', function (v)
    v.list, v.null = GLib.Variant ('av', {}), GLib.Variant.new_maybe (GLib.VariantType 'v', nil)
  end), '{"x":1,"list":[],"null":null}')
  equal (change ('7', function () end), '7')
  equal (pcall (change, '[1,null,3]', function (v) v[9] = 1 end), false)
  equal (pcall (change, '[1,2]', function (v) v.key = 1 end), false)
  cookie['list'] = setmetatable ({}, { __jsontype = 'array' })
  equal (cookie['list'].coded_value, '%5B%5D')
  cookie['list'] = setmetatable ({}, { __metatable = 'locked' })
  equal (cookie['list'].coded_value, '%7B%7D')

  cookie = Cookie.BaseCookie { codec = Cookie.JsonCodec () }
  local circle = {}
  circle.circle = circle
  for _, value in ipairs { { 1, a = 2 }, { a = { [true] = 1 } }, { '\0' }, { ['a\0'] = 1 }, { 0 / 0 }, { print }, circle } do
    fails ('ILLEGAL_VALUE', cookie:set ('basket', value))
    fails ('ILLEGAL_VALUE', cookie:set_all { a = 1, b = value })
  end
  equal (cookie:contains ('a'), false)
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
    local _, pages = file:read ('*n', '*n')
    file:close ()
    return pages * 4096
  end

  local function use (n)
    for i = 1, n do
      local cookie = new ('sid=31d4d96e; path=/')
      cookie['n'] = tostring (i)
      for _, morsel in each (cookie) do
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
