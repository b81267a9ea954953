// SPDX-License-Identifier: LGPL-2.1-or-later

// soak.js [SECONDS [SEED [FROM]]]: what soak.py does, from JavaScript.

import Cookie from 'gi://Cookie?version=1.0';
import CookieSoup from 'gi://CookieSoup?version=1.0';
import Gio from 'gi://Gio';
import GIRepository from 'gi://GIRepository?version=2.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Soup from 'gi://Soup?version=3.0';
import System from 'system';

const ROUND = 2000; // calls, after which all objects are dropped
const LIMIT = 2 << 20;
const DEPTH = 3; // of calls in handlers
const INTERNAL = /^can't access|is (null|undefined)$|is not (a function|iterable|a constructor|an object)/; // what the code trips over
// GJS has plain errors for arguments that are of a wrong type.
const OF_GJS = new RegExp('^(Argument|Constructor called|Value|Invalid value|Wrong type|Cannot (convert|instantiate)|Could not guess|Expected|' +
  'Too few|Object 0x|No property|Property .* is not writable)');
const NO_METHODS = ['constructor', '_init', '_construct', 'connect', 'connect_after', 'disconnect', 'emit', 'toString', 'unref', 'ref'];

const [seconds, seed, from] = [60, Math.floor(Math.random() * 2 ** 32), Infinity].map((usual, i) => Number(System.programArgs[i] ?? usual));

let state = seed;
function random() { // mulberry32
  state = state + 0x6d2b79f5 | 0;
  let t = Math.imul(state ^ state >>> 15, 1 | state);
  t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
  return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
}
const below = n => Math.floor(random() * n);
const choose = list => list[below(list.length)];

// Overrides that fail, and that return what they must not.
const Shop = GObject.registerClass(class SoakShop extends Cookie.SimpleCookie {
  vfunc_value_encode(name, value) {
    return choose(['x', '', 'a b', 'a\n', 'a\0', value.print(false)]);
  }

  vfunc_value_decode() {
    return choose([null, GLib.Variant.parse(null, '7', null, null)]);
  }
});
const Codec = GObject.registerClass({Implements: [Cookie.Codec]}, class SoakCodec extends GObject.Object {
  vfunc_encode(name, value) {
    return choose(['x', '', 'a b', 'a\0', value.print(false)]);
  }

  vfunc_decode() {
    return choose([GLib.Variant.parse(null, '7', null, null), null]);
  }
});

const bytes = text => new TextEncoder().encode(text);
const NAMES = ['a', 'b', 'sid', '__Host-sid', 'n0', 'n1', 'n2', 'path', '$x', 'é', 'a b', ''];
const TEXTS = ['', 'x', '31d4d96e', 'dark mode', '"quoted"', 'i:1', '7', 'true', '{"a": [1, 2.5, null]}', 'é', '%41%zz', 'x'.repeat(300)];
const HEADERS = [
  '', 'a=1; b=2', 'sid=31d4; theme="dark mode"; path=/', 'a=1; =b; a=2; c', '$Version=1; a="\\101"; $Path=/x', 'a=\x01', ';;,,',
  'a=b; Path=/; Max-Age=60; Secure; SameSite=Lax', 'a=b; Expires=Thu, 01 Jan 2026 00:00:00 GMT; Domain=site.example', '__Host-sid=1; Domain=x',
  `k=${'v'.repeat(5000)}`, Array.from({length: 200}, (_, i) => `k${i}=${i}`).join('; '), new Uint8Array([97, 61, 255]),
];
const TIMES = [new Date(0), new Date(2026, 0, 1), GLib.DateTime.new_utc(2026, 1, 1, 0, 0, 0), null];
const VALUES = ['x', 7, 1.5, true, null, [1, 'a'], {a: 1, b: [null]}, new Uint8Array([1, 2]), 2n ** 62n, GLib.Variant.parse(null, '"x"', null, null)];
const FLAGS = [true, false];

