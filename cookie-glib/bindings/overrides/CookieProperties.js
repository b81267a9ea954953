// SPDX-License-Identifier: LGPL-2.1-or-later

// The properties of the classes, in each spelling that GJS has. Part of the override of Cookie.
//
// Without it, GJS makes 0 of a text where a number is expected, and a misspelt property is one of JavaScript's own. In C,
// text that a header cannot hold has no error to set.

/* exported checkBoolean, checkInteger, checkObject, isNative, overrideProperties */

const {GLib, GObject} = imports.gi;
const {checkText, isInteger, isPlain, override, show, toDateTime} = imports.overrides.CookieValues;

const getName = spelling => spelling.replace(/_/g, '-').replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const getSpellings = name => [name, name.replace(/-/g, '_'), name.replace(/-./g, part => part[1].toUpperCase())];

const getTitle = klass => klass.name.replace('_', '.');

// Returns whether a class is one of the library, and none that a program derived.
function isNative(klass) {
  return /^Cookie(Soup)?_/.test(klass.name) && klass.name.replace('_', '') === GObject.type_name(klass.$gtype);
}

// What null stands for, beside the attributes that are null if they are not set.
const UNSET = {'max-age': -1, 'priority': 0, 'same-site': 0, 'secure': false, 'http-only': false, 'partitioned': false};

function checkString(Cookie, name, text) {
  if (!Cookie.Morsel.is_reserved_key(name)) // the purpose of a codec
    return checkText(text, `The property ${name}`, Cookie.Error.ILLEGAL_VALUE);
  if (text === null)
    return null;
  checkText(text, `The property ${name}`, Cookie.Error.INVALID_ATTRIBUTE);
  if (!/^[ -:<-~]*$/.test(text)) // C decides about other texts
    new Cookie.Morsel().set_attribute(name, text);
  return text;
}

function checkBoolean(what, value) {
  if (typeof value !== 'boolean')
    throw new TypeError(`${what} must be true or false, not ${show(value)}`);
  return value;
}

// Returns the value of an enumeration, which may be given by its name: 'Strict'.
function checkChoice(Cookie, className, name, value) {
  const choices = Object.fromEntries(Object.entries(Cookie[className]).filter(([, number]) => typeof number === 'number'));
  const choice = typeof value === 'string' && choices[value.toUpperCase()];
  if (typeof choice === 'number')
    return choice;
  if (!Object.values(choices).includes(value))
    throw new TypeError(`The property ${name} must be one of ${Object.keys(choices).map(key => `Cookie.${className}.${key}`).join(', ')}, not ${show(value)}`);
  return value;
}

function checkInteger(what, value, low = -(2n ** 63n), high = 2n ** 63n - 1n) {
  if (!isInteger(value))
    throw new TypeError(`${what} must be an integer, not ${show(value)}`);
  if (BigInt(value) < low || BigInt(value) > high)
    throw new RangeError(`${what} must be an integer from ${low} to ${high}, not ${value}`);
  return value;
}

// The highest value of a property of C's type guint: what GObject makes of one that is too high.
function getMaximum(pspec) {
  const value = new GObject.Value();
  value.init(GObject.TYPE_UINT);
  value.set_uint(2 ** 32 - 1);
  GObject.param_value_validate(pspec, value);
  return value.get_uint();
}

function checkObject(klass, what, object) {
  if (object !== null && !(object instanceof klass))
    throw new TypeError(`${what} must be a ${getTitle(klass)}, not ${show(object)}`);
  return object;
}

// A codec with a type that is none would decode values of any type.
function checkType(name, type) {
  if (type !== null && !(type instanceof GLib.VariantType && type.is_definite()))
    throw new TypeError(`The property ${name} must be a GLib.VariantType of one type, not ${type instanceof GLib.VariantType ? type.dup_string() : show(type)}`);
  return type;
}

