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

local Cookie, GLib, GObject = lgi.Cookie, lgi.GLib, lgi.GObject
local BaseCookie, Morsel = Cookie.BaseCookie, Cookie.Morsel

local convert = require 'lgi.override.Cookie-values'
local has_nul, show, suits = convert.has_nul, convert.show, convert.suits
local unpack = table.unpack or unpack

local function nul_error (code)
  return GLib.Error (Cookie.Error, Cookie.Error[code], 'A string cannot hold a NUL')
end

-- As assert (), which takes only text for a message in Lua 5.1 and 5.2.
local function must (ok, message)
  if not ok then
    error (message, 0)
  end
end

-- lgi would make TRUE of 'false', and 1 of 1.5.
local set_boolean, set_integer = Morsel.set_attribute_boolean, Morsel.set_attribute_integer
function Morsel:set_attribute_boolean (name, value)
  must (suits.b (value), ('The attribute %s must be true or false, not %s'):format (show (name), show (value)))
  return set_boolean (self, name, value)
end
function Morsel:set_attribute_integer (name, value)
  must (suits.x (value), ('The attribute %s must be an integer, not %s'):format (show (name), show (value)))
  return set_integer (self, name, value)
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
refuse_nul (Morsel, 'set_attributes_from_text', false, 'INVALID_ATTRIBUTE')
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
  if not convert.is_text (path) then
    return nil, GLib.Error (Cookie.Error, Cookie.Error.ILLEGAL_VALUE, 'A path must be UTF-8 without NUL, not ' .. show (path))
  end
  return load_secret (path)
end

local function return_text (text)
  return (type (text) == 'string' or type (text) == 'number') and not has_nul (text) and text or nil
end

local function return_variant (value)
  return GLib.Variant:is_type_of (value) and value or nil
end

-- What the virtual functions return. lgi would cut text at a NUL, and raise an error through the functions of C for a
-- result of another type. It can set no error there, so that the function fails without one.
local results = {
  do_decode = return_variant, do_encode = return_text, do_renew = return_text,
  do_value_decode = return_variant, do_value_encode = return_text,
  do_get_value_type = function (kind)
    return GLib.VariantType:is_type_of (kind) and kind or nil
  end,
}

-- lgi would make 0 of an error, which deletes the cookie: -1 is no limit.
local function check_lifetime (func)
  return function (...)
    local ok, seconds = pcall (func, ...)
    if not ok then
      lgi.log.domain ('Cookie').warning ('%s', tostring (seconds))
    end
    return ok and suits.x (seconds) and math.max (-1, math.min (seconds, 2 ^ 31 - 1)) or -1
  end
end

require 'lgi.override.Cookie-properties'

-- Cookie.SimpleCookie ('a=1'), Cookie.SimpleCookie { 'a=1', profile = 'STRICT' }, or as any GObject
local construct = BaseCookie._construct
function BaseCookie:_construct (gtype, param, owns)
  if type (param) == 'userdata' and owns ~= nil then
    return construct (self, gtype, param, owns)
  end

  local properties, header = {}, type (param) ~= 'table' and param or nil
  for name, value in pairs (type (param) == 'table' and param or {}) do
    if name == 1 then
      header = value
    else
      properties[name] = value
    end
  end
  if owns ~= nil or header ~= nil and type (header) ~= 'string' then
    error (('%s () takes a header, or one table: { header, schema = … }'):format (self._name), 2)
  end
  local cookie = construct (self, gtype, properties)
  if header then
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
  local is_ours = (rawget (self, '_implements') or {})['Cookie.Codec'] or derives_from_base_cookie (self)
  if type (target) == 'function' and is_ours then
    local func, convert_result = target, results[name]
    if convert_result then
      target = function (...)
        return convert_result (func (...))
      end
    elseif name == 'do_get_remaining_lifetime' then
      target = check_lifetime (func)
    end
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
  load = BaseCookie.load,
  set = BaseCookie.set,
  set_all = BaseCookie.set_all,
  set_attribute = Morsel.set_attribute,
  set_attributes = Morsel.set_attributes,
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

local function to_bytes (text, what)
  must (type (text) == 'string' or GLib.Bytes:is_type_of (text), ('%s must be a string, not %s'):format (what, show (text)))
  return type (text) == 'string' and GLib.Bytes (text) or text
end

function Morsel.parse_set_cookie (header)
  return Morsel.parse_set_cookie_bytes (to_bytes (header, 'A header'))
end

