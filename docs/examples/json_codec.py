# SPDX-License-Identifier: LGPL-2.1-or-later

"""A codec in Python: values are sent as JSON, which a script of the page can read, too."""

import json
from urllib.parse import quote, unquote

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib, GObject


def to_variant(value):
    """What json.loads () returns, as a GLib.Variant."""
    if isinstance(value, bool):
        return GLib.Variant('b', value)
    if isinstance(value, int):
        return GLib.Variant('x', value)
    if isinstance(value, float):
        return GLib.Variant('d', value)
    if isinstance(value, str) and '\0' not in value:
        return GLib.Variant('s', value)
    if isinstance(value, list):
        return GLib.Variant('av', [to_variant(item) for item in value])
    if isinstance(value, dict):
        return GLib.Variant('a{sv}', {key: to_variant(item) for key, item in value.items()})
    raise ValueError(f'{value!r} is no value of a cookie')


class JsonCodec(GObject.Object, Cookie.Codec):
    def do_encode(self, name, value):
        return quote(json.dumps(value.unpack(), separators=(',', ':')))

    def do_decode(self, name, text):
        # The caller is in C: all that it can be given is a GLib.Error.
        try:
            return to_variant(json.loads(unquote(text, errors='strict')))
        except (ValueError, OverflowError, RecursionError) as error:
            raise GLib.Error.new_literal(Cookie.error_quark(), f'{name}: {error}', Cookie.Error.DECODE)


if __name__ == '__main__':
    cookie = Cookie.BaseCookie(codec=JsonCodec())
    cookie['basket'] = {'fig': 3, 'sugar': 'a pinch'}
    print(cookie)

    again = Cookie.BaseCookie(cookie.to_cookie_header(), codec=JsonCodec())
    print(json.dumps(again['basket'].value, separators=(',', ':')))

    try:
        again.load('basket=%7B')
    except Cookie.CookieError as error:
        print(str(error).split(':')[0], 'cannot be read')