// What suits a parameter or a property of this name: one of these values, or an object of these classes.
const GOOD = {
  attributes: [{path: '/', secure: true}, {'max-age': 5, samesite: 'Lax'}, {}], attrs: [null, [], ['path', 'Max-Age']], codec: [Cookie.Codec],
  coded_value: TEXTS, cookie: [Cookie.BaseCookie, Soup.Cookie], domain: ['site.example', '.x', '', null], expires: TIMES,
  fields: [['a=1', 'b=2'], [], ['a=b; Path=/']], header: HEADERS, http_only: FLAGS, item: [CookieSoup.JarItem], jar: [Soup.CookieJar], key: NAMES,
  keyring: [Cookie.Keyring], lifetime: [0, 1, 3600], max_age: [0, -1, 60, 2 ** 40], max_length: [10, 65536], max_pairs: [1, 10, 3000],
  morsel: [Cookie.Morsel], name: NAMES, now: TIMES,
  origin: [null, 'https://site.example/', 'http://127.0.0.1:8080/a?b', GLib.Uri.parse('https://a.site.example/', 0)],
  other: [Cookie.BaseCookie, Cookie.Morsel], partitioned: FLAGS, path: ['/', '/a', '', null], position: [0, 1, 5, 1e6], priority: [0, 1, 2, 3, 'High'],
  profile: [0, 1, 2, 'STRICT'], purpose: TEXTS, request_headers: [Soup.MessageHeaders], response_headers: [Soup.MessageHeaders],
  same_site: [0, 1, 2, 3, 'Lax'], schema: [Cookie.Schema],
  secret: [bytes('k'.repeat(32)), bytes('j'.repeat(32)), new GLib.Bytes(bytes('l'.repeat(64)))],
  secure: FLAGS, sep: ['\n', '', null], text: TEXTS, value: VALUES, values: [{a: 1, b: 'x'}, {}, new Map([['a', 1]])],
  variant_type: ['s', 'i', 'a{sv}', 'ay'].map(type => new GLib.VariantType(type)),
};

const HOSTILE = [
  undefined, null, true, -1, 7, 2 ** 31, -(2 ** 63), 2 ** 64, 1e300, NaN, 0.5, 10n, 2n ** 70n, '', 'path', 'a=b; c=d', 'a\0b', 'é;\n', '\ud800', '\u2028',
  'x'.repeat(5000), [], [null], ['a', 1], {}, {a: 1}, {a: '\n'}, Symbol('s'), () => 0, new Uint8Array([255, 0]), Cookie, Cookie.Morsel,
  new Gio.ListStore(), GLib.Variant.parse(null, '@mv nothing', null, null), new GLib.VariantType('h'), new GLib.VariantType('*'),
  new GLib.Bytes(new Uint8Array([97, 61, 98, 255])), GLib.DateTime.new_utc(9999, 12, 31, 23, 59, 59), Cookie.Profile.STRICT, Cookie.Error.FAILED,
  new Date(NaN), new Map([[1, 2]]), new Proxy({}, {}),
];

// The names of the parameters of C's functions, by the name of the class and the function: 'Morsel.set'.
const PARAMETERS = new Map();
const STATICS = []; // [object, name]

function readFunctions(prefix, owner, functions) {
  for (const info of functions) {
    const args = Array.from({length: GIRepository.callable_info_get_n_args(info)}, (_, i) => GIRepository.callable_info_get_arg(info, i));
    const ins = args.filter(arg => GIRepository.arg_info_get_direction(arg) !== GIRepository.Direction.OUT);
    PARAMETERS.set(`${prefix}.${info.get_name()}`, ins.map(arg => arg.get_name()));
    if (!(GIRepository.function_info_get_flags(info) & GIRepository.FunctionInfoFlags.IS_METHOD))
      STATICS.push([owner, info.get_name()]);
  }
}

function readNamespace(namespace, name) {
  const repository = GIRepository.Repository.get_default();
  const classes = [];
  for (let i = 0; i < repository.get_n_infos(name); i++) {
    const info = repository.get_info(name, i), type = info.get_type();
    const owner = namespace[info.get_name()];
    if (type === GIRepository.InfoType.OBJECT || type === GIRepository.InfoType.INTERFACE) {
      const [count, get] = type === GIRepository.InfoType.OBJECT
        ? [GIRepository.object_info_get_n_methods(info), GIRepository.object_info_get_method]
        : [GIRepository.interface_info_get_n_methods(info), GIRepository.interface_info_get_method];
      readFunctions(info.get_name(), owner, Array.from({length: count}, (_, j) => get(info, j)));
      if (type === GIRepository.InfoType.OBJECT)
        classes.push(owner);
    } else if (type === GIRepository.InfoType.FUNCTION) {
      readFunctions(name, namespace, [info]);
    }
  }
  return classes;
}

const classes = [...readNamespace(Cookie, 'Cookie'), ...readNamespace(CookieSoup, 'CookieSoup'), Shop, Codec];

