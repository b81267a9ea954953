# SPDX-License-Identifier: LGPL-2.1-or-later

"""What the codecs take of Python values."""

from gi.repository import GLib

from ...module import get_introspection_module
from .errors import CookieError
from .values import pack

_Cookie = get_introspection_module('Cookie')
_Error = _Cookie.Error


def pack_for(codec, value):
    """The GLib.Variant of a value that a codec is to encode."""
    if type(value) is str or isinstance(value, GLib.Variant):
        return pack(value)
    while isinstance(codec, _Cookie.SignedCodec):
        codec = codec.get_codec()
    if codec is None or isinstance(codec, (_Cookie.StringCodec, _Cookie.PercentCodec)):
        return pack(str(value))
    if isinstance(codec, _Cookie.VariantCodec) and codec.get_variant_type() is not None:
        try:
            return GLib.Variant(codec.get_variant_type().dup_string(), value)
        except (TypeError, ValueError, OverflowError) as error:
            raise CookieError(str(error), _Error.ILLEGAL_VALUE) from error
    return pack(value)
