-- SPDX-License-Identifier: LGPL-2.1-or-later

-- A cookie dictionary is indexed and iterated like a table of morsels. Values are Lua values.
--
--   local cookie = Cookie.SimpleCookie ()
--   assert (cookie:load ('fig=newton; sugar=wafer'))
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

-- In C, a text ends at its first NUL.
local function has_nul (text)
  return type (text) == 'string' and text:find ('\0', 1, true) ~= nil
end

local function nul_error (code)
  return GLib.Error (Cookie.Error, Cookie.Error[code], 'A string cannot hold a NUL')
end

-- Makes a function refuse a string with a NUL with the error of its position, or with the last one: it
-- returns false and the error. What comes instead of a look-up that finds nothing can be given.
local function refuse_nul (object, name, codes, missing)
  local func = object[name]
  object[name] = function (...)
    local first = object == Cookie and 0 or 1
    for i = first + 1, select ('#', ...) do
      if has_nul ((select (i, ...))) then
        if not codes then
          return missing
        end
        return false, nul_error (codes[math.min (i - first, #codes)])
      end
    end
    return func (...)
  end
end

for _, name in ipairs { 'get', 'get_coded_value', 'get_string' } do
  refuse_nul (BaseCookie, name, nil, nil)
end
refuse_nul (BaseCookie, 'contains', nil, false)
refuse_nul (BaseCookie, 'remove', nil, false)
refuse_nul (BaseCookie, 'expire', { 'ILLEGAL_KEY' })
refuse_nul (BaseCookie, 'set_coded', { 'ILLEGAL_KEY', 'ILLEGAL_VALUE' })
refuse_nul (BaseCookie, 'set_string', { 'ILLEGAL_KEY', 'ILLEGAL_VALUE' })
refuse_nul (BaseCookie, 'touch', { 'ILLEGAL_KEY' })
refuse_nul (Cookie, 'name_is_valid', nil, false)
refuse_nul (Morsel, 'get_attribute', nil, nil)
refuse_nul (Morsel, 'set', { 'ILLEGAL_KEY', 'ILLEGAL_VALUE' })
refuse_nul (Morsel, 'set_attribute', { 'INVALID_ATTRIBUTE' })

-- Converts a GLib.Variant to a Lua value.
local function unpack_value (variant)
  while variant.type == 'v' do
    variant = variant:get_variant ()
  end
  if variant.type == 'ay' then
    return variant:get_data_as_bytes ().data
  end
  return variant.value
end

-- Converts a Lua value to what the codec encodes: a string or a GLib.Variant.
local function pack (codec, value)
  local kind, value_type = type (value), codec and codec:get_value_type ()
  if GLib.Variant:is_type_of (value) then
    return value
  elseif not codec or value_type and value_type:dup_string () == 's' then
    return (kind == 'number' or kind == 'boolean') and tostring (value) or value
  elseif kind ~= 'string' and value_type and value_type:is_definite () then
    return GLib.Variant (value_type:dup_string (), value)
  elseif kind == 'boolean' then
    return GLib.Variant ('b', value)
  elseif kind == 'number' then
    return GLib.Variant (value % 1 == 0 and math.abs (value) < 2 ^ 53 and 'x' or 'd', value)
  end
  return value
end

local raw = {
  add_secret = Cookie.SignedCodec.add_secret,
  diagnose = Morsel.diagnose,
  diagnose_set_cookie_bytes = Cookie.diagnose_set_cookie_bytes,
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

-- The value is a string, a number, a boolean, or what the value type of the codec has.
function BaseCookie:set (name, value)
  local packed = not has_nul (name) and pack (self:lookup_codec (name), value) or ''
  if type (packed) == 'string' then
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
    if has_nul (name) then
      return false, nul_error 'ILLEGAL_KEY'
    end
    value = pack (self:lookup_codec (name), value)
    if has_nul (value) then
      return false, nul_error 'ILLEGAL_VALUE'
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
  local uri = not has_nul (origin) and GLib.Uri.parse (origin, 'NONE')
  if not uri or (uri:get_host () or '') == '' then
    error (GLib.Error (Cookie.Error, Cookie.Error.SYNTAX, ('Not a URI with a host: %q'):format (origin)))
  end
  return uri
end

-- The origin is a string, a GLib.Uri or nil.
function Morsel:diagnose (origin, now)
  return raw.diagnose (self, to_uri (origin), now)
end

function Cookie.diagnose_set_cookie_bytes (header, origin, now)
  return raw.diagnose_set_cookie_bytes (header, to_uri (origin), now)
end

function Cookie.diagnose_set_cookie (header, origin, now)
  return Cookie.diagnose_set_cookie_bytes (GLib.Bytes (header), origin, now)
end

-- The secret is a string or a GLib.Bytes.
function Cookie.SignedCodec:add_secret (secret)
  return raw.add_secret (self, GLib.Bytes:is_type_of (secret) and secret.data or secret)
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
      assert (cookie:set_morsel (value:copy ()))
    end
  else
    assert (cookie:set (key, value))
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
  elseif type (value) == 'number' and value % 1 == 0 then
    value = GLib.Variant ('x', value)
  elseif type (value) == 'boolean' then
    value = GLib.Variant ('b', value)
  end
  return raw.set_attribute (self, name, value)
end

Morsel._attribute = {
  value = {
    get = function (self)
      local variant = self:get_value ()
      return variant and unpack_value (variant)
    end,
  },
}

-- In C, there is no error that these properties could set.
for _, name in ipairs { 'domain', 'path' } do
  local function set (self, text)
    assert (text == nil or type (text) == 'string', 'The attribute must be a string')
    assert (self:set_attribute (name, text))
  end
  Morsel._attribute[name] = { get = Morsel['get_' .. name], set = set }
  Morsel['set_' .. name] = set
end

function Morsel:set_property (name, value)
  if name == 'domain' or name == 'path' then
    self[name] = value.value
  else
    lgi.GObject.Object.set_property (self, name, value)
  end
end

-- All objects of lgi have the same metatable.
local metatable = getmetatable (BaseCookie ())

local function is_cookie (object)
  return BaseCookie:is_type_of (object)
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
