# SPDX-License-Identifier: LGPL-2.1-or-later

"""What programs see of the modules below this package."""


def public(thing):
    """Put a class or a function in the package: override() takes the namespace from there, and
    pickles name it."""
    thing.__module__ = __package__
    return thing
