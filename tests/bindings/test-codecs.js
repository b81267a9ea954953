// SPDX-License-Identifier: LGPL-2.1-or-later

// JavaScript's own values through the codecs; encodeURIComponent () beside PercentCodec.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';

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
signed.add_secret(new Uint8Array(32).fill(7));
const binary = new Cookie.VariantCodec({format: Cookie.VariantFormat.BINARY});
for (const codec of [new Cookie.VariantCodec(), binary, new Cookie.SmartCodec(), signed]) {
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
