// SPDX-License-Identifier: LGPL-2.1-or-later

// Whatever the arguments, and whatever a handler does: an exception or a warning, never a crash.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Gio from 'gi://Gio';
import System from 'system';

// What is a programmer's fault is told of by a warning, which must not end this program.
GLib.log_set_always_fatal(GLib.LogLevelFlags.LEVEL_ERROR);

const classes = [
  Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SerialCookie, Cookie.SmartCookie, Cookie.Morsel,
  Cookie.StringCodec, Cookie.VariantCodec, Cookie.SmartCodec, Cookie.PercentCodec, Cookie.JsonCodec, Cookie.SignedCodec, Cookie.EncryptedCodec, Cookie.Keyring,
];

function assert(condition, message) {
  if (!condition)
    throw new Error(`assertion failed: ${message}`);
}

function oddValues() {
  const simple = new Cookie.SimpleCookie();
  simple.load('a=1; b=2');

  return [
    undefined, null, true, false, -1, 0, 1, 2 ** 31, -(2 ** 63), 2 ** 64, 1e300, NaN, 0.5, 10n,
    '', 'a', 'path', 'a b', 'a=b; c=d', 'a\0b', 'é;\n', '\ud800', '\u2028', 'x'.repeat(5000),
    [], [null], ['path'], ['a', 1], {}, {a: 1}, {a: '\n'}, Symbol('s'), () => 0, new Uint8Array([97, 61, 255, 0]),
    new Uint8Array(32), Cookie, Cookie.Morsel, new Cookie.Morsel(), new Cookie.BaseCookie(), simple, simple.get('a'),
    new Cookie.StringCodec(), new Cookie.SignedCodec(), new Cookie.Keyring(), new GObject.Object(), new Gio.ListStore(),
    new GLib.Variant('s', 'x'), new GLib.Variant('a{sv}', {k: new GLib.Variant('s', 'v')}), new GLib.Variant('h', 0),
    new GLib.Variant('mv', null), new GLib.VariantType('h'), new GLib.Bytes(new Uint8Array([97, 61, 98, 255])),
    GLib.DateTime.new_utc(9999, 12, 31, 23, 59, 59), Cookie.Profile.STRICT, Cookie.Error.FAILED,
  ];
}

function make(klass) {
  const instance = new klass();
  if (instance instanceof Cookie.BaseCookie)
    instance.load('a=i:1; b=i:2; path=/');
  else if (instance instanceof Cookie.Morsel)
    instance.set('key', new GLib.Variant('s', 'value'), 'value');
  return instance;
}

// The methods of a class in this namespace, and of its parents here.
function ownMethods(klass) {
  const names = new Set();
  for (let proto = klass.prototype; proto && proto !== GObject.Object.prototype; proto = Object.getPrototypeOf(proto)) {
    for (const name of Object.getOwnPropertyNames(proto)) {
      const descriptor = Object.getOwnPropertyDescriptor(proto, name);
      if (typeof descriptor.value === 'function' && name !== 'constructor' && name !== '_init')
        names.add(name);
    }
  }
  // GJS resolves a method when it is first named
  for (const name of [
    'load', 'load_bytes', 'set_all', 'get', 'set', 'set_string', 'set_coded', 'set_morsel', 'get_string', 'contains',
    'remove', 'clear', 'get_size', 'get_names', 'get_nth_name', 'get_nth_string', 'output', 'js_output', 'to_cookie_header',
    'copy', 'equal', 'expire', 'touch', 'get_changes', 'get_changed_fields', 'get_has_changes', 'output_changes',
    'clear_changes', 'get_diagnostics', 'value_encode', 'value_decode', 'set_codec', 'lookup_codec', 'set_profile',
    'set_max_pairs', 'set_max_length', 'get_item', 'get_key', 'get_value', 'get_coded_value', 'get_attribute',
    'set_attribute', 'set_path', 'set_domain', 'set_priority', 'set_max_age', 'set_expires', 'set_secure', 'set_same_site',
    'get_expired', 'to_set_cookie_header', 'diagnose', 'get_unknown_attributes', 'encode', 'decode', 'renew', 'append', 'prepend',
    'get_value_type', 'get_lifetime', 'get_variant_type', 'get_codec',
  ]) {
    if (typeof klass.prototype[name] === 'function')
      names.add(name);
  }
  return [...names].sort();
}

function attempt(instance, name, args) {
  try {
    // GJS tells of each argument too many
    instance[name](...args.slice(0, instance[name].length));
  } catch (e) {
    assert(!(e instanceof InternalError), `${name}: ${e}`);
  }
}

// the same numbers in each run
let state = 6;
function random(n) {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor(state / 65536) % n;
}

