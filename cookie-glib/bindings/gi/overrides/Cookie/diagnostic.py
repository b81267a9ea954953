# SPDX-License-Identifier: LGPL-2.1-or-later

"""Diagnostic: a finding about a header field."""

from .. import override
from ...module import get_introspection_module
from .public import public

_Cookie = get_introspection_module('Cookie')


@override
@public
class Diagnostic(_Cookie.Diagnostic):
    """A finding about a header field: what it is, where it is, and how much it matters."""

    def __str__(self):
        return self.to_string()

    def __repr__(self):
        return f'<{type(self).__name__}: {self.to_string()}>'