// The classes of the library that an object has, the nearest first, with the names of their methods.
function describe(klass) {
  const names = new Set(), parents = [];
  for (let proto = klass.prototype; proto && proto !== GObject.Object.prototype; proto = Object.getPrototypeOf(proto)) {
    parents.push(proto.constructor.name.replace(/^Cookie(Soup)?_/, ''));
    for (const name of Object.getOwnPropertyNames(proto)) {
      if (typeof Object.getOwnPropertyDescriptor(proto, name).value === 'function' && !name.startsWith('vfunc_') && !NO_METHODS.includes(name))
        names.add(name);
    }
  }
  for (const parent of klass === Codec || parents.some(name => name.endsWith('Codec')) ? [...parents, 'Codec'] : parents) {
    for (const key of PARAMETERS.keys()) {
      const [owner, name] = key.split('.');
      if (owner === parent && typeof klass.prototype[name] === 'function')
        names.add(name);
    }
  }
  const properties = GObject.Object.list_properties.call(klass).map(({name}) => name);
  return {parents: [...parents, 'Codec'], methods: [...names].sort(), properties, signals: ['notify', ...getSignals(klass)]};
}

function getSignals(klass) {
  const signals = [];
  for (let type = klass.$gtype; type; type = type === GObject.Object.$gtype ? null : GObject.type_parent(type))
    signals.push(...GObject.signal_list_ids(type).map(id => GObject.signal_query(id).signal_name));
  return klass.prototype instanceof Cookie.BaseCookie || klass === Cookie.BaseCookie ? [...signals, 'items-changed'] : signals;
}

const descriptions = new Map(classes.map(klass => [klass, describe(klass)]));

let pool = [], connected = [], calls = 0, refused = 0, depth = 0;
const findings = new Set();

// New objects, some of each kind; what calls return is added to them.
function renew() {
  const keyring = new Cookie.Keyring();
  keyring.append(bytes('k'.repeat(32)));
  const codecs = [Codec, Cookie.StringCodec, Cookie.VariantCodec, Cookie.SmartCodec, Cookie.PercentCodec, Cookie.JsonCodec].map(klass => new klass());
  for (const klass of [Cookie.SignedCodec, Cookie.EncryptedCodec])
    codecs.push(...codecs.slice(0, 3).map(codec => new klass({codec, keyring, lifetime: 60})));
  const schema = new Cookie.Schema();
  for (const name of NAMES.slice(0, 5))
    schema.add(name, choose(codecs), {path: '/', secure: true});
  const cookies = [Cookie.BaseCookie, Cookie.SimpleCookie, Cookie.SerialCookie, Cookie.SmartCookie, Shop].map(klass => new klass());
  cookies.push(new Cookie.SimpleCookie('a=1; b=2; sid=3', {schema}), ...codecs.slice(0, 3).map(codec => new Cookie.BaseCookie({codec})));
  const morsels = [...new Cookie.SimpleCookie('a=1; b=2; sid=3').values(), new Cookie.Morsel(), Cookie.Morsel.parse_set_cookie('a=b; Path=/; Max-Age=60')];
  const jar = new Soup.CookieJar();
  for (const name of NAMES.slice(0, 4))
    jar.add_cookie(Soup.Cookie.new(name, 'x', 'site.example', '/', 60));
  const headers = [Soup.MessageHeadersType.REQUEST, Soup.MessageHeadersType.RESPONSE].map(type => Soup.MessageHeaders.new(type));
  headers.forEach((fields, i) => fields.append(['Cookie', 'Set-Cookie'][i], 'a=b; Path=/'));
  const model = new CookieSoup.JarModel({jar});
  pool = [
    ...codecs, keyring, schema, ...cookies, ...cookies, ...morsels, ...Cookie.diagnose_set_cookie('a=b; Foo; Domain=com', 'https://com'),
    jar, model, ...model, ...headers, Soup.Cookie.new('a', 'b', 'c', '/', -1),
  ];
}

function keep(result) {
  for (const each of Array.isArray(result) ? result.slice(0, 3) : [result]) {
    if (each instanceof GObject.Object && descriptions.has(each.constructor))
      pool[below(pool.length)] = each;
  }
}

const hostile = () => random() < 0.7 ? choose(HOSTILE) : choose(pool);

function good(name) {
  const suitable = GOOD[name.replace(/-/g, '_').replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)];
  if (suitable === undefined || suitable.length === 0)
    return hostile();
  if (typeof suitable[0] !== 'function')
    return choose(suitable);
  const found = pool.filter(each => suitable.some(klass => each instanceof klass));
  return found.length > 0 ? choose(found) : hostile();
}

function makeArguments(names) {
  const kind = random();
  if (kind < 0.1)
    return Array.from({length: Math.min(below(5), names.length)}, hostile); // GJS warns of each argument too many
  const args = names.map(good);
  if (kind < 0.3 && args.length > 0)
    args[below(args.length)] = hostile();
  return kind < 0.8 ? args : args.slice(0, below(args.length + 1));
}

function makeProperties(properties) {
  const names = properties.length > 0 ? Array.from({length: below(3)}, () => choose(properties)) : [];
  return Object.fromEntries(names.map(name => [name, random() < 0.6 ? good(name) : hostile()]));
}

