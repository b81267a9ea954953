# SPDX-License-Identifier: LGPL-2.1-or-later

"""Python's Cookie module, on top of the library: what `http.cookies` has is here under the same
names and does the same. The page "Coming from Python's http.cookies" of the manual lists what
differs."""

# Pickles name _new_cookie, _restore_morsel and _restore_parts here.

from .. import deprecated_attr
from .base_cookie import BaseCookie
from .codecs import Codec, JsonCodec, SmartCodec, VariantCodec
from .diagnostic import Diagnostic
from .errors import CookieError, CookieTypeError
from .morsel import Morsel, _restore_morsel, _restore_parts, diagnose_set_cookie, diagnose_set_cookie_fields, name_is_valid
from .quoting import _getdate, _is_legal_key, _quote, _unquote, quote, unquote
from .saved import _new_cookie
from .schema import Schema
from .sealed import EncryptedCodec, Keyring, SignedCodec
from .typed_cookies import SerialCookie, SimpleCookie, SmartCookie

__all__ = [
    'CookieError', 'CookieTypeError', 'Diagnostic', 'Morsel', 'BaseCookie', 'SimpleCookie', 'SerialCookie', 'SmartCookie', 'Cookie', 'Codec',
    'Schema', 'EncryptedCodec', 'JsonCodec', 'Keyring', 'SignedCodec', 'SmartCodec', 'VariantCodec', 'diagnose_set_cookie', 'diagnose_set_cookie_fields', 'name_is_valid',
    'quote', 'unquote', '_getdate', '_is_legal_key', '_quote', '_unquote',
]

Cookie = SmartCookie
deprecated_attr('Cookie', 'Cookie', 'Cookie.SmartCookie')
