// SPDX-License-Identifier: LGPL-2.1-or-later

// The properties of the classes, in each spelling that GJS has. Part of the override of Cookie.
//
// Without it, GJS makes 0 of a text where a number is expected, and a misspelt property is one of JavaScript's own. In C,
// text that a header cannot hold has no error to set.

/* exported overrideProperties, refuseUnknown */

const {GLib, GObject} = imports.gi;
const {checkText, isInteger, override, show, toDateTime} = imports.overrides.CookieValues;

const getName = spelling => spelling.replace(/_/g, '-').replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const getSpellings = name => [name, name.replace(/-/g, '_'), name.replace(/-./g, part => part[1].toUpperCase())];

// What null stands for, beside the attributes that are null if they are not set.
const UNSET = {'max-age': -1, 'priority': 0, 'same-site': 0};

function checkAttribute(Cookie, name, text) {
  if (text === null)
    return null;
  if (!Cookie.Morsel.is_reserved_key(name)) // the purpose of a codec
    return checkText(text, `The property ${name}`, Cookie.Error.ILLEGAL_VALUE);
  checkText(text, `The property ${name}`, Cookie.Error.INVALID_ATTRIBUTE);
  if (!/^[ -:<-~]*$/.test(text)) // C decides about other texts
    new Cookie.Morsel().set_attribute(name, text);
  return text;
}

// Returns the value of an enumeration, which may be given by its name: 'Strict'.
function checkChoice(Cookie, type, name, value) {
  const className = GObject.type_name(type).replace('Cookie', '');
  const choices = Object.fromEntries(Object.entries(Cookie[className]).filter(([, number]) => typeof number === 'number'));
  const choice = typeof value === 'string' && choices[value.toUpperCase()];
  if (typeof choice === 'number')
    return choice;
  if (!Object.values(choices).includes(value))
    throw new TypeError(`The property ${name} must be one of ${Object.keys(choices).map(key => `Cookie.${className}.${key}`).join(', ')}, not ${show(value)}`);
  return value;
}

// The properties of C's types gint64, guint and guint64
const INTEGERS = {gint64: [-(2n ** 63n), 2n ** 63n - 1n], guint: [0n, 2n ** 31n - 1n], guint64: [0n, 2n ** 64n - 1n]};

function checkInteger([low, high], name, value) {
  if (!isInteger(value))
    throw new TypeError(`The property ${name} must be an integer, not ${show(value)}`);
  if (BigInt(value) < low || BigInt(value) > high)
    throw new RangeError(`The property ${name} must be an integer from ${low} to ${high}, not ${value}`);
  return value;
}

// Returns the function that checks the values of a property, or null if GJS does.
function getCheck(Cookie, {name, value_type: type}) {
  if (type === GLib.DateTime.$gtype)
    return value => toDateTime(value, `The property ${name}`);
  if (GObject.type_is_a(type, GObject.TYPE_ENUM))
    return value => checkChoice(Cookie, type, name, value);
  if (type === GObject.TYPE_STRING)
    return value => checkAttribute(Cookie, name, value);
  const range = INTEGERS[GObject.type_name(type)];
  return range ? value => checkInteger(range, name, value) : null;
}

// Makes a class check the values of its properties, however they are set.
function overrideProperties(Cookie, klass) {
  const {prototype} = klass;
  const {_init: init, set_property: setProperty} = prototype;
  const checks = new Map();

  const check = (spelling, value) => {
    const name = typeof spelling === 'string' ? getName(spelling) : spelling;
    return value === null && name in UNSET ? UNSET[name] : checks.get(name)?.(value) ?? value;
  };

  for (const pspec of GObject.Object.list_properties.call(klass)) {
    const checkValue = pspec.flags & GObject.ParamFlags.WRITABLE ? getCheck(Cookie, pspec) : null;
    if (checkValue === null)
      continue;
    checks.set(pspec.name, checkValue);

    const setter = `set_${pspec.name.replace(/-/g, '_')}`;
    const setValue = Object.hasOwn(prototype, setter) ? prototype[setter] : null;
    if (setValue !== null)
      override(prototype, {[setter](value) {
        setValue.call(this, check(pspec.name, value));
      }});

    for (const spelling of getSpellings(pspec.name)) {
      const {get, set} = Object.getOwnPropertyDescriptor(prototype, spelling) ?? {};
      if (set)
        Object.defineProperty(prototype, spelling, {
          get,
          set(value) {
            set.call(this, check(spelling, value));
          },
        });
    }
  }

  override(prototype, {
    _init(properties = {}) {
      const isObject = typeof properties === 'object' && properties !== null;
      init.call(this, isObject ? Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, check(name, value)])) : properties);
    },

    set_property(name, value) {
      setProperty.call(this, name, check(name, value));
    },
  });
}

// Makes the assignment to a property that a class does not have throw: it would change nothing that is sent.
function refuseUnknown(klass) {
  const parent = Object.getPrototypeOf(klass.prototype);
  Object.setPrototypeOf(klass.prototype, new Proxy(Object.create(parent), {
    set(target, name, value, receiver) {
      if (typeof name === 'string' && !(name in target))
        throw new TypeError(`A ${klass.name.replace('_', '.')} has no property ${name}`);
      return Reflect.set(target, name, value, receiver);
    },
  }));
}
