// SPDX-License-Identifier: LGPL-2.1-or-later

// Arguments that can be left out, origins as text, checked properties, and a list that can be iterated.

/* exported _init */

const {Cookie} = imports.gi; // its overrides come first
const {toUri} = imports.overrides.Cookie;
const {overrideProperties} = imports.overrides.CookieProperties;

function _init() {
  const {diagnose_headers: diagnose, get_origin: getOrigin, morsel_to_cookie: toCookie} = this;

  this.diagnose_headers = (headers, origin = null) => diagnose(headers, toUri(origin));
  this.get_origin = (msg, flags = this.OriginFlags.NONE) => getOrigin(msg, flags);
  this.morsel_to_cookie = (morsel, origin = null) => toCookie(morsel, toUri(origin));

  for (const klass of [this.JarItem, this.JarModel])
    overrideProperties(Cookie, klass);
  this.JarModel.prototype[Symbol.iterator] = function* () {
    for (let i = 0; i < this.get_n_items(); i++)
      yield this.get_item(i);
  };
}
