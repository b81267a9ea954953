-- SPDX-License-Identifier: LGPL-2.1-or-later

-- Lua values as GVariants, and GVariants as Lua values. Part of the override of Cookie.

local GLib = require 'lgi'.GLib

-- In C, a text ends at its first NUL.
local function has_nul (text)
  return type (text) == 'string' and text:find ('\0', 1, true) ~= nil
end

-- Shows a value in a message, which must be UTF-8.
local function show (value)
  local kind = type (value)
  if kind == 'string' then
    return ('"%s"'):format (value:sub (1, 64):gsub ('[^ -~]', function (char) return ('\\%03d'):format (char:byte ()) end))
  elseif kind == 'number' or kind == 'boolean' or kind == 'nil' then
    return tostring (value)
  end
  return 'a ' .. (kind == 'userdata' and tostring (value):match ':([%w.]+)' or kind)
end

-- lgi makes a floating point number of each integer, which Lua 5.3 and later print as 5.0.
local to_integer = math.tointeger or function (number)
  return number
end

-- Converts a GLib.Variant to a Lua value: an integer stays a GLib.Variant if no number is exact.
local function unpack_value (variant)
  local kind = variant.type
  if kind == 'ay' then
    return variant:get_data_as_bytes ().data
  elseif kind:find '^[xt]$' then
    local text = variant:print (false)
    local number = tonumber (text)
    return (tostring (number) == text or ('%.0f'):format (number) == text) and number or variant
  elseif kind:find '^[ynqiu]$' then
    return to_integer (variant.value)
  elseif not kind:find '^[vma(]' then
    return variant.value
  end

  local values, n, keys, nulls = {}, variant:n_children (), {}, {}
  local is_array = not kind:find '^a{'
  for i = 1, n do
    local key, child = i, variant:get_child_value (i - 1)
    if not is_array then
      key, child = unpack_value (child:get_child_value (0)), child:get_child_value (1)
    end
    keys[i], values[key] = key, unpack_value (child)
    nulls[key] = values[key] == nil or nil
  end
  if kind:find '^[vm]' then
    return values[1]
  end
  -- What a table does not tell: the first two are fields that dkjson has, too.
  return setmetatable (values, { __jsontype = is_array and 'array' or 'object', __jsonorder = keys, __jsonnull = nulls })
end

local function get_mark (value)
  local mark = getmetatable (value)
  return type (mark) == 'table' and mark or {}
end

local function is_before (a, b)
  if type (a) ~= type (b) then
    return type (a) < type (b)
  elseif type (a) == 'number' then
    return a < b
  end
  return tostring (a) < tostring (b)
end

