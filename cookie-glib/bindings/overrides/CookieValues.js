// SPDX-License-Identifier: LGPL-2.1-or-later

// JavaScript values as GVariants and attributes, and GVariants as JavaScript values. Part of the override of Cookie.

/* exported ATTRIBUTES, checkText, getEntries, init, isInteger, isPlain, isText, override, pack, packAll, packFor, refuse, show, toAttribute,
   toAttributeName, toDateTime, toJSONValue, unpack */

const {GLib, GObject} = imports.gi;

let Cookie;

function init(namespace) {
  Cookie = namespace;
}

function refuse(code, message) {
  throw new GLib.Error(Cookie.Error, code, message);
}

// Returns a value as a message shows it.
function show(value) {
  if (typeof value === 'string')
    return JSON.stringify(value);
  if (typeof value !== 'object' || value === null)
    return String(value);
  const name = (value.constructor?.name || 'Object').replace('_', '.');
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}

// Members that GJS has already resolved can be assigned, but not redefined.
function override(prototype, members) {
  for (const name of Reflect.ownKeys(members)) {
    const member = Object.getOwnPropertyDescriptor(members, name);
    if (Object.getOwnPropertyDescriptor(prototype, name)?.configurable === false)
      prototype[name] = member.value;
    else
      Object.defineProperty(prototype, name, {...member, enumerable: false});
  }
}

// Converts a Date to a GLib.DateTime.
function toDateTime(date, what) {
  if (date === null || date instanceof GLib.DateTime)
    return date;
  const time = date instanceof Date && !Number.isNaN(date.getTime())
    ? GLib.DateTime.new_from_unix_utc(Math.floor(date.getTime() / 1000)) : null;
  if (time === null)
    throw new TypeError(`${what} must be a Date of the years 1 to 9999 or a GLib.DateTime, not ${date instanceof Date ? date : show(date)}`);
  return time;
}

// In C, a text ends at its first NUL, and half of a surrogate pair would become U+FFFD.
var isText = text => !/\0|\p{Surrogate}/u.test(text);

function checkText(text, what, code) {
  if (typeof text !== 'string')
    throw new TypeError(`${what} must be a string, not ${show(text)}`);
  if (text.includes('\0'))
    refuse(code, `${what} cannot hold a NUL: ${JSON.stringify(text)}`);
  if (!isText(text))
    refuse(code, `${what} cannot hold a surrogate: ${JSON.stringify(text)}`);
  return text;
}

// GJS leaks each GLib.Variant that is made by its constructors. GLib.Variant.parse() makes all values, from their text in
// GVariant's own format.
function parse(type, text) {
  try {
    return GLib.Variant.parse(new GLib.VariantType(type), text, null, null);
  } catch (error) {
    return refuse(Cookie.Error.ILLEGAL_VALUE, `A cookie cannot hold this value: ${error.message}`);
  }
}

