// SPDX-License-Identifier: LGPL-2.1-or-later

// A cookie dictionary has the methods of a Map of morsels. Values are JavaScript values.

/* exported _init */

const {GLib, GObject} = imports.gi;
const {
  ATTRIBUTES, checkText, getEntries, init: initValues, isInteger, isPlain, isText, override, pack, packAll, packFor, refuse, show, toAttribute, toAttributeName,
  toDateTime, toJSONValue, unpack,
} = imports.overrides.CookieValues;
const {checkBoolean, checkInteger, checkObject, isNative, overrideProperties} = imports.overrides.CookieProperties;

let Cookie;

// Converts a URI, as text or not, for the origin of a response.
function toUri(origin) {
  if (typeof origin !== 'string')
    return origin;

  let uri = null;
  try {
    uri = origin.includes('\0') ? null : GLib.Uri.parse(origin, GLib.UriFlags.ENCODED_PATH);
  } catch {} // refused below
  return uri?.get_host() ? uri : refuse(Cookie.Error.SYNTAX, `The origin is not a URI with a host: ${show(origin)}`);
}

// Returns the bytes of what a text cannot represent in C, otherwise null.
function toBytes(header) {
  if (header instanceof GLib.Bytes)
    return header;
  if (typeof header === 'string' && header.includes('\0'))
    return new GLib.Bytes(new TextEncoder().encode(header));
  return header instanceof Uint8Array ? new GLib.Bytes(header) : null;
}

const isName = name => typeof name === 'string' && !name.includes('\0');

// Makes methods that look a name up return a value of their own for what is no name.
function overrideLookups(object, methods) {
  for (const [name, missing] of Object.entries(methods)) {
    const method = object[name];
    override(object, {
      [name](text) {
        return isName(text) ? method.call(this, text) : missing;
      },
    });
  }
}

// Refuses a string with a NUL, also in an array.
function checkArgument(arg, code) {
  if (typeof arg === 'string')
    checkText(arg, 'A string', Cookie.Error[code]);
  else if (Array.isArray(arg))
    arg.forEach(item => checkArgument(item, code));
}

// Gives methods optional arguments. A string with a NUL is refused with the error of its position, or with the last one.
function overrideArguments(prototype, methods) {
  for (const [name, codes] of Object.entries(methods)) {
    const method = prototype[name], {length} = method;
    const checked = function (...args) {
      for (let i = 0; i < args.length; i++)
        checkArgument(args[i], codes[i] ?? codes[codes.length - 1]);
      args.length = length;
      for (let i = 0; i < length; i++)
        args[i] ??= null;
      return method.apply(this, args);
    };
    override(prototype, {[name]: Object.defineProperty(checked, 'length', {value: method.length})});
  }
}

// Returns the names and values of what may have both.
function toEntries(values) {
  const entries = typeof values === 'object' ? getEntries(values) : null;
  if (entries === null)
    throw new TypeError(`A header must be a string or bytes, and values must be in a Map or an object, not ${show(values)}`);
  return entries;
}

// What a client sent, and a framework has read, must not be sealed for that client.
function checkEntries(cookie, entries) {
  const sealed = cookie.schema !== null && entries.find(([name]) => cookie.lookup_codec(name) instanceof Cookie.SealedCodec);
  if (sealed)
    throw new TypeError(`Cookie “${sealed[0]}”: load () of a Map or an object would seal what a client may have sent: load the header field, or set a value of the site by set_all ()`);
}

