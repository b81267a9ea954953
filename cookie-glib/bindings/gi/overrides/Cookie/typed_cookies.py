# SPDX-License-Identifier: LGPL-2.1-or-later

"""The BaseCookies that come with a codec. Their parents are overridden first."""

from .. import override
from ...module import get_introspection_module
from .base_cookie import BaseCookie
from .public import public

_Cookie = get_introspection_module('Cookie')


@override
@public
class SimpleCookie(_Cookie.SimpleCookie):
    """A BaseCookie whose values are strings, quoted where they have to be. To set another value
    is to set its str()."""

    new = vars(BaseCookie)['new']


@override
@public
class SerialCookie(_Cookie.SerialCookie):
    """A BaseCookie whose values are None, booleans, numbers, strings, bytes, and lists, tuples and
    dictionaries of those. They travel as GVariants: no cookie can run code, or make an object."""

    new = vars(BaseCookie)['new']


@override
@public
class SmartCookie(_Cookie.SmartCookie):
    """A BaseCookie whose values are those of a SerialCookie. Strings travel as they do in a
    SimpleCookie."""

    new = vars(BaseCookie)['new']
