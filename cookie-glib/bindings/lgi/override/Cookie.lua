-- SPDX-License-Identifier: LGPL-2.1-or-later

-- A cookie dictionary is indexed and iterated like a table of morsels. Values are Lua values.
--
--   local cookie = Cookie.SimpleCookie ('fig=newton; sugar=wafer')
--   cookie['fig'].path = '/'
--   cookie['oreo'] = 'double stuff'
--   cookie['sugar'] = nil
--   for key, morsel in pairs (cookie) do print (key, morsel.value) end
--
-- For a name that is also the name of a method, such as 'load', use get () and set ().

local lgi = require 'lgi'
local class = require 'lgi.class'

local Cookie, GLib = lgi.Cookie, lgi.GLib
local BaseCookie, Morsel = Cookie.BaseCookie, Cookie.Morsel

local convert = require 'lgi.override.Cookie-values'
local has_nul, show, suits, to_integer = convert.has_nul, convert.show, convert.suits, convert.to_integer

local function nul_error (code)
  return GLib.Error (Cookie.Error, Cookie.Error[code], 'A string cannot hold a NUL')
end

-- As assert (), which takes only text for a message in Lua 5.1 and 5.2.
local function must (ok, message)
  if not ok then
    error (message, 2)
  end
end

-- Makes a function return `failed` for a string with a NUL, or for a list that has one, and the error that is given for
-- its position. Look-ups have no errors.
local function refuse_nul (object, name, failed, ...)
  local func, codes = object[name], { ... }
  local first = object == Cookie and 1 or 2
  object[name] = function (...)
    for i = 1, select ('#', ...) do
      local argument = (select (i, ...))
      for _, text in ipairs (type (argument) == 'table' and argument or { argument }) do
        if has_nul (text) then
          return failed, codes[1] and nul_error (codes[math.max (1, math.min (i - first + 1, #codes))])
        end
      end
    end
    return func (...)
  end
end

for _, name in ipairs { 'get', 'get_coded_value', 'get_string' } do
  refuse_nul (BaseCookie, name, nil)
end
refuse_nul (BaseCookie, 'contains', false)
refuse_nul (BaseCookie, 'remove', false)
refuse_nul (BaseCookie, 'expire', false, 'ILLEGAL_KEY')
refuse_nul (BaseCookie, 'load_fields', false, 'ILLEGAL_VALUE')
refuse_nul (BaseCookie, 'lookup_codec', nil)
refuse_nul (BaseCookie, 'set_coded', false, 'ILLEGAL_KEY', 'ILLEGAL_VALUE')
refuse_nul (BaseCookie, 'set_string', false, 'ILLEGAL_KEY', 'ILLEGAL_VALUE')
refuse_nul (BaseCookie, 'touch', false, 'ILLEGAL_KEY')
refuse_nul (BaseCookie, 'value_decode', nil, 'ILLEGAL_KEY', 'DECODE')
refuse_nul (BaseCookie, 'value_encode', nil, 'ILLEGAL_KEY')
refuse_nul (Cookie, 'diagnose_set_cookie_fields', nil, 'ILLEGAL_VALUE')
refuse_nul (Cookie, 'name_is_valid', false)
refuse_nul (Cookie, 'quote', nil, 'ILLEGAL_VALUE')
refuse_nul (Cookie, 'unquote', nil, 'DECODE')
refuse_nul (Morsel, 'get_attribute', nil)
refuse_nul (Morsel, 'set', false, 'ILLEGAL_KEY', 'ILLEGAL_VALUE')
refuse_nul (Morsel, 'set_attribute', false, 'INVALID_ATTRIBUTE')
refuse_nul (Morsel, 'set_attribute_boolean', false, 'INVALID_ATTRIBUTE')
refuse_nul (Morsel, 'set_attribute_integer', false, 'INVALID_ATTRIBUTE')
refuse_nul (Morsel, 'set_attribute_string', false, 'INVALID_ATTRIBUTE')
refuse_nul (Morsel, 'to_set_cookie_header', nil, 'ILLEGAL_VALUE')
for _, name in ipairs { 'js_output', 'output' } do
  refuse_nul (BaseCookie, name, nil, 'ILLEGAL_VALUE')
  refuse_nul (Morsel, name, nil, 'ILLEGAL_VALUE')
end
refuse_nul (BaseCookie, 'output_changes', nil, 'ILLEGAL_VALUE')
refuse_nul (Cookie.Codec, 'decode', nil, 'ILLEGAL_KEY', 'DECODE')
refuse_nul (Cookie.Codec, 'encode', nil, 'ILLEGAL_KEY')
refuse_nul (Cookie.Codec, 'renew', nil, 'ILLEGAL_KEY', 'DECODE')
refuse_nul (Cookie.Codec, 'get_remaining_lifetime', nil, 'ILLEGAL_KEY', 'DECODE')
refuse_nul (Cookie.Schema, 'add', false, 'ILLEGAL_KEY')
refuse_nul (Cookie.Schema, 'create_morsel', nil, 'ILLEGAL_KEY')
refuse_nul (Cookie.Schema, 'lookup_codec', nil)

refuse_nul (Morsel, 'is_reserved_key', false)

-- lgi would pass no path at all that is not UTF-8.
local load_secret = Cookie.Keyring.load_secret
function Cookie.Keyring.load_secret (path)
  if type (path) == 'string' and not convert.is_text (path) then
    return nil, GLib.Error (Cookie.Error, Cookie.Error.ILLEGAL_VALUE, 'A path must be UTF-8 without NUL, not ' .. show (path))
  end
  return load_secret (path)
end

-- lgi would make 0, which is no end, of what is no number.
local function check_lifetime (lifetime)
  if type (lifetime) ~= 'number' or lifetime ~= math.floor (lifetime) or lifetime < 0 or lifetime >= 2 ^ 31 then
    error (('The lifetime must be an integer from 0 to 2147483647, in seconds, not %s'):format (show (lifetime)), 3)
  end
end

-- Nothing but the constructor sets a purpose and a lifetime.
for _, codec in ipairs { Cookie.EncryptedCodec, Cookie.SignedCodec } do
  local new, construct = codec.new, codec._new
  function codec.new (inner, keyring, purpose, lifetime)
    check_lifetime (lifetime)
    return new (inner, keyring, purpose, lifetime)
  end
  refuse_nul (codec, 'new', nil, 'ILLEGAL_VALUE')
  function codec:_new (properties, ...)
    if type (properties) == 'table' and has_nul (properties.purpose) then
      error (nul_error 'ILLEGAL_VALUE')
    end
    if type (properties) == 'table' and properties.lifetime ~= nil then
      check_lifetime (properties.lifetime)
    end
    return construct (self, properties, ...)
  end
end

-- lgi would cut the text that a virtual function returns at a NUL. It cannot set an error there either, so that the
-- function fails without one.
local function check_result (func)
  return function (...)
    local text = func (...)
    return not has_nul (text) and text or nil
  end
end

-- lgi would leave a property as it is that cannot be an object of another class.
local function check_objects (self, properties, classes)
  for name, of in pairs (classes) do
    local object = type (properties) == 'table' and properties[name]
    if object and not of:is_type_of (object) then
      error (('The property %s of %s must be a %s, not %s'):format (name, self._name, of._name, show (object)), 3)
    end
  end
end

function Cookie.SignedCodec:_construct (gtype, param, owns)
  check_objects (self, param, { codec = Cookie.Codec })
  return Cookie.SignedCodec._parent._construct (self, gtype, param, owns)
end

-- Cookie.SimpleCookie ('a=1'), Cookie.SimpleCookie { 'a=1', profile = 'STRICT' }, or as any GObject
function BaseCookie:_construct (gtype, param, owns)
  if owns ~= nil and type (param) ~= 'userdata' or lgi.GObject.Object:is_type_of (param) then
    error (("%s () takes a header, or one table: { header, schema = … }"):format (self._name), 2)
  end
  for name in pairs (type (param) == 'table' and param or {}) do
    if type (name) == 'string' and self[name] == nil then
      error (('%s has no property %s'):format (self._name, show (name)), 2)
    end
  end
  check_objects (self, param, { schema = Cookie.Schema, codec = Cookie.Codec })
  local header = type (param) == 'table' and param[1] or param
  local properties = type (param) ~= 'string' and param or nil
  local cookie = Cookie.BaseCookie._parent._construct (self, gtype, properties, owns)
  if type (header) == 'string' then
    must (cookie:load (header))
  end
  return cookie
end

local function derives_from_base_cookie (object)
  while object and object ~= BaseCookie do
    object = rawget (object, '_parent')
  end
  return object ~= nil
end

local newindex = class.derived_mt.__newindex
function class.derived_mt:__newindex (name, target)
  local is_codec = (name == 'do_encode' or name == 'do_renew') and (rawget (self, '_implements') or {})['Cookie.Codec']
  if type (target) == 'function' and (is_codec or name == 'do_value_encode' and derives_from_base_cookie (self)) then
    target = check_result (target)
  end
  return newindex (self, name, target)
end

-- Converts the value of a cookie to what its codec encodes, or to nil and an error.
local function pack (cookie, name, value)
  if type (name) ~= 'string' then
    return nil, GLib.Error (Cookie.Error, Cookie.Error.ILLEGAL_KEY, 'A name must be a string, not ' .. show (name))
  elseif has_nul (name) then
    return nil, nul_error 'ILLEGAL_KEY'
  end

  local packed, reason = convert.pack (cookie:lookup_codec (name), value)
  if packed == nil then
    local shown = convert.is_text (name) and name or show (name)
    return nil, GLib.Error (Cookie.Error, Cookie.Error.ILLEGAL_VALUE, ('Cookie “%s”: %s'):format (shown, reason))
  end
  return packed
end

local raw = {
  diagnose = Morsel.diagnose,
  diagnose_schema = Cookie.Schema.diagnose,
  diagnose_set_cookie_bytes = Cookie.diagnose_set_cookie_bytes,
  diagnose_set_cookie_fields = Cookie.diagnose_set_cookie_fields,
  load = BaseCookie.load,
  set = BaseCookie.set,
  set_all = BaseCookie.set_all,
  set_attribute = Morsel.set_attribute,
}

function BaseCookie:load (header)
  if has_nul (header) then
    return self:load_bytes (GLib.Bytes (header))
  end
  return raw.load (self, header)
end

-- The value is a string, a number, a boolean, a table, or what the value type of the codec has.
function BaseCookie:set (name, value)
  local packed, message = pack (self, name, value)
  if packed == nil then
    return false, message
  elseif type (packed) == 'string' then
    return self:set_string (name, packed)
  end
  return raw.set (self, name, packed)
end

-- Sets the entries of a table: all of them or, on an error, none.
function BaseCookie:set_all (values)
  if type (values) ~= 'table' then
    return raw.set_all (self, values)
  end

  local packed = {}
  for name, value in pairs (values) do
    local message
    value, message = pack (self, name, value)
    if value == nil then
      return false, message
    end
    packed[name] = type (value) == 'string' and GLib.Variant ('s', value) or value
  end
  return raw.set_all (self, GLib.Variant ('a{sv}', packed))
end

function Morsel.parse_set_cookie (header)
  return Morsel.parse_set_cookie_bytes (GLib.Bytes (header))
end

-- Converts a URI, as text or not, for the origin of a response.
local function to_uri (origin)
  if type (origin) ~= 'string' then
    return origin
  end
  local uri = not has_nul (origin) and GLib.Uri.parse (origin, 'ENCODED_PATH')
  if not uri or (uri:get_host () or '') == '' then
    error (GLib.Error (Cookie.Error, Cookie.Error.SYNTAX, ('Not a URI with a host: %q'):format (origin)))
  end
  return uri
end

-- The origin is a string, a GLib.Uri or nil.
function Morsel:diagnose (origin, now)
  return raw.diagnose (self, to_uri (origin), now)
end

function Cookie.Schema:diagnose (origin)
  return raw.diagnose_schema (self, to_uri (origin))
end

function Cookie.diagnose_set_cookie_bytes (header, origin, now)
  return raw.diagnose_set_cookie_bytes (header, to_uri (origin), now)
end

function Cookie.diagnose_set_cookie_fields (fields, origin, now)
  return raw.diagnose_set_cookie_fields (fields, to_uri (origin), now)
end

function Cookie.diagnose_set_cookie (header, origin, now)
  return Cookie.diagnose_set_cookie_bytes (GLib.Bytes (header), origin, now)
end

-- The secret is a string or a GLib.Bytes.
for _, name in ipairs { 'append', 'prepend', 'remove' } do
  local method = Cookie.Keyring[name]
  Cookie.Keyring[name] = function (self, secret)
    return method (self, type (secret) == 'string' and GLib.Bytes (secret) or secret)
  end
end

-- Resolves cookie[key] if key is not a member of the class.
function BaseCookie:_element (instance, symbol)
  local element, category = class.class_mt._element (self, instance, symbol)
  if element or not instance or type (symbol) ~= 'string' then
    return element, category
  end
  return symbol, '_morsel'
end

function BaseCookie:_access_morsel (cookie, key, ...)
  if select ('#', ...) == 0 then
    return cookie:get (key)
  end

  local value = ...
  if value == nil then
    cookie:remove (key)
  elseif Morsel:is_type_of (value) then
    assert (value.key == key, 'A morsel can be set only under its own key')
    -- If another cookie dictionary holds the morsel, set a copy.
    if not cookie:set_morsel (value) then
      must (cookie:set_morsel (value:copy ()))
    end
  else
    must (cookie:set (key, value))
  end
end

-- The value is a string, a number, a boolean, a GLib.Variant, or nil.
function Morsel:set_attribute (name, value)
  if has_nul (value) then
    return false, nul_error 'INVALID_ATTRIBUTE'
  elseif type (value) == 'string' and not GLib.utf8_validate (value) then
    return false, GLib.Error (Cookie.Error, Cookie.Error.INVALID_ATTRIBUTE, 'A string must be UTF-8')
  elseif type (value) == 'string' then
    value = GLib.Variant ('s', value)
  elseif type (value) == 'boolean' then
    value = GLib.Variant ('b', value)
  elseif suits.x (value) then
    value = convert.pack_integer ('x', value)
  elseif value ~= nil and not GLib.Variant:is_type_of (value) then
    local message = ('The attribute %s must be a string, a boolean or an integer, not %s'):format (name, show (value))
    return false, GLib.Error (Cookie.Error, Cookie.Error.INVALID_ATTRIBUTE, message)
  end
  return raw.set_attribute (self, name, value)
end

Morsel._attribute = {
  value = {
    get = function (self)
      local variant = self:get_value ()
      return variant and convert.unpack_value (variant)
    end,
  },
}

local function check_attribute (suits, name, what, value)
  must (suits, ('The attribute %s must be %s, not %s'):format (name, what, show (value)))
end

-- In C, there is no error that these properties could set.
for _, name in ipairs { 'domain', 'path' } do
  local function set (self, text)
    check_attribute (text == nil or type (text) == 'string', name, 'a string', text)
    must (self:set_attribute (name, text))
  end
  Morsel._attribute[name] = { get = Morsel['get_' .. name], set = set }
  Morsel['set_' .. name] = set
end

local set_max_age, get_max_age = Morsel.set_max_age, Morsel.get_max_age
function Morsel:get_max_age ()
  return to_integer (get_max_age (self))
end
function Morsel:set_max_age (seconds)
  check_attribute (type (seconds) == 'number' and seconds % 1 == 0, 'max_age', 'an integer', seconds)
  set_max_age (self, seconds < 0 and -1 or seconds > 2 ^ 53 and 2 ^ 53 or seconds) -- more than that, C takes for 2^53 - 1
end
Morsel._attribute.max_age = { get = Morsel.get_max_age, set = Morsel.set_max_age }

local set_expires = Morsel.set_expires
function Morsel:set_expires (time)
  check_attribute (time == nil or GLib.DateTime:is_type_of (time), 'expires', 'a GLib.DateTime', time)
  set_expires (self, time)
end
Morsel._attribute.expires = { get = Morsel.get_expires, set = Morsel.set_expires }

-- The value is a name, in any case, or a number.
for name, enum in pairs { priority = Cookie.Priority, same_site = Cookie.SameSite } do
  local choices = {}
  while type (enum[#choices]) == 'string' do
    choices[#choices + 1] = enum[#choices]
  end
  choices = table.concat (choices, ', ')
  local set_choice = Morsel['set_' .. name]
  local function set (self, choice)
    local known = type (choice) == 'string' and choice:upper () or choice
    local suits = type (known) == 'string' and enum[known] or type (enum[known]) == 'string'
    check_attribute (suits, name, 'one of ' .. choices, choice)
    set_choice (self, known)
  end
  Morsel._attribute[name] = { get = Morsel['get_' .. name], set = set }
  Morsel['set_' .. name] = set
end

-- The value is a GObject.Value or a Lua value.
function Morsel:set_property (name, value)
  if lgi.GObject.Value:is_type_of (value) then
    value = value.value
  end
  local attribute = name:gsub ('-', '_')
  self[attribute] = value
end

for class, names in pairs {
  [BaseCookie] = { 'size', 'max_pairs', 'max_length' },
  [Cookie.Diagnostic] = { 'offset', 'length', 'field' },
} do
  class._attribute = class._attribute or {}
  for _, name in ipairs (names) do
    local get = class['get_' .. name]
    local function get_integer (self)
      return to_integer (get (self))
    end
    class['get_' .. name] = get_integer
    if name ~= 'size' then
      class._attribute[name] = { get = get_integer, set = class['set_' .. name] }
    end
  end
end

for class, names in pairs {
  [Cookie.Codec] = { 'get_remaining_lifetime' },
  [Cookie.JsonCodec] = { 'get_max_length' },
  [Cookie.Keyring] = { 'get_size' },
  [Cookie.SealedCodec] = { 'get_lifetime', 'get_max_length' },
  [Cookie.SmartCodec] = { 'get_max_length' },
  [Cookie.VariantCodec] = { 'get_max_length' },
} do
  for _, name in ipairs (names) do
    local get = class[name]
    class[name] = function (...)
      return to_integer ((get (...)))
    end
  end
end

-- Only their constructors set the properties of codecs. lgi would print a warning, and leave them as they are.
for _, codec in ipairs { Cookie.JsonCodec, Cookie.SealedCodec, Cookie.SmartCodec, Cookie.VariantCodec } do
  local access = codec._access_property
  function codec:_access_property (object, property, ...)
    if select ('#', ...) > 0 then
      error (('The property %s is set by the constructor of %s only'):format (property.name, self._name), 3)
    end
    local value = access (self, object, property)
    return type (value) == 'number' and to_integer (value) or value
  end
end

BaseCookie._attribute.codec = { get = BaseCookie.get_codec, set = BaseCookie.set_codec }
BaseCookie._attribute.n_items = { get = BaseCookie.get_size }

-- All objects of lgi have the same metatable.
local metatable = getmetatable (BaseCookie ())
local to_text = metatable.__tostring

local function is_cookie (object)
  return BaseCookie:is_type_of (object)
end

-- Returns the Set-Cookie fields, or what a diagnostic says.
function metatable.__tostring (object)
  if is_cookie (object) or Morsel:is_type_of (object) then
    return object:output ()
  end
  return Cookie.Diagnostic:is_type_of (object) and object:to_string () or to_text (object)
end

function metatable.__eq (a, b)
  if is_cookie (a) and is_cookie (b) or Morsel:is_type_of (a) and Morsel:is_type_of (b) then
    return a:equal (b)
  end
  return rawequal (a, b)
end

function metatable.__pairs (object)
  assert (is_cookie (object), 'not a cookie dictionary')
  local names, i = object:get_names (), 0
  return function ()
    local name, morsel
    repeat
      i = i + 1
      name = names[i]
      morsel = name and object:get (name)
    until morsel or not name
    return name, morsel
  end
end

function metatable.__len (object)
  assert (is_cookie (object), 'not a cookie dictionary')
  return object:get_size ()
end

-- For the override of CookieSoup.
return { to_uri = to_uri }
