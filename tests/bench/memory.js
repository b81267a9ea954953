// SPDX-License-Identifier: LGPL-2.1-or-later

// memory.js [COUNT]: the resident memory before and after COUNT operations of each kind in JavaScript; 1,000,000
// without an argument. Fails if it grows by more than 4 MiB.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import System from 'system';

const HEADER = 'sid=31d4d96e407aad42; theme="dark mode"; lang=en; path=/';
const LIMIT = 4 << 20;

const signed = new Cookie.SignedCodec({codec: new Cookie.SmartCodec()});
signed.keyring.append(new Uint8Array(32).fill(7));
const site = new Cookie.Schema();
site.add('sid', signed, {path: '/', secure: true, maxAge: 3600});
const kept = new Cookie.SimpleCookie(HEADER);
const smart = new Cookie.SmartCookie();
const watched = new Cookie.SimpleCookie(HEADER);
watched.connect('morsel-changed', (_, morsel) => morsel.value);
const Upper = GObject.registerClass(class Upper extends Cookie.SimpleCookie {
  vfunc_value_encode(name, value) {
    return value.get_string()[0].toUpperCase();
  }
});
const upper = new Upper();

const operations = {
  'load': () => new Cookie.SimpleCookie(HEADER),
  'look up': () => kept.get('theme').value,
  'set text': n => kept.set('n', `${n}`),
  'set values': n => smart.set('n', {a: n, b: [1.5, null, 'x']}),
  'set in a subclass': n => upper.set('n', `n${n}`),
  'signal': n => watched.set('sid', `${n}`),
  'attributes': n => {
    const morsel = kept.get('sid');
    morsel.path = `/${n % 7}`;
    morsel.maxAge = n;
    morsel.secure = n % 2 === 0;
  },
  'several attributes': n => kept.get('sid').set_attributes({path: `/${n % 7}`, 'max-age': n, secure: n % 2 === 0}),
  'iterate': () => [...kept].map(([key]) => key),
  'output': () => `${kept}`,
  'sign and send': n => {
    const cookie = new Cookie.SimpleCookie({schema: site});
    cookie.set('sid', n);
    cookie.get_changed_fields();
  },
  'expire': () => kept.expire('lang'),
  'set all': n => kept.set_all({x: `${n}`, y: 'z'}),
  'copy': () => kept.copy(),
  'Set-Cookie': () => Cookie.Morsel.parse_set_cookie('a=b; Path=/; Max-Age=60; Secure'),
  'diagnose': () => Cookie.diagnose_set_cookie('a=b; Foo', 'https://site.example'),
  'refuse': () => {
    try {
      kept.set('a b', 'x');
    } catch {}
  },
};

function resident() {
  const [, bytes] = GLib.file_get_contents('/proc/self/statm');
  return Number(new TextDecoder().decode(bytes).split(' ')[1]) * 4096;
}

function run(operation, count) {
  for (let n = 0; n < count; n++) {
    operation(n);
    if (n % 5000 === 0)
      System.gc();
  }
  System.gc();
  return resident();
}

const count = Number(System.programArgs[0] ?? 1000000);
let status = 0;
for (const [name, operation] of Object.entries(operations)) {
  const before = run(operation, Math.max(Math.floor(count / 20), 1000));
  const grown = run(operation, count) - before;
  print(`JavaScript  ${name.padEnd(20)}${(before / 2 ** 20).toFixed(1).padStart(8)} MiB ${(grown > 0 ? '+' : '') + (grown / 2 ** 10).toFixed(0)}`.padEnd(50), 'KiB');
  if (grown > LIMIT)
    status = 1;
}
System.exit(status);
