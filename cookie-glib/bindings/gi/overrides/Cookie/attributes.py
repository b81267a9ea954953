# SPDX-License-Identifier: LGPL-2.1-or-later

"""The attributes of a Morsel as typed properties. C prints a critical for text that a header cannot
hold; here, all ways to set a property raise CookieError."""

from gi.repository import GLib

from ...module import get_introspection_module
from .arguments import check_text, to_date_time
from .errors import CookieError
from .public import public

_Cookie = get_introspection_module('Cookie')
_INVALID = _Cookie.Error.INVALID_ATTRIBUTE
_ENUMS = {'priority': _Cookie.Priority, 'same-site': _Cookie.SameSite}


class _Props:
    """What `morsel.props` is: the properties as PyGObject has them, set by set_property()."""

    def __init__(self, morsel):
        self.__dict__['_morsel'] = morsel
        self.__dict__['_props'] = super(TypedAttributes, morsel).props

    def __getattr__(self, name):
        return getattr(self._props, name)

    def __setattr__(self, name, value):
        if name not in dir(self):
            raise AttributeError(f'A Morsel has no property {name!r}')
        self._morsel.set_property(name, value)

    def __iter__(self):
        # PyGObject 3.50's own iterator has no __iter__, which a comprehension of Python 3.13 asks for
        found = self._props.__iter__()
        while (pspec := next(found, None)) is not None:
            yield pspec

    def __dir__(self):
        return [pspec.name.replace('-', '_') for pspec in self]


class _PropsDescriptor:
    def __get__(self, morsel, cls):
        return super(TypedAttributes, cls).props if morsel is None else _Props(morsel)


def _attribute(name, doc):
    return property(lambda self: self.get_property(name), lambda self, value: self.set_property(name, value), doc=doc)


@public
class TypedAttributes:
    """The properties of a Morsel."""

    props = _PropsDescriptor()

    path = _attribute('path', 'The attribute Path, or None.')
    domain = _attribute('domain', 'The attribute Domain, or None.')
    priority = _attribute('priority', 'The attribute Priority: a Cookie.Priority.')
    max_age = _attribute('max-age', 'The attribute Max-Age, in seconds; -1 if it is not set.')
    expires = _attribute('expires', 'The attribute Expires: a GLib.DateTime, or None. A datetime can be set, too.')
    secure = _attribute('secure', 'Whether the attribute Secure is set.')
    http_only = _attribute('http-only', 'Whether the attribute HttpOnly is set.')
    partitioned = _attribute('partitioned', 'Whether the attribute Partitioned is set.')
    same_site = _attribute('same-site', 'The attribute SameSite: a Cookie.SameSite.')

    @property
    def expired(self):
        """Whether the cookie is printed so that a browser deletes it: see expire()."""
        return self.get_expired()

    def set_property(self, name, value):
        """Set a property. CookieError is raised for what a header cannot hold."""
        known = name.replace('_', '-') if isinstance(name, str) else name
        if known in ('path', 'domain') and isinstance(value, str) and value != '':
            check_text(value, f'The attribute {known.title()}', _INVALID)
            self.set_attribute(known, GLib.Variant('s', value))
            return
        if known in _ENUMS:
            # which of two errors an enumeration raises depends on the version of PyGObject
            if not isinstance(value, int):
                raise TypeError(f'{known} must be a Cookie.{_ENUMS[known].__name__}, not {type(value).__name__}')
            try:
                value = _ENUMS[known](value)
            except ValueError as error:
                raise CookieError(str(error), _INVALID) from None
        elif known == 'expires':
            value = to_date_time(value)
        _Cookie.Morsel.set_property(self, name, value)

    def set_properties(self, **properties):
        """Set several properties: all of them or, on an error, none."""
        trial = self.copy()
        for name, value in properties.items():
            trial.set_property(name, value)
        with self.freeze_notify():
            for name, value in properties.items():
                self.set_property(name, value)

    def set_path(self, path):
        """The same as `self.path = path`."""
        self.set_property('path', path)

    def set_domain(self, domain):
        """The same as `self.domain = domain`."""
        self.set_property('domain', domain)

    def set_priority(self, priority):
        """The same as `self.priority = priority`."""
        self.set_property('priority', priority)

    def set_same_site(self, same_site):
        """The same as `self.same_site = same_site`."""
        self.set_property('same-site', same_site)

    def set_expires(self, expires):
        """The same as `self.expires = expires`."""
        self.set_property('expires', expires)
