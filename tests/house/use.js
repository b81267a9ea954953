// SPDX-License-Identifier: LGPL-2.1-or-later

import Cookie from 'gi://Cookie?version=1.0';

const cookie = new Cookie.SimpleCookie();
cookie.set('fig', 'newton').get('fig').path = '/';
print(`${cookie}`);
