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

function showMap(value) {
  return value instanceof Map ? show([...value].map(entry => entry.map(showMap))) : show(value);
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

function assertRefused(func) {
  try {
    func();
  } catch {
    return;
  }
  throw new Error(`did not throw: ${func}`);
}

function resident() {
  const [, bytes] = GLib.file_get_contents('/proc/self/statm');
  return Number(new TextDecoder().decode(bytes).split(' ')[1]) * 4096;
}

const tests = {
  map() {
    const cookie = new Cookie.SimpleCookie('b=2; a="x y"');
    cookie.get('a').path = '/';
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
    const many = new Cookie.SmartCookie("theme=dark; k=@x:9007199254740993; b=@a{is}:{1:'x'}; c=@ay:'%01'; d=@av:[<t:18446744073709551615>]");
    assertEqual(JSON.stringify(many), '{"theme":"dark","k":"9007199254740993","b":{"1":"x"},"c":[1],"d":["18446744073709551615"]}');
    assertEqual(JSON.parse(JSON.stringify(many.get('k'))).value, '9007199254740993');
    const bytes = new Cookie.SerialCookie("flags=ay:'%01%02%03'"), {value} = bytes.get('flags');
    value[0] = 99;
    assertEqual([[...bytes.get('flags').value], bytes.set('flags', value).has_changes, bytes.get_coded_value('flags')],
      [[1, 2, 3], true, "ay:'c%02%03'"]);
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
    assertEqual(cookie.to_cookie_header(), 'a=new; c={"k":1}; d=5');
    assertThrows(() => cookie.load({a: 'newer', 'e f': 5}), Cookie.Error.ILLEGAL_KEY);
    assertThrows(() => cookie.load({a: 'newer', 'e\0f': 5}), Cookie.Error.ILLEGAL_KEY);
    assertThrows(() => cookie.load({a: 'newer', e: 'x\0'}), Cookie.Error.ILLEGAL_VALUE);
    assertEqual(cookie.to_cookie_header(), 'a=new; c={"k":1}; d=5');
    const python = {profile: Cookie.Profile.PYTHON};
    assertThrows(() => new Cookie.SimpleCookie('a=b; c,d=e', python), Cookie.Error.ILLEGAL_KEY);
    assertThrows(() => new Cookie.SimpleCookie('a=b\0; c=d', python), Cookie.Error.ILLEGAL_VALUE);
    assertEqual(new Cookie.SimpleCookie('a=b\0; c=d').toJSON(), {c: 'd'});
  },

  values() {
    const values = [
      7, -1, 0, 2 ** 31, 1.5, 1e300, [5e-324, -1.3e-310], true, false, null, '', 'none for you', 'é☃', '@i:7', [], [1, 2], [1, 'a', null], [[], [[]]],
      {}, {a: 1}, {a: 1, b: [true, null]}, {a: {b: {c: ['d', 1]}}}, 2n ** 63n, -(2n ** 63n), 2 ** 53,
      new Uint8Array([]), new Uint8Array([0, 255]),
    ];
    for (const type of [Cookie.SerialCookie, Cookie.SmartCookie]) {
      const cookie = new type();
      values.forEach((value, i) => cookie.set(`k${i}`, value));
      for (const again of [cookie, new type(cookie.to_cookie_header())])
        values.forEach((value, i) => assertEqual(again.get(`k${i}`).value, value));
      cookie.set('m', new Map([['x', 1]]));
      assertEqual(cookie.get('m').value, {x: 1});
      for (const map of [new Map([[1, 'a'], [-2, 'b']]), new Map([[0.5, 1], [2 ** 40, 2]]), new Map([[true, []]]), new Map([[1, new Map([[2, 3]])]])]) {
        cookie.set('m', map);
        for (const again of [cookie, new type(cookie.to_cookie_header())])
          assertEqual(showMap(again.get('m').value), showMap(map));
      }
      for (const map of [new Map([[1, 'a'], ['b', 'c']]), new Map([[null, 1]]), new Map([[[], 1]]), new Map([[undefined, 1]])])
        assertThrows(() => cookie.set('m', map), Cookie.Error.ILLEGAL_VALUE);
      assertEqual(Object.is(cookie.set('z', -0).get('z').value, -0), true);
      for (const value of [undefined, Symbol('s'), () => 1, new Date(), 2n ** 64n, ['a\0']])
        assertThrows(() => cookie.set('k0', value), Cookie.Error.ILLEGAL_VALUE);
      assertEqual(cookie.get('k0').value, 7);
    }
    assertEqual(new Cookie.SimpleCookie({}).set('a', [1, 2]).get('a').value, '1,2');
    assertEqual(new Cookie.SimpleCookie().set('a', new GLib.Variant('i', 7)).get('a').value, '7');

    const codec = new Cookie.SignedCodec({codec: Cookie.VariantCodec.new(Cookie.VariantFormat.TEXT, new GLib.VariantType('(sx)'))});
    codec.keyring.append(new Uint8Array(32).fill(7));
    const signed = new Cookie.BaseCookie({codec, profile: Cookie.Profile.STRICT});
    signed.set('k', ['fig', 7]);
    assertEqual(new Cookie.BaseCookie(signed.to_cookie_header(), {codec}).get('k').value, ['fig', 7]);
    assertThrows(() => signed.load(signed.to_cookie_header().replace('k=', 'l=')), Cookie.Error.UNAUTHENTIC);
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

  // A default object keeps each readable pair of a request, and makes no attribute of any.
  hostileRequest() {
    const request = 'sid=1; path=/evil; domain=evil.example; "unclosed';
    for (const type of [Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SmartCookie]) {
      const cookie = new type(request);
      assertEqual(cookie.profile, Cookie.Profile.RFC6265);
      assertEqual([...cookie.keys()], ['sid', 'path', 'domain']);
      assertEqual(cookie.get_nth_name(1), 'path');
      assertEqual(cookie.get_string('path'), '/evil');
      assertEqual([cookie.get('sid').path, cookie.get('sid').domain], [null, null]);
      assertEqual(cookie.get('sid').to_set_cookie_header(), 'sid=1');
      assertEqual(cookie.get_diagnostics().map(diagnostic => diagnostic.text), ['"unclosed']);
      cookie.set('sid', '2');
      assertEqual(cookie.get_changed_fields(), ['sid=2']);
    }
    assertThrows(() => new Cookie.SimpleCookie(request, {profile: Cookie.Profile.STRICT}), Cookie.Error.SYNTAX);
  },

  // Logging in again takes the removal back.
  sessions() {
    const cookie = new Cookie.SimpleCookie();
    const seen = [];
    cookie.set('sid', 'first');
    cookie.get('sid').path = '/';
    cookie.clear_changes();
    assertEqual([cookie.has_changes, cookie.hasChanges, cookie.get_changed_fields()], [false, false, []]);

    cookie.connect('morsel-changed', (_, morsel) => seen.push(morsel.expired));
    cookie.connect('notify::has-changes', () => seen.push('has-changes'));
    cookie.expire('sid');
    assertEqual(seen, ['has-changes', true]);
    assertEqual(cookie.get_changed_fields(), ['sid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/']);
    assertEqual(cookie.to_cookie_header(), '');
    assertEqual([cookie.get('sid').value, cookie.get('sid').maxAge], ['first', -1]);

    cookie.set('sid', 'second');
    assertEqual(seen, ['has-changes', true, false]);
    assertEqual(cookie.get_changed_fields(), ['sid=second; Path=/']);
    assertEqual(cookie.output_changes(), 'Set-Cookie: sid=second; Path=/');
    cookie.get('sid').expire();
    cookie.set('sid', 'second');
    assertEqual(cookie.get_changed_fields(), ['sid=second; Path=/']);

    assertEqual(cookie.expire('unread'), true);
    assertEqual(cookie.get('unread').to_set_cookie_header(), 'unread=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0');
    assertThrows(() => cookie.expire('a b'), Cookie.Error.ILLEGAL_KEY);
    assertThrows(() => cookie.expire('Path'), Cookie.Error.RESERVED_KEY);
    assertEqual(cookie.size, 2);
  },

  // What was sent is sent again only if it changes or is touched.
  changes() {
    const codec = new Cookie.SignedCodec({lifetime: 60});
    codec.keyring.append(new Uint8Array(32).fill(7));
    const cookie = new Cookie.BaseCookie({codec});
    cookie.set('sid', {user: 'Ann', roles: ['a', 'b']});
    const sent = cookie.get_coded_value('sid');
    cookie.clear_changes();

    cookie.set('sid', {user: 'Ann', roles: ['a', 'b']});
    assertEqual(cookie.set_all({sid: {user: 'Ann', roles: ['a', 'b']}}), true);
    assertEqual([cookie.has_changes, cookie.get_coded_value('sid')], [false, sent]);
    assertEqual(cookie.touch('sid'), true);
    assertEqual(cookie.get_changes().map(morsel => morsel.key), ['sid']);
    assertThrows(() => cookie.touch('nobody'), Cookie.Error.ILLEGAL_KEY);
  },

  // All entries are set before any signal is emitted, or none is.
  setAll() {
    const cookie = new Cookie.SimpleCookie('a=1');
    const seen = [];
    cookie.connect('items-changed', (_, position, removed, added) => seen.push([position, removed, added]));
    cookie.connect('morsel-added', (_, morsel) => seen.push(`+${morsel.key} ${cookie.to_cookie_header()}`));
    cookie.connect('morsel-changed', (_, morsel) => seen.push(`${morsel.key} ${cookie.to_cookie_header()}`));
    assertEqual(cookie.set_all({a: 2, b: 'x', c: true}), true);
    const all = 'a=2; b=x; c=true';
    assertEqual(seen, [[1, 0, 2], `+b ${all}`, `+c ${all}`, `a ${all}`]);
    assertEqual(cookie.set_all(new Map([['__proto__', 'y']])), true);
    assertEqual(cookie.set_all(new GLib.Variant('a{ss}', {d: 'z'})), true);
    assertEqual(cookie.to_cookie_header(), `${all}; __proto__=y; d=z`);
    const other = new Cookie.SimpleCookie('e=1; f=2');
    other.get('e').path = '/';
    for (const values of [other, new Map(other), Object.fromEntries(other)]) {
      for (const target of [new Cookie.SimpleCookie(), new Cookie.SerialCookie()]) {
        assertEqual([target.set_all(values), String(target)], [true, 'Set-Cookie: e=1; Path=/\r\nSet-Cookie: f=2']);
        target.clear();
        assertEqual([target.load(values), target.get('e').path, other.get('e') === target.get('e')], [true, '/', false]);
      }
    }
    const keys = new Cookie.SerialCookie();
    for (const [map, read] of [
      [[[5, 'a'], [3000000000, 'b']]], [[[1, 'a'], [1.5, 'b']]], [[[1, 'a'], [2n ** 63n, 'b']]], [[[9007199254740993n, 'a'], [0, 'b']]],
      [[[1, 'a'], [2n, 'b']], [[1, 'a'], [2, 'b']]],
    ])
      assertEqual([...keys.set('k', new Map(map)).get('k').value], read ?? map);
    for (const map of [[[2n ** 63n, 'a'], [-1, 'b']], [[1.5, 'a'], [2n, 'b']], [[1, 'a'], ['1', 'b']], [[1, 'a'], [true, 'b']]])
      assertThrows(() => keys.set('k', new Map(map)), Cookie.Error.ILLEGAL_VALUE);
    const target = new Cookie.SimpleCookie('e=0');
    assertThrows(() => target.set_all({e: other.get('e'), f: other.get('e')}), Cookie.Error.ILLEGAL_KEY);
    for (const value of [other, new GObject.Object()])
      assertThrows(() => target.set('e', value), Cookie.Error.ILLEGAL_VALUE);
    assertEqual(String(target), 'Set-Cookie: e=0');
    assertThrows(() => cookie.set_all({a: 'new', 'b c': 1}), Cookie.Error.ILLEGAL_KEY);
    assertThrows(() => cookie.set_all({a: 'new', b: 'x\0'}), Cookie.Error.ILLEGAL_VALUE);
    assertThrows(() => cookie.set_all(new GLib.Variant('as', ['x'])), Cookie.Error.ILLEGAL_VALUE);
    assertEqual(cookie.to_cookie_header(), `${all}; __proto__=y; d=z`);
  },

  // The strings of the dictionary, without a morsel.
  strings() {
    const cookie = new Cookie.BaseCookie('fig="new\\164on"; n=7', {codec: new Cookie.StringCodec()});
    assertEqual([cookie.get_string('fig'), cookie.get_coded_value('fig'), cookie.get_string('no')], ['newton', '"new\\164on"', null]);
    assertEqual([cookie.get_nth_name(1), cookie.get_nth_string(1), cookie.get_nth_name(2)], ['n', '7', null]);
    assertEqual(cookie.get_names(), ['fig', 'n']);
    assertEqual([cookie.n_items, cookie.nItems, cookie.size], [2, 2, 2]);
    assertEqual(cookie.item_type === Cookie.Morsel.$gtype, true);
    for (const name of ['fig\0', 5, null, undefined]) {
      assertEqual([cookie.get_string(name), cookie.get_coded_value(name)], [null, null]);
      assertEqual([cookie.contains(name), cookie.remove(name), Cookie.name_is_valid(name)], [false, false, false]);
    }
    assertEqual(['fig', '', 'a b', 'é', 'a=', '$a'].map(Cookie.name_is_valid), [true, false, false, false, false, true]);
    assertEqual(['path', 'fig', 'path\0'].map(Cookie.Morsel.is_reserved_key), [true, false, false]);
    cookie.set_coded('list', null, '"a\\054b"');
    const typed = new Cookie.BaseCookie({codec: new Cookie.VariantCodec({variantType: new GLib.VariantType('u')})});
    typed.set_coded('k', 5, '5');
    typed.clear_changes();
    typed.set('k', 5);
    assertEqual([typed.get('k').get_value().get_type_string(), typed.has_changes], ['u', false]);
    assertThrows(() => typed.set_coded('k', 'x', '5'), Cookie.Error.ILLEGAL_VALUE);
    const simple = new Cookie.SimpleCookie();
    simple.set_coded('k', 5, '5');
    assertEqual([simple.get('k').value, simple.get_string('k')], ['5', '5']);
    assertEqual(cookie.get('list').value, 'a,b');
    assertEqual(cookie.output(['PATH'], 'X:', '|'), 'X: fig="new\\164on"|X: list="a\\054b"|X: n=7');
    for (const text of ['a\0', '\0']) {
      assertThrows(() => cookie.output(null, text), Cookie.Error.ILLEGAL_VALUE);
      assertThrows(() => cookie.js_output([text]), Cookie.Error.ILLEGAL_VALUE);
      assertThrows(() => cookie.expire(text), Cookie.Error.ILLEGAL_KEY);
      assertThrows(() => cookie.touch(text), Cookie.Error.ILLEGAL_KEY);
    }
  },

  // Text that a header cannot hold throws, in each spelling, and changes nothing.
  refusedAttributes() {
    const morsel = Cookie.Morsel.parse_set_cookie('a=1; Path=/x; Domain=x.example; Max-Age=5; Priority=Low; SameSite=Lax');
    const before = String(morsel);
    for (const name of ['path', 'domain']) {
      for (const bad of ['/;', 'x; Secure', ...CONTROLS.map(c => `x${c}y`)]) {
        for (const change of [
          () => (morsel[name] = bad), () => morsel[`set_${name}`](bad), () => morsel.set_property(name, bad),
          () => Object.assign(morsel, {[name]: bad}), () => morsel.set_attribute(name, bad),
          () => new Cookie.Morsel({[name]: bad}), () => GObject.Object.new(Cookie.Morsel, {[name]: bad}),
        ])
          assertThrows(change, Cookie.Error.INVALID_ATTRIBUTE);
      }
    }
    for (const [names, values] of [
      [['path', 'domain'], [5, true, undefined, {}]],
      [['max-age', 'max_age', 'maxAge'], ['x', '5', 1.5, NaN, undefined, {}, true, 1e300, 2n ** 63n]],
      [['priority', 'same-site', 'same_site', 'sameSite'], ['Higher', '$gtype', 'toString', '', 0.5, NaN, undefined, {}, 99, -1]],
      [['expires'], [0, 'Thu, 01 Jan 1970 00:00:00 GMT', {}, new Date(NaN), new Date(8e15)]],
    ]) {
      for (const name of names) {
        const method = `set_${name.replace('-', '_')}`;
        for (const value of values) {
          assertRefused(() => (morsel[name] = value));
          assertRefused(() => morsel.set_property(name, value));
          assertRefused(() => new Cookie.Morsel({[name]: value}));
          if (method in morsel)
            assertRefused(() => morsel[method](value));
        }
      }
    }
    assertEqual(String(morsel), before);
  },

  properties() {
    const spellings = [
      {path: '/', domain: 'é.example', 'max-age': 5, 'same-site': Cookie.SameSite.STRICT, 'http-only': true, priority: Cookie.Priority.HIGH},
      {path: '/', domain: 'é.example', max_age: 5n, same_site: Cookie.SameSite.STRICT, http_only: true, priority: Cookie.Priority.HIGH},
      {path: '/', domain: 'é.example', maxAge: 5, sameSite: Cookie.SameSite.STRICT, httpOnly: true, priority: Cookie.Priority.HIGH},
    ];
    for (const properties of spellings) {
      const assigned = new Cookie.Morsel(), set = new Cookie.Morsel();
      Object.assign(assigned, properties);
      for (const [name, value] of Object.entries(properties))
        set.set_property(name.replace(/[A-Z]/, c => `-${c.toLowerCase()}`), value);
      for (const morsel of [new Cookie.Morsel(properties), assigned, set]) {
        let notified = 0;
        morsel.connect('notify', () => notified++);
        morsel.set('a', '1', '1');
        Object.assign(morsel, properties);
        assertEqual(notified, 3);
        assertEqual(morsel.to_set_cookie_header(), 'a=1; Domain=é.example; HttpOnly; Max-Age=5; Path=/; Priority=High; SameSite=Strict');
        for (const [name, value] of Object.entries(properties))
          assertEqual(morsel[name], Number(value) === 5 ? 5 : value);
        morsel.set_path(null);
        morsel.domain = null;
        for (const negative of [-1, -2, Number.MIN_SAFE_INTEGER]) {
          morsel.maxAge = 5;
          morsel.maxAge = negative;
          assertEqual(morsel.maxAge, -1);
        }
        morsel.priority = Cookie.Priority.DEFAULT;
        assertEqual(morsel.to_set_cookie_header(), 'a=1; HttpOnly; SameSite=Strict');
        morsel.expires = new Date(0);
        assertEqual([morsel.expires.to_unix(), morsel.get_attribute('expires')], [0, 'Thu, 01 Jan 1970 00:00:00 GMT']);
        morsel.set_expires(GLib.DateTime.new_from_unix_utc(1));
        assertEqual(morsel.expires.to_unix(), 1);
        morsel.expires = null;
        assertEqual(morsel.expires, null);
        assertEqual(morsel.to_set_cookie_header(['samesite']), 'a=1; SameSite=Strict');
        assertEqual(morsel.to_set_cookie_header(['HTTPOnly']), 'a=1; HttpOnly');
      }
    }
    const morsel = new Cookie.Morsel();
    morsel.set_attribute('comment', 'soft');
    morsel.set_attribute('Version', 1);
    assertEqual([morsel.get_attribute('COMMENT'), morsel.get_attribute('version'), morsel.get_attribute('path\0')], ['soft', 1, null]);
  },

  // A dictionary gets a copy of a morsel that another one holds.
  heldMorsels() {
    const cookie = new Cookie.SimpleCookie('a=1'), other = new Cookie.SimpleCookie();
    const morsel = cookie.get('a');
    assertThrows(() => other.set_morsel(morsel), Cookie.Error.ILLEGAL_VALUE);
    other.set('a', morsel);
    assertEqual(other.get('a') === morsel, false);
    morsel.path = '/';
    assertEqual([other.get('a').path, other.get('a').value], [null, '1']);
    cookie.set('a', morsel);
    assertEqual(cookie.get('a') === morsel, true);
    cookie.delete('a');
    other.set('a', morsel);
    assertEqual(other.get('a') === morsel, true);
  },

  // The codec says which values it has, whatever its class.
  packing() {
    const UserCodec = GObject.registerClass({Implements: [Cookie.Codec]}, class UserCodec extends GObject.Object {
      vfunc_get_value_type() {
        return USER;
      }

      vfunc_encode(name, value) {
        return `${name}:${value.print(false).replaceAll(',', '|')}`;
      }

      vfunc_decode(name, text) {
        return GLib.Variant.parse(USER, text.slice(name.length + 1).replaceAll('|', ','), null, null);
      }
    });
    const USER = new GLib.VariantType('(sua{sv}avms)');
    const user = ['Ann', 7, {admin: true, tags: ['x', 'y']}, [1, 'two'], null];
    const signed = new Cookie.SignedCodec({codec: new UserCodec()});
    signed.keyring.append(new GLib.Bytes(new Uint8Array(32).fill(7)));
    for (const codec of [new UserCodec(), signed, Cookie.VariantCodec.new(Cookie.VariantFormat.BINARY, USER)]) {
      const cookie = new Cookie.BaseCookie({codec});
      assertEqual(cookie.lookup_codec('user') === codec, true);
      assertEqual(codec.get_value_type().equal(USER), true);
      cookie.set('user', user);
      cookie.load({other: user});
      assertEqual([cookie.get('user').value, cookie.get('other').value], [user, user]);
      for (const wrong of [
        'Ann', ['Ann'], ['Ann', '7', {}, [], null], ['Ann', 7.5, {}, [], null], ['A\0', 7, {}, [], null], ['Ann', 7, {}, [], 'x\0'],
        ['Ann', 7, {a: 'x\0'}, [], null], ['Ann', 7, {}, null, null], 5, null, undefined,
      ])
        assertThrows(() => cookie.set('user', wrong), Cookie.Error.ILLEGAL_VALUE);
      assertEqual(cookie.get('user').value, user);
    }
    for (const [type, good, bad] of [
      ['i', [0, -1, 2 ** 31 - 1], [2 ** 31, 1.5, '5', true, null]], ['b', [true, false], [0, 1, 'x', null]],
      ['x', [-(2 ** 53) + 1, 2n ** 63n - 1n], ['x', NaN, 0.5]], ['d', [0.5, 7], ['x', 7n, null]], ['as', [[], ['a']], ['a', [1], ['\0']]],
      ['s', ['', 'x'], ['\0']], ['ay', [new Uint8Array([0, 1])], ['x', 5]], ['a{si}', [{}, {a: 1}], [{a: 'x'}, {a: 2 ** 40}]],
      ['v', [1, 'x', [1, 'x'], {a: 1}], [undefined, 'x\0']], ['a{us}', [], [5, [1], new Map([['x', '1']]), new Date()]], ['ms', [null, 'x'], [5, {}]],
    ]) {
      const cookie = new Cookie.BaseCookie({codec: Cookie.VariantCodec.new(Cookie.VariantFormat.TEXT, new GLib.VariantType(type))});
      for (const value of good)
        assertEqual(cookie.set('k', value).get('k').value, value);
      for (const value of bad)
        assertThrows(() => cookie.set('k', value), Cookie.Error.ILLEGAL_VALUE);
    }
  },

  // Secrets are bytes: a NUL does not end them.
  secrets() {
    const header = secret => {
      const codec = Cookie.SignedCodec.new(new Cookie.StringCodec(), null, '', 0);
      codec.keyring.append(secret);
      return new Cookie.BaseCookie(new Map([['a', 'b']]), {codec}).to_cookie_header();
    };
    const bytes = new Uint8Array(40);
    bytes[39] = 1;
    assertEqual(header(bytes), header(new GLib.Bytes(bytes)));
    assertEqual(header(bytes) === header(new Uint8Array(40).fill(1)), false);
    assertThrows(() => header(new Uint8Array(40)), Cookie.Error.INVALID_SECRET);
    assertThrows(() => header(new Uint8Array(31)), Cookie.Error.INVALID_SECRET);
    assertThrows(() => new Cookie.BaseCookie({codec: new Cookie.SignedCodec()}).set('a', 'b'), Cookie.Error.NO_KEY);

    const {lifetime, codec} = new Cookie.SignedCodec({codec: new Cookie.PercentCodec(), lifetime: 60});
    assertEqual([lifetime, codec instanceof Cookie.PercentCodec], [60, true]);
  },

  // What the client sent is skipped, and the diagnostic says why; what an old secret signed is sent again.
  signedRequests() {
    const [first, second] = [1, 2].map(byte => new Uint8Array(32).fill(byte));
    const withSecrets = (...secrets) => {
      const codec = new Cookie.SignedCodec({codec: new Cookie.StringCodec()});
      secrets.forEach(secret => codec.keyring.append(secret));
      return codec;
    };
    const old = new Cookie.BaseCookie(new Map([['sid', 'Ann']]), {codec: withSecrets(first)}).to_cookie_header();

    const rotated = new Cookie.BaseCookie({codec: withSecrets(second, first)});
    const seen = [];
    rotated.connect('diagnostic', (_, diagnostic) => seen.push([diagnostic.code, diagnostic.severity]));
    rotated.load(old);
    assertEqual(rotated.get_string('sid'), 'Ann');
    assertEqual(seen, [[Cookie.DiagnosticCode.ROTATED, Cookie.DiagnosticSeverity.HINT]]);
    assertEqual(rotated.get_changes().map(morsel => morsel.key), ['sid']);
    assertThrows(() => withSecrets(second).decode('sid', old.slice(4)), Cookie.Error.NO_KEY);
    assertThrows(() => withSecrets(first).decode('sid', `${old.slice(4, -1)}_`), Cookie.Error.UNAUTHENTIC);
    assertThrows(() => withSecrets(first).decode('sid', 'Ann'), Cookie.Error.NOT_SEALED);
    assertThrows(() => new Cookie.SignedCodec({lifetime: 5}).decode('sid\0', 'x'), Cookie.Error.ILLEGAL_KEY);
    assertEqual(withSecrets(second, first).renew('sid', old.slice(4)), rotated.get_coded_value('sid'));
    assertEqual(withSecrets(first).renew('sid', old.slice(4)), null);

    const tampered = new Cookie.BaseCookie(`${old}x; other=1`, {codec: withSecrets(first)});
    assertEqual([tampered.size, tampered.get_diagnostics().map(d => d.code)],
      [0, [Cookie.DiagnosticCode.UNDECODABLE, Cookie.DiagnosticCode.NOT_SEALED]]);
  },

  // A keyring changes while codecs use it, and shows nobody what is in it.
  keyrings() {
    const keyring = new Cookie.Keyring();
    const old = new Uint8Array(32).fill(7);
    const codecs = [Cookie.SignedCodec, Cookie.EncryptedCodec].filter(codec => codec.is_supported?.() ?? true)
      .map(Codec => new Codec({codec: new Cookie.StringCodec(), keyring, purpose: 'session', lifetime: 60}));
    for (const codec of codecs) {
      assertEqual([codec.keyring === keyring, codec.purpose, codec.lifetime, codec.maxLength], [true, 'session', 60, 4096]);
      assertEqual(codec instanceof Cookie.SealedCodec, true);
    }

    assertEqual(new Cookie.SignedCodec({purpose: 'séance'}).purpose, 'séance');
    keyring.append(old);
    const texts = codecs.map(codec => codec.encode('sid', new GLib.Variant('s', 'ann')));
    assertEqual(texts.map(text => text.slice(0, 3)), ['s1.', 'e1.'].slice(0, texts.length));
    keyring.prepend(Cookie.Keyring.generate_secret());
    assertEqual(keyring.get_size(), 2);
    const renewed = codecs.map((codec, i) => codec.renew('sid', texts[i]));
    assertEqual([keyring.remove(old), keyring.remove(old)], [true, false]);
    codecs.forEach((codec, i) => {
      assertEqual(codec.decode('sid', renewed[i]).deepUnpack(), 'ann');
      assertThrows(() => codec.decode('sid', texts[i]), Cookie.Error.NO_KEY);
      assertThrows(() => codec.decode('other', renewed[i]), Cookie.Error.UNAUTHENTIC);
      assertThrows(() => codec.decode('sid', renewed.at(-1 - i) + (codecs.length === 1 ? ' ' : '')),
        codecs.length === 1 ? Cookie.Error.DECODE : Cookie.Error.NOT_SEALED);
      const other = new codec.constructor({codec: new Cookie.StringCodec(), keyring, purpose: 'cart', lifetime: 60});
      assertThrows(() => other.decode('sid', renewed[i]), Cookie.Error.UNAUTHENTIC);
    });

    for (const thing of [keyring, ...codecs])
      assertEqual(/7, ?7|0707|\x07\x07/.test(`${thing} ${JSON.stringify(thing)} ${JSON.stringify(Object.keys(thing))}`), false);

    for (const wrong of ['x'.repeat(32), 7, null, undefined, {}]) {
      let message = null;
      try {
        keyring.append(wrong);
      } catch (error) {
        ({message} = error);
      }
      assertEqual([typeof message, /xxx/.test(message)], ['string', false]);
    }

    const [, path] = GLib.file_open_tmp('cookie-XXXXXX');
    GLib.file_set_contents_full(path, '07'.repeat(32), GLib.FileSetContentsFlags.CONSISTENT, 0o600);
    assertEqual(Cookie.Keyring.load_secret(path).toArray(), old);
    GLib.file_set_contents_full(path, '07'.repeat(31), GLib.FileSetContentsFlags.CONSISTENT, 0o600);
    assertThrows(() => Cookie.Keyring.load_secret(path), Cookie.Error.INVALID_SECRET);
    for (const wrong of [`${path}\0.bak`, '\ud800'])
      assertThrows(() => Cookie.Keyring.load_secret(wrong), Cookie.Error.ILLEGAL_VALUE);
    GLib.unlink(path);
  },

  // Diagnostics gather until clear (), and say in which header they are.
  diagnostics() {
    const cookie = new Cookie.SimpleCookie();
    const seen = [];
    cookie.connect('diagnostic', (_, diagnostic) => seen.push(diagnostic.text));
    cookie.load('a=1; =x');
    cookie.load('b=2; b=3');
    assertEqual(seen, ['=x', 'b=3']);
    assertEqual(cookie.get_diagnostics().map(d => [d.code, d.field, d.offset, d.length, d.text]), [
      [Cookie.DiagnosticCode.NAMELESS, 0, 5, 2, '=x'], [Cookie.DiagnosticCode.DUPLICATE, 1, 5, 3, 'b=3'],
    ]);
    const [diagnostic] = cookie.get_diagnostics();
    assertEqual(diagnostic instanceof GObject.Object, true);
    assertEqual([typeof diagnostic.message, typeof diagnostic.section], ['string', 'string']);
    cookie.clear();
    assertEqual(cookie.get_diagnostics(), []);
    cookie.load('=y');
    assertEqual(cookie.get_diagnostics().map(d => d.field), [0]);
  },

  setCookieHeaders() {
    assertEqual(Cookie.Morsel.parse_set_cookie('a=b; Path=/').path, '/');
    assertThrows(() => Cookie.Morsel.parse_set_cookie('a=b\0; Path=/'), Cookie.Error.SYNTAX);
    const bytes = new TextEncoder().encode('a=b\0');
    for (const header of ['a=b\0', bytes, new GLib.Bytes(bytes)]) {
      assertEqual(Cookie.diagnose_set_cookie(header).map(d => d.code).includes(Cookie.DiagnosticCode.CONTROL_CHARACTER), true);
      assertThrows(() => Cookie.Morsel.parse_set_cookie(header), Cookie.Error.SYNTAX);
    }
    assertEqual(Cookie.Morsel.parse_set_cookie(new TextEncoder().encode('é=ü')).value, 'ü');
  },

  // The origin is a text, a GLib.Uri or null, the time a Date, a GLib.DateTime or null.
  diagnose() {
    const header = 'a=b; Secure; HttpOnly; SameSite=Lax; Domain=site.example; Expires=Fri, 01 Jan 2027 00:00:00 GMT';
    const uri = text => GLib.Uri.parse(text, GLib.UriFlags.NONE);
    const {DOMAIN_MISMATCH, EXPIRED} = Cookie.DiagnosticCode;
    for (const [origin, now, code, expected] of [
      ['https://www.site.example', null, DOMAIN_MISMATCH, false], ['https://other.example/', null, DOMAIN_MISMATCH, true],
      [uri('https://other.example/'), null, DOMAIN_MISMATCH, true], [uri('mailto:x'), null, DOMAIN_MISMATCH, false],
      [null, null, DOMAIN_MISMATCH, false], [undefined, undefined, DOMAIN_MISMATCH, false],
      [null, new Date('2026-12-31'), EXPIRED, false], [null, new Date('2027-01-02'), EXPIRED, true],
      [null, GLib.DateTime.new_from_unix_utc(0), EXPIRED, false], [null, GLib.DateTime.new_utc(2030, 1, 1, 0, 0, 0), EXPIRED, true],
    ]) {
      const morsel = Cookie.Morsel.parse_set_cookie(header);
      for (const found of [
        Cookie.diagnose_set_cookie(header, origin, now), morsel.diagnose(origin, now),
        Cookie.diagnose_set_cookie(new TextEncoder().encode(header), origin, now),
        Cookie.diagnose_set_cookie_bytes(new GLib.Bytes(new TextEncoder().encode(header)), origin, now),
      ])
        assertEqual(found.map(d => d.code).includes(code), expected);
    }

    for (const end of [[0x80], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x8d], [0xfc]]) {
      const raw = new Uint8Array([...new TextEncoder().encode('a=b; Domain=site.example'), ...end]);
      for (const found of [Cookie.diagnose_set_cookie(raw, 'https://site.example/'), Cookie.Morsel.parse_set_cookie(raw).diagnose('https://site.example/')])
        assertEqual(found.map(d => d.code).includes(Cookie.DiagnosticCode.ILLEGAL_DOMAIN), true);
    }

    const morsel = Cookie.Morsel.parse_set_cookie(header);
    for (const origin of ['', 'site.example', '/path', 'mailto:x', 'https://', 'https://a\0b/', '\0']) {
      assertThrows(() => Cookie.diagnose_set_cookie(header, origin), Cookie.Error.SYNTAX);
      assertThrows(() => morsel.diagnose(origin), Cookie.Error.SYNTAX);
    }
    for (const now of [new Date(NaN), new Date(8e15), 5, 'now'])
      assertRefused(() => morsel.diagnose(null, now));
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

  saved() {
    const cookie = new Cookie.SmartCookie('path=1; a=2; b="x;y"', {profile: Cookie.Profile.RFC6265});
    cookie.set('n', [1, 'x']);
    const again = new Cookie.SmartCookie();
    again.restore(GLib.Variant.parse(null, cookie.serialize().print(true), null, null));
    assertEqual(again.equal(cookie), true);
    assertEqual(again.get_changed_fields(), cookie.get_changed_fields());
    assertEqual([...again.get_all()], [['path', '1'], ['a', '2'], ['b', '"x'], ['n', [1, 'x']]]);

    const morsel = new Cookie.Morsel();
    morsel.restore(Cookie.Morsel.parse_set_cookie('a b="x;y"; Path=/; Foo').serialize());
    assertEqual(morsel.to_set_cookie_header(null), 'a b="x; Path=/; y"; Foo');
    try {
      cookie.restore(morsel.serialize());
      throw new Error('did not throw');
    } catch (error) {
      assertEqual(error.matches(Cookie.Error, Cookie.Error.ILLEGAL_VALUE), true);
    }
  },

  withoutVariants() {
    const morsel = new Cookie.SimpleCookie('a=1').get('a');
    morsel.set_attribute_string('Path', '/');
    morsel.set_attribute_integer('max-age', 60);
    morsel.set_attribute_boolean('secure', true);
    assertEqual(morsel.to_set_cookie_header(null), 'a=1; Max-Age=60; Path=/; Secure');
    assertEqual([Cookie.quote('a;b'), Cookie.unquote('"a\\073b"')], ['"a\\073b"', 'a;b']);
  },

  attributesAtOnce() {
    const cookie = new Cookie.SimpleCookie('a=1'), morsel = cookie.get('a'), changed = [];
    cookie.connect('morsel-changed', () => changed.push(`${morsel}`));
    assertEqual(morsel.set_attributes({path: '/', 'max-age': 60, secure: true, httponly: false, comment: null, version: 2 ** 40}), true);
    assertEqual(changed, ['Set-Cookie: a=1; Max-Age=60; Path=/; Secure; Version=1099511627776']);
    assertEqual([morsel.get_attribute('max-age'), morsel.get_attribute('httponly')], [60, false]);
    const spelt = new Cookie.Morsel();
    spelt.set('a', '', '');
    spelt.set_attributes({maxAge: 60, http_only: true, sameSite: Cookie.SameSite.LAX, PRIORITY: Cookie.Priority.HIGH});
    assertEqual(String(spelt), 'Set-Cookie: a=; HttpOnly; Max-Age=60; Priority=High; SameSite=Lax');
    spelt.set_attributes({SameSite: Cookie.SameSite.DEFAULT, priority: 0});
    spelt.set_attribute('samesite', Cookie.SameSite.NONE);
    assertEqual(String(spelt), 'Set-Cookie: a=; HttpOnly; Max-Age=60; SameSite=None');
    spelt.set_attribute('expires', GLib.DateTime.new_from_iso8601('2050-01-01T01:00:00+01', null));
    assertEqual(spelt.get_attribute('expires'), 'Sat, 01 Jan 2050 00:00:00 GMT');
    for (const wrong of [7, -1, 1.5])
      assertThrows(() => spelt.set_attributes({sameSite: wrong}), Cookie.Error.INVALID_ATTRIBUTE);
    morsel.set_attributes(new Map([['expires', new Date(0)], ['version', '']]));
    assertEqual(morsel.to_set_cookie_header(), 'a=1; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60; Path=/; Secure');
    for (const bad of [{path: '/x', domain: 'a;b'}, {path: '/x', domain: 'a\0'}, {path: '/x', nope: 1}, {path: '/x', 'max-age': 1.5}, {'path\0': '/x'}])
      assertThrows(() => morsel.set_attributes(bad), Cookie.Error.INVALID_ATTRIBUTE);
    for (const bad of [7, null, 'path=/'])
      assertThrows(() => morsel.set_attributes(bad), Cookie.Error.INVALID_ATTRIBUTE);
    assertEqual(morsel.path, '/');
    assertEqual(cookie.get_morsels().map(({key}) => key), ['a']);
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