-- Returns the keys of a table, always in the same order: first those that it was read with, those of nothing included.
local function get_keys (value)
  local mark, keys, seen, others = get_mark (value), {}, {}, {}
  local nulls = mark.__jsonnull or {}
  local function add (list, key)
    if not seen[key] and (value[key] ~= nil or nulls[key]) then
      list[#list + 1], seen[key] = key, true
    end
  end

  for _, key in ipairs (mark.__jsonorder or {}) do
    add (keys, key)
  end
  for key in pairs (value) do
    add (others, key)
  end
  table.sort (others, is_before)
  for _, key in ipairs (others) do
    keys[#keys + 1] = key
  end
  return keys
end

local function is_text (value)
  return type (value) == 'string' and not has_nul (value) and GLib.utf8_validate (value)
end

local function is_integer (lowest, above)
  return function (value)
    return type (value) == 'number' and value % 1 == 0 and value >= lowest and value < above
  end
end

-- Which values suit a simple type.
local suits = {
  b = function (value) return type (value) == 'boolean' end,
  d = function (value) return type (value) == 'number' and (value + 0.0 == value or value ~= value) end,
  s = is_text,
  o = function (value) return is_text (value) and GLib.Variant.is_object_path (value) end,
  g = function (value) return is_text (value) and GLib.Variant.is_signature (value) end,
  y = is_integer (0, 2 ^ 8),
  n = is_integer (-2 ^ 15, 2 ^ 15),
  q = is_integer (0, 2 ^ 16),
  i = is_integer (-2 ^ 31, 2 ^ 31),
  u = is_integer (0, 2 ^ 32),
  x = is_integer (-2 ^ 63, 2 ^ 63),
  t = is_integer (0, 2 ^ 64),
}

-- Splits 'sa{sv}' into 's' and 'a{sv}'.
local function split_types (types)
  local found, start, depth = {}, 1, 0
  for i = 1, #types do
    local char = types:sub (i, i)
    depth = depth + (char:find '[({]' and 1 or 0) - (char:find '[)}]' and 1 or 0)
    if depth == 0 and not char:find '[am]' then
      found[#found + 1] = types:sub (start, i)
      start = i + 1
    end
  end
  return found
end

local function refused (kind, value)
  return nil, ('Not a value of the type “%s”: %s'):format (kind, show (value))
end

-- lgi would round an integer of the types x and t.
local function pack_integer (kind, value)
  local format = math.type and math.type (value) == 'integer' and '%d' or '%.0f'
  return GLib.Variant.parse (GLib.VariantType (kind), format:format (value))
end

-- Converts a Lua value to a GLib.Variant of the type, or to nil and the reason if it does not suit.
local function pack_as (kind, value)
  local first, inner = kind:sub (1, 1), kind:sub (2)
  if GLib.Variant:is_type_of (value) and value.type == kind then
    return value
  elseif kind == 'v' then
    local simple = ({ boolean = 'b', string = 's', number = 'd' })[type (value)]
    local is_exact = simple == 'd' and suits.x (value) and
                     (math.abs (value) < 2 ^ 53 or math.type and math.type (value) == 'integer')
    simple = is_exact and 'x' or simple
    if not simple and not GLib.Variant:is_type_of (value) then
      return refused (kind, value)
    end
    local packed, reason = value, nil
    if simple then
      packed, reason = pack_as (simple, value)
    end
    return packed and GLib.Variant.new_variant (packed), reason
  elseif first == 'm' and value == nil then
    return GLib.Variant.new_maybe (GLib.VariantType (inner), nil)
  elseif first == 'm' then
    local packed, reason = pack_as (inner, value)
    return packed and GLib.Variant.new_maybe (nil, packed), reason
  elseif kind == 'ay' and type (value) == 'string' then
    return GLib.Variant.new_from_bytes (GLib.VariantType (kind), GLib.Bytes (value), true)
  elseif suits[first] and suits[first] (value) then
    return (first == 'x' or first == 't') and pack_integer (kind, value) or GLib.Variant (kind, value)
  elseif suits[first] or type (value) ~= 'table' then
    return refused (kind, value)
  end

  local builder = GLib.VariantBuilder.new (GLib.VariantType (kind))
  if kind:sub (1, 2) == 'a{' then
    for _, key in ipairs (get_keys (value)) do
      local packed_key, key_reason = pack_as (kind:sub (3, 3), key)
      local packed, reason = pack_as (kind:sub (4, -2), value[key])
      if not packed_key or not packed then
        return nil, key_reason or reason
      end
      builder:add_value (GLib.Variant.new_dict_entry (packed_key, packed))
    end
    return builder:_end ()
  end

  local members = first == '(' and split_types (kind:sub (2, -2))
  local count = 0
  for _, key in ipairs (get_keys (value)) do
    local length = key == 'n' and value.n or key
    if not suits.u (length) or length == 0 and key ~= 'n' then
      return nil, ('Not a key of the type “%s”: %s'):format (kind, show (key))
    end
    count = math.max (count, length)
  end
  for i = 1, members and math.max (count, #members) or count do
    local member = members and members[i] or first == 'a' and inner
    if not member then
      return refused (kind, value)
    end
    local packed, reason = pack_as (member, value[i])
    if not packed then
      return nil, reason
    end
    builder:add_value (packed)
  end
  return builder:_end ()
end

-- Converts a Lua value to a GLib.Variant of the type that suits it, or to nil and the reason if there is none. The keys
-- of a table are 1 to n, or strings. An empty table is a dictionary, unless it was read as an array.
local function pack_any (value, depth)
  if type (value) ~= 'table' then
    local packed, reason = pack_as ('v', value)
    return packed and packed:get_variant (), reason and 'A cookie cannot hold ' .. show (value)
  end

  local keys, packed = get_keys (value), {}
  local is_array = #keys > 0 or get_mark (value).__jsontype == 'array'
  for _, key in ipairs (keys) do
    is_array = is_array and suits.u (key) and key >= 1 and key <= #keys
  end
  if depth > 16 then
    return nil, 'More than 16 tables in each other'
  end

  for i, key in ipairs (keys) do
    if not is_array and not is_text (key) then
      return nil, 'The keys of a table must be strings, or 1 to n, not ' .. show (key)
    end
    local item, reason = value[is_array and i or key], nil
    if item == nil then
      item = GLib.Variant.new_maybe (GLib.VariantType 'v', nil)
    else
      item, reason = pack_any (item, depth + 1)
    end
    if not item then
      return nil, reason
    end
    item = GLib.Variant.new_variant (item)
    packed[i] = is_array and item or GLib.Variant.new_dict_entry (GLib.Variant ('s', key), item)
  end
  return GLib.Variant.new_array (GLib.VariantType (is_array and 'v' or '{sv}'), packed)
end

-- Converts a Lua value to what the codec encodes: a string or a GLib.Variant, or to nil and the reason if there is none.
local function pack (codec, value)
  local kind, value_type = type (value), codec and codec:get_value_type ()
  if GLib.Variant:is_type_of (value) then
    return value
  elseif not codec or value_type and value_type:dup_string () == 's' then
    if kind ~= 'string' and kind ~= 'number' and kind ~= 'boolean' then
      return nil, 'A cookie cannot hold ' .. show (value)
    end
    value = tostring (value)
  elseif value_type and value_type:is_definite () then
    return pack_as (value_type:dup_string (), value)
  elseif kind ~= 'string' then
    return pack_any (value, 1)
  end

  if has_nul (value) or not is_text (value) then
    return nil, ('A string %s: %s'):format (has_nul (value) and 'cannot hold a NUL' or 'must be UTF-8', show (value))
  end
  return value
end

return {
  has_nul = has_nul, is_text = is_text, pack = pack, pack_integer = pack_integer, show = show, suits = suits, to_integer = to_integer,
  unpack_value = unpack_value,
}