// Returns the function that checks the values of a property.
function getCheck(Cookie, pspec) {
  const {name, value_type: type} = pspec;
  const className = GObject.type_name(type).replace(/^Cookie/, '');

  switch (className) {
  case 'gboolean':
    return value => checkBoolean(`The property ${name}`, value);
  case 'gchararray':
    return value => checkString(Cookie, name, value);
  case 'gint64':
    return value => checkInteger(`The property ${name}`, value);
  case 'guint': {
    const maximum = getMaximum(pspec);
    return value => Number(checkInteger(`The property ${name}`, value, 0, maximum));
  }
  case 'GDateTime':
    return value => toDateTime(value, `The property ${name}`);
  case 'GVariantType':
    return value => checkType(name, value);
  case 'SoupCookieJar':
    return value => checkObject(imports.gi.Soup.CookieJar, `The property ${name}`, value);
  default:
    return GObject.type_is_a(type, GObject.TYPE_ENUM)
      ? value => checkChoice(Cookie, className, name, value) : value => checkObject(Cookie[className], `The property ${name}`, value);
  }
}

// Makes a class check the properties that a program writes, however it writes them.
function overrideProperties(Cookie, klass) {
  const {prototype} = klass;
  const {_init: init, set_property: setProperty} = prototype;
  const checks = new Map(), constructOnly = new Set();

  const checkInitial = (name, value) => value === null && name in UNSET ? UNSET[name] : checks.get(name)?.(value) ?? value;
  const check = (object, name, value) => {
    if (constructOnly.has(name))
      throw new TypeError(`The property ${name} of a ${getTitle(object.constructor)} can be set by the constructor only`);
    return checkInitial(name, value);
  };

  for (const pspec of GObject.Object.list_properties.call(klass).filter(({flags}) => flags & GObject.ParamFlags.WRITABLE)) {
    const {name} = pspec;
    checks.set(name, getCheck(Cookie, pspec));
    if (pspec.flags & GObject.ParamFlags.CONSTRUCT_ONLY)
      constructOnly.add(name);

    const setter = `set_${name.replace(/-/g, '_')}`;
    const setValue = Object.hasOwn(prototype, setter) ? prototype[setter] : null;
    if (setValue !== null)
      override(prototype, {[setter](...args) {
        setValue.call(this, check(this, name, args.length === 0 ? null : args[0]));
      }});

    for (const spelling of getSpellings(name)) {
      const {get, set} = Object.getOwnPropertyDescriptor(prototype, spelling) ?? {};
      if (set)
        Object.defineProperty(prototype, spelling, {
          get,
          set(value) {
            set.call(this, check(this, name, value));
          },
        });
    }
  }

  override(prototype, {
    _init(properties = {}) {
      if (!isPlain(properties))
        throw new TypeError(`The properties of a ${getTitle(this.constructor)} must be in an object, such as {name: value}, not ${show(properties)}`);
      const entries = Object.entries(properties).map(([spelling, value]) => [spelling, getName(spelling), value]);
      const twice = entries.find(([, name], i) => entries.findIndex(([, other]) => other === name) < i);
      if (twice)
        throw new TypeError(`The property ${twice[1]} is given twice`);
      init.call(this, Object.fromEntries(entries.map(([spelling, name, value]) => [spelling, checkInitial(name, value)])));
    },

    set_property(spelling, value) {
      const name = typeof spelling === 'string' ? getName(spelling) : '';
      const pspec = GObject.Object.find_property.call(this.constructor, name);
      if (!pspec)
        throw new TypeError(`A ${getTitle(this.constructor)} has no property ${show(spelling)}`);
      if (!(pspec.flags & GObject.ParamFlags.WRITABLE))
        throw new TypeError(`The property ${name} of a ${getTitle(this.constructor)} cannot be set`);
      const checked = check(this, name, value);
      if (checked === null)
        this[name.replace(/-/g, '_')] = null; // GJS's own takes null for a pointer
      else
        setProperty.call(this, name, checked);
    },
  });
  refuseUnknown(prototype);
}

// Makes the assignment to a property that a class does not have throw: it would change nothing that is sent. The classes
// of a program may have their own.
function refuseUnknown(prototype) {
  const parent = Object.getPrototypeOf(prototype);
  Object.setPrototypeOf(prototype, new Proxy(Object.create(parent), {
    set(target, name, value, receiver) {
      const {constructor} = receiver;
      const isOurs = isNative(constructor) && !Object.hasOwn(receiver, 'constructor');
      if (typeof name === 'string' && !(name in target) && isOurs)
        throw new TypeError(`A ${getTitle(constructor)} has no property ${name}`);
      return Reflect.set(target, name, value, receiver);
    },
  }));
}