function printDouble(value) {
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  if (value !== 0 && Math.abs(value) < 2 ** -1022) // of GLib, in hexadecimal digits alone
    return `${value < 0 ? '-' : ''}0x${Math.abs(value / Number.MIN_VALUE).toString(16)}.0p-1074`;
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function printNumber(value) {
  if (typeof value === 'number')
    return Object.is(value | 0, value) ? ['i', String(value)] : ['d', printDouble(value)];
  if (BigInt.asIntN(64, value) === value)
    return ['x', String(value)];
  if (BigInt.asUintN(64, value) === value)
    return ['t', String(value)];
  return refuse(Cookie.Error.ILLEGAL_VALUE, `The integer has more than 64 bits: ${value}`);
}

const printString = text => JSON.stringify(checkText(text, 'A string', Cookie.Error.ILLEGAL_VALUE));

const box = ([type, text]) => `<@${type} ${text}>`;

// Returns the common type of the items and their texts, or 'v' and variants if the types differ.
function unify(items) {
  const types = new Set(items.map(([type]) => type));
  return types.size === 1 ? [items[0][0], items.map(([, text]) => text)] : ['v', items.map(box)];
}

// Returns whether a value is an object of no class.
function isPlain(value) {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

// Returns the names and values of a Map, of a cookie dictionary or of an object of no class, otherwise null.
function getEntries(object) {
  if (object instanceof Map || object instanceof Cookie.BaseCookie)
    return [...object];
  return isPlain(object) ? Object.entries(object) : null;
}

// The keys are those of an object, which are strings, or those of a Map.
function printEntries(entries, depth) {
  const [type, items] = unify(entries.map(([, item]) => printValue(item, depth)));
  const keys = entries.map(([key]) => printValue(key, depth));
  const keyTypes = [...new Set(keys.map(([keyType]) => keyType))];
  const areNumbers = keyTypes.every(found => 'ixtd'.includes(found));
  if (areNumbers ? keyTypes.includes('d') && keyTypes.some(found => 'xt'.includes(found)) : keyTypes.length > 1 || !'sb'.includes(keyTypes[0]))
    refuse(Cookie.Error.ILLEGAL_VALUE, 'The keys of a Map must be strings, numbers or booleans, and of one type; a BigInt and a fraction are not');
  const keyType = keyTypes.length > 1 ? 'dtx'.split('').find(found => keyTypes.includes(found)) : keyTypes[0] ?? 's';
  return [`a{${keyType}${type}}`, `{${entries.map(([key], i) => `${keyTypes.length > 1 ? printBasic(keyType, key) : keys[i][1]}: ${items[i]}`).join(', ')}}`];
}

// Returns the type of a JavaScript value and its text. GVariant nests 128 containers, and an array
// of values of different types is two.
function printValue(value, depth = 0) {
  if (depth > 60)
    refuse(Cookie.Error.ILLEGAL_VALUE, 'A value is nested too deeply, or holds itself');
  if (value instanceof GLib.Variant)
    return [value.get_type_string(), value.print(true)];
  if (value === null)
    return ['mv', 'nothing'];
  if (typeof value === 'boolean')
    return ['b', String(value)];
  if (typeof value === 'number' || typeof value === 'bigint')
    return printNumber(value);
  if (typeof value === 'string')
    return ['s', printString(value)];
  if (value instanceof Uint8Array)
    return ['ay', `[${value.join(',')}]`];
  if (Array.isArray(value)) {
    const [type, items] = unify(Array.from(value, item => printValue(item, depth + 1))); // map () leaves holes
    return [`a${type}`, `[${items.join(',')}]`];
  }
  const entries = typeof value === 'object' ? getEntries(value) : null;
  return entries ? printEntries(entries, depth + 1) : refuse(Cookie.Error.ILLEGAL_VALUE, `A cookie cannot hold ${show(value)}`);
}

// Converts a JavaScript value to a GLib.Variant.
function pack(value) {
  return value instanceof GLib.Variant ? value : parse(...printValue(value));
}

// Converts the names and the values of packFor() to a dictionary.
function packAll(entries) {
  return parse('a{sv}', `{${entries.map(([name, value]) => `${printString(name)}: ${box(printValue(value))}`).join(', ')}}`);
}

// Converts a GLib.Variant to a JavaScript value: a BigInt only if a number is not exact, a Map only if keys are no strings.
function unpack(variant) {
  const type = variant.get_type_string();
  const children = () => Array.from({length: variant.n_children()}, (_, i) => variant.get_child_value(i));

  if (type === 'ay')
    return new Uint8Array(variant.get_data_as_bytes().toArray()); // not the memory of the value itself
  if (type === 'v')
    return unpack(variant.get_variant());
  if (type.startsWith('m'))
    return variant.n_children() === 0 ? null : unpack(variant.get_child_value(0));
  if (type.startsWith('a{')) {
    const entries = children().map(entry => [0, 1].map(i => unpack(entry.get_child_value(i))));
    return 'sog'.includes(type[2]) ? Object.fromEntries(entries) : new Map(entries);
  }
  if (type.startsWith('a') || type.startsWith('('))
    return children().map(unpack);
  if (type === 'x' || type === 't') {
    const integer = BigInt(variant.print(false));
    return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
  }
  return variant.unpack();
}

// Splits 'sa{sv}' into 's' and 'a{sv}'.
function splitTypes(types) {
  const found = [];
  let depth = 0, start = 0;
  for (let i = 0; i < types.length; i++) {
    depth += '({'.includes(types[i]) - ')}'.includes(types[i]);
    if (depth === 0 && !'am'.includes(types[i]))
      found.push(types.slice(start, start = i + 1));
  }
  return found;
}

var isInteger = value => typeof value === 'bigint' || Number.isInteger(value);

const INTEGERS = {y: [8], n: [16, 'signed'], q: [16], i: [32, 'signed'], u: [32], x: [64, 'signed'], t: [64]};

// Returns the text of a value of a simple type, of which GLib.Variant would make 0, or abort, if it did not suit.
function printBasic(type, value) {
  const [bits, signed] = INTEGERS[type] ?? [];
  const suits = {
    b: () => typeof value === 'boolean',
    d: () => typeof value === 'number',
    s: () => typeof value === 'string',
    o: () => typeof value === 'string' && GLib.Variant.is_object_path(value),
    g: () => typeof value === 'string' && GLib.Variant.is_signature(value),
  }[type] ?? (() => isInteger(value) && (signed ? BigInt.asIntN : BigInt.asUintN)(bits, BigInt(value)) === BigInt(value));
  const text = typeof value === 'string' ? printString(value) : null;
  if (!suits())
    refuse(Cookie.Error.ILLEGAL_VALUE, `Not a value of the type “${type}”: ${show(value)}`);
  return text ?? (type === 'd' ? printDouble(value) : String(bits ? BigInt(value) : value));
}

// The names of an object's properties are strings.
function printKey(type, key) {
  if (typeof key !== 'string' || 'sog'.includes(type))
    return printBasic(type, key);
  if (type === 'b')
    return printBasic(type, {true: true, false: false}[key] ?? key);
  return printBasic(type, type === 'd' ? Number(key) : /^-?[0-9]+$/.test(key) ? BigInt(key) : key);
}

// Returns the text of a value of the type.
function printAs(type, value) {
  if (value instanceof GLib.Variant && value.get_type_string() === type)
    return value.print(true);
  if (type === 'v')
    return box(printValue(value));
  if (type[0] === 'm')
    return value === null ? 'nothing' : `just ${printAs(type.slice(1), value)}`;
  if (!'a('.includes(type[0]))
    return printBasic(type, value);

  const types = type[0] === '(' ? splitTypes(type.slice(1, -1)) : null;
  const isTable = type.startsWith('a{');
  const table = isTable && typeof value === 'object' ? getEntries(value) : null;
  if (isTable ? table === null : typeof value !== 'object' || typeof value?.[Symbol.iterator] !== 'function' || types !== null && types.length !== value.length)
    refuse(Cookie.Error.ILLEGAL_VALUE, `Not a value of the type “${type}”: ${show(value)}`);
  if (isTable)
    return `{${table.map(([key, item]) => `${printKey(type[2], key)}: ${printAs(type.slice(3, -1), item)}`).join(', ')}}`;
  const items = Array.from(value, (item, i) => printAs(types?.[i] ?? type.slice(1), item));
  return types === null ? `[${items.join(',')}]` : `(${items.join(',')}${items.length === 1 ? ',' : ''})`;
}

function packWith(codec, value) {
  const type = codec?.get_value_type() ?? null;
  if (codec === null || type?.dup_string() === 's') {
    if (['undefined', 'symbol', 'function'].includes(typeof value) || value instanceof GObject.Object)
      refuse(Cookie.Error.ILLEGAL_VALUE, `A cookie cannot hold ${show(value)}`);
    return checkText(String(value), 'A string', Cookie.Error.ILLEGAL_VALUE);
  }
  if (type?.is_definite())
    return parse(type.dup_string(), printAs(type.dup_string(), value));
  return typeof value === 'string' ? checkText(value, 'A string', Cookie.Error.ILLEGAL_VALUE) : pack(value);
}

// Returns a value as JSON can hold it.
function toJSONValue(value) {
  if (typeof value === 'bigint')
    return String(value);
  if (value instanceof Uint8Array || Array.isArray(value))
    return Array.from(value, toJSONValue);
  const entries = typeof value === 'object' ? getEntries(value) : null;
  return entries ? Object.fromEntries(entries.map(([key, item]) => [key, toJSONValue(item)])) : value;
}

// Converts the value of a cookie to what its codec encodes: a string or a GLib.Variant.
function packFor(cookie, name, value) {
  if (value instanceof GLib.Variant)
    return value;

  try {
    return packWith(cookie.lookup_codec(name), value);
  } catch (error) {
    if (!(error instanceof Cookie.Error))
      throw error;
    return refuse(error.code, `Cookie “${name}”: ${error.message}`);
  }
}

var ATTRIBUTES = [
  'expires', 'path', 'comment', 'domain', 'max-age', 'secure', 'httponly', 'version', 'samesite', 'partitioned', 'priority',
];

// Returns the name of an attribute in any of its spellings: maxAge, max_age.
function toAttributeName(name) {
  const letters = text => text.toLowerCase().replace(/[-_]/g, '');
  return ATTRIBUTES.find(known => letters(known) === letters(name)) ?? name;
}

// Returns the name of a member of an enumeration as the attribute has it: 'Lax'.
function toChoice(choices, name, value) {
  const nick = value === choices.DEFAULT ? '' : Object.keys(choices).find(key => choices[key] === value);
  return nick?.replace(/\B./g, letters => letters.toLowerCase()) ??
    refuse(Cookie.Error.INVALID_ATTRIBUTE, `The attribute ${name} has no such value: ${value}`);
}

// Converts the value of an attribute for C, where the empty string unsets it: a string, a boolean, a number or a GLib.Variant.
function toAttribute(name, value) {
  if (value === null)
    return '';
  if (value instanceof Date || value instanceof GLib.DateTime)
    return toDateTime(value, `The attribute ${name}`).to_utc().format('%a, %d %b %Y %H:%M:%S GMT');
  if (typeof value === 'string')
    return checkText(value, `The attribute ${name}`, Cookie.Error.INVALID_ATTRIBUTE);
  if (typeof value === 'number' && ['samesite', 'priority'].includes(name))
    return toChoice(name === 'priority' ? Cookie.Priority : Cookie.SameSite, name, value);
  if (typeof value === 'boolean' || Number.isInteger(value) && Math.abs(value) < 2 ** 31)
    return value;
  return pack(Number.isSafeInteger(value) ? BigInt(value) : value);
}
