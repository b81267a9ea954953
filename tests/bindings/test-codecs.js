// SPDX-License-Identifier: LGPL-2.1-or-later

// JavaScript's own values through the codecs; encodeURIComponent () beside PercentCodec.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';

function assertEqual(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

function result(func) {
  try {
    return func();
  } catch {
    return null;
  }
}

// Values in values
const value = {name: 'Ann', admin: false, visits: [1, 2.5, -0.1], nothing: null, more: {deep: [['é;'], []]}};
const signed = new Cookie.SignedCodec();
signed.keyring.append(new Uint8Array(32).fill(7));
const json = Cookie.JsonCodec.is_supported() ? [new Cookie.JsonCodec()] : [];
const binary = new Cookie.VariantCodec({format: Cookie.VariantFormat.BINARY});
for (const codec of [new Cookie.VariantCodec(), binary, new Cookie.SmartCodec(), signed, ...json]) {
  const cookie = new Cookie.BaseCookie({codec});
  cookie.set('user', value);

  const again = new Cookie.BaseCookie({codec});
  again.load(cookie.to_cookie_header());
  assertEqual(again.get('user').value, value);
}

// JavaScript's own functions are the oracle of PercentCodec.
const percent = new Cookie.PercentCodec();
for (let code = 1; code <= 0x10ffff; code = code < 0x3000 ? code + 1 : code + 0x3f1) {
  if (code >= 0xd800 && code < 0xe000)
    continue;
  const text = `a${String.fromCodePoint(code)}`;
  assertEqual(percent.encode('fig', new GLib.Variant('s', text)), encodeURIComponent(text));
  assertEqual(percent.decode('fig', encodeURIComponent(text)).deepUnpack(), text);
}

const parts = [
  '%', '%4', '%41', '%c3', '%A9', '%e2', '%82', '%ac', '%f0', '%9F', '%98', '%80', '%ed', '%a0', '%ff', '%g0',
  'a', 'é', '+', ' ',
];
let seed = 7;
for (let i = 0; i < 5000; i++) {
  let text = '';
  for (let n = 0; n < 5; n++) {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    text += parts[(seed >> 8) % parts.length];
  }
  assertEqual(result(() => percent.decode('fig', text).deepUnpack()), result(() => decodeURIComponent(text)));
}

// JavaScript's own JSON is the oracle of JsonCodec.
for (const codec of json) {
  const cookie = new Cookie.BaseCookie({codec});
  const values = [
    value, 7, -0, 1.5, 1e21, 1e-7, Number.MIN_VALUE, -1e-310, 2 ** -1022 - Number.MIN_VALUE, 2 ** -1022, 2 ** 53 - 1, 2 ** 53, 2 ** 31, 10n, 'a pinch', '', 'é\u2028😀\x7f', true, false, null, [], {},
    [[1], ['a']], {'': 0, 'b': 1, 'a': [null, {}]}, JSON.parse('{"__proto__": {"a": 1}}'), new Map([['a', 1]]),
  ];
  for (const item of values) {
    const plain = item instanceof Map ? Object.fromEntries(item) : typeof item === 'bigint' ? Number(item) : item;
    const text = encodeURIComponent(JSON.stringify(plain));
    cookie.set('fig', item);
    assertEqual(cookie.get('fig').coded_value, text);
    assertEqual(cookie.get('fig').value, JSON.parse(decodeURIComponent(text)));
    cookie.load(`fig=j%3A${text}`);
    assertEqual(cookie.get('fig').value, plain);
  }

  for (const item of [
    NaN, Infinity, 2n ** 53n, undefined, [undefined], new Uint8Array(2), 'a\0', {'a\0': 1}, ['\ud800'], new Date(), new Map([[1, 2]]),
  ])
    assertEqual(result(() => cookie.set('fig', item)), null);
  assertEqual(cookie.get('fig').value, {a: 1});
  for (const text of ['{', '[1,]', '01', '{"a":1,"a":2}', '"\\ud800"', '1e400', "'a'"])
    assertEqual(result(() => codec.decode('fig', text)), null);
}
// The errors of a codec name the cookie, whatever is thrown.
const BrokenCodec = GObject.registerClass({Implements: [Cookie.Codec]}, class BrokenCodec extends GObject.Object {
  vfunc_encode(name, item) {
    throw item.unpack() === 'mine' ? new RangeError('too far') : new GLib.Error(Cookie.Error, Cookie.Error.ILLEGAL_VALUE, 'Not that');
  }

  vfunc_decode(name, text) {
    return JSON.parse(text);
  }
});
const thrown = func => {
  try {
    func();
    return null;
  } catch (error) {
    return error;
  }
};
const broken = new Cookie.BaseCookie({codec: new BrokenCodec()});
assertEqual(thrown(() => broken.set('fig', 'mine')) instanceof RangeError, true);
assertEqual(thrown(() => broken.set('fig', 'mine')).message, 'Cookie “fig”: too far');
assertEqual(thrown(() => broken.set('fig', 'x')).message, 'Cookie “fig”: Not that');
assertEqual(thrown(() => broken.codec.encode('oreo', new GLib.Variant('s', 'x'))).message, 'Cookie “oreo”: Not that');
broken.load('fig={');
assertEqual(broken.get_diagnostics().map(diagnostic => diagnostic.message.startsWith('Cookie “fig”: JSON.parse')), [true]);
broken.profile = Cookie.Profile.STRICT;
assertEqual(thrown(() => broken.load('fig={')) instanceof SyntaxError, true);
assertEqual(thrown(() => broken.load('fig={')).message.startsWith('Cookie “fig”: '), true);

// What is sealed for a name that no cookie can have is of no use.
for (const [name, code] of [['', 'ILLEGAL_KEY'], ['a b', 'ILLEGAL_KEY'], ['a\0', 'ILLEGAL_KEY'], ['Path', 'RESERVED_KEY']])
  assertEqual(thrown(() => signed.encode(name, new GLib.Variant('i', 7))).code, Cookie.Error[code]);

// What no codec is asked about names the cookie, too. A hole is no value.
for (const [type, item, message] of [
  [null, [1, , 3], 'A cookie cannot hold undefined'],
  [null, {a: [undefined]}, 'A cookie cannot hold undefined'],
  [null, 'a\0', 'A string cannot hold a NUL: "a\\u0000"'],
  [null, new Date(), 'A cookie cannot hold a Date'],
  ['u', -1, 'Not a value of the type “u”: -1'],
  ['au', [1, , 3], 'Not a value of the type “u”: undefined'],
  ['s', 'a\0', 'A string cannot hold a NUL: "a\\u0000"'],
]) {
  const codecs = type === null ? [new Cookie.VariantCodec(), ...json] : [new Cookie.VariantCodec({variantType: new GLib.VariantType(type)})];
  for (const codec of codecs) {
    const cookie = new Cookie.BaseCookie({codec});
    for (const set of [() => cookie.set('fig', item), () => cookie.set_all({fig: item}), () => cookie.load(new Map([['fig', item]]))]) {
      const error = thrown(set);
      assertEqual([error.message, error.matches?.(Cookie.Error, Cookie.Error.ILLEGAL_VALUE)], [`Cookie “fig”: ${message}`, true]);
      assertEqual(cookie.size, 0);
    }
  }
}

// A value that holds itself, or that is deeper than any GVariant.
const itself = {}, lists = [], map = new Map();
itself.name = itself;
lists.push(lists, lists);
map.set('a', [map]);
const deep = Array.from({length: 5000}).reduce(inner => [inner], 1);
for (const codec of [new Cookie.VariantCodec(), new Cookie.SmartCodec(), new Cookie.VariantCodec({variantType: new GLib.VariantType('av')}), ...json]) {
  const cookie = new Cookie.BaseCookie({codec});
  for (const item of [lists, [itself], [map], deep]) {
    for (const set of [() => cookie.set('fig', item), () => cookie.set_all({fig: item})]) {
      const error = thrown(set);
      assertEqual([error.message, error.matches?.(Cookie.Error, Cookie.Error.ILLEGAL_VALUE)], ['Cookie “fig”: A value is nested too deeply, or holds itself', true]);
    }
  }
  assertEqual(thrown(() => cookie.set_coded('fig', [itself], 'x')).message, 'Cookie “fig”: A value is nested too deeply, or holds itself');
}

// GJS makes 0 of what a virtual function throws, or returns, that is no integer: Max-Age=0 would delete the cookie. What is
// renewed to a text that is none is not renewed.
let lifetime = null, renewed = null;
const OddCodec = GObject.registerClass({Implements: [Cookie.Codec]}, class OddCodec extends GObject.Object {
  vfunc_encode(name, item) {
    return item.unpack();
  }

  vfunc_decode(name, text) {
    return new GLib.Variant('s', text);
  }

  vfunc_renew() {
    return renewed;
  }

  vfunc_get_remaining_lifetime() {
    return typeof lifetime === 'function' ? lifetime() : lifetime;
  }
});
const odd = new OddCodec();
GLib.log_set_always_fatal(GLib.LogLevelFlags.LEVEL_ERROR); // what is thrown is logged
const throwing = () => {
  throw new RangeError('no clock');
};
for (const [value, expected] of [
  [5, 5], [5n, 5], [0, 0], [-1, -1], [-7, -1], [2 ** 31 - 1, 2 ** 31 - 1], [2 ** 40, 2 ** 31 - 1], [null, -1], [undefined, -1], [NaN, -1],
  [0.5, -1], ['60', -1], [Infinity, -1], [throwing, -1],
]) {
  lifetime = value;
  assertEqual(odd.get_remaining_lifetime('fig', 'x'), expected);
  const sealed = new Cookie.SignedCodec({codec: odd, keyring: signed.keyring});
  assertEqual(sealed.get_remaining_lifetime('fig', sealed.encode('fig', new GLib.Variant('s', 'x'))), expected);
}
for (const [text, expected] of [['new', 'new'], ['new\0', null], ['new\ud800', null], ['😀', '😀'], [null, null]]) {
  renewed = text;
  assertEqual(odd.renew('fig', 'x'), expected);
}

if (json.length === 0) {
  try {
    new Cookie.JsonCodec().decode('fig', '7');
    throw new Error('decoded');
  } catch (error) {
    assertEqual(error.matches?.(Cookie.Error, Cookie.Error.NOT_SUPPORTED), true);
  }
}