-- Converts a URI, as text or not, for the origin of a response, or returns nil and an error.
local function to_uri (origin)
  if type (origin) ~= 'string' then
    return origin
  end
  local uri = not has_nul (origin) and GLib.Uri.parse (origin, 'ENCODED_PATH')
  if not uri or (uri:get_host () or '') == '' then
    return nil, GLib.Error (Cookie.Error, Cookie.Error.SYNTAX, 'The origin is not a URI with a host: ' .. show (origin))
  end
  return uri
end

-- Makes a function take text for the origin at this position, too.
local function take_origin (object, name, position)
  local func = object[name]
  object[name] = function (...)
    local count, arguments = math.max (position, select ('#', ...)), { ... }
    local uri, message = to_uri (arguments[position])
    if message then
      return nil, message
    end
    arguments[position] = uri
    return func (unpack (arguments, 1, count))
  end
end

take_origin (Morsel, 'diagnose', 2)
take_origin (Cookie.Schema, 'diagnose', 2)
take_origin (Cookie, 'diagnose_set_cookie_bytes', 2)
take_origin (Cookie, 'diagnose_set_cookie_fields', 2)

function Cookie.diagnose_set_cookie (header, origin, now)
  return Cookie.diagnose_set_cookie_bytes (to_bytes (header, 'A header'), origin, now)
end

-- The attributes are those of a Morsel, or the properties of one: { path = '/', max_age = 60 }.
local function check_schema (codec, attributes)
  must (codec == nil or Cookie.Codec:is_type_of (codec), 'The argument codec must be a Cookie.Codec, not ' .. show (codec))
  return codec, attributes ~= nil and not Morsel:is_type_of (attributes) and Morsel (attributes) or attributes
end

local add, set_default = Cookie.Schema.add, Cookie.Schema.set_default
function Cookie.Schema:add (name, codec, attributes)
  return add (self, name, check_schema (codec, attributes))
end

function Cookie.Schema:set_default (codec, attributes)
  return set_default (self, check_schema (codec, attributes))
end

-- The secret is a string or a GLib.Bytes.
for _, name in ipairs { 'append', 'prepend', 'remove' } do
  local method = Cookie.Keyring[name]
  Cookie.Keyring[name] = function (self, secret)
    return method (self, to_bytes (secret, 'A secret'))
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

-- The attributes whose values are the names of an enumeration
local choices = { samesite = Cookie.SameSite, priority = Cookie.Priority }

-- Returns the GLib.Variant of the value of an attribute, or nil and the error for what cannot be one.
local function pack_attribute (name, value)
  local choice = type (value) == 'number' and choices[tostring (name):lower ()]
  if choice then
    local nick = choice[value]
    if type (nick) ~= 'string' then
      return nil, GLib.Error (Cookie.Error, Cookie.Error.INVALID_ATTRIBUTE, ('The attribute %s has no such value: %s'):format (name, value))
    end
    return GLib.Variant ('s', nick == 'DEFAULT' and '' or nick:sub (1, 1) .. nick:sub (2):lower ())
  elseif has_nul (value) then
    return nil, nul_error 'INVALID_ATTRIBUTE'
  elseif type (value) == 'string' and not GLib.utf8_validate (value) then
    return nil, GLib.Error (Cookie.Error, Cookie.Error.INVALID_ATTRIBUTE, 'A string must be UTF-8')
  elseif type (value) == 'string' then
    return GLib.Variant ('s', value)
  elseif type (value) == 'boolean' then
    return GLib.Variant ('b', value)
  elseif suits.x (value) then
    return convert.pack_integer ('x', value)
  elseif not GLib.Variant:is_type_of (value) then
    local message = ('The attribute %s must be a string, a boolean or an integer, not %s'):format (name, show (value))
    return nil, GLib.Error (Cookie.Error, Cookie.Error.INVALID_ATTRIBUTE, message)
  end
  return value
end

-- The value is a string, a number, a boolean, a GLib.Variant, or nil.
function Morsel:set_attribute (name, value)
  local packed, message
  if value ~= nil then
    packed, message = pack_attribute (name, value)
    if packed == nil then
      return false, message
    end
  end
  return raw.set_attribute (self, name, packed)
end

-- Sets the attributes of a table, by their names: all of them or, on an error, none.
function Morsel:set_attributes (attributes)
  local names, values = {}, {}
  for name, value in pairs (attributes) do
    local packed, message = pack_attribute (name, value)
    if has_nul (name) or packed == nil then
      return false, message or nul_error 'INVALID_ATTRIBUTE'
    end
    names[#names + 1] = name
    values[#values + 1] = GObject.Value (GObject.Type.VARIANT, packed)
  end
  return raw.set_attributes (self, names, values)
end

Morsel._attribute.value = {
  get = function (self)
    local variant = self:get_value ()
    return variant and convert.unpack_value (variant)
  end,
}

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
return { take_origin = take_origin }
