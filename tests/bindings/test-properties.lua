-- SPDX-License-Identifier: LGPL-2.1-or-later

-- What a program writes wrongly is an error that says what was expected, whatever the class, and however it is set.

local lgi = require 'lgi'
local Cookie = lgi.require ('Cookie', '1.0')
local GLib, GObject = lgi.GLib, lgi.GObject

local BASE_COOKIES = { 'BaseCookie', 'SimpleCookie', 'SerialCookie', 'SmartCookie' }
local CLASSES = {
  'EncryptedCodec', 'JsonCodec', 'Keyring', 'Morsel', 'PercentCodec', 'Schema', 'SignedCodec', 'SmartCodec', 'StringCodec', 'VariantCodec',
}

local function equal (actual, expected)
  if actual ~= expected then
    error (('%s is not %s'):format (tostring (actual), tostring (expected)), 2)
  end
end

local function refuses (expected, func)
  local ok, message = pcall (func)
  if ok or not tostring (message):find (expected, 1, true) then
    error (('%s, not %s'):format (tostring (message), expected), 2)
  end
end

local tests = {}

-- A list, an object or text has no names: a keyring that is not taken would be an empty one.
function tests.constructors ()
  for _, name in ipairs (CLASSES) do
    for _, wrong in ipairs { 5, 'x', true, Cookie.Keyring (), Cookie.Morsel (), Cookie.SimpleCookie (), GLib.Bytes 'x' } do
      refuses (('Cookie.%s () takes a table, { property = value }, not '):format (name), function () return Cookie[name] (wrong) end)
      refuses (('Cookie.%s has no property 1'):format (name), function () return Cookie[name] { wrong } end)
    end
    refuses (('Cookie.%s has no property "lifetme"'):format (name), function () return Cookie[name] { lifetme = 5 } end)
    refuses ('lifetme', function () Cookie[name] ().lifetme = 5 end)
    refuses ('has no property "lifetme"', function () Cookie[name] ():set_property ('lifetme', 5) end)
    refuses ('takes a table', function () return Cookie[name] ({}, {}) end)
  end
  for _, name in ipairs (BASE_COOKIES) do
    for _, wrong in ipairs { 5, true, Cookie.Schema (), GLib.Bytes 'a=b' } do
      refuses ('takes a header, or one table: { header, schema = … }', function () return Cookie[name] (wrong) end)
      refuses ('takes a header, or one table: { header, schema = … }', function () return Cookie[name] { wrong } end)
    end
    refuses ('takes a header, or one table: { header, schema = … }', function () return Cookie[name] { { a = 'b' } } end)
    refuses ('has no property 2', function () return Cookie[name] { 'a=1', 'b=2' } end)
    refuses ('has no property "lifetme"', function () Cookie[name] ():set_property ('lifetme', 5) end)
  end
  refuses ('The property max_age is given twice', function () return Cookie.Morsel { max_age = 5, ['max-age'] = 5 } end)
  refuses ('The property key of Cookie.Morsel can only be read', function () return Cookie.Morsel { key = 'a' } end)
  refuses ('The property has_changes of Cookie.SimpleCookie can only be read', function () return Cookie.SimpleCookie { has_changes = true } end)
  refuses ('Cookie.SealedCodec is abstract', Cookie.SealedCodec)
end

