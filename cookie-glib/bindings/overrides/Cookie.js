// SPDX-License-Identifier: LGPL-2.1-or-later

// A cookie dictionary has the methods of a Map of morsels. Values are JavaScript values.

/* exported _init */

const {GLib} = imports.gi;

const ATTRIBUTES = [
  'expires', 'path', 'comment', 'domain', 'max-age', 'secure', 'httponly', 'version', 'samesite', 'partitioned', 'priority',
];

let Cookie;

function refuse(code, message) {
  throw new GLib.Error(Cookie.Error, code, message);
}

// In C, a text ends at its first NUL.
function checkText(text, what, code) {
  if (typeof text !== 'string')
    throw new TypeError(`${what} must be a string`);
  if (text.includes('\0'))
    refuse(code, `${what} cannot hold a NUL: ${JSON.stringify(text)}`);
  return text;
}

function packNumber(value) {
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value)
    return new GLib.Variant('x', value);
  if (typeof value === 'bigint' && BigInt.asUintN(64, value) === value)
    return new GLib.Variant('t', value);
  if (typeof value === 'bigint')
    refuse(Cookie.Error.ILLEGAL_VALUE, `The integer has more than 64 bits: ${value}`);
  return new GLib.Variant(Object.is(value | 0, value) ? 'i' : 'd', value);
}

// Returns the common type of the items and the items, or 'v' and variants if the types differ.
function unify(items) {
  const types = new Set(items.map(item => item.get_type_string()));
  return types.size === 1 ? [[...types][0], items] : ['v', items.map(item => GLib.Variant.new_variant(item))];
}

function packArray(value) {
  const [type, items] = unify(value.map(pack));
  return GLib.Variant.new_array(new GLib.VariantType(type), items);
}

function packEntries(entries) {
  const [type, items] = unify(entries.map(([, item]) => pack(item)));
  const pairs = entries.map(([key], i) => GLib.Variant.new_dict_entry(pack(String(key)), items[i]));
  return GLib.Variant.new_array(new GLib.VariantType(`{s${type}}`), pairs);
}

// Converts a JavaScript value to a GLib.Variant.
function pack(value) {
  if (value instanceof GLib.Variant)
    return value;
  if (value === null)
    return GLib.Variant.new_maybe(new GLib.VariantType('v'), null);
  if (typeof value === 'boolean')
    return new GLib.Variant('b', value);
  if (typeof value === 'number' || typeof value === 'bigint')
    return packNumber(value);
  if (typeof value === 'string')
    return new GLib.Variant('s', checkText(value, 'A string', Cookie.Error.ILLEGAL_VALUE));
  if (value instanceof Uint8Array)
    return GLib.Variant.new_from_bytes(new GLib.VariantType('ay'), new GLib.Bytes(value), true);
  if (Array.isArray(value))
    return packArray(value);
  if (value instanceof Map)
    return packEntries([...value]);
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value)))
    return packEntries(Object.entries(value));
  return refuse(Cookie.Error.ILLEGAL_VALUE, `A cookie cannot hold a ${typeof value}`);
}

// Converts a GLib.Variant to a JavaScript value: a BigInt only if a number is not exact.
function unpack(variant) {
  const type = variant.get_type_string();
  const children = () => Array.from({length: variant.n_children()}, (_, i) => variant.get_child_value(i));

  if (type === 'ay')
    return variant.get_data_as_bytes().toArray();
  if (type === 'v')
    return unpack(variant.get_variant());
  if (type.startsWith('m'))
    return variant.n_children() === 0 ? null : unpack(variant.get_child_value(0));
  if (type.startsWith('a{'))
    return Object.fromEntries(children().map(entry => [0, 1].map(i => unpack(entry.get_child_value(i)))));
  if (type.startsWith('a') || type.startsWith('('))
    return children().map(unpack);
  if (type === 'x' || type === 't') {
    const integer = BigInt(variant.print(false));
    return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
  }
  return variant.unpack();
}

// Converts a value to what the codec encodes: a string or a GLib.Variant.
function packFor(codec, value) {
  if (typeof value === 'string')
    return checkText(value, 'A string', Cookie.Error.ILLEGAL_VALUE);
  if (value instanceof GLib.Variant)
    return value;
  while (codec instanceof Cookie.SignedCodec)
    codec = codec.get_codec();
  if (codec === null || codec instanceof Cookie.StringCodec || codec instanceof Cookie.PercentCodec)
    return packFor(codec, String(value));
  if (codec instanceof Cookie.VariantCodec && codec.get_variant_type() !== null)
    return new GLib.Variant(codec.get_variant_type().dup_string(), value);
  return pack(value);
}

