# SPDX-License-Identifier: LGPL-2.1-or-later

"""Puts this library in the place of http.cookies, for the programs of which it is told to."""

import http
import sys

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie

http.cookies = sys.modules['http.cookies'] = Cookie