-- GObject would only warn of a property that is set too late.
function tests.construct_only ()
  for _, case in ipairs {
    { Cookie.SimpleCookie (), schema = Cookie.Schema () }, { Cookie.JsonCodec (), max_length = 3 }, { Cookie.SmartCodec (), max_length = 3 },
    { Cookie.VariantCodec (), max_length = 3, format = 'BINARY', variant_type = GLib.VariantType 's' },
    { Cookie.SignedCodec (), lifetime = 5, purpose = 'x', keyring = Cookie.Keyring (), codec = Cookie.StringCodec (), max_length = 3 },
    { Cookie.EncryptedCodec (), lifetime = 5 },
  } do
    local object = case[1]
    for name, value in pairs (case) do
      local dashed = tostring (name):gsub ('_', '-')
      for _, set in ipairs (name ~= 1 and {
        function () object[name] = value end, function () object[dashed] = value end, function () object:set_property (dashed, value) end,
        function () object:set_property (name, value) end,
      } or {}) do
        local before = object[name]
        refuses (('The property %s of %s can be set by the constructor only'):format (name, object._type._name), set)
        equal (tostring (object[name]), tostring (before))
      end
    end
  end
  local cookie = Cookie.SimpleCookie ()
  cookie:set_property ('max-pairs', 7)
  equal (cookie.max_pairs, 7)
  cookie:set_property ('max_pairs', GObject.Value (GObject.Type.UINT, 8))
  equal (cookie['max-pairs'], 8)
  equal (#cookie, 0)
end

function tests.methods ()
  local morsel = Cookie.Morsel ()
  assert (morsel:set ('a', GLib.Variant ('s', 'b'), 'b'))
  for _, wrong in ipairs { 'false', 0, {} } do
    refuses ('The attribute "secure" must be true or false, not ', function () morsel:set_attribute_boolean ('secure', wrong) end)
  end
  for _, wrong in ipairs { 'x', '5', 1.5, 0 / 0, true } do
    refuses ('The attribute "max-age" must be an integer, not ', function () morsel:set_attribute_integer ('max-age', wrong) end)
  end
  refuses ('not nil', function () morsel:set_attribute_boolean ('secure') end)
  equal (morsel:set_attribute_boolean ('secure', true), true)
  equal (morsel:set_attribute_integer ('max-age', 5), true)
  equal (morsel:to_set_cookie_header (), 'a=b; Max-Age=5; Secure')
end

-- Each property of each class, by its type.
function tests.types ()
  local cookie = Cookie.SimpleCookie ()
  for expected, values in pairs {
    ['an integer from 0 to 2147483647'] = { max_pairs = { 'x', '5', 1.5, -1, 2 ^ 31, true, {}, 0 / 0 }, max_length = { 'x' } },
    ['one of PYTHON, RFC6265, STRICT'] = { profile = { 5, -1, 'x', true, 1.5, {} } },
    ['a Cookie.Codec'] = { codec = { 5, 'x', {}, Cookie.Schema (), Cookie.StringCodec } },
  } do
    for name, wrong in pairs (values) do
      for _, value in ipairs (wrong) do
        local before = cookie[name]
        for _, set in ipairs {
          function () cookie[name] = value end, function () cookie['set_' .. name] (cookie, value) end,
          function () cookie:set_property (name, value) end, function () return Cookie.SimpleCookie { [name] = value } end,
        } do
          refuses (('The property %s of Cookie.SimpleCookie must be %s, not '):format (name, expected), set)
        end
        equal (cookie[name], before)
      end
    end
  end
  equal (#cookie, 0)
  cookie.profile = 'strict'
  equal (cookie.profile, 'STRICT')
  cookie.codec = nil
  cookie:set_profile (Cookie.Profile.PYTHON)
  equal (cookie.profile, 'PYTHON')
  equal (Cookie.SimpleCookie { profile = 'Strict', max_pairs = 2 ^ 31 - 1 }.profile, 'STRICT')
  local Mine = lgi.package 'Mine'
  local class = Mine.Properties or Mine:class ('Properties', Cookie.SimpleCookie)
  refuses ('The property max_pairs of Mine.Properties must be an integer', function () return class { max_pairs = 'x' } end)

  for _, name in ipairs { 'EncryptedCodec', 'SignedCodec' } do
    local codec = Cookie[name]
    for property, case in pairs {
      codec = { 'a Cookie.Codec', 5, 'x', {}, Cookie.Schema (), Cookie.StringCodec },
      keyring = { 'a Cookie.Keyring', 5, 'x', {}, Cookie.StringCodec (), Cookie.Keyring },
      purpose = { 'a string of UTF-8 without NUL', 5, true, {}, '\255', 'a\0' },
      lifetime = { 'an integer from 0 to 2147483647', 0.5, 0 / 0, 1 / 0, -1, '5', true, 2 ^ 31 },
      max_length = { 'an integer from 0 to 4294967295', 0.5, -1, '5' },
    } do
      local expected = ('The property %s of Cookie.%s must be %s, not '):format (property, name, case[1])
      for i = 2, #case do
        refuses (expected, function () return codec { [property] = case[i] } end)
        local arguments = { keyring = Cookie.Keyring (), purpose = 'p', lifetime = 0 }
        arguments[property] = case[i]
        if property ~= 'max_length' then
          refuses (expected, function () return codec.new (arguments.codec, arguments.keyring, arguments.purpose, arguments.lifetime) end)
        end
      end
    end
    refuses ('The property purpose of Cookie.' .. name .. ' must be ', codec.new)
    refuses ('The property lifetime of Cookie.' .. name .. ' must be ', function () return codec.new (nil, nil, 'p') end)
    equal (codec { lifetime = 2 ^ 31 - 1 }.lifetime, 2 ^ 31 - 1)
    local keyring = Cookie.Keyring ()
    local new = codec.new (Cookie.PercentCodec (), keyring, 'p', 5)
    equal (new.keyring, keyring)
    equal (new.purpose .. new.lifetime, 'p5')
    equal (Cookie.PercentCodec:is_type_of (new.codec), true)
  end

  for _, make in ipairs { function (wrong) return Cookie.VariantCodec { format = wrong } end, Cookie.VariantCodec.new } do
    for _, wrong in ipairs { 5, 'x', true } do
      refuses ('The property format of Cookie.VariantCodec must be one of TEXT, BINARY, not ', function () return make (wrong) end)
    end
    equal (make ('binary').format, 'BINARY')
  end
  for _, wrong in ipairs { 's', 5, {}, GLib.VariantType 'a*', GLib.VariantType '?' } do
    local expected = 'The property variant_type of Cookie.VariantCodec must be a GLib.VariantType of one type, not '
    refuses (expected, function () return Cookie.VariantCodec { variant_type = wrong } end)
    refuses (expected, function () return Cookie.VariantCodec.new ('TEXT', wrong) end)
  end
  equal (Cookie.VariantCodec.new ('TEXT', GLib.VariantType 'as').variant_type:dup_string (), 'as')
end

-- A schema that is not taken would leave signed cookies unverified.
function tests.wrong_properties ()
  local site = Cookie.Schema ()
  for _, name in ipairs { 'BaseCookie', 'SimpleCookie', 'SerialCookie', 'SmartCookie' } do
    local class = Cookie[name]
    for _, wrong in ipairs { Cookie.StringCodec (), Cookie.Morsel (), Cookie.Schema, {}, 'x', 5, true } do
      refuses ('The property schema of Cookie.' .. name .. ' must be a Cookie.Schema, not ', function () return class { schema = wrong } end)
    end
    for _, wrong in ipairs { site, Cookie.Morsel (), {}, 'x' } do
      refuses ('The property codec of Cookie.' .. name .. ' must be a Cookie.Codec, not ', function () return class { codec = wrong } end)
      local cookie = class ()
      local codec = cookie.codec
      equal (pcall (function () cookie.codec = wrong end), false)
      equal (cookie.codec, codec)
    end
    for _, call in ipairs {
      function () return class (site) end, function () return class ('a=1', site) end, function () return class ('a=1', { schema = site }) end,
      function () return class ({}, { schema = site }) end,
    } do
      refuses ('Cookie.' .. name .. ' () takes a header, or one table: { header, schema = … }', call)
    end
    refuses ('has no property "shcema"', function () return class { 'a=1', shcema = site } end)
    refuses ('has no property "profil"', function () return class { profil = 'STRICT' } end)
    equal (class { 'a=1', schema = site }.schema, site)
    equal (class { schema = site, codec = Cookie.PercentCodec (), on_morsel_added = print }.schema, site)
  end
  refuses ('The property codec of Cookie.SignedCodec must be a Cookie.Codec, not a Cookie.Schema', function ()
    return Cookie.SignedCodec { codec = site }
  end)
end

-- An attribute that is refused is named; a choice is taken as it is printed, too.
function tests.wrong_attributes ()
  for name, what in pairs {
    path = 'a string, not 5', domain = 'a string, not 5', max_age = 'an integer, not "x"', expires = 'a GLib.DateTime, not 5',
    secure = 'true or false, not "x"', http_only = 'true or false, not 5', partitioned = 'true or false, not {}',
    same_site = 'one of DEFAULT, NONE, LAX, STRICT, not "Loose"', priority = 'one of DEFAULT, LOW, MEDIUM, HIGH, not {}',
  } do
    local value = ({ ['"x"'] = 'x', ['"Loose"'] = 'Loose', ['{}'] = {} })[what:match ', not (.*)'] or 5
    local morsel = Cookie.Morsel { path = '/' }
    for _, set in ipairs {
      function () morsel[name] = value end, function () morsel['set_' .. name] (morsel, value) end,
      function () morsel:set_property (name, value) end, function () return Cookie.Morsel { [name] = value } end,
    } do
      local ok, message = pcall (set)
      equal (ok, false)
      local expected = ('The property %s of Cookie.Morsel must be %s'):format (name, what:gsub ('{}', 'a table'))
      equal (tostring (message):find (expected, 1, true) ~= nil, true)
    end
    equal (morsel.path, '/')
  end
  for _, choice in ipairs { 'Lax', 'lax', 'LAX', Cookie.SameSite.LAX } do
    equal (Cookie.Morsel { same_site = choice }.same_site, 'LAX')
  end
  equal (Cookie.Morsel { priority = 'High' }.priority, 'HIGH')
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
