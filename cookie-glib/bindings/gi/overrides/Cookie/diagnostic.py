# SPDX-License-Identifier: LGPL-2.1-or-later

"""Diagnostic: a finding about a header field."""

from .. import override
from ...module import get_introspection_module
from .properties import Constant, property_of_c
from .public import public

_Cookie = get_introspection_module('Cookie')


@override
@public
class Diagnostic(Constant, _Cookie.Diagnostic):
    """A finding about a header field: what it is, where it is, and how much it matters."""

    code = property_of_c('code', 'What was found: a Cookie.DiagnosticCode.', writable=False)
    severity = property_of_c('severity', 'How much it matters: a Cookie.DiagnosticSeverity.', writable=False)
    field = property_of_c('field', 'Which header field it is about, from 0.', writable=False)
    offset = property_of_c('offset', 'Where it is in the field, in bytes.', writable=False)
    length = property_of_c('length', 'How long it is, in bytes.', writable=False)
    text = property_of_c('text', 'The text that it is about.', writable=False)
    message = property_of_c('message', 'What it is, for developers.', writable=False)
    section = property_of_c('section', 'The section of the standard, or None.', writable=False)

    def __str__(self):
        return self.to_string()

    def __repr__(self):
        return f'<{type(self).__name__}: {self.to_string()}>'