// Sets a morsel, or a copy of it if another cookie dictionary holds it.
function putMorsel(cookie, morsel) {
  try {
    cookie.set_morsel(morsel);
  } catch {
    cookie.set_morsel(morsel.copy());
  }
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

function overrideBaseCookie(prototype) {
  const {get, set, set_string: setString, set_coded: setCoded, load, load_bytes: loadBytes, contains, remove, get_size: getSize, _init: init} = prototype;
  const isKey = key => typeof key === 'string' && !key.includes('\0');

  override(prototype, {
    // new Cookie.SimpleCookie('a=b; c=d'), or as any GObject: new Cookie.SimpleCookie({profile: …})
    _init(header = null, properties = {}) {
      const isHeader = typeof header === 'string' || header instanceof Uint8Array || header instanceof Map;
      init.call(this, isHeader ? properties : header ?? properties);
      if (isHeader)
        this.load(header);
    },

    // Loads a header field, or the entries of a Map or an object. On an error, nothing is loaded.
    load(header) {
      if (header instanceof Uint8Array)
        return loadBytes.call(this, new GLib.Bytes(header));
      if (typeof header === 'string' && header.includes('\0'))
        return loadBytes.call(this, new GLib.Bytes(new TextEncoder().encode(header)));
      if (typeof header === 'string')
        return load.call(this, header);

      const entries = header instanceof Map ? [...header] : Object.entries(header);
      return this.load_variant(packEntries(entries.map(([key, value]) => [
        checkText(key, 'A key', Cookie.Error.ILLEGAL_KEY), GLib.Variant.new_variant(pack(packFor(this.codec, value))),
      ])));
    },

    get(key) {
      return isKey(key) ? get.call(this, key) ?? undefined : undefined;
    },

    set(key, value) {
      checkText(key, 'A key', Cookie.Error.ILLEGAL_KEY);
      if (value instanceof Cookie.Morsel) {
        if (value.key !== key)
          refuse(Cookie.Error.ILLEGAL_KEY, `A morsel with the key ${value.key} cannot be set as ${key}`);
        putMorsel(this, value);
        return this;
      }

      const packed = packFor(this.codec, value);
      if (typeof packed === 'string')
        this.set_string(key, packed); // without a GLib.Variant, because GJS leaks those that it creates
      else
        set.call(this, key, packed);
      return this;
    },

    set_string(key, value) {
      checkText(key, 'A key', Cookie.Error.ILLEGAL_KEY);
      checkText(value, 'A string', Cookie.Error.ILLEGAL_VALUE);
      return setString.call(this, key, value);
    },

    set_coded(key, value, codedValue) {
      checkText(key, 'A key', Cookie.Error.ILLEGAL_KEY);
      checkText(codedValue, 'A coded value', Cookie.Error.ILLEGAL_VALUE);
      return setCoded.call(this, key, pack(value), codedValue);
    },

    has(key) {
      return isKey(key) && contains.call(this, key);
    },

    delete(key) {
      return isKey(key) && remove.call(this, key);
    },

    get size() {
      return getSize.call(this);
    },

    keys() {
      return this.get_keys()[Symbol.iterator]();
    },

    *values() {
      for (const [, morsel] of this)
        yield morsel;
    },

    *entries() {
      for (const key of this.get_keys()) {
        const morsel = this.get(key);
        if (morsel)
          yield [key, morsel];
      }
    },

    [Symbol.iterator]() {
      return this.entries();
    },

    forEach(callback, thisArg = undefined) {
      for (const [key, morsel] of this)
        callback.call(thisArg, morsel, key, this);
    },

    // Returns the Set-Cookie fields.
    toString() {
      return this.output(null, null, null);
    },

    // Returns an object of names and values.
    toJSON() {
      return Object.fromEntries([...this].map(([key, morsel]) => [key, morsel.value]));
    },
  });
}

function overrideMorsel(prototype) {
  const {set, get_value: getValue, get_attribute: getAttribute, set_attribute: setAttribute} = prototype;

  override(prototype, {
    get value() {
      const variant = getValue.call(this);
      return variant === null ? null : unpack(variant);
    },

    set(key, value, codedValue) {
      checkText(key, 'A key', Cookie.Error.ILLEGAL_KEY);
      checkText(codedValue, 'A coded value', Cookie.Error.ILLEGAL_VALUE);
      return set.call(this, key, pack(value), codedValue);
    },

    // Returns an attribute by its name: a string, a number or a boolean, or null if it is not set.
    get_attribute(name) {
      const variant = getAttribute.call(this, name);
      return variant === null ? null : unpack(variant);
    },

    set_attribute(name, value) {
      checkText(name, 'The name of an attribute', Cookie.Error.INVALID_ATTRIBUTE);
      if (typeof value === 'string')
        checkText(value, `The attribute ${name}`, Cookie.Error.INVALID_ATTRIBUTE);
      if (Number.isSafeInteger(value))
        value = new GLib.Variant('x', value);
      return setAttribute.call(this, name, value === null ? null : pack(value));
    },

    // Returns the Set-Cookie field.
    toString() {
      return this.output(null, null);
    },

    // Returns an object of the key, the value, and the attributes that are set.
    toJSON() {
      const attributes = ATTRIBUTES.map(name => [name, this.get_attribute(name)]);
      return {key: this.key, value: this.value, ...Object.fromEntries(attributes.filter(([, value]) => value !== null))};
    },
  });
}

// Passes a text with a NUL to C as bytes.
function overrideFunctions(object, names) {
  for (const name of names) {
    const {[name]: takesText, [`${name}_bytes`]: takesBytes} = object;
    object[name] = (header, ...args) => typeof header === 'string' && header.includes('\0')
      ? takesBytes(new GLib.Bytes(new TextEncoder().encode(header)), ...args)
      : takesText(header, ...args);
  }
}

function _init() {
  Cookie = this;
  overrideFunctions(Cookie, ['check_set_cookie']);
  overrideFunctions(Cookie.Morsel, ['parse_set_cookie']);
  overrideBaseCookie(Cookie.BaseCookie.prototype);
  overrideMorsel(Cookie.Morsel.prototype);
}
