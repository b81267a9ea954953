# SPDX-License-Identifier: LGPL-2.1-or-later

"""Properties, checked in each spelling that PyGObject has for them. It would make 1 of True and 0 of 0.5, and print a
warning for what cannot be set, which then stays as it is."""

from gi.repository import GObject

from .errors import CookieTypeError
from .public import public


def _to_choice(pspec, value):
    """The member of an enumeration that a number stands for."""
    choices = pspec.value_type.pytype
    if isinstance(value, int) and not isinstance(value, (bool, GObject.GEnum)):
        try:
            value = choices(value)
        except ValueError:
            pass
    if not isinstance(value, choices):
        raise CookieTypeError(f'{pspec.name} must be a Cookie.{choices.__name__}, not {type(value).__name__}: {value!r}')
    return value


def _to_integer(pspec, value):
    if isinstance(value, bool) or not isinstance(value, int) or not pspec.minimum <= value <= pspec.maximum:
        raise CookieTypeError(f'{pspec.name} must be an int from {pspec.minimum} to {pspec.maximum}, not {value!r}')
    return value


def _to_object(pspec, value):
    if value is not None and not (isinstance(value, GObject.Object) and GObject.type_is_a(value, pspec.value_type)):
        kind = pspec.value_type.name.removeprefix('Cookie')
        raise CookieTypeError(f'{pspec.name} must be a Cookie.{kind}, not {type(value).__name__}: {value!r}')
    return value


def check(owner, name, value):
    """What a property is set to; PyGObject refuses a name that there is not, and what else is wrong."""
    pspec = owner.find_property(name) if isinstance(name, str) else None
    if pspec is None:
        return value
    for kind, convert in (GObject.TYPE_ENUM, _to_choice), (GObject.TYPE_UINT, _to_integer), \
            (GObject.TYPE_OBJECT, _to_object), (GObject.TYPE_INTERFACE, _to_object):
        if pspec.value_type.is_a(kind):
            return convert(pspec, value)
    return value


def checked(owner, properties):
    """What a constructor sets properties to; PyGObject checks the objects."""
    for name in properties:
        pspec = owner.find_property(name)
        if pspec is not None and not pspec.flags & GObject.ParamFlags.WRITABLE:
            raise CookieTypeError(f'{pspec.name} of a {type(owner).__name__} cannot be set')
    return {name: value if isinstance(value, GObject.Object) else check(owner, name, value) for name, value in properties.items()}


def property_of_c(name, doc, writable=True):
    """A property of C's, as one of Python's: an assignment would make an attribute of Python's only."""
    return property(lambda self: self.get_property(name),
                    (lambda self, value: self.set_property(name, value)) if writable else None, doc=doc)


class _Props:
    """What `object.props` is: the properties as PyGObject has them, set by set_property()."""

    def __init__(self, owner):
        self.__dict__['_owner'] = owner
        self.__dict__['_props'] = super(Properties, owner).props

    def __getattr__(self, name):
        return getattr(self._props, name)

    def __setattr__(self, name, value):
        if name not in dir(self):
            raise AttributeError(f'A {type(self._owner).__name__} has no property {name!r}')
        self._owner.set_property(name, value)

    def __iter__(self):
        # PyGObject 3.50's own iterator has no __iter__, which a comprehension of Python 3.13 asks for
        found = self._props.__iter__()
        while (pspec := next(found, None)) is not None:
            yield pspec

    def __dir__(self):
        return [pspec.name.replace('-', '_') for pspec in self]


class _PropsDescriptor:
    def __get__(self, owner, cls):
        return super(Properties, cls).props if owner is None else _Props(owner)


@public
class Properties:
    """What a class has that checks its properties."""

    props = _PropsDescriptor()

    def __init__(self, **properties):
        super().__init__(**checked(self, properties))

    def set_property(self, name, value):
        """Set a property. TypeError is raised for a value of a wrong type, AttributeError for a property that only the
        constructor sets."""
        super().set_property(name, self._gi_check(name, value))

    def _gi_check(self, name, value):
        pspec = self.find_property(name) if isinstance(name, str) else None
        if pspec is not None and pspec.flags & GObject.ParamFlags.CONSTRUCT_ONLY:
            raise AttributeError(f'{pspec.name} is set by the constructor of {type(self).__name__} only')
        return check(self, name, value)

    def set_properties(self, **properties):
        """Set several properties: all of them or, if one is of a wrong type, none."""
        for name, value in properties.items():
            self._gi_check(name, value)
        with self.freeze_notify():
            for name, value in properties.items():
                self.set_property(name, value)


@public
class Constant(Properties):
    """What a class has of which all is said in the constructor."""

    def __setattr__(self, name, value):
        if not name.startswith('_') and not hasattr(type(self), name):
            raise AttributeError(f'A {type(self).__name__} has no attribute {name!r}')
        super().__setattr__(name, value)