function overrideBaseCookie(prototype) {
  overrideLookups(prototype, {contains: false, get: undefined, get_coded_value: null, get_string: null, lookup_codec: null, remove: false});
  overrideArguments(prototype, {
    expire: ['ILLEGAL_KEY'], js_output: ['ILLEGAL_VALUE'], load_fields: ['ILLEGAL_VALUE'], output: ['ILLEGAL_VALUE'],
    output_changes: ['ILLEGAL_VALUE'], set_coded: ['ILLEGAL_KEY', 'ILLEGAL_VALUE'], set_string: ['ILLEGAL_KEY', 'ILLEGAL_VALUE'],
    touch: ['ILLEGAL_KEY'], value_decode: ['ILLEGAL_KEY', 'DECODE'], value_encode: ['ILLEGAL_KEY'],
    vfunc_value_decode: ['ILLEGAL_KEY', 'DECODE'], vfunc_value_encode: ['ILLEGAL_KEY'],
  });

  const {_init: init, copy, get, get_all: getAll, get_size: getSize, load, load_bytes: loadBytes, set, set_all: setAll, set_coded: setCoded} = prototype;

  const setEntries = (cookie, entries) => {
    if (entries.some(([, value]) => value instanceof Cookie.Morsel)) {
      for (const target of [cookie.copy(), cookie])
        entries.forEach(([name, value]) => target.set(name, value instanceof Cookie.Morsel ? value.copy() : value));
      return true;
    }
    return setAll.call(cookie, packAll(entries.map(([name, value]) => [
      checkText(name, 'A name', Cookie.Error.ILLEGAL_KEY), packFor(cookie, name, value),
    ])));
  };

  override(prototype, {
    // new Cookie.SimpleCookie('a=b; c=d'), or as any GObject: new Cookie.SimpleCookie({profile: …})
    _init(header = null, properties = undefined) {
      const isHeader = typeof header === 'string' || toBytes(header) !== null || header instanceof Map;
      if (!isHeader && header !== null && !isPlain(header))
        throw new TypeError(`A header must be a string, bytes or a Map, and properties an object such as {schema: …}, not ${show(header)}`);
      if (properties !== undefined && (!isPlain(properties) || !isHeader && header !== null))
        throw new TypeError(`The arguments must be a header and the properties, an object such as {schema: …}, not ${show(header)} and ${show(properties)}`);
      init.call(this, (isHeader ? null : header) ?? properties ?? {});
      if (isHeader)
        this.load(header);
    },

    // Loads a header field, or sets the entries of a Map or an object. On an error, nothing is changed.
    load(header) {
      const bytes = toBytes(header);
      if (bytes !== null)
        return loadBytes.call(this, bytes);
      if (typeof header === 'string')
        return load.call(this, header);
      if (header instanceof GLib.Variant)
        throw new TypeError('load () takes a string, bytes, a Map or an object, not a GLib.Variant');
      const entries = toEntries(header);
      checkEntries(this, entries);
      return setEntries(this, entries);
    },

    // Returns a Map of the names and the values.
    get_all() {
      const all = getAll.call(this);
      const entries = Array.from({length: all.n_children()}, (_, i) => all.get_child_value(i));
      return new Map(entries.map(entry => [0, 1].map(i => unpack(entry.get_child_value(i)))));
    },

    // Sets the entries of a Map or an object: all of them or, on an error, none.
    set_all(values) {
      if (values instanceof GLib.Variant)
        return setAll.call(this, values);
      return setEntries(this, toEntries(values));
    },

    get(name) {
      return get.call(this, name) ?? undefined;
    },

    set(name, value, ...options) {
      checkText(name, 'A name', Cookie.Error.ILLEGAL_KEY);
      if (options.length > 0)
        throw new TypeError('set () takes a name and a value: attributes are set by get (name).set_attributes ({…}), or by a Schema');
      if (value instanceof Cookie.Morsel) {
        if (value.key !== name)
          refuse(Cookie.Error.ILLEGAL_KEY, `A morsel with the key ${value.key} cannot be set as ${name}`);
        try {
          this.set_morsel(value);
        } catch {
          this.set_morsel(value.copy()); // another cookie dictionary may hold it
        }
        return this;
      }

      const packed = packFor(this, name, value);
      if (typeof packed === 'string')
        this.set_string(name, packed);
      else
        set.call(this, name, packed);
      return this;
    },

    // Without a value, it is read from the coded value.
    set_coded(name, value, codedValue) {
      return setCoded.call(this, name, value === null ? null : pack(packFor(this, name, value)), codedValue);
    },

    // The constructor of a subclass is the program's own, and may take what it likes: it is not called for a copy, which
    // has the properties of the object and its fields.
    copy() {
      let native = this.constructor;
      while (!isNative(native))
        native = Object.getPrototypeOf(native);
      if (native === this.constructor)
        return copy.call(this);

      const isCopied = ({flags}) => (flags & GObject.ParamFlags.READWRITE) === GObject.ParamFlags.READWRITE;
      const properties = GObject.Object.list_properties.call(this.constructor).filter(isCopied).map(({name}) => [name, this[name]]);
      const twin = Reflect.construct(native, [Object.fromEntries(properties)], this.constructor);
      twin.restore(this.serialize());
      for (const key of Reflect.ownKeys(this).filter(name => !Object.hasOwn(twin, name)))
        Object.defineProperty(twin, key, Object.getOwnPropertyDescriptor(this, key));
      return twin;
    },

    has(name) {
      return this.contains(name);
    },

    delete(name) {
      return this.remove(name);
    },

    get size() {
      return getSize.call(this);
    },

    keys() {
      return this.get_names()[Symbol.iterator]();
    },

    *values() {
      for (const [, morsel] of this)
        yield morsel;
    },

    *entries() {
      for (const name of this.get_names()) {
        const morsel = this.get(name);
        if (morsel)
          yield [name, morsel];
      }
    },

    [Symbol.iterator]() {
      return this.entries();
    },

    forEach(callback, thisArg = undefined) {
      if (typeof callback !== 'function')
        throw new TypeError(`A callback must be a function, not ${show(callback)}`);
      for (const [name, morsel] of this)
        callback.call(thisArg, morsel, name, this);
    },

    // Returns the Set-Cookie fields.
    toString() {
      return this.output();
    },

    // Returns an object of names and values: integers that are not exact as text, bytes as arrays, Maps as objects.
    toJSON() {
      return Object.fromEntries([...this].map(([name, morsel]) => [name, toJSONValue(morsel.value)]));
    },
  });
}

