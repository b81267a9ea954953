// SPDX-License-Identifier: LGPL-2.1-or-later

// What a program writes wrongly throws, and the message says what was expected; what it leaves out has a default.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';

function assertEqual(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected) || typeof actual !== typeof expected)
    throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

function assertThrows(func, type, message) {
  try {
    func();
  } catch (error) {
    if (error instanceof type && error.message.includes(message))
      return;
    throw error;
  }
  throw new Error(`did not throw: ${func}`);
}

const tests = {
  // Each argument at the end that may be null may be left out.
  defaults() {
    const cookie = new Cookie.SimpleCookie('a=1');
    const morsel = cookie.get('a');
    assertEqual(cookie.output(), 'Set-Cookie: a=1');
    assertEqual(cookie.output(undefined, 'X:'), 'X: a=1');
    assertEqual(cookie.output_changes(), '');
    assertEqual(cookie.js_output(), cookie.js_output(null));
    assertEqual([morsel.output(), morsel.to_set_cookie_header()], ['Set-Cookie: a=1', 'a=1']);
    assertEqual(morsel.js_output(), morsel.js_output(null));
    assertEqual(morsel.diagnose().length, morsel.diagnose(null, null).length);
    assertEqual(morsel.diagnose('https://site.example').length, 3);
    assertEqual(Cookie.diagnose_set_cookie('a=b; Foo').length, Cookie.diagnose_set_cookie('a=b; Foo', null, null).length);
    assertEqual(Cookie.diagnose_set_cookie_bytes(new Uint8Array([97, 61])).length > 0, true);

    const site = new Cookie.Schema();
    site.add('a');
    site.add('b', null, {path: '/', maxAge: 5, sameSite: 'Lax'});
    site.add('c', new Cookie.PercentCodec(), new Cookie.Morsel({secure: true}));
    site.set_default(null, {httpOnly: true});
    assertEqual(['a', 'b', 'c', 'd'].map(name => site.create_morsel(name).to_set_cookie_header()),
      ['a=', 'b=; Max-Age=5; Path=/; SameSite=Lax', 'c=; Secure', 'd=; HttpOnly']);
    assertEqual(site.diagnose().length, site.diagnose(null).length);
    assertThrows(() => new Cookie.Schema().add('a', null, {pth: '/'}), Error, 'No property pth');
    assertThrows(() => new Cookie.Schema().add('a', null, 5), Error, 'a');
    assertEqual(Cookie.VariantCodec.new().format, Cookie.VariantFormat.TEXT);
  },

  // A value of another type would become 0, and so Max-Age=0, profile PYTHON, or a lifetime without an end.
  types() {
    const morsel = new Cookie.Morsel();
    for (const name of ['max-age', 'max_age', 'maxAge'])
      assertThrows(() => (morsel[name] = 'x'), TypeError, 'The property max-age must be an integer, not "x"');
    assertThrows(() => (morsel.maxAge = 2 ** 70), RangeError, 'The property max-age must be an integer from');
    assertThrows(() => (morsel.expires = 'tomorrow'), TypeError, 'must be a Date of the years 1 to 9999 or a GLib.DateTime, not "tomorrow"');
    assertThrows(() => (morsel.sameSite = 'Strickt'), TypeError, 'one of Cookie.SameSite.DEFAULT, Cookie.SameSite.NONE, ');
    assertThrows(() => (morsel.path = 5), TypeError, 'The property path must be a string, not 5');
    assertThrows(() => (morsel.path = '/\0'), Cookie.Error, 'The property path cannot hold a NUL');
    assertEqual(String(morsel), 'Set-Cookie: ');

    const cookie = new Cookie.SimpleCookie();
    for (const name of ['profile', 'max-pairs', 'max_pairs', 'maxPairs', 'max-length']) {
      for (const value of ['x', '5', 1.5, NaN, -1, undefined, {}, 2 ** 40]) {
        const before = cookie[name];
        assertThrows(() => (cookie[name] = value), Error, `The property ${name.replace(/_p|P/, '-p')} must be `);
        assertThrows(() => cookie.set_property(name, value), Error, 'must be ');
        assertThrows(() => new Cookie.SmartCookie({[name]: value}), Error, 'must be ');
        assertThrows(() => new Cookie.SimpleCookie('a=b', {[name]: value}), Error, 'must be ');
        assertEqual(cookie[name], before);
      }
    }
    assertThrows(() => cookie.set_max_pairs('x'), TypeError, 'max-pairs must be an integer');
    assertThrows(() => cookie.set_profile('x'), TypeError, 'one of Cookie.Profile.PYTHON, ');
    for (const klass of [Cookie.SignedCodec, Cookie.EncryptedCodec, Cookie.SmartCodec, Cookie.VariantCodec, Cookie.JsonCodec])
      assertThrows(() => new klass({maxLength: 'x'}), TypeError, 'max-length must be an integer, not "x"');
    assertThrows(() => new Cookie.SignedCodec({lifetime: 'an hour'}), TypeError, 'lifetime must be an integer, not "an hour"');
    for (const klass of [Cookie.SignedCodec, Cookie.EncryptedCodec]) {
      for (const lifetime of [NaN, undefined, null, 0.5, Infinity, [], true, '5'])
        assertThrows(() => klass.new(null, null, 'p', lifetime), TypeError, 'lifetime must be an integer');
      assertEqual(klass.new(null, null, 'p', 5).lifetime, 5);
    }
    assertThrows(() => new Cookie.VariantCodec({format: 'x'}), TypeError, 'one of Cookie.VariantFormat.TEXT, ');
  },

  meanings() {
    const morsel = new Cookie.Morsel({sameSite: 'Strict', priority: 'high', expires: new Date(0)});
    morsel.set('a', 'b', 'b');
    assertEqual(String(morsel), 'Set-Cookie: a=b; expires=Thu, 01 Jan 1970 00:00:00 GMT; Priority=High; SameSite=Strict');
    morsel.same_site = 'none';
    morsel.set_attribute('expires', new Date(86400e3));
    morsel.maxAge = 7n;
    assertEqual(String(morsel), 'Set-Cookie: a=b; expires=Fri, 02 Jan 1970 00:00:00 GMT; Max-Age=7; Priority=High; SameSite=None');
    for (const name of ['path', 'domain', 'expires', 'maxAge', 'sameSite', 'priority'])
      morsel[name] = null;
    assertEqual(String(morsel), 'Set-Cookie: a=b');
    assertEqual([morsel.maxAge, morsel.sameSite, morsel.priority], [-1, 0, 0]);
    assertEqual(new Cookie.SimpleCookie({profile: 'strict'}).profile, Cookie.Profile.STRICT);
    assertEqual(new Cookie.VariantCodec({format: 'binary'}).format, Cookie.VariantFormat.BINARY);
  },

  // Symbols and the properties of a subclass are the program's own.
  misspelt() {
    const cookie = new Cookie.SimpleCookie('a=1');
    for (const morsel of [new Cookie.Morsel(), cookie.get('a')]) {
      for (const name of ['httponly', 'samesite', 'Path', 'max', 'expiry', 'pth', 'MaxAge'])
        assertThrows(() => (morsel[name] = 5), TypeError, `A Cookie.Morsel has no property ${name}`);
      const mark = Symbol('mark');
      morsel[mark] = 1;
      assertEqual(morsel[mark], 1);
      assertEqual([morsel instanceof GObject.Object, morsel instanceof Cookie.Morsel], [true, true]);
      let notified = 0;
      morsel.connect('notify::path', () => notified++);
      morsel.path = '/';
      assertEqual(notified, 1);
    }
    assertThrows(() => new Cookie.Morsel({httponly: true}), Error, 'No property httponly');
    assertThrows(() => new Cookie.SimpleCookie({profil: 1}), Error, 'No property profil');
    assertThrows(() => GObject.registerClass(class Mine extends Cookie.Morsel {}), TypeError, 'No class can be derived from Cookie.Morsel');

    const Counter = GObject.registerClass({
      Properties: {count: GObject.ParamSpec.int('count', '', '', GObject.ParamFlags.READWRITE | GObject.ParamFlags.CONSTRUCT, 0, 9, 1)},
    }, class Counter extends Cookie.SimpleCookie {
      own = 7;
    });
    const counter = new Counter('a=1', {count: 5, maxPairs: 3});
    counter.own++;
    assertEqual([counter.own, counter.count, counter.maxPairs, String(counter)], [8, 5, 3, 'Set-Cookie: a=1']);
  },

  headers() {
    const cookie = new Cookie.SimpleCookie('a=1');
    for (const header of [undefined, null, 7, true, [['a', 'b']], [], new Date(), () => 1, new Cookie.Morsel(), new GLib.VariantType('s')])
      assertThrows(() => cookie.load(header), TypeError, 'A header must be a string or bytes, and values must be in a Map or an object, not ');
    assertThrows(() => cookie.load(), TypeError, 'not undefined');
    for (const header of [7, true, () => 1, Symbol('s')])
      assertThrows(() => new Cookie.SimpleCookie(header), TypeError, 'A header must be a string, bytes or a Map, and properties an object such as ');
    assertThrows(() => cookie.set('b'), Cookie.Error, 'A cookie cannot hold undefined');
    assertThrows(() => cookie.set('b', Symbol('s')), Cookie.Error, 'A cookie cannot hold Symbol(s)');
    assertThrows(() => cookie.set(5, 'b'), TypeError, 'A name must be a string, not 5');
    assertThrows(() => cookie.set_all({b: undefined}), Cookie.Error, 'A cookie cannot hold undefined');
    assertEqual(String(cookie), 'Set-Cookie: a=1');
    assertEqual(new Cookie.SimpleCookie(new GLib.Bytes(new TextEncoder().encode('b=é'))).get('b').value, 'é');
    assertEqual(new Cookie.SimpleCookie(null).size + new Cookie.SimpleCookie(undefined).size, 0);
  },

  // A schema that is not taken would leave signed cookies unverified.
  constructors() {
    const site = new Cookie.Schema();
    class Own {
      schema = site;
    }
    for (const klass of [Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SerialCookie, Cookie.SmartCookie]) {
      const expected = 'an object such as {schema: …}, not ';
      for (const wrong of [site, new Date(), new Own(), new Map([['schema', site]]), new Cookie.Morsel(), new GObject.Object(), [site], () => site, 5, 'x', null]) {
        assertThrows(() => new klass('sid=admin', wrong), TypeError, expected);
        assertThrows(() => new klass(undefined, wrong), TypeError, expected);
        assertThrows(() => new klass({}, wrong), TypeError, expected);
      }
      for (const wrong of [site, new Date(), new Own(), new Cookie.Morsel(), new Cookie.SimpleCookie(), ['a=b'], new GLib.Variant('s', 'a=b')])
        assertThrows(() => new klass(wrong), TypeError, expected);
      assertThrows(() => new klass(site), TypeError, 'not a Cookie.Schema');
      assertThrows(() => new klass('sid=admin', site), TypeError, 'not "sid=admin" and a Cookie.Schema');
      assertThrows(() => new klass({profile: 'strict'}, {schema: site}), TypeError, expected);
      assertThrows(() => new klass('sid=admin', {shcema: site}), Error, 'No property shcema');
      for (const args of [['a=b', {schema: site}], [{schema: site}], [null, {schema: site}], [undefined, {schema: site}], [new Map(), {schema: site}], [{schema: site}, undefined]])
        assertEqual(new klass(...args).schema === site, true);
      assertEqual(new klass('a=b', Object.assign(Object.create(null), {schema: site})).schema === site, true);
      assertEqual(new klass('a=b', undefined).schema, null);
    }
  },

  diagnostics() {
    const [diagnostic] = Cookie.diagnose_set_cookie('__Host-a=b; Path=/', 'https://site.example');
    const text = 'error at byte 0: A name with the prefix __Host- needs Secure, Path=/ and no Domain. (6265bis §5.7)';
    assertEqual([`${diagnostic}`, diagnostic.to_string(), [diagnostic].join()], [text, text, text]);
    assertEqual(diagnostic.toJSON(), {field: 0, offset: 0, length: 8, severity: 'error', code: 'prefix', text: '__Host-a',
      message: 'A name with the prefix __Host- needs Secure, Path=/ and no Domain.', section: '6265bis §5.7'});
    const cookie = new Cookie.SimpleCookie('a=1; b');
    assertEqual(JSON.parse(JSON.stringify(cookie.get_diagnostics()))[0].code, 'nameless');
  },
};

print(`1..${Object.keys(tests).length}`);
for (const [name, run] of Object.entries(tests)) {
  run();
  print(`ok - ${name}`);
}
