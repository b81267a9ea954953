// SPDX-License-Identifier: LGPL-2.1-or-later

// CookieSoup from JavaScript.

import Cookie from 'gi://Cookie?version=1.0';
import CookieSoup from 'gi://CookieSoup?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Soup from 'gi://Soup?version=3.0';

function equal(actual, expected) {
  const [a, b] = [actual, expected].map(value => JSON.stringify(value));
  if (a !== b)
    throw new Error(`${a} is not ${b}`);
}

function throws(code, call) {
  try {
    call();
  } catch (error) {
    if (error.matches?.(Cookie.Error, Cookie.Error[code]))
      return;
    throw error;
  }
  throw new Error(`does not throw ${code}`);
}

function makeHeaders(type, name, values) {
  const headers = new Soup.MessageHeaders(type);
  for (const value of values)
    headers.append(name, value);
  return headers;
}

const request = (...values) => makeHeaders(Soup.MessageHeadersType.REQUEST, 'Cookie', values);
const response = (...values) => makeHeaders(Soup.MessageHeadersType.RESPONSE, 'Set-Cookie', values);
const ORIGIN = 'https://www.site.example/docs/page';

// Fields of a request, and of its response.
const cookie = new Cookie.SimpleCookie();
CookieSoup.load_headers(cookie, request('a=1; b="2', 'c=3"; a=4'));
equal([...cookie].map(([name, morsel]) => [name, morsel.value]), [['a', '1'], ['b', '"2'], ['c', '3"']]);
throws('SYNTAX', () => CookieSoup.load_headers(new Cookie.SimpleCookie({profile: Cookie.Profile.STRICT}), request('a=1', 'b,=2')));

const headers = response('other=1');
equal(CookieSoup.append_changes(cookie, headers), 0);
cookie.set('a', 'one').set('d', '4');
equal(CookieSoup.append_changes(cookie, headers), 2);
const fields = [];
headers.foreach((name, value) => fields.push(`${name}: ${value}`));
equal(fields, ['Set-Cookie: other=1', 'Set-Cookie: a=one', 'Set-Cookie: d=4', 'Vary: Cookie']);

// A client.
const received = response('a=1; Path=/; Secure; HttpOnly; SameSite=Lax', 'b=\x01', 'c=3; Domain=other.example');
equal(CookieSoup.get_morsels(received).map(morsel => morsel.key), ['a', 'c']);
for (const origin of [ORIGIN, GLib.Uri.parse(ORIGIN, GLib.UriFlags.NONE)]) {
  const errors = CookieSoup.diagnose_headers(received, origin).filter(d => d.get_severity() === Cookie.DiagnosticSeverity.ERROR);
  equal(errors.map(d => d.get_field()), [1, 2]);
}
equal(CookieSoup.diagnose_headers(received).some(d => d.get_field() === 1), true);
throws('SYNTAX', () => CookieSoup.diagnose_headers(received, 'nowhere'));

const morsel = Cookie.Morsel.parse_set_cookie('sid=1; HttpOnly; Path=/; SameSite=Strict; Secure');
const soupCookie = CookieSoup.morsel_to_cookie(morsel, ORIGIN);
equal([soupCookie.get_name(), soupCookie.get_domain()], ['sid', 'www.site.example']);
equal(CookieSoup.morsel_from_cookie(soupCookie).to_set_cookie_header(null), morsel.to_set_cookie_header(null));
equal(CookieSoup.morsel_to_cookie(Cookie.Morsel.parse_set_cookie('a=1'), 'https://site.example/a%20b%3bDomain=com%0d%0a/c').get_path(), '/a%20b%3BDomain=com%0D%0A');
throws('INVALID_ATTRIBUTE', () => CookieSoup.morsel_to_cookie(morsel));

// A jar.
const jar = new Soup.CookieJar();
const add = (name, value, domain = 'site.example') => jar.add_cookie(Soup.Cookie.new(name, value, domain, '/', 3600));
add('a', '1');
const model = new CookieSoup.JarModel({jar});
const throwsTypeError = func => {
  try {
    func();
  } catch (error) {
    return equal(error instanceof TypeError, true);
  }
  throw new Error(`did not throw: ${func}`);
};
for (const wrong of [{}, new Cookie.Schema(), 'x', undefined])
  throwsTypeError(() => new CookieSoup.JarModel({jar: wrong}));
throwsTypeError(() => new CookieSoup.JarModel(jar));
for (const klass of [CookieSoup.JarItem, CookieSoup.JarModel])
  throwsTypeError(() => GObject.registerClass(class Mine extends klass {}));
throwsTypeError(() => (model.jar = new Soup.CookieJar()));
throwsTypeError(() => (model.jra = jar));
equal(model.jar === jar, true);
const values = () => [...model].map(item => [item.host, item.host_only, item.morsel.key, item.morsel.value]);
const changes = [];
model.connect('items-changed', (_model, ...change) => changes.push(change));
add('b', '2', '.site.example');
equal(changes, []);
while (GLib.MainContext.default().iteration(false));
equal(changes, [[1, 0, 1]]);
equal(values(), [['site.example', true, 'a', '1'], ['site.example', false, 'b', '2']]);

const item = model.get_item(0);
const edited = item.morsel.copy();
edited.set('a', 'one', 'one');
edited.secure = true;
equal(model.update(item, edited), true);
equal([model.get_item(0).morsel.value, model.get_item(0).morsel.secure], ['one', true]);
edited.domain = 'other.example';
throws('INVALID_ATTRIBUTE', () => model.update(item, edited));
throws('ILLEGAL_KEY', () => model.update(item, new Cookie.Morsel({path: '/'})));
equal(model.remove(item), true);
throws('ILLEGAL_KEY', () => model.remove(item));
equal(values(), [['site.example', false, 'b', '2']]);
jar.add_cookie(item.dup_cookie());
while (GLib.MainContext.default().iteration(false));
equal(values(), [['site.example', true, 'a', '1'], ['site.example', false, 'b', '2']]);
equal([new CookieSoup.JarItem().host, new CookieSoup.JarItem().dup_cookie().get_name()], ['', '']);