function overrideMorsel(prototype) {
  overrideLookups(prototype, {get_attribute: null});
  const {
    diagnose, get_attribute: getAttribute, get_string: getString, get_value: getValue, set, set_attribute: setAttribute,
    set_attribute_boolean: setBoolean, set_attribute_integer: setInteger, set_attributes: setAttributes,
  } = prototype;

  override(prototype, {
    get value() {
      const text = getString.call(this); // a GLib.Variant takes longer than the rest
      if (text !== null)
        return text;
      const variant = getValue.call(this);
      return variant === null ? null : unpack(variant);
    },

    set(key, value, codedValue) {
      return set.call(this, key, pack(value), codedValue);
    },

    // Returns an attribute by its name: a string, a number or a boolean, or null if it is not set.
    get_attribute(name) {
      const variant = getAttribute.call(this, name);
      return variant === null ? null : unpack(variant);
    },

    set_attribute(name, value) {
      const attribute = toAttribute(name?.toLowerCase?.(), value);
      return setAttribute.call(this, name, attribute === '' ? null : pack(attribute));
    },

    set_attribute_boolean(name, value) {
      return setBoolean.call(this, name, checkBoolean(`The attribute ${name}`, value));
    },

    set_attribute_integer(name, value) {
      return setInteger.call(this, name, checkInteger(`The attribute ${name}`, value));
    },

    // Sets the entries of a Map or an object: all of them or, on an error, none.
    set_attributes(attributes) {
      const given = getEntries(attributes) ?? refuse(Cookie.Error.INVALID_ATTRIBUTE, `Attributes must be in a Map or an object, not ${show(attributes)}`);
      const entries = given.map(([name, value]) =>
        [toAttributeName(checkText(name, 'The name of an attribute', Cookie.Error.INVALID_ATTRIBUTE)), value]);
      return setAttributes.call(this, entries.map(([name]) => name), entries.map(([name, value]) => toAttribute(name, value)));
    },

    // The origin is a string or a GLib.Uri, the time a Date or a GLib.DateTime.
    diagnose(origin = null, now = null) {
      return diagnose.call(this, toUri(origin), toDateTime(now, 'The time'));
    },

    // Returns the Set-Cookie field.
    toString() {
      return this.output();
    },

    // Returns an object of the key, the value, and the attributes that are set.
    toJSON() {
      const attributes = ATTRIBUTES.map(name => [name, this.get_attribute(name)]);
      return {key: this.key, value: toJSONValue(this.value), ...Object.fromEntries(attributes.filter(([, value]) => value !== null))};
    },
  });
  overrideArguments(prototype, {
    js_output: ['ILLEGAL_VALUE'], output: ['ILLEGAL_VALUE'], set: ['ILLEGAL_KEY', 'ILLEGAL_VALUE'],
    set_attribute: ['INVALID_ATTRIBUTE'], set_attribute_boolean: ['INVALID_ATTRIBUTE'], set_attribute_integer: ['INVALID_ATTRIBUTE'],
    set_attribute_string: ['INVALID_ATTRIBUTE'], set_attributes_from_text: ['INVALID_ATTRIBUTE'], to_set_cookie_header: ['ILLEGAL_VALUE'],
  });
}

