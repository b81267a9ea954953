// SPDX-License-Identifier: LGPL-2.1-or-later

// What a program writes wrongly throws, and the message says what was expected; what it leaves out has a default.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';

const CLASSES = [
  Cookie.EncryptedCodec, Cookie.JsonCodec, Cookie.Keyring, Cookie.PercentCodec, Cookie.Schema, Cookie.SignedCodec, Cookie.SmartCodec,
  Cookie.StringCodec, Cookie.VariantCodec,
];

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
    assertEqual(morsel.diagnose('https://site.example').length, 4);
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
    assertThrows(() => new Cookie.Schema().add('a', null, 5), TypeError, 'The properties of a Cookie.Morsel must be in an object, such as {name: value}, not 5');
    for (const func of [wrong => new Cookie.Schema().add('a', wrong), wrong => new Cookie.Schema().set_default(wrong)]) {
      for (const wrong of [{path: '/'}, 'x', new Cookie.Morsel(), Cookie.StringCodec])
        assertThrows(() => func(wrong), TypeError, 'The argument codec must be a Cookie.Codec, not ');
    }
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
    for (const name of ['secure', 'httpOnly', 'http_only', 'http-only', 'partitioned']) {
      for (const value of ['false', 'true', '', 0, 1, {}, [], undefined, new Boolean(false)]) {
        const property = name.replace(/_o|O/, '-o');
        for (const set of [
          () => (morsel[name] = value), () => morsel.set_property(property, value), () => morsel[`set_${property.replace('-', '_')}`](value),
          () => new Cookie.Morsel({[name]: value}), () => new Cookie.Schema().add('a', null, {[name]: value}),
        ])
          assertThrows(set, TypeError, `The property ${property} must be true or false, not `);
      }
    }
    for (const value of ['false', 0, null, {}])
      assertThrows(() => morsel.set_attribute_boolean('secure', value), TypeError, 'The attribute secure must be true or false, not ');
    for (const value of ['x', '5', 1.5, NaN, null, true])
      assertThrows(() => morsel.set_attribute_integer('max-age', value), TypeError, 'The attribute max-age must be an integer, not ');
    assertEqual([morsel.set_attribute_boolean('secure', false), morsel.set_attribute_integer('version', 7n), morsel.get_attribute('version')], [true, true, 7]);
    morsel.set_attribute('version', null);
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
      assertThrows(() => klass.new(null, null, undefined, 5), TypeError, 'The property purpose must be a string, not undefined');
      assertThrows(() => klass.new(null, undefined, 'p'), TypeError, 'The property keyring must be a Cookie.Keyring, not undefined');
      assertThrows(() => klass.new(undefined), TypeError, 'The property codec must be a Cookie.Codec, not undefined');
      for (const lifetime of [0, 5, 2 ** 31 - 1])
        assertEqual([klass.new(null, null, 'p', lifetime).lifetime, new klass({lifetime: BigInt(lifetime)}).lifetime], [lifetime, lifetime]);
      assertThrows(() => new klass({lifetime: 2 ** 31}), RangeError, 'The property lifetime must be an integer from 0 to 2147483647, not 2147483648');
      for (const purpose of [null, undefined, 5, {}])
        assertThrows(() => new klass({purpose}), TypeError, 'The property purpose must be a string, not ');
      assertThrows(() => klass.new(null, null, null, 0), TypeError, 'The property purpose must be a string, not null');
      for (const wrong of [undefined, {}, 'x', 5, new Cookie.Morsel(), Cookie.StringCodec, Cookie.Keyring]) {
        assertThrows(() => new klass({codec: wrong}), TypeError, 'The property codec must be a Cookie.Codec, not ');
        assertThrows(() => new klass({keyring: wrong}), TypeError, 'The property keyring must be a Cookie.Keyring, not ');
        if (wrong !== undefined)
          assertThrows(() => klass.new(null, wrong, 'p', 0), TypeError, 'The property keyring must be a Cookie.Keyring, not ');
        assertThrows(() => new Cookie.SimpleCookie({schema: wrong}), TypeError, 'The property schema must be a Cookie.Schema, not ');
        assertThrows(() => (cookie.codec = wrong), TypeError, 'The property codec must be a Cookie.Codec, not ');
      }
    }
    assertThrows(() => (cookie.maxPairs = 2 ** 31), RangeError, 'The property max-pairs must be an integer from 0 to 2147483647');
    assertThrows(() => new Cookie.VariantCodec({format: 'x'}), TypeError, 'one of Cookie.VariantFormat.TEXT, ');
    assertThrows(() => Cookie.VariantCodec.new(5), TypeError, 'one of Cookie.VariantFormat.TEXT, ');
    for (const type of ['s', {}, undefined, 5, new GLib.VariantType('a*'), new GLib.VariantType('?')]) {
      assertThrows(() => new Cookie.VariantCodec({variantType: type}), TypeError, 'The property variant-type must be a GLib.VariantType of one type, not ');
      if (type !== undefined)
        assertThrows(() => Cookie.VariantCodec.new(0, type), TypeError, 'The property variant-type must be a GLib.VariantType of one type, not ');
    }
    assertEqual(Cookie.VariantCodec.new(0, new GLib.VariantType('as')).variant_type.dup_string(), 'as');
  },

  meanings() {
    const morsel = new Cookie.Morsel({sameSite: 'Strict', priority: 'high', expires: new Date(0)});
    morsel.set('a', 'b', 'b');
    assertEqual(String(morsel), 'Set-Cookie: a=b; expires=Thu, 01 Jan 1970 00:00:00 GMT; Priority=High; SameSite=Strict');
    morsel.same_site = 'none';
    morsel.set_attribute('expires', new Date(86400e3));
    morsel.maxAge = 7n;
    assertEqual(String(morsel), 'Set-Cookie: a=b; expires=Fri, 02 Jan 1970 00:00:00 GMT; Max-Age=7; Priority=High; SameSite=None');
    morsel.secure = true;
    for (const name of ['path', 'domain', 'expires', 'maxAge', 'sameSite', 'priority', 'secure'])
      morsel[name] = null;
    assertEqual(String(morsel), 'Set-Cookie: a=b');
    assertEqual([morsel.maxAge, morsel.sameSite, morsel.priority], [-1, 0, 0]);
    assertEqual(new Cookie.SimpleCookie({profile: 'strict'}).profile, Cookie.Profile.STRICT);
    assertEqual(new Cookie.VariantCodec({format: 'binary'}).format, Cookie.VariantFormat.BINARY);
  },

  // What is no object of properties would be ignored, and with it the keyring, or Path.
  objects() {
    class Own {
      path = '/';
    }
    for (const klass of [...CLASSES, Cookie.Morsel]) {
      for (const wrong of [
        null, 5, 'x', true, new Map([['path', '/']]), new Date(), () => 1, Object.create({path: '/'}), new Own(), ['/'], new Uint8Array(32),
        new Cookie.Keyring(), new Cookie.Morsel(), new Cookie.StringCodec(), klass,
      ])
        assertThrows(() => new klass(wrong), TypeError, `The properties of a ${klass.name.replace('_', '.')} must be in an object, such as {name: value}, not `);
      assertEqual(new klass(Object.create(null)) instanceof klass && new klass(undefined) instanceof klass, true);
    }
    for (const wrong of [new Map([['path', '/']]), new Date(), () => 1, Object.create({path: '/'}), new Cookie.StringCodec()]) {
      assertThrows(() => new Cookie.Schema().add('a', null, wrong), TypeError, 'The properties of a Cookie.Morsel must be in an object');
      assertThrows(() => new Cookie.Schema().set_default(null, wrong), TypeError, 'The properties of a Cookie.Morsel must be in an object');
    }
    assertThrows(() => new Cookie.Morsel({maxAge: 5, max_age: 5}), TypeError, 'The property max-age is given twice');
    assertThrows(() => new Cookie.SimpleCookie({'max-pairs': 5, maxPairs: 5}), TypeError, 'The property max-pairs is given twice');
  },

  secrets() {
    const keyring = new Cookie.Keyring();
    for (const name of ['append', 'prepend', 'remove']) {
      for (const wrong of ['x'.repeat(32), [1, 2], new ArrayBuffer(32), new Uint16Array(16), null, undefined, 5])
        assertThrows(() => keyring[name](wrong), TypeError, 'A secret must be a Uint8Array or a GLib.Bytes, not ');
    }
    const secrets = [5, 6, 7].map(byte => new Uint8Array(32).fill(byte));
    assertEqual([keyring.append(secrets[0]), keyring.append(new GLib.Bytes(secrets[1])), keyring.prepend(secrets[2])], [true, true, true]);
    assertEqual([keyring.remove(new GLib.Bytes(secrets[0])), keyring.remove(secrets[0]), keyring.get_size()], [true, false, 2]);
    assertThrows(() => keyring.append('s3cret'), TypeError, 'not a string');
  },

  // GObject would only warn of a property that is set too late.
  constructOnly() {
    const site = new Cookie.Schema(), keyring = new Cookie.Keyring(), codec = new Cookie.StringCodec();
    for (const [object, properties] of [
      [new Cookie.SimpleCookie(), {schema: site}], [new Cookie.JsonCodec(), {maxLength: 3}], [new Cookie.SmartCodec(), {maxLength: 3}],
      [new Cookie.VariantCodec(), {maxLength: 3, format: 1, variantType: null}],
      [new Cookie.SignedCodec(), {lifetime: 5, purpose: 'x', keyring, codec, maxLength: 3}], [new Cookie.EncryptedCodec(), {lifetime: 5}],
    ]) {
      for (const [name, value] of Object.entries(properties)) {
        const before = object[name], dashed = name.replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`);
        for (const set of [
          () => (object[name] = value), () => (object[dashed] = value), () => (object[dashed.replace('-', '_')] = value),
          () => object.set_property(dashed, value), () => Object.assign(object, {[name]: value}),
        ])
          assertThrows(set, TypeError, `The property ${dashed} of a ${object.constructor.name.replace('_', '.')} can be set by the constructor only`);
        assertEqual(object[name] === before, true);
      }
      assertThrows(() => object.set_property('nothing', 5), TypeError, 'has no property "nothing"');
    }
    const cookie = new Cookie.SimpleCookie();
    cookie.set_property('max-pairs', 7);
    assertEqual(cookie.maxPairs, 7);
  },

  // Symbols and the properties of a subclass are the program's own.
  misspelt() {
    const cookie = new Cookie.SimpleCookie('a=1');
    for (const klass of [...CLASSES, Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SerialCookie, Cookie.SmartCookie]) {
      for (const name of ['lifetme', 'profil', 'max_lenth', 'setCodec'])
        assertThrows(() => (new klass()[name] = 5), TypeError, `A ${klass.name.replace('_', '.')} has no property ${name}`);
    }
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
    assertThrows(() => new Cookie.SimpleCookie().set('a', '1', {path: '/'}), TypeError, 'set () takes a name and a value');
    assertThrows(() => new Cookie.SimpleCookie().load(new GLib.Variant('a{ss}', {})), TypeError, 'load () takes a string');
    const bare = new Cookie.Morsel({path: '/', domain: 'a.example'});
    bare.set_path();
    bare.set_domain();
    new Cookie.SimpleCookie().set_codec();
    assertEqual([bare.path, bare.domain], [null, null]);
    assertThrows(() => new Cookie.Morsel({httponly: true}), Error, 'No property httponly');
    assertThrows(() => new Cookie.SimpleCookie({profil: 1}), Error, 'No property profil');
    for (const klass of [...CLASSES, Cookie.Morsel, Cookie.Diagnostic, Cookie.Iter, Cookie.SealedCodec])
      assertThrows(() => GObject.registerClass(class Mine extends klass {}), TypeError, 'No class can be derived from Cookie.');

    const Counter = GObject.registerClass({
      Properties: {count: GObject.ParamSpec.int('count', '', '', GObject.ParamFlags.READWRITE | GObject.ParamFlags.CONSTRUCT, 0, 9, 1)},
    }, class Counter extends Cookie.SimpleCookie {
      own = 7;
    });
    const counter = new Counter('a=1', {count: 5, maxPairs: 3});
    counter.own++;
    assertEqual([counter.own, counter.count, counter.maxPairs, String(counter)], [8, 5, 3, 'Set-Cookie: a=1']);
    counter.more = 9;
    counter.set_property('count', 4);
    Counter.prototype.common = Cookie.SmartCookie.prototype.common = 6;
    assertEqual([counter.more, counter.count, counter.common, new Cookie.SmartCookie().common], [9, 4, 6, 6]);
  },

  readOnly() {
    const [diagnostic] = Cookie.diagnose_set_cookie('__Host-a=b', 'https://site.example');
    for (const object of [new Cookie.SimpleCookie('a=1'), new Cookie.Morsel(), diagnostic]) {
      for (const {name, flags} of GObject.Object.list_properties.call(object.constructor)) {
        if (!(flags & GObject.ParamFlags.WRITABLE)) {
          for (const value of [undefined, null, 'x', 1, [], new Cookie.Morsel()])
            assertThrows(() => object.set_property(name, value), TypeError, `The property ${name} of a Cookie.`);
        }
      }
    }
  },

  // null removes an attribute, however it is set.
  unset() {
    const morsel = new Cookie.Morsel({path: '/', domain: 'site.example', expires: new Date(), secure: true, maxAge: 5});
    for (const name of ['path', 'domain', 'expires']) {
      morsel.set_property(name, null);
      assertEqual(morsel[name], null);
    }
    morsel.set_property('secure', true);
    morsel.set_property('max-age', null);
    assertEqual([morsel.secure, morsel.max_age], [true, -1]);
    const cookie = new Cookie.SimpleCookie({codec: new Cookie.JsonCodec()});
    cookie.set_property('codec', null);
    assertEqual(cookie.codec, null);
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
    for (const fields of [undefined, null, 'a=b', 7])
      assertThrows(() => Cookie.diagnose_set_cookie_fields(fields), TypeError, 'Header fields must be in an array, not ');
    for (const callback of [undefined, 'x', {}])
      assertThrows(() => cookie.forEach(callback), TypeError, 'A callback must be a function, not ');
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
