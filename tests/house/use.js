// SPDX-License-Identifier: LGPL-2.1-or-later

// Uses what only the override provides: the constructor with a header field, and conversion to text.

import Cookie from 'gi://Cookie?version=1.0';

const cookie = new Cookie.SimpleCookie('fig=newton');
cookie.get('fig').path = '/';
print(`${cookie}`);