function overrideSchema(prototype) {
  overrideLookups(prototype, {lookup_codec: null});
  overrideArguments(prototype, {
    add: ['ILLEGAL_KEY'], create_morsel: ['ILLEGAL_KEY'], set_default: ['ILLEGAL_VALUE'],
  });

  const {add, diagnose, set_default: setDefault} = prototype;
  const toCodec = codec => checkObject(Cookie.Codec, 'The argument codec', codec);
  const toProperty = name => ({httponly: 'http-only', samesite: 'same-site'})[name.toLowerCase()] ?? name;
  const toMorsel = attributes => attributes === null || attributes instanceof Cookie.Morsel ? attributes
    : new Cookie.Morsel(isPlain(attributes) ? Object.fromEntries(Object.entries(attributes).map(([name, value]) => [toProperty(name), value])) : attributes);
  override(prototype, {
    // The attributes are those of a Morsel, or the properties of one: {path: '/', maxAge: 60}.
    add(name, codec = null, attributes = null) {
      return add.call(this, name, toCodec(codec), toMorsel(attributes));
    },

    set_default(codec = null, attributes = null) {
      return setDefault.call(this, toCodec(codec), toMorsel(attributes));
    },

    // The origin is a string or a GLib.Uri.
    diagnose(origin = null) {
      return diagnose.call(this, toUri(origin));
    },
  });
}

// Returns the name of a value of an enumeration, as cookie-inspect prints it: 'illegal-name'.
function getNick(choices, value) {
  return Object.keys(choices).find(name => choices[name] === value).toLowerCase().replace(/_/g, '-');
}

function overrideDiagnostic(prototype) {
  override(prototype, {
    toString() {
      return this.to_string();
    },

    toJSON() {
      const {field, offset, length, text, message, section} = this;
      const severity = getNick(Cookie.DiagnosticSeverity, this.severity), code = getNick(Cookie.DiagnosticCode, this.code);
      return {field, offset, length, severity, code, text, message, section};
    },
  });
}

function overrideFunctions() {
  const {diagnose_set_cookie: diagnose, diagnose_set_cookie_bytes: diagnoseBytes, diagnose_set_cookie_fields: diagnoseFields} = Cookie;
  const {parse_set_cookie: parse, parse_set_cookie_bytes: parseBytes} = Cookie.Morsel;

  overrideLookups(Cookie, {name_is_valid: false});
  overrideArguments(Cookie, {quote: ['ILLEGAL_VALUE'], unquote: ['DECODE']});
  overrideLookups(Cookie.Morsel, {is_reserved_key: false});

  Cookie.diagnose_set_cookie = (header, origin = null, now = null) => {
    const bytes = toBytes(header);
    return bytes === null ? diagnose(header, toUri(origin), toDateTime(now, 'The time')) : diagnoseBytes(bytes, toUri(origin), toDateTime(now, 'The time'));
  };
  Cookie.diagnose_set_cookie_fields = (fields, origin = null, now = null) => {
    if (!Array.isArray(fields))
      throw new TypeError(`Header fields must be in an array, not ${show(fields)}`);
    fields.forEach(field => checkText(field, 'A header field', Cookie.Error.ILLEGAL_VALUE));
    return diagnoseFields(fields, toUri(origin), toDateTime(now, 'The time'));
  };
  Cookie.diagnose_set_cookie_bytes = (header, origin, now) => Cookie.diagnose_set_cookie(toBytes(header), origin, now);

  Cookie.Morsel.parse_set_cookie = header => {
    const bytes = toBytes(header);
    return bytes === null ? parse(header) : parseBytes(bytes);
  };
}

