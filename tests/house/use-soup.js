// SPDX-License-Identifier: LGPL-2.1-or-later

// Uses what only the override provides: an origin as text.

import Cookie from 'gi://Cookie?version=1.0';
import CookieSoup from 'gi://CookieSoup?version=1.0';

const cookie = CookieSoup.morsel_to_cookie(Cookie.Morsel.parse_set_cookie('fig=newton'), 'https://site.example/');
print(CookieSoup.morsel_from_cookie(cookie).output(['path'], null));
