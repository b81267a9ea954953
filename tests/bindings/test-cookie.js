// SPDX-License-Identifier: LGPL-2.1-or-later

// The JavaScript override: a cookie as a Map of its morsels, and values as JavaScript's own.

import Cookie from 'gi://Cookie?version=1.0';
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import System from 'system';

const CONTROLS = [...Array(32).keys(), 127].map(c => String.fromCharCode(c));

function show(value) {
  return JSON.stringify(value, (_, v) => typeof v === 'bigint' ? `${v}n` : v instanceof Uint8Array ? [...v] : v);
}

function assertEqual(actual, expected) {
  if (show(actual) !== show(expected) || typeof actual !== typeof expected)
    throw new Error(`${show(actual)} is not ${show(expected)}`);
}

function assertThrows(func, code) {
  try {
    func();
  } catch (error) {
    if (error instanceof Cookie.Error && error.matches(Cookie.Error, code))
      return;
    throw error;
  }
  throw new Error(`did not throw: ${func}`);
}

function resident() {
  const [, bytes] = GLib.file_get_contents('/proc/self/statm');
  return Number(new TextDecoder().decode(bytes).split(' ')[1]) * 4096;
}

const tests = {
  map() {
    const cookie = new Cookie.SimpleCookie('b=2; a="x y"; path=/');
    assertEqual(cookie.size, 2);
    assertEqual([...cookie.keys()], ['b', 'a']);
    assertEqual([...cookie.values()].map(morsel => morsel.value), ['2', 'x y']);
    assertEqual([...cookie.entries()].map(([key, morsel]) => [key, morsel.key]), [['b', 'b'], ['a', 'a']]);
    assertEqual([...cookie].length, 2);
    assertEqual(cookie.get('a').value, 'x y');
    assertEqual(cookie.get('c'), undefined);
    assertEqual(cookie.has('a'), true);
    assertEqual(cookie.has('c'), false);
    assertEqual(cookie.set('c', 1).set('d', 'é') === cookie, true);
    assertEqual(cookie.delete('b'), true);
    assertEqual(cookie.delete('b'), false);

    const seen = [];
    cookie.forEach(function (morsel, key, map) {
      seen.push(this.x + key + morsel.value, map === cookie);
    }, {x: '-'});
    assertEqual(seen, ['-ax y', true, '-c1', true, '-dé', true]);
    assertEqual(String(cookie), 'Set-Cookie: a="x y"; Path=/\r\nSet-Cookie: c=1\r\nSet-Cookie: d="\\303\\251"');
    assertEqual(JSON.stringify(cookie), '{"a":"x y","c":"1","d":"é"}');
    assertEqual(new Map(cookie).get('a') === cookie.get('a'), true);
    cookie.clear();
    assertEqual(cookie.size, 0);
    assertEqual(String(cookie), '');
    for (const key of [undefined, null, 5, {}, 'a\0']) {
      assertEqual(cookie.get(key), undefined);
      assertEqual(cookie.has(key), false);
      assertEqual(cookie.delete(key), false);
    }
  },

  // What was taken away meanwhile is not given.
  changeWhileIterating() {
    const cookie = new Cookie.SimpleCookie('a=1; b=2; c=3');
    const seen = [];
    for (const [key] of cookie) {
      seen.push(key);
      cookie.delete('b');
    }
    assertEqual(seen, ['a', 'c']);
  },

  hostileNames() {
    const names = ['__proto__', 'constructor', 'hasOwnProperty', 'keys', 'get', 'size', 'toJSON', 'prototype', 'value'];
    const cookie = new Cookie.SimpleCookie(names.map(name => `${name}=x`).join('; '));
    assertEqual([...cookie.keys()], names);
    for (const name of names)
      assertEqual(cookie.get(name).value, 'x');
    assertEqual(Object.keys(cookie.toJSON()), names);
    assertEqual(Object.getPrototypeOf(cookie.toJSON()) === Object.prototype, true);
    assertEqual({}.x, undefined);

    const smart = new Cookie.SmartCookie("k=@a{sv}:{'__proto__':<a{ss}:{'polluted':'x'}>}");
    assertEqual(Object.keys(smart.get('k').value), ['__proto__']);
    assertEqual(smart.get('k').value.polluted, undefined);
    assertEqual(new Cookie.SimpleCookie('a=b').get('__proto__'), undefined);
  },

  constructorsAndLoad() {
    assertEqual(new Cookie.SimpleCookie().size, 0);
    assertEqual(new Cookie.SimpleCookie({profile: Cookie.Profile.STRICT}).profile, Cookie.Profile.STRICT);
    const cookie = new Cookie.BaseCookie('a=b; c={"k":1}', {profile: Cookie.Profile.RFC6265});
    assertEqual(JSON.stringify(cookie), '{"a":"b","c":"{\\"k\\":1}"}');
    assertEqual(new Cookie.SimpleCookie(new Uint8Array([97, 61, 34, 0xe9, 34])).get('a').value, 'é');
    assertEqual(JSON.stringify(new Cookie.SimpleCookie(new Map([['a', 1], ['__proto__', 2]]))), '{"a":"1","__proto__":"2"}');
    cookie.load({a: 'new', d: 5});
    assertEqual(cookie.to_header(), 'a=new; c={"k":1}; d=5');
    assertThrows(() => cookie.load({a: 'newer', 'e f': 5}), Cookie.Error.ILLEGAL_KEY);
    assertThrows(() => cookie.load({a: 'newer', 'e\0f': 5}), Cookie.Error.ILLEGAL_KEY);
    assertThrows(() => cookie.load({a: 'newer', e: 'x\0'}), Cookie.Error.ILLEGAL_VALUE);
    assertEqual(cookie.to_header(), 'a=new; c={"k":1}; d=5');
    assertThrows(() => new Cookie.SimpleCookie('a=b; c,d=e'), Cookie.Error.ILLEGAL_KEY);
    assertThrows(() => new Cookie.SimpleCookie('a=b\0; c=d'), Cookie.Error.ILLEGAL_VALUE);
  },

  values() {
    const values = [
      7, -1, 0, 2 ** 31, 1.5, 1e300, true, false, null, '', 'none for you', 'é☃', '@i:7', [], [1, 2], [1, 'a', null], [[], [[]]],
      {}, {a: 1}, {a: 1, b: [true, null]}, {a: {b: {c: ['d', 1]}}}, 2n ** 63n, -(2n ** 63n), 2 ** 53,
      new Uint8Array([]), new Uint8Array([0, 255]),
    ];
    for (const type of [Cookie.SerialCookie, Cookie.SmartCookie]) {
      const cookie = new type();
      values.forEach((value, i) => cookie.set(`k${i}`, value));
      for (const again of [cookie, new type(cookie.to_header())])
        values.forEach((value, i) => assertEqual(again.get(`k${i}`).value, value));
      cookie.set('m', new Map([['x', 1]]));
      assertEqual(cookie.get('m').value, {x: 1});
      assertEqual(Object.is(cookie.set('z', -0).get('z').value, -0), true);
      for (const value of [undefined, Symbol('s'), () => 1, new Date(), 2n ** 64n, ['a\0']])
        assertThrows(() => cookie.set('k0', value), Cookie.Error.ILLEGAL_VALUE);
      assertEqual(cookie.get('k0').value, 7);
    }
    assertEqual(new Cookie.SimpleCookie({}).set('a', [1, 2]).get('a').value, '1,2');
    assertEqual(new Cookie.SimpleCookie().set('a', new GLib.Variant('i', 7)).get('a').value, '7');

    const codec = Cookie.SignedCodec.new(Cookie.VariantCodec.new(Cookie.VariantFormat.TEXT, new GLib.VariantType('(sx)')));
    codec.add_key(new Uint8Array(32));
    const signed = new Cookie.BaseCookie({codec});
    signed.set('k', ['fig', 7]);
    assertEqual(new Cookie.BaseCookie(signed.to_header(), {codec}).get('k').value, ['fig', 7]);
    assertThrows(() => signed.load(signed.to_header().replace('k=', 'l=')), Cookie.Error.SIGNATURE);
  },

  morsels() {
    const cookie = new Cookie.SimpleCookie('a=1');
    const morsel = cookie.get('a');
    morsel.path = '/';
    morsel.maxAge = 3600;
    morsel.httpOnly = true;
    morsel.sameSite = Cookie.SameSite.LAX;
    morsel.set_attribute('Domain', 'example.org');
    morsel.set_attribute('version', 1);
    morsel.set_attribute('secure', true);
    assertEqual(String(morsel), 'Set-Cookie: a=1; Domain=example.org; HttpOnly; Max-Age=3600; Path=/; SameSite=Lax; Secure; Version=1');
    assertEqual(['path', 'MAX-AGE', 'httponly', 'samesite', 'comment', 'color'].map(name => morsel.get_attribute(name)),
      ['/', 3600, true, 'Lax', null, null]);
    assertEqual(morsel.toJSON(), {key: 'a', value: '1', path: '/', domain: 'example.org', 'max-age': 3600, secure: true,
      httponly: true, version: 1, samesite: 'Lax'});
    morsel.set_attribute('domain', null);
    assertEqual(morsel.domain, null);
    for (const bad of [';', ...CONTROLS]) {
      for (const name of ['path', 'DOMAIN', 'max-age', 'samesite', 'priority', 'comment', 'secure'])
        assertThrows(() => morsel.set_attribute(name, `x${bad}5`), Cookie.Error.INVALID_ATTRIBUTE);
    }
    assertThrows(() => morsel.set_attribute('color', 'x'), Cookie.Error.INVALID_ATTRIBUTE);
    assertThrows(() => morsel.set_attribute('path\0', '/x'), Cookie.Error.INVALID_ATTRIBUTE);
    assertThrows(() => morsel.set_attribute('path', [1]), Cookie.Error.INVALID_ATTRIBUTE);

    const own = new Cookie.Morsel();
    assertEqual(own.value, null);
    own.set('k', [1, 'x'], 'coded');
    assertEqual(own.value, [1, 'x']);
    cookie.set('k', own);
    assertEqual(cookie.get('k') === own, true);
    assertThrows(() => cookie.set('other', own), Cookie.Error.ILLEGAL_KEY);
    for (const bad of [';', ...CONTROLS])
      assertThrows(() => own.set('k', 'v', `x${bad}y`), Cookie.Error.ILLEGAL_VALUE);
  },

  refusedNames() {
    const cookie = new Cookie.SimpleCookie();
    for (const key of ['', 'a b', 'a;b', 'a=b', 'é', '\ud800', ...CONTROLS.map(c => `a${c}b`)]) {
      assertThrows(() => cookie.set(key, 'x'), Cookie.Error.ILLEGAL_KEY);
      assertThrows(() => new Cookie.Morsel().set(key, 'x', 'x'), Cookie.Error.ILLEGAL_KEY);
      assertThrows(() => cookie.set_string(key, 'x'), Cookie.Error.ILLEGAL_KEY);
      assertThrows(() => cookie.set_coded(key, 'x', 'x'), Cookie.Error.ILLEGAL_KEY);
    }
    assertThrows(() => cookie.set_string('a', 'x\0'), Cookie.Error.ILLEGAL_VALUE);
    assertThrows(() => cookie.set_coded('a', 'x', 'x\0'), Cookie.Error.ILLEGAL_VALUE);
    assertThrows(() => cookie.set('Path', 'x'), Cookie.Error.RESERVED_KEY);
    assertEqual(cookie.size, 0);
  },

  setCookieHeaders() {
    assertEqual(Cookie.Morsel.parse_set_cookie('a=b; Path=/').path, '/');
    assertThrows(() => Cookie.Morsel.parse_set_cookie('a=b\0; Path=/'), Cookie.Error.SYNTAX);
    assertEqual(Cookie.check_set_cookie('a=b\0', null, null).map(d => d.get_code())
      .includes(Cookie.DiagnosticCode.CONTROL_CHARACTER), true);
  },

  scripts() {
    const cookie = new Cookie.SimpleCookie();
    cookie.set('a', '</script>"\\\u2028');
    assertEqual(/<\/script>.*<\/script>/s.test(cookie.js_output(null)), false);
  },

  // An exception that an override throws reaches whoever called.
  subclasses() {
    const Base64Cookie = GObject.registerClass(class Base64Cookie extends Cookie.SimpleCookie {
      vfunc_value_encode(key, value) {
        if (value.unpack() === 'wrong')
          throw new RangeError('mine');
        return GLib.base64_encode(new TextEncoder().encode(value.unpack()));
      }

      vfunc_value_decode(key, codedValue) {
        return new GLib.Variant('s', new TextDecoder().decode(GLib.base64_decode(codedValue)));
      }
    });
    const cookie = new Base64Cookie('a=eCB5');
    assertEqual(cookie.get('a').value, 'x y');
    assertEqual(cookie.set('b', 'é').get('b').coded_value, 'w6k=');
    try {
      cookie.set('b', 'wrong');
      throw new Error('did not throw');
    } catch (error) {
      if (!(error instanceof RangeError))
        throw error;
    }
    assertEqual(cookie.get('b').value, 'é');
  },

  watching() {
    const cookie = new Cookie.SimpleCookie();
    const seen = [];
    cookie.connect('morsel-added', (_, morsel) => seen.push(`added ${morsel.key}=${morsel.value}`));
    cookie.connect('morsel-changed::a', (_, morsel) => seen.push(`changed ${morsel}`));
    cookie.load('a=1; b=2');
    cookie.get('a').path = '/';
    cookie.set('b', 3);
    assertEqual(seen, ['added a=1', 'added b=2', 'changed Set-Cookie: a=1; Path=/']);
    assertEqual(cookie instanceof Gio.ListModel, true);
    assertEqual(cookie.get_item(1).value, '3');
  },

  legacyImports() {
    const [ok, out] = GLib.spawn_command_line_sync(
      'gjs -c "imports.gi.versions.Cookie = \'1.0\'; const {Cookie} = imports.gi; print(JSON.stringify(new Cookie.SimpleCookie(\'a=b\')))"');
    assertEqual(ok, true);
    assertEqual(new TextDecoder().decode(out), '{"a":"b"}\n');
  },

  memory() {
    if (!GLib.file_test('/proc/self/statm', GLib.FileTest.EXISTS) || GLib.getenv('LD_PRELOAD')?.includes('asan'))
      return;

    const use = n => {
      for (let i = 0; i < n; i++) {
        const cookie = new Cookie.SimpleCookie('sid=31d4d96e; path=/; theme="dark mode"');
        cookie.set('n', i);
        cookie.get('n').maxAge = i;
        for (const [, morsel] of cookie)
          void morsel.value;
        void String(cookie);
        if (i % 5000 === 0)
          System.gc();
      }
      System.gc();
    };
    use(10000);
    const before = resident();
    use(100000);
    const grown = resident() - before;
    if (grown > 8 << 20)
      throw new Error(`${grown} bytes more`);
  },
};

print(`1..${Object.keys(tests).length}`);
for (const [name, run] of Object.entries(tests)) {
  run();
  print(`ok - ${name}`);
}