// Lets go of all objects; some codecs are everybody's, and keep their handlers.
function drop() {
  for (const [instance, id] of connected)
    instance.disconnect(id);
  connected = [];
  pool = [];
  System.gc();
}

function handle() {
  if (depth < DEPTH && random() < 0.5)
    step();
}

// Returns what to call: its name, its arguments, and a function that calls it with them.
function chooseCall() {
  const kind = random();
  if (kind < 0.1) {
    const [owner, name] = choose(STATICS);
    const title = owner === Cookie ? 'Cookie' : owner === CookieSoup ? 'CookieSoup' : owner.name.replace(/^Cookie(Soup)?_/, '');
    return [`${title}.${name}`, makeArguments(PARAMETERS.get(`${title}.${name}`)), args => owner[name](...args)];
  }
  if (kind < 0.15) {
    const klass = choose(classes);
    return [`new ${klass.name}`, [makeProperties(descriptions.get(klass).properties)], args => new klass(...args)];
  }
  const instance = choose(pool.filter(each => descriptions.has(each.constructor)));
  const {parents, methods, properties, signals} = descriptions.get(instance.constructor);
  const [title] = parents;
  if (kind < 0.2)
    return [`connect ${title}`, [choose(signals)], ([signal]) => void connected.push([instance, instance.connect(signal, handle)])];
  if (kind < 0.35 && properties.length > 0) {
    const name = choose(properties).replace(/-(.)/g, (_, letter) => choose([`_${letter}`, letter.toUpperCase()]));
    const value = random() < 0.6 ? good(name) : hostile();
    return choose([
      [`get ${title}.${name}`, [], () => instance[name]],
      [`set ${title}.${name}`, [value], () => {
        instance[name] = value;
      }],
      [`set_property ${title}.${name}`, [value], () => instance.set_property(name, value)],
    ]);
  }
  if (kind < 0.38)
    return [`JSON ${title}`, [], () => [JSON.stringify(instance), `${instance}`]];
  const name = choose(methods);
  const owner = parents.find(parent => PARAMETERS.has(`${parent}.${name}`));
  const parameters = PARAMETERS.get(`${owner}.${name}`) ?? ['name', 'value'].slice(0, instance[name].length);
  return [`${title}.${name}`, makeArguments(parameters), args => instance[name](...args)];
}

function show(value) {
  try {
    return typeof value === 'string' ? JSON.stringify(value).slice(0, 100) : String(value).slice(0, 100);
  } catch {
    return typeof value;
  }
}

function step() {
  depth++;
  calls++;
  const number = calls;
  const [name, args, run] = chooseCall();
  if (number >= from)
    print(`${number}: ${name} ${args.map(show).join(', ')}`);
  try {
    keep(run(args));
  } catch (error) {
    refused++;
    const isDocumented = error instanceof Cookie.Error || error instanceof TypeError || error instanceof RangeError ||
      name.endsWith('load_secret') && error instanceof GLib.Error || OF_GJS.test(error.message);
    const finding = `${name} ${error.constructor.name}`;
    if ((!isDocumented || INTERNAL.test(error.message)) && !findings.has(finding)) {
      findings.add(finding);
      print(`call ${number}: ${name} ${args.map(show).join(', ')}\n${error}\n${error.stack}`);
    }
  }
  depth--;
}

function getResident() {
  const [, text] = GLib.file_get_contents('/proc/self/statm');
  return Number(new TextDecoder().decode(text).split(' ')[1]) * 4096;
}

print(`JavaScript: ${seconds} seconds, seed ${seed}`);
const start = GLib.get_monotonic_time(), samples = [];
let said = 0;
for (let now = 0; now < seconds || samples.length === 0; now = (GLib.get_monotonic_time() - start) / 1e6) {
  renew();
  while (calls < ROUND * (samples.length + 1))
    step();
  drop();
  samples.push(getResident());
  if (now - said >= 60) {
    said = now;
    print(`${now.toFixed()} s: ${calls} calls, ${(samples.at(-1) / 2 ** 20).toFixed(1)} MiB`);
  }
}

const half = samples.length >> 1, quarter = half + (samples.length - half >> 1); // the first half warms up
const [before, after] = [samples.slice(half, quarter), samples.slice(quarter)].map(part => Math.max(0, ...part));
const [third, last] = [before, after].map(size => (size / 2 ** 20).toFixed(1));
print(`JavaScript: ${calls} calls, ${refused} refused, ${findings.size} findings, ` +
  `resident memory ${third} MiB in the third quarter, ${last} MiB in the last`);
System.exit(findings.size > 0 || before > 0 && after - before > LIMIT ? 1 : 0);
