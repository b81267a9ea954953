// SPDX-License-Identifier: LGPL-2.1-or-later

import Cookie from 'gi://Cookie?version=1.0';
import System from 'system';

const site = new Cookie.Schema();
site.add('theme', null, {path: '/', secure: true, maxAge: 31536000});
const cookie = new Cookie.SimpleCookie(System.programArgs[0], {schema: site});
print(`The theme is ${cookie.get('theme').value}.`);
cookie.set('theme', 'dark');
print(cookie.output_changes());