function overrideCodecs() {
  // classes in JavaScript have the methods of Cookie.Codec
  const {Codec, JsonCodec, PercentCodec, SealedCodec, SmartCodec, StringCodec, VariantCodec} = Cookie;
  for (const codec of [Codec, JsonCodec, PercentCodec, SealedCodec, SmartCodec, StringCodec, VariantCodec])
    overrideArguments(codec.prototype, {
      encode: ['ILLEGAL_KEY'], decode: ['ILLEGAL_KEY', 'DECODE'], renew: ['ILLEGAL_KEY', 'DECODE'],
      get_remaining_lifetime: ['ILLEGAL_KEY', 'DECODE'],
    });
  for (const codec of [JsonCodec, PercentCodec, Cookie.EncryptedCodec, Cookie.SignedCodec, SmartCodec, StringCodec, VariantCodec])
    overrideArguments(codec.prototype, {vfunc_encode: ['ILLEGAL_KEY'], vfunc_decode: ['ILLEGAL_KEY', 'DECODE']});

  overrideArguments(Cookie.Keyring, {load_secret: ['ILLEGAL_VALUE']});
  for (const name of ['append', 'prepend', 'remove']) {
    const method = Cookie.Keyring.prototype[name];
    override(Cookie.Keyring.prototype, {
      [name](secret) {
        if (!(secret instanceof Uint8Array || secret instanceof GLib.Bytes))
          throw new TypeError(`A secret must be a Uint8Array or a GLib.Bytes, not ${typeof secret === 'string' ? 'a string' : show(secret)}`);
        return method.call(this, secret);
      },
    });
  }

  Cookie.VariantCodec.new = (format = Cookie.VariantFormat.TEXT, type = null) => new Cookie.VariantCodec({format, variantType: type});

  for (const codec of [Cookie.EncryptedCodec, Cookie.SignedCodec]) {
    // what is given and undefined is a mistake, of which the constructor tells
    codec.new = (...args) =>
      new codec(Object.fromEntries(['codec', 'keyring', 'purpose', 'lifetime'].slice(0, args.length).map((name, i) => [name, args[i]])));
  }
}

// Calls a virtual function that returns text.
function runEncode(run) {
  const text = run();
  return typeof text === 'string' ? checkText(text, 'A coded value', Cookie.Error.ILLEGAL_VALUE) : text;
}

// There is no error to set: as for other text that is illegal, nothing is renewed.
function runRenew(run) {
  const text = run();
  return typeof text !== 'string' || isText(text) ? text : null;
}

// GJS would make 0 of an exception and of what is no integer, which deletes the cookie: -1 is no limit.
function runLifetime(run) {
  try {
    const seconds = run();
    return isInteger(seconds) ? Math.max(-1, Math.min(Number(seconds), 2 ** 31 - 1)) : -1;
  } catch (error) {
    logError(error);
    return -1;
  }
}

const RUNNERS = {
  vfunc_encode: runEncode, vfunc_value_encode: runEncode, vfunc_renew: runRenew, vfunc_get_remaining_lifetime: runLifetime,
};

// GJS would cut the text that a virtual function returns at a NUL. Classes that implement an interface pass here only.
// It would abort when a class is derived from a final one.
function overrideImplementations() {
  const FINAL = 1 << 6; // GObject.TypeFlags.FINAL, which not every GLib has in its typelib
  const classInit = GObject.Object._classInit;
  GObject.Object._classInit = function (klass) {
    const parent = Object.getPrototypeOf(klass);
    if (GObject.type_test_flags(parent.$gtype, FINAL) || parent === Cookie.SealedCodec)
      throw new TypeError(`No class can be derived from ${parent.name.replace('_', '.')}`);
    const isOurs = klass.prototype instanceof Cookie.BaseCookie || klass[GObject.interfaces]?.includes(Cookie.Codec);
    for (const [name, runChecked] of isOurs ? Object.entries(RUNNERS) : []) {
      const implementation = Object.getOwnPropertyDescriptor(klass.prototype, name)?.value;
      if (typeof implementation === 'function') {
        klass.prototype[name] = function (...args) {
          return runChecked(() => implementation.apply(this, args));
        };
      }
    }
    return classInit.call(this, klass);
  };
}

function _init() {
  Cookie = this;
  initValues(this);
  overrideImplementations();
  overrideFunctions();
  overrideCodecs();
  for (const klass of [
    Cookie.BaseCookie, Cookie.Diagnostic, Cookie.JsonCodec, Cookie.Keyring, Cookie.Morsel, Cookie.PercentCodec, Cookie.Schema,
    Cookie.SealedCodec, Cookie.SmartCodec, Cookie.StringCodec, Cookie.VariantCodec,
  ])
    overrideProperties(Cookie, klass);
  overrideBaseCookie(Cookie.BaseCookie.prototype);
  overrideMorsel(Cookie.Morsel.prototype);
  overrideDiagnostic(Cookie.Diagnostic.prototype);
  overrideSchema(Cookie.Schema.prototype);
}
