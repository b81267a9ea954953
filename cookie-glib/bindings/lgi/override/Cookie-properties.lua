-- SPDX-License-Identifier: LGPL-2.1-or-later

-- The properties of the classes, however a program sets them. Part of the override of Cookie.
--
-- Without it, lgi makes TRUE of 'false', 1 of 1.5 and '5' of 5, and ignores what has no name. GObject only warns of an
-- object of another class, and of a property that the constructor alone can set.

local core = require 'lgi.core'
local lgi = require 'lgi'

local Cookie, GLib, GObject = lgi.Cookie, lgi.GLib, lgi.GObject

local convert = require 'lgi.override.Cookie-values'
local show, suits, to_integer = convert.show, convert.suits, convert.to_integer

local function refuse (format, ...)
  error (format:format (...), 0)
end

-- Returns what an enumeration must be, and the function that makes a number or a name in capitals of a value.
local function get_choice (enum)
  local choices = {}
  while type (enum[#choices]) == 'string' do
    choices[#choices + 1] = enum[#choices]
  end
  return 'one of ' .. table.concat (choices, ', '), function (value)
    local known = type (value) == 'string' and value:upper () or value
    if type (known) == 'string' then
      return enum[known] ~= nil, known
    end
    return type (enum[known]) == 'string', known
  end
end

-- Returns what the value of a property must be, and the function that says whether one suits.
local function get_check (pspec)
  local kind = GObject.type_name (pspec.value_type)
  local class = core.repotype (pspec.value_type)

  if kind == 'gboolean' then
    return 'true or false', suits.b
  elseif kind == 'gchararray' and Cookie.Morsel.is_reserved_key (pspec.name) then
    return 'a string', function (value) return value == nil or type (value) == 'string' end
  elseif kind == 'gchararray' then
    return 'a string of UTF-8 without NUL', convert.is_text
  elseif kind == 'guint' then
    return ('an integer from 0 to %.0f'):format (pspec.maximum), function (value)
      return suits.x (value) and value >= 0 and value <= pspec.maximum
    end
  elseif kind == 'gint64' then
    return 'an integer', function (value) return type (value) == 'number' and value % 1 == 0 end
  elseif kind == 'GDateTime' then
    return 'a GLib.DateTime', function (value) return value == nil or GLib.DateTime:is_type_of (value) end
  elseif kind == 'GVariantType' then
    return 'a GLib.VariantType of one type', function (value)
      return value == nil or GLib.VariantType:is_type_of (value) and value:is_definite ()
    end
  elseif GObject.type_is_a (pspec.value_type, GObject.Type.ENUM) then
    return get_choice (class)
  end
  return 'a ' .. class._name, function (value) return value == nil or class:is_type_of (value) end
end

-- In C, there is no error that the setters of these could set.
local setters = {}
for _, name in ipairs { 'domain', 'path' } do
  setters[name] = function (self, text)
    local ok, message = self:set_attribute (name, text)
    if not ok then
      error (message, 0)
    end
  end
end

local set_max_age = Cookie.Morsel.set_max_age
function setters.max_age (self, seconds)
  set_max_age (self, seconds < 0 and -1 or seconds > 2 ^ 53 and 2 ^ 53 or seconds) -- more than that, C takes for 2^53 - 1
end

-- Makes a method return an integer of Lua.
local function return_integer (class, name)
  local method = class[name]
  class[name] = method and function (...)
    return to_integer (method (...))
  end
end

local function override_properties (class)
  local properties, attributes = {}, rawget (class, '_attribute') or {}
  local construct, access = class._parent._construct, class._parent._access_property

  -- Returns the value of a property as lgi takes it.
  local function check (self, name, value)
    local property = properties[name]
    if not property.suits then
      refuse ('The property %s of %s can only be read', name, self._name)
    end
    local is_suitable, converted = property.suits (value)
    if not is_suitable then
      refuse ('The property %s of %s must be %s, not %s', name, self._name, property.what, show (value))
    elseif converted ~= nil then
      return converted
    end
    return value
  end

  local struct = core.record.cast (GObject.TypeClass.ref (class._gtype), GObject.ObjectClass)
  for _, pspec in ipairs (GObject.ObjectClass.list_properties (struct)) do
    local name = pspec.name:gsub ('-', '_')
    if pspec.value_type:find '^gu?int' then
      return_integer (class, 'get_' .. name)
    end
    properties[name] = { construct_only = pspec.flags.CONSTRUCT_ONLY }
    if pspec.flags.WRITABLE then
      properties[name].what, properties[name].suits = get_check (pspec)
    end
    if pspec.flags.WRITABLE and not pspec.flags.CONSTRUCT_ONLY then
      local set = setters[name] or class['set_' .. name]
      local function set_checked (self, value)
        set (self, check (self._type, name, value))
      end
      properties[name].set, class['set_' .. name] = set_checked, set_checked
      attributes[name] = { get = class['get_' .. name], set = set_checked }
    end
  end
  class._attribute = attributes

  -- Everything that is given to a constructor has the name of a property or a signal.
  function class:_construct (gtype, param, owns)
    if type (param) == 'userdata' and owns ~= nil then
      return construct (self, gtype, param, owns)
    elseif GObject.type_test_flags (gtype, GObject.TypeFlags.ABSTRACT) then
      refuse ('%s is abstract', self._name)
    elseif param ~= nil and type (param) ~= 'table' or owns ~= nil then
      refuse ('%s () takes a table, { property = value }, not %s', self._name, show (owns or param))
    end

    local checked = {}
    for spelling, value in pairs (param or {}) do
      local name = type (spelling) == 'string' and spelling:gsub ('-', '_')
      if not name or self[name] == nil then
        refuse ('%s has no property %s', self._name, show (spelling))
      elseif checked[name] ~= nil then
        refuse ('The property %s is given twice', name)
      elseif properties[name] then
        value = check (self, name, value)
      end
      checked[name] = value
    end
    return construct (self, gtype, checked)
  end

  -- lgi comes here for a property without an attribute, and for the spelling with '-'.
  function class:_access_property (object, prop, ...)
    local name = prop.name:gsub ('-', '_')
    local property = properties[name]
    if select ('#', ...) == 0 then
      local value = access (self, object, prop)
      return type (value) == 'number' and to_integer (value) or value
    elseif property and property.construct_only then
      refuse ('The property %s of %s can be set by the constructor only', name, self._name)
    elseif property and property.set then
      return property.set (object, (...))
    end
    return access (self, object, prop, ...)
  end

  -- The value is a GObject.Value or a Lua value.
  function class:set_property (spelling, value)
    local name = spelling:gsub ('-', '_')
    if not properties[name] and not GObject.Object._class.find_property (self._class, spelling) then
      refuse ('%s has no property %s', self._type._name, show (spelling))
    end
    if GObject.Value:is_type_of (value) then
      value = value.value
    end
    self[name] = value
  end

  return check
end

-- The arguments of a constructor are the properties with these names.
local arguments = {
  EncryptedCodec = { 'codec', 'keyring', 'purpose', 'lifetime' },
  SignedCodec = { 'codec', 'keyring', 'purpose', 'lifetime' },
  VariantCodec = { 'format', 'variant_type' },
}

local function override_new (class, names, check)
  function class.new (...)
    local properties = {}
    for i, name in ipairs (names) do
      properties[name] = check (class, name, (select (i, ...)))
    end
    return class (properties)
  end
end

local checks = {}
for _, name in ipairs {
  'BaseCookie', 'Diagnostic', 'JsonCodec', 'Keyring', 'Morsel', 'PercentCodec', 'Schema', 'SealedCodec', 'SmartCodec', 'StringCodec', 'VariantCodec',
} do
  checks[Cookie[name]] = override_properties (Cookie[name])
end
for name, names in pairs (arguments) do
  override_new (Cookie[name], names, checks[Cookie[name]] or checks[Cookie[name]._parent])
end
return_integer (Cookie.BaseCookie, 'get_size')
return_integer (Cookie.Codec, 'get_remaining_lifetime')
return_integer (Cookie.Keyring, 'get_size')

-- For the override of CookieSoup.
return { override_properties = override_properties }
