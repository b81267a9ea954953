// SPDX-License-Identifier: LGPL-2.1-or-later

// Schema in JavaScript: what the cookies of a site are, said once.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';

const SID = '__Host-sid';
const SID_ATTRIBUTES = 'HttpOnly; Max-Age=3600; Path=/; SameSite=Lax; Secure';
const REMOVED = 'expires=Thu, 01 Jan 1970 00:00:00 GMT';
const PROFILES = [Cookie.Profile.PYTHON, Cookie.Profile.RFC6265, Cookie.Profile.STRICT];

function assert(condition, message) {
  if (!condition)
    throw new Error(`assertion failed: ${message}`);
}

function assertEqual(actual, expected) {
  assert(JSON.stringify(actual) === JSON.stringify(expected), `${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

function assertRefused(code, func) {
  try {
    func();
  } catch (error) {
    assert(error instanceof GLib.Error && error.matches(Cookie.Error, code), `${error} of ${func}`);
    return error.message;
  }
  throw new Error(`no error of ${func}`);
}

function assertThrows(func) {
  let thrown = false;
  try {
    func();
  } catch {
    thrown = true;
  }
  assert(thrown, func);
}

// STATE.LEFT.VALUE, whose time does not pass: `new`, or `old` if it is to be sealed again
const Timed = GObject.registerClass({GTypeName: 'Timed', Implements: [Cookie.Codec]}, class Timed extends GObject.Object {
  vfunc_encode(name, value) {
    return `new.3600.${value.unpack()}`;
  }

  vfunc_decode(name, text) {
    const [state, , ...rest] = text.split('.');
    if (state === 'tampered')
      throw new GLib.Error(Cookie.Error, Cookie.Error.UNAUTHENTIC, 'It is tampered');
    if (!['new', 'old'].includes(state))
      throw new GLib.Error(Cookie.Error, Cookie.Error.DECODE, 'Neither new nor old');
    return new GLib.Variant('s', rest.join('.'));
  }

  vfunc_renew(name, text) {
    return text.startsWith('old.') ? `new.${text.slice(4)}` : null;
  }

  vfunc_get_remaining_lifetime(name, text) {
    return Number(text.split('.')[1]);
  }
});

function newSite() {
  const site = new Cookie.Schema();
  const attributes = new Cookie.Morsel({path: '/', secure: true, httpOnly: true, sameSite: Cookie.SameSite.LAX, maxAge: 3600});
  site.add(SID, new Timed(), attributes);
  site.add('theme', null, new Cookie.Morsel({path: '/', maxAge: 31536000}));
  site.add('lang');
  new Cookie.Schema().add('lang', null, {samesite: 'Lax', httponly: true, 'max-age': 60});
  return site;
}

// Schemas
{
  const site = newSite();
  assertEqual(site.get_names(), [SID, 'lang', 'theme']);
  assertEqual(site.create_morsel(SID).to_set_cookie_header(), `${SID}=; ${SID_ATTRIBUTES}`);
  assertEqual(site.create_morsel('other').to_set_cookie_header(), 'other=');
  assert(site.lookup_codec(SID) instanceof Timed, 'codec');
  assertEqual(site.lookup_codec('theme'), null);

  assertRefused(Cookie.Error.ILLEGAL_KEY, () => site.add('theme'));
  assertRefused(Cookie.Error.ILLEGAL_KEY, () => site.add('a b', null, null));
  assertRefused(Cookie.Error.ILLEGAL_KEY, () => site.add('a\0b'));
  assertRefused(Cookie.Error.ILLEGAL_KEY, () => site.create_morsel('a\0b'));
  assertEqual([site.lookup_codec('a\0b'), new Cookie.SmartCookie().lookup_codec('a\0b')], [null, null]);
  assertRefused(Cookie.Error.RESERVED_KEY, () => site.add('Path'));
  assert(assertRefused(Cookie.Error.INVALID_ATTRIBUTE, () => site.add('__Host-x')).includes('__Host-x'), 'name');
  assertRefused(Cookie.Error.INVALID_ATTRIBUTE, () => site.add('x', null, new Cookie.Morsel({maxAge: 0})));
  assertRefused(Cookie.Error.INVALID_ATTRIBUTE, () => site.set_default(null, new Cookie.Morsel({partitioned: true})));
  assertRefused(Cookie.Error.SYNTAX, () => site.diagnose('nowhere'));
  for (const args of [[], [null], [7], ['x', 'codec'], ['x', {}], ['x', null, 'Path=/'], ['x', null, {Path: '/'}], ['x', null, 5], ['x', new Cookie.Morsel()]])
    assertThrows(() => site.add(...args));
  assertThrows(() => new Cookie.SimpleCookie({schema: 'x'}));
  assertEqual(site.get_names(), [SID, 'lang', 'theme']);

  site.set_default(null, new Cookie.Morsel({path: '/any'}));
  assertEqual(site.create_morsel('other').path, '/any');
  site.set_default();
  assertEqual(site.create_morsel('other').path, null);
  assertEqual(site.diagnose('https://www.site.example/').filter(d => d.severity === Cookie.DiagnosticSeverity.ERROR), []);
  assert(Array.isArray(site.diagnose()), 'no origin');

  const cookie = new Cookie.SimpleCookie({schema: site});
  assert(cookie.schema === site, 'schema');
  assertRefused(Cookie.Error.NOT_SUPPORTED, () => site.add('more'));
  assertRefused(Cookie.Error.NOT_SUPPORTED, () => site.set_default());
}

// Events
const site = newSite();
for (const profile of PROFILES) {
  const cookie = new Cookie.SimpleCookie(`theme=dark; ${SID}=new.60.ann; other=1`, {schema: site, profile});
  assertEqual([cookie.get(SID).value, cookie.get_string(SID), cookie.get_string('theme')], ['ann', 'ann', 'dark']);
  assertEqual(cookie.get_diagnostics(), []);
  assertEqual(cookie.has_changes, false);
  assertEqual(`${cookie}`.split('\r\n'), [
    `Set-Cookie: ${SID}=new.60.ann; ${SID_ATTRIBUTES}`, 'Set-Cookie: other=1', 'Set-Cookie: theme=dark; Max-Age=31536000; Path=/',
  ]);
  cookie.set(SID, 'bob').set('other', '2');
  cookie.expire('theme');
  assertEqual(cookie.get_changed_fields(), [
    `${SID}=new.3600.bob; ${SID_ATTRIBUTES}`, 'other=2', `theme=; ${REMOVED}; Max-Age=0; Path=/`,
  ]);
  cookie.set_all({theme: 'light', lang: 'en', [SID]: 'eve'});
  assertEqual(cookie.get_changed_fields(), [
    `${SID}=new.3600.eve; ${SID_ATTRIBUTES}`, 'lang=en', 'other=2', 'theme=light; Max-Age=31536000; Path=/',
  ]);
  const copy = cookie.copy();
  assert(copy.schema === site && copy.equal(cookie), 'copy');
  assertEqual(copy.get_changed_fields(), cookie.get_changed_fields());
  assertEqual(copy.profile, profile);
}

// A morsel is taken as it is
{
  const cookie = new Cookie.SimpleCookie({schema: site});
  const morsel = new Cookie.Morsel({path: '/own'});
  morsel.set('theme', 'x', 'x');
  cookie.set('theme', morsel);
  cookie.set('theme', 'y');
  assertEqual(cookie.get_changed_fields(), ['theme=y; Path=/own']);
}

// A session that was tampered with
{
  const header = `theme=dark; ${SID}=tampered.1`;
  const cookie = new Cookie.SimpleCookie(header, {schema: site});
  const [diagnostic] = cookie.get_diagnostics();
  assertEqual([diagnostic.code, diagnostic.offset], [Cookie.DiagnosticCode.UNAUTHENTIC, 23]);
  assert(diagnostic.message.includes(SID), diagnostic.message);
  cookie.expire(SID);
  assertEqual(cookie.get_changed_fields(), [`${SID}=; ${REMOVED}; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure`]);
  for (const profile of [Cookie.Profile.PYTHON, Cookie.Profile.STRICT]) {
    const message = assertRefused(Cookie.Error.UNAUTHENTIC, () => new Cookie.SimpleCookie(header, {schema: site, profile}));
    assertEqual(message, `Cookie “${SID}”: It is tampered at byte 23`);
  }
}

// Rotation
for (const profile of PROFILES) {
  const cookie = new Cookie.SimpleCookie(`${SID}=old.60.ann`, {schema: site, profile});
  const short = [`${SID}=new.60.ann; ${SID_ATTRIBUTES.replace('3600', '60')}`];
  assertEqual(cookie.get_changed_fields(), short);
  assertEqual(cookie.copy().get_changed_fields(), short);
  cookie.touch(SID);
  assertEqual(cookie.get_changed_fields(), [`${SID}=new.3600.ann; ${SID_ATTRIBUTES}`]);
}

// A subclass
const UpperCookie = GObject.registerClass({GTypeName: 'UpperCookie'}, class UpperCookie extends Cookie.BaseCookie {
  vfunc_value_encode(name, value) {
    return super.vfunc_value_encode(name, value).toUpperCase();
  }

  vfunc_value_decode(name, text) {
    return new GLib.Variant('s', `${name}:${super.vfunc_value_decode(name, text).unpack()}`);
  }
});
for (const profile of PROFILES) {
  const cookie = new UpperCookie(`theme=dark; ${SID}=new.60.ann`, {schema: site, profile});
  assertEqual([...cookie.values()].map(morsel => morsel.value), ['theme:dark', 'ann']);
  cookie.set('theme', 'light').set(SID, 'bob');
  assertEqual(cookie.get_changed_fields(), [`${SID}=new.3600.bob; ${SID_ATTRIBUTES}`, 'theme=LIGHT; Max-Age=31536000; Path=/']);
  assert(cookie.copy() instanceof UpperCookie, 'class of a copy');
}

// The constructor of a subclass is the program's own: C, which would call it with the properties, crashed when it threw.
let number = 0;
for (const klass of [
  class extends Cookie.SimpleCookie {
    constructor(header) {
      super(header, {schema: site});
    }
  },
  class extends Cookie.SimpleCookie {
    own = [7];

    constructor(header, more = {}) {
      super(header.length > 0 ? header : null, {schema: site, ...more});
      this.later = header.slice(0, 5);
    }
  },
  class extends Cookie.SimpleCookie {
    constructor(header) {
      super(header, {schema: site, n: 4, isFixed: true});
    }
  },
]) {
  const properties = klass.toString().includes('isFixed') ? {
    n: GObject.ParamSpec.int('n', '', '', GObject.ParamFlags.READWRITE, 0, 9, 1),
    'is-fixed': GObject.ParamSpec.boolean('is-fixed', '', '', GObject.ParamFlags.READWRITE | GObject.ParamFlags.CONSTRUCT_ONLY, false),
  } : {};
  const Site = GObject.registerClass({GTypeName: `Site${number++}`, Properties: properties}, klass);
  const cookie = new Site(`theme=dark; ${SID}=new.60.ann`);
  cookie.set('lang', 'de').maxPairs = 50;
  cookie.profile = 'strict';
  for (const copy of [cookie.copy(), cookie.copy().copy()]) {
    assert(copy instanceof Site && copy.equal(cookie) && cookie.equal(copy), 'copy');
    assertEqual([copy.maxPairs, copy.profile, copy.n, copy.isFixed], [50, Cookie.Profile.STRICT, cookie.n, cookie.isFixed]);
    assertEqual([copy.own, copy.later], [cookie.own, cookie.later]);
    assert(copy.schema === site && copy.codec === cookie.codec, 'schema and codec of a copy');
    assertEqual(copy.get_changed_fields(), cookie.get_changed_fields());
    copy.set('theme', 'light');
    assertEqual(cookie.get('theme').value, 'dark');
  }
}

// The library's own codec, and values of JavaScript
{
  const signed = new Cookie.SignedCodec({codec: new Cookie.SmartCodec(), lifetime: 3600});
  signed.keyring.append(new Uint8Array(32).fill(7));
  const own = new Cookie.Schema();
  own.add('sid', signed, new Cookie.Morsel({path: '/'}));
  const cookie = new Cookie.SimpleCookie({schema: own});
  cookie.set('sid', {user: 7, roles: ['a']}).set('theme', 'dark');
  const again = new Cookie.SimpleCookie(cookie.to_cookie_header(), {schema: own});
  assertEqual([again.get('sid').value, again.get('theme').value], [{user: 7, roles: ['a']}, 'dark']);
  assertEqual(again.get_diagnostics(), []);

  // The text of a morsel of another dictionary must be sealed as well.
  const forged = new Cookie.SimpleCookie('sid=admin').get('sid');
  assertRefused(Cookie.Error.NOT_SEALED, () => again.set('sid', forged));
  assertRefused(Cookie.Error.NOT_SEALED, () => again.set_morsel(Cookie.Morsel.parse_set_cookie('sid=admin')));

  // What a framework has read of a header is not sealed for the client.
  for (const values of [{sid: 'admin'}, new Map([['theme', 'x'], ['sid', 'admin']])]) {
    for (const load of [() => again.load(values), () => new Cookie.SimpleCookie(new Map(Object.entries({sid: 'admin'})), {schema: own})]) {
      let message = null;
      try {
        load();
      } catch (error) {
        ({message} = error);
      }
      assert(message?.startsWith('Cookie “sid”: load () of a Map or an object would seal'), message);
    }
  }
  const changing = new (class extends Map {
    n = 0;
    * [Symbol.iterator]() {
      yield [this.n++ === 0 ? 'theme' : 'sid', 'dark'];
    }
  })();
  again.load(changing);
  assertEqual([again.get('theme').value, again.get('sid').value], ['dark', {user: 7, roles: ['a']}]);
  again.load({theme: 'light'});
  again.set_all({sid: {user: 8}});
  assertEqual([again.get('sid').value, again.get('theme').value], [{user: 8}, 'light']);
  const left = signed.get_remaining_lifetime('sid', again.get_coded_value('sid'));
  assert(left > 3500 && left <= 3600, left);
}
