// SPDX-License-Identifier: LGPL-2.1-or-later

// A codec in JavaScript: arrays of strings are sent as strings that are separated by `|`.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';

const TYPE = new GLib.VariantType('as');

const TagsCodec = GObject.registerClass({
  Implements: [Cookie.Codec],
}, class TagsCodec extends GObject.Object {
  // Arrays of JavaScript are converted to this type.
  vfunc_get_value_type() {
    return TYPE;
  }

  vfunc_encode(name, value) {
    const tags = value.deepUnpack();
    if (tags.includes(''))
      throw new GLib.Error(Cookie.error_quark(), Cookie.Error.ILLEGAL_VALUE, `Cookie “${name}”: an empty tag`);
    return tags.map(encodeURIComponent).join('|');
  }

  // The caller is in C: all that it can be given is a GLib.Error.
  vfunc_decode(name, text) {
    try {
      const tags = text === '' ? [] : text.split('|').map(decodeURIComponent);
      if (tags.some(tag => tag === '' || tag.includes('\0')))
        throw new URIError('an empty tag or a NUL');
      return new GLib.Variant('as', tags);
    } catch (error) {
      throw new GLib.Error(Cookie.error_quark(), Cookie.Error.DECODE, `Cookie “${name}”: ${error.message}`);
    }
  }
});

const codec = new TagsCodec();
const cookie = new Cookie.BaseCookie({codec});
cookie.set('tags', ['fig', 'a pinch of sugar']);
print(cookie);

const again = new Cookie.BaseCookie({codec});
again.load(cookie.to_cookie_header());
print(JSON.stringify(again.get('tags').value));

try {
  codec.decode('tags', 'fig||oreo');
} catch (error) {
  print(error.message.split(':')[0], 'cannot be read');
}
