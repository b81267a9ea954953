// SPDX-License-Identifier: LGPL-2.1-or-later

// A codec in JavaScript: values travel as JSON, which a script of the page reads by
// JSON.parse (decodeURIComponent (text)).

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';

// What JSON.parse () returns, as a GLib.Variant
function toVariant(value) {
  if (typeof value === 'boolean')
    return GLib.Variant.new_boolean(value);
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? GLib.Variant.new_int64(value) : GLib.Variant.new_double(value);
  if (typeof value === 'string' && !value.includes('\0'))
    return GLib.Variant.new_string(value);
  if (Array.isArray(value))
    return new GLib.Variant('av', value.map(toVariant));
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).map(([key, member]) => [key, toVariant(member)]);
    return new GLib.Variant('a{sv}', Object.fromEntries(members));
  }
  throw new TypeError(`${value} is no value of a cookie`);
}

const JsonCodec = GObject.registerClass({
  Implements: [Cookie.Codec],
}, class JsonCodec extends GObject.Object {
  vfunc_encode(name, value) {
    return encodeURIComponent(JSON.stringify(value.recursiveUnpack()));
  }

  // The caller is in C: all that it can be given is a GLib.Error.
  vfunc_decode(name, text) {
    try {
      return toVariant(JSON.parse(decodeURIComponent(text)));
    } catch (error) {
      throw new GLib.Error(Cookie.error_quark(), Cookie.Error.DECODE, `${name}: ${error.message}`);
    }
  }
});

const codec = new JsonCodec();
const cookie = new Cookie.BaseCookie({codec});
cookie.set('basket', {fig: 3, sugar: 'a pinch'});
print(cookie);

const again = new Cookie.BaseCookie({codec});
again.load(cookie.to_cookie_header());
print(JSON.stringify(again.get('basket').value));

try {
  codec.decode('basket', '%7B');
} catch (error) {
  print(error.message.split(':')[0], 'cannot be read');
}
