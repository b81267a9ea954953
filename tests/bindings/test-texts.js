// SPDX-License-Identifier: LGPL-2.1-or-later

// Text with a NUL, which C would take for the text before it: refused by every function, method, property and virtual
// function that the .gir file has. Native values for each type of GVariant.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';

const {Error: Code} = Cookie;

// A header can hold a NUL, and is loaded as bytes then. The last takes an object, see test-cookie.js.
const OTHERS = ['load', 'parse_set_cookie', 'diagnose_set_cookie', 'set_attributes'];

function assert(condition, message) {
  if (!condition)
    throw new Error(`assertion failed: ${message}`);
}

function assertEqual(actual, expected) {
  assert(JSON.stringify(actual) === JSON.stringify(expected), `${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

function assertThrows(func, code) {
  try {
    func();
  } catch (error) {
    assert(error instanceof GLib.Error && error.matches(Code, code), `${error} of ${func}`);
    return;
  }
  throw new Error(`did not throw: ${func}`);
}

const TextCodec = GObject.registerClass({Implements: [Cookie.Codec]}, class TextCodec extends GObject.Object {
  vfunc_encode(name, value) {
    return value.deepUnpack();
  }

  vfunc_decode(name, text) {
    return new GLib.Variant('s', text);
  }
});

function make(owner) {
  if (owner === 'Cookie')
    return [Cookie];
  if (owner === 'Morsel')
    return [new Cookie.SimpleCookie('a=b').get('a')];
  if (owner === 'BaseCookie')
    return [new Cookie.BaseCookie('a=b'), new Cookie.SimpleCookie('a=b')];
  if (owner !== 'Codec')
    return [new Cookie[owner]()];
  const signed = new Cookie.SignedCodec({codec: new TextCodec()});
  signed.keyring.append(new Uint8Array(32).fill(7));
  return [
    new TextCodec(), new Cookie.StringCodec(), new Cookie.SmartCodec(), new Cookie.PercentCodec(), new Cookie.VariantCodec(), signed,
  ];
}

// Returns what matches in the text, group by group.
const find = (text, pattern) => [...text.matchAll(pattern)].map(match => match.slice(1));

// Returns the functions and the properties of the .gir file that take text.
function readGir() {
  const file = GLib.getenv('GI_TYPELIB_PATH').split(':').map(folder => `${folder}/Cookie-1.0.gir`)
    .find(path => GLib.file_test(path, GLib.FileTest.EXISTS));
  const text = new TextDecoder().decode(GLib.file_get_contents(file)[1]).replace(/<virtual-method .*?<\/virtual-method>/gs, '');
  const functions = [], properties = [];
  const types = /<(class|interface|record) name="(\w+)"(.*?)<\/\1>/gs;
  for (const [, owner, part] of [...find(text, types), ['namespace', 'Cookie', text.replace(types, '')]]) {
    for (const [, name, body] of find(part, /<(constructor|method|function) name="(\w+)"(.*?)<\/\1>/gs)) {
      const parameters = find(body, /<parameter name="(\w+)"(.*?)<\/parameter>/gs).map(([parameter, type]) => [parameter, type.includes('"utf8"')]);
      if (parameters.some(([, isText]) => isText) && !body.startsWith(' introspectable="0"'))
        functions.push([owner, name, parameters]);
    }
    for (const [name, body] of find(part, /<property name="([\w-]+)"(.*?)<\/property>/gs)) {
      if (body.includes('"utf8"') && body.includes('writable="1"'))
        properties.push([owner, name, body.includes('construct-only="1"')]);
    }
  }
  return [functions, properties];
}

const [functions, properties] = readGir();
const state = thing => thing.output?.(null, 'Set-Cookie:') ?? null;
const withNul = text => [`${text}\0`, `${text}\0x`, `\0${text}`, '\0'];

function makeBad(text) {
  const Bad = GObject.registerClass({Implements: [Cookie.Codec]}, class extends GObject.Object {
    vfunc_encode() {
      return text;
    }

    vfunc_decode(name, coded) {
      return new GLib.Variant('s', coded);
    }

    vfunc_renew() {
      return text;
    }
  });
  const BadAgain = GObject.registerClass({Implements: [Cookie.Codec]}, class extends Bad {
    vfunc_encode() {
      return text;
    }
  });
  const BadCookie = GObject.registerClass(class extends Cookie.SimpleCookie {
    vfunc_value_encode() {
      return text;
    }
  });
  return [new Bad(), new BadAgain(), new BadCookie()];
}

const tests = {
  functions() {
    const seen = new Set();
    for (const [owner, name, parameters] of functions.filter(([, name]) => !OTHERS.includes(name))) {
      const good = parameters.map(([parameter, isText]) => {
        if (parameter === 'name' && owner === 'Morsel')
          return 'path';
        return isText ? {key: 'a', name: 'a', attrs: 'path'}[parameter] ?? 'b' : null;
      });
      parameters.forEach(([parameter, isText], i) => {
        for (const bad of isText ? withNul(good[i]) : []) {
          for (const thing of make(owner)) {
            const args = good.map((arg, j) => {
              const text = i === j ? bad : arg;
              return ['attrs', 'fields'].includes(parameters[j][0]) ? [text] : text;
            });
            const before = state(thing);
            let result;
            try {
              result = thing[name] ? thing[name](...args) : thing.constructor[name](...args);
            } catch (error) {
              assert(error instanceof GLib.Error && error.message.includes('NUL'), `${owner}.${name} ${parameter}: ${error}`);
              result = null;
            }
            assert([null, undefined, false].includes(result), `${owner}.${name} ${parameter}: ${result}`);
            assertEqual(state(thing), before);
            seen.add(`${owner}.${name} ${parameter}`);
          }
        }
      });
    }
    assert(seen.size > 30, [...seen]);
  },

  properties() {
    assert(properties.some(([owner, name]) => owner === 'Morsel' && name === 'path'), properties);
    for (const [owner, name, constructOnly] of properties) {
      const snake = name.replace(/-/g, '_');
      for (const bad of withNul('b')) {
        for (const concrete of owner === 'SealedCodec' ? ['EncryptedCodec', 'SignedCodec'] : [owner]) {
          try {
            void new Cookie[concrete]({[name]: bad});
            assert(false, name);
          } catch (error) {
            assert(error instanceof GLib.Error && error.message.includes('NUL'), error);
          }
        }
        for (const set of constructOnly ? [] : [
          thing => (thing[snake] = bad), thing => thing.set_property(name, bad), thing => thing[`set_${snake}`](bad),
          thing => Object.assign(thing, {[name]: bad}),
        ]) {
          const thing = new Cookie[owner]();
          assertThrows(() => set(thing), Code.INVALID_ATTRIBUTE);
          assertEqual(thing[snake], null);
        }
      }
    }
  },

  // Text that a property refuses, in each spelling, changes nothing.
  refused() {
    for (const name of ['path', 'domain']) {
      for (const bad of [';', '/; Domain=evil.example', 'x\n', 'x\x7f', '\0']) {
        for (const old of [null, 'kept']) {
          const morsel = new Cookie.Morsel({[name]: old});
          let notified = 0;
          morsel.connect('notify', () => notified++);
          for (const set of [
            () => (morsel[name] = bad), () => morsel.set_property(name, bad), () => morsel[`set_${name}`](bad),
            () => Object.assign(morsel, {[name]: bad}), () => morsel.set_attribute(name, bad), () => new Cookie.Morsel({[name]: bad}),
          ])
            assertThrows(set, Code.INVALID_ATTRIBUTE);
          assertEqual([morsel[name], notified], [old, 0]);
        }
      }
    }
  },

  lookUp() {
    const cookie = new Cookie.SimpleCookie('a=b');
    for (const name of withNul('a')) {
      assertEqual([cookie.has(name), cookie.contains(name), cookie.delete(name), cookie.remove(name)], [false, false, false, false]);
      assertEqual([cookie.get(name) ?? null, cookie.get_string(name), cookie.get_coded_value(name)], [null, null, null]);
      for (const write of [
        () => cookie.set(name, 'x'), () => cookie.set_string(name, 'x'), () => cookie.set_all({[name]: 'x'}), () => cookie.expire(name),
        () => cookie.load(new Map([[name, 'x']])), () => cookie.set_coded(name, null, 'x'), () => cookie.touch(name),
      ])
        assertThrows(write, Code.ILLEGAL_KEY);
    }
    const serial = new Cookie.SerialCookie();
    for (const text of withNul('x')) {
      for (const write of [
        () => cookie.set('a', text), () => cookie.set_string('a', text), () => cookie.set_all({a: text}), () => serial.set('a', [text]),
        () => serial.set('a', {[text]: 1}), () => cookie.set_coded('a', null, text),
      ])
        assertThrows(write, Code.ILLEGAL_VALUE);
      assertThrows(() => cookie.get('a').set_attribute('comment', text), Code.INVALID_ATTRIBUTE);
    }
    assertEqual(cookie.output(), 'Set-Cookie: a=b');
  },

  headers() {
    for (const header of ['a=b\0; c=d', 'a\0=b; c=d']) {
      const cookie = new Cookie.SimpleCookie(header);
      assertEqual(cookie.output(), 'Set-Cookie: c=d');
      assertEqual(cookie.get_diagnostics().length, 1);
      assertThrows(() => Cookie.Morsel.parse_set_cookie(header), Code.SYNTAX);
      assertEqual(Cookie.diagnose_set_cookie(header).map(d => d.get_code()), [Cookie.DiagnosticCode.CONTROL_CHARACTER]);
    }
  },

  results() {
    for (const text of withNul('x')) {
      const [codec, again, cookie] = makeBad(text);
      const signed = new Cookie.SignedCodec({codec});
      signed.keyring.append(new Uint8Array(32).fill(7));
      for (const one of [codec, again, signed])
        assertThrows(() => one.encode('a', new GLib.Variant('s', 'x')), Code.ILLEGAL_VALUE);
      for (const dictionary of [cookie, ...[codec, again, signed].map(one => new Cookie.BaseCookie({codec: one}))]) {
        for (const set of [() => dictionary.set('a', 'x'), () => dictionary.set_string('a', 'x'), () => dictionary.set_all({a: 'x'})])
          assertThrows(set, Code.ILLEGAL_VALUE);
        assertEqual(dictionary.size, 0);
      }
      assertEqual([codec.renew('a', 'b'), again.renew('a', 'b')], [null, null]);
      const read = new Cookie.BaseCookie('a=b', {codec});
      assertEqual([read.output(), read.get_changes().length], ['Set-Cookie: a=b', 0]);
    }
    const [codec] = makeBad('new');
    assertEqual(new Cookie.BaseCookie('a=b', {codec}).get_changed_fields(), ['a=new']);
  },

  // The values that suit a type come back; others are refused.
  types() {
    const integers = {
      y: [0, 255], n: [-(2 ** 15), 2 ** 15 - 1], q: [0, 2 ** 16 - 1], i: [-(2 ** 31), 2 ** 31 - 1], u: [0, 2 ** 32 - 1],
      x: [-(2n ** 63n), 2n ** 63n - 1n], t: [0, 2n ** 64n - 1n],
    };
    const types = {
      s: [['', 'é'], ['\0']],
      o: [['/', '/a/b'], ['', 'a', '/a/', '/\0', 7, null]],
      g: [['', 'a{sv}'], ['!', 's\0', 7, null]],
      b: [[true, false], [0, 1, 'yes', null]],
      d: [[0.5, -1], ['1', null, true]],
      v: [['x', 7, 0.5, true, null, ['a'], {k: [1]}], [() => 0, 'x\0', [undefined]]],
      ms: [['', 'x', null], [7, ['x'], 'x\0', undefined]],
      mo: [['/', null], ['x', 7]],
      mx: [[7, null], ['7', 0.5]],
      mv: [['x', 7, ['a'], null], [() => 0]],
      mms: [['x'], [7]],
      'm(ss)': [[['a', 'b'], null], ['ab', ['a'], ['a', 'b', 'c'], ['a', 1]]],
      mas: [[['a'], [], null], ['a', [1]]],
      as: [[[], ['a', '']], ['abc', [1], ['a\0'], {a: 1}, 7, null]],
      ao: [[['/a', '/b']], [['/a', 'b']]],
      ay: [[], ['x', [256], 7, null]],
      av: [[['x', 7, [null]]], ['x', [() => 0]]],
      ams: [[['x', null]], [[7]]],
      'a{ss}': [[{}, {a: 'b'}], [{a: 1}, 'x', {'a\0': 'b'}]],
      'a{os}': [[{'/a': 'b'}], [{a: 'b'}]],
      'a{xms}': [[{7: null, 8: 'x'}], [{a: null}, {'': null}]],
      'a{bs}': [[{true: 'x'}], [{a: 'x'}]],
      'a{sv}': [[{a: 'b', c: [1, 2]}], [{a: () => 0}]],
      '(sg)': [[['a', 's']], [['a', '!'], 'as', ['a']]],
      '(s(xmo))': [[['a', [1, null]], ['a', [1, '/']]], [['a', [1, 'x']]]],
      '()': [[[]], [['a'], 'a']],
      ...Object.fromEntries(Object.entries(integers).map(([type, [low, high]]) => [
        type, [[low, high], [BigInt(low) - 1n, BigInt(high) + 1n, '7', 0.5, null, true]],
      ])),
    };
    const text = value => JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}n` : item instanceof Map ? Object.fromEntries(item) : item));

    for (const [type, [suits, refused]] of Object.entries(types)) {
      const codec = new Cookie.VariantCodec({variant_type: new GLib.VariantType(type)});
      for (const set of [(c, v) => c.set('a', v), (c, v) => c.set_all({a: v}), (c, v) => c.load(new Map([['a', v]]))]) {
        for (const value of suits) {
          const cookie = new Cookie.BaseCookie({codec});
          set(cookie, value);
          assertEqual(cookie.get('a').get_value().get_type_string(), type);
          const again = new Cookie.BaseCookie(cookie.to_cookie_header(), {codec});
          assert(text(again.get('a').value) === text(value), `${type}: ${text(again.get('a').value)} is not ${text(value)}`);
        }
        for (const value of refused) {
          const cookie = new Cookie.BaseCookie({codec});
          try {
            assertThrows(() => set(cookie, value), Code.ILLEGAL_VALUE);
          } catch (error) {
            throw new Error(`${type} of ${text(value)}: ${error}`);
          }
          assertEqual(cookie.size, 0);
        }
      }
    }

    const bytes = new Cookie.BaseCookie({codec: new Cookie.VariantCodec({variant_type: new GLib.VariantType('ay')})});
    for (const value of [new Uint8Array([0, 255]), [0, 255]]) {
      bytes.set('a', value);
      assertEqual([...bytes.get('a').value], [0, 255]);
    }
    const table = new Cookie.BaseCookie({codec: new Cookie.VariantCodec({variant_type: new GLib.VariantType('a{xs}')})});
    table.set('a', new Map([[-7, 'x'], [2n ** 62n, 'y']]));
    const {value} = table.get('a');
    assert(value instanceof Map && value.get(-7) === 'x' && value.get(2n ** 62n) === 'y' && value.size === 2, 'a Map of a{xs}');
  },
};

for (const [name, run] of Object.entries(tests)) {
  run();
  print(`ok - ${name}`);
}
