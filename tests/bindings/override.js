// SPDX-License-Identifier: LGPL-2.1-or-later

// A subclass in JavaScript decides how values become text, and the other way round.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';

function assertEqual(actual, expected) {
  if (actual !== expected)
    throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

function assertThrows(func, code) {
  try {
    func();
  } catch (error) {
    if (error instanceof GLib.Error && error.matches(Cookie.Error, code))
      return;
    throw error;
  }
  throw new Error(`did not throw: ${func}`);
}

const UpperCookie = GObject.registerClass(class UpperCookie extends Cookie.BaseCookie {
  vfunc_value_encode(key, value) {
    if (key === 'refused')
      throw new GLib.Error(Cookie.Error, Cookie.Error.ILLEGAL_VALUE, 'refused');
    return value.get_string()[0].toUpperCase();
  }

  vfunc_value_decode(key, codedValue) {
    return new GLib.Variant('s', codedValue.toLowerCase());
  }
});

const SplittingCookie = GObject.registerClass(class SplittingCookie extends Cookie.BaseCookie {
  vfunc_value_encode() {
    return 'a; Domain=evil.example';
  }
});

const value = new GLib.Variant('s', 'newton');

const cookie = new UpperCookie();
cookie.set('fig', value);
cookie.load('sugar=WAFER');
assertEqual(cookie.to_cookie_header(), 'fig=NEWTON; sugar=WAFER');
assertEqual(cookie.get('sugar').get_value().get_string()[0], 'wafer');

assertThrows(() => cookie.set('refused', value), Cookie.Error.ILLEGAL_VALUE);
assertEqual(cookie.get_size(), 2);

const splitting = new SplittingCookie();
assertThrows(() => splitting.set('fig', value), Cookie.Error.ILLEGAL_VALUE);
assertEqual(splitting.get_size(), 0);
