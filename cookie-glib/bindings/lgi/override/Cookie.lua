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
local core = require 'lgi.core'
local ti = require 'lgi.ffi'.types

local Cookie, GLib = lgi.Cookie, lgi.GLib
local BaseCookie, Morsel = Cookie.BaseCookie, Cookie.Morsel

-- In C, a text ends at its first NUL.
local function has_nul (text)
  return text:find ('\0', 1, true) ~= nil
end

local function is_for_strings (codec)
  while codec and Cookie.SignedCodec:is_type_of (codec) do
    codec = codec:get_codec ()
  end
  return not codec or Cookie.StringCodec:is_type_of (codec) or Cookie.PercentCodec:is_type_of (codec)
end

-- Converts a Lua value to a GLib.Variant, except a string.
local function pack (value)
  if type (value) == 'boolean' then
    return GLib.Variant ('b', value)
  elseif type (value) == 'number' then
    return GLib.Variant (value % 1 == 0 and math.abs (value) < 2 ^ 53 and 'x' or 'd', value)
  end
  return value
end

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

local raw = {
  get = BaseCookie.get,
  load = BaseCookie.load,
  remove = BaseCookie.remove,
  set = BaseCookie.set,
  set_string = BaseCookie.set_string,
}

function BaseCookie:load (header)
  if has_nul (header) then
    return self:load_bytes (GLib.Bytes (header))
  end
  return raw.load (self, header)
end

function Morsel.parse_set_cookie (header)
  return Morsel.parse_set_cookie_bytes (GLib.Bytes (header))
end

-- lgi frees the elements of a GPtrArray with the array, although it still uses them as borrowed records.
local steal_index = core.callable.new {
  name = 'g_ptr_array_steal_index', addr = core.gi.GLib.resolve.g_ptr_array_steal_index,
  ret = ti.ptr, ti.ptr, ti.uint,
}
local unref = core.callable.new {
  name = 'g_ptr_array_unref', addr = core.gi.GLib.resolve.g_ptr_array_unref,
  ret = ti.void, ti.ptr,
}

-- Returns a function that calls the C function `name`, which returns diagnostics. The further arguments
-- are the types of its parameters after the instance.
local function diagnose (name, throws, ...)
  local call = core.callable.new {
    name = name, addr = core.gi.Cookie.resolve[name], throws = throws, ret = ti.ptr, ti.ptr, ...
  }
  return function (instance, ...)
    local array, message = call (instance._native, ...)
    if message then
      return nil, message
    end

    local diagnostics = {}
    for i = 1, core.record.new (GLib.PtrArray, array).len do
      diagnostics[i] = core.record.new (Cookie.Diagnostic, steal_index (array, 0), true)
    end
    unref (array)
    return diagnostics
  end
end

local check = diagnose ('cookie_morsel_check', true, ti.utf8, ti.ptr)
local check_set_cookie = diagnose ('cookie_check_set_cookie_bytes', true, ti.utf8, ti.ptr)

BaseCookie.get_diagnostics = diagnose ('cookie_base_cookie_get_diagnostics', false)

function Morsel:check (origin, now)
  return check (self, origin, now and now._native)
end

function Cookie.check_set_cookie_bytes (header, origin, now)
  return check_set_cookie (header, origin, now and now._native)
end

function Cookie.check_set_cookie (header, origin, now)
  return Cookie.check_set_cookie_bytes (GLib.Bytes (header), origin, now)
end

function BaseCookie:get (key)
  return not has_nul (key) and raw.get (self, key) or nil
end

function BaseCookie:set_string (key, value)
  if has_nul (key) or has_nul (value) then
    local code = has_nul (key) and Cookie.Error.ILLEGAL_KEY or Cookie.Error.ILLEGAL_VALUE
    return false, GLib.Error (Cookie.Error, code, 'A cookie cannot hold a NUL')
  end
  return raw.set_string (self, key, value)
end

-- The value is a string, a number, a boolean, or a GLib.Variant.
function BaseCookie:set (key, value)
  local kind = type (value)
  if kind == 'string' then
    return self:set_string (key, value)
  elseif (kind == 'number' or kind == 'boolean') and is_for_strings (self:get_codec ()) then
    return self:set_string (key, tostring (value))
  elseif has_nul (key) then
    return self:set_string (key, '')
  end
  return raw.set (self, key, pack (value))
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

Morsel._attribute = {
  value = {
    get = function (self)
      local variant = self:get_value ()
      return variant and unpack_value (variant)
    end,
  },
}

-- All objects of lgi have the same metatable.
local metatable = getmetatable (BaseCookie ())

local function is_cookie (object)
  return BaseCookie:is_type_of (object)
end

function metatable.__pairs (object)
  assert (is_cookie (object), 'not a cookie dictionary')
  local keys, i = object:get_keys (), 0
  return function ()
    local key, morsel
    repeat
      i = i + 1
      key = keys[i]
      morsel = key and object:get (key)
    until morsel or not key
    return key, morsel
  end
end

function metatable.__len (object)
  assert (is_cookie (object), 'not a cookie dictionary')
  return object:get_size ()
end
