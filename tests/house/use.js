// SPDX-License-Identifier: LGPL-2.1-or-later

// What only the override makes possible: its own constructor, and a cookie as text.

import Cookie from 'gi://Cookie?version=1.0';

print(`${new Cookie.SimpleCookie('fig=newton; path=/')}`);
