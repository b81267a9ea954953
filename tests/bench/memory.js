// SPDX-License-Identifier: LGPL-2.1-or-later

// memory.js [COUNT]: what memory.py does, in JavaScript.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import System from 'system';

const HEADER = 'sid=31d4d96e407aad42; theme="dark mode"; lang=en; path=/';
const LIMIT = 256 << 10;
const PERIOD = 1000; // operations, after which garbage is collected

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

const showGrowth = bytes => `${bytes < 0 ? '' : '+'}${(bytes / 2 ** 10).toFixed()}`.padStart(8);

// Returns the lesser of the two growths.
function run(name, operation, third) {
  const after = [0, third, 2 * third].map(start => {
    for (let n = start; n < start + third; n++) {
      operation(n);
      if (n % PERIOD === 0)
        System.gc();
    }
    System.gc();
    return resident();
  });
  const grown = [after[1] - after[0], after[2] - after[1]];
  print(`JavaScript  ${name.padEnd(20)}${(after[0] / 2 ** 20).toFixed(1).padStart(8)} MiB ${grown.map(showGrowth).join(' KiB ')} KiB`);
  return Math.min(...grown);
}

const third = Math.floor(Number(System.programArgs[0] ?? 1000000) / 3);
const grown = Object.entries(operations).map(([name, operation]) => run(name, operation, third));
const leaked = [];
const isSeen = run('a leak', () => leaked.push(new Uint8Array(Math.ceil(2 * LIMIT / third) + 64)), third) > LIMIT;
System.exit(!isSeen || Math.max(...grown) > LIMIT ? 1 : 0);