const tests = {
  arguments() {
    const values = oddValues();
    for (const klass of classes) {
      for (const name of ownMethods(klass)) {
        for (const value of values)
          attempt(make(klass), name, [value]);

        const instance = make(klass);
        for (const count of [0, 2, 2, 3, 3, 4]) {
          for (let i = 0; i < 20; i++)
            attempt(instance, name, Array.from({length: count}, () => values[random(values.length)]));
        }
      }
    }
  },

  functions() {
    const values = oddValues();
    for (let i = 0; i < 500; i++) {
      const args = Array.from({length: random(5)}, () => values[random(values.length)]);
      attempt(Cookie, 'diagnose_set_cookie', args);
      attempt(Cookie, 'diagnose_set_cookie_bytes', args);
      attempt(Cookie, 'name_is_valid', args);
      attempt(Cookie.Morsel, 'parse_set_cookie', args);
      attempt(Cookie.Morsel, 'parse_set_cookie_bytes', args);
      attempt(Cookie.Morsel, 'is_reserved_key', args);
      attempt(Cookie.VariantCodec, 'new', args);
      attempt(Cookie.SignedCodec, 'new', args);
      attempt(Cookie.EncryptedCodec, 'new', args);
      attempt(Cookie.Keyring, 'load_secret', args);
    }
  },

  properties() {
    for (const klass of classes) {
      for (const pspec of GObject.Object.list_properties.call(klass)) {
        for (const value of oddValues()) {
          const instance = make(klass);
          try {
            instance[pspec.name] = value;
          } catch (e) {
          }
          void instance[pspec.name];
          try {
            new klass({[pspec.name]: value});
          } catch (e) {
          }
        }
      }
    }
  },

  changeInOwnHandler() {
    for (const signal of ['morsel-added', 'morsel-removed', 'morsel-changed', 'items-changed', 'notify::has-changes', 'notify::n-items']) {
      for (const change of [
        c => c.clear(), c => c.remove('a'), c => c.set_string('c', '3'), c => c.load('a=4; d=5; path=/q'),
        c => c.expire('b'), c => c.expire('new'), c => c.touch('b'), c => c.clear_changes(), c => c.set_all({a: 5, g: 6}),
      ]) {
        const cookie = new Cookie.SimpleCookie();
        cookie.load('a=1; b=2');
        let depth = 0;
        cookie.connect(signal, () => {
          if (depth++ < 3)
            change(cookie);
        });
        cookie.load('a=2; e=3');
        cookie.set_string('b', 'y');
        cookie.remove('a');
        cookie.clear();
        assert(cookie.get_names().length === cookie.get_size(), signal);
        assert(cookie.get_n_items() === cookie.get_size(), signal);
      }
    }
  },

  lastReferenceInHandler() {
    for (const signal of ['morsel-added', 'morsel-removed', 'morsel-changed', 'items-changed', 'notify::has-changes', 'notify::n-items']) {
      for (const operate of [
        c => c.load('a=2; e=3; f=4'), c => c.set_string('a', 'x'), c => c.remove('a'), c => c.clear(),
        c => c.expire('a'), c => c.touch('a'), c => c.set_all({a: 5, g: 6}), c => c.clear_changes(),
      ]) {
        const box = [new Cookie.SimpleCookie()];
        box[0].load('a=1; b=2');
        box[0].connect(signal, () => {
          box.pop();
          System.gc();
        });
        operate(box[0]);
        System.gc();
      }
    }
  },

  changeWhileIterating() {
    const cookie = new Cookie.SimpleCookie();
    cookie.load(Array.from({length: 50}, (_, i) => `k${i}=${i}`).join('; '));
    for (let i = 0; i < 60; i++) {
      const morsel = cookie.get_item(i);
      if (!morsel)
        break;
      cookie.remove(`k${i * 2}`);
      cookie.load(`n${i}=x`);
    }
    assert(cookie.get_names().length === cookie.get_size(), 'size');
  },

  // What is in a list that is returned belongs to the list, and to whoever keeps it.
  lists() {
    for (let i = 0; i < 20; i++) {
      const cookie = new Cookie.SimpleCookie();
      cookie.set_string('a', 'b');
      cookie.set_string('c', 'd');
      const kept = cookie.get_changes().slice(0, 1);
      System.gc();
      assert(cookie.to_cookie_header() === 'a=b; c=d', cookie.to_cookie_header());
      cookie.clear();
      System.gc();
      assert(kept[0].get_key() === 'a', 'kept');

      cookie.load('a=1; =b; a=2');
      const diagnostics = [
        ...cookie.get_diagnostics(),
        ...Cookie.diagnose_set_cookie('a=b; Foo; Domain=com', 'https://com'),
      ];
      cookie.clear();
      System.gc();
      assert(diagnostics.every(diagnostic => diagnostic.get_message()), 'diagnostics');
    }
  },
};

for (const [name, run] of Object.entries(tests)) {
  run();
  print(`ok - ${name}`);
}
