# SPDX-License-Identifier: LGPL-2.1-or-later

"""A codec in Python: lists of strings are sent as strings that are separated by `|`."""

import json
from urllib.parse import quote, unquote

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib, GObject


class TagsCodec(GObject.Object, Cookie.Codec):
    # Lists of Python are converted to this type.
    def do_get_value_type(self):
        return GLib.VariantType('as')

    def do_encode(self, name, value):
        if '' in value.unpack():
            raise GLib.Error.new_literal(Cookie.error_quark(), f'Cookie “{name}”: an empty tag', Cookie.Error.ILLEGAL_VALUE)
        return '|'.join(quote(tag) for tag in value.unpack())

    # The caller is in C: all that it can be given is a GLib.Error.
    def do_decode(self, name, text):
        tags = [unquote(tag) for tag in text.split('|')] if text else []
        if '' in tags or any('\0' in tag or '\ufffd' in tag for tag in tags):
            raise GLib.Error.new_literal(Cookie.error_quark(), f'Cookie “{name}”: not a list of tags', Cookie.Error.DECODE)
        return GLib.Variant('as', tags)


if __name__ == '__main__':
    cookie = Cookie.BaseCookie(codec=TagsCodec())
    cookie['tags'] = ['fig', 'a pinch of sugar']
    print(cookie)

    again = Cookie.BaseCookie(cookie.to_cookie_header(), codec=TagsCodec())
    print(json.dumps(again['tags'].value, separators=(',', ':')))

    try:
        again.load('tags=fig||oreo')
    except Cookie.CookieError as error:
        print(str(error).split(':')[0], 'cannot be read')
