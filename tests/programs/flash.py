# SPDX-License-Identifier: LGPL-2.1-or-later

"""A message that is shown once, after a redirection: any text, with a class of its own."""

import copy
import json
import pickle
from http.cookies import BaseCookie, CookieError, Morsel, SimpleCookie


class JsonCookie(BaseCookie):
    quoting = SimpleCookie()

    def value_decode(self, val):
        text, coded = self.quoting.value_decode(val)
        return json.loads(text), coded

    def value_encode(self, val):
        return val, self.quoting.value_encode(json.dumps(val, sort_keys=True))[1]


cookie = JsonCookie()
cookie['flash'] = {'level': 'warning', 'text': 'Saved; “but” not sent,\nsorry', 'n': [1, 2.5, None, True]}
cookie['flash']['path'] = '/'
cookie['count'] = 3
print(cookie)
print(repr(cookie))
header = '; '.join(f'{key}={morsel.coded_value}' for key, morsel in cookie.items()).encode()

again = JsonCookie()
again.load(f'flash={cookie["flash"].coded_value}; count={cookie["count"].coded_value}')
print(again['flash'].value['n'], again['count'].value + 1, again['flash'] == cookie['flash'])

for wrong in 'flash=nonsense', 'flash="{"', 'flash=':
    try:
        JsonCookie(wrong)
    except ValueError as error:
        print(type(error).__name__, error)

try:
    cookie['path'] = 'x'
except CookieError:
    print('refused', sorted(cookie))

for twin in copy.copy(cookie), copy.deepcopy(cookie), pickle.loads(pickle.dumps(cookie)):
    print(type(twin).__name__, twin == cookie, twin['flash'].value == cookie['flash'].value, twin['count'].value)

morsel = Morsel()
morsel.set('shown', {1, 2}, 'yes')
print(morsel.key, morsel.value, morsel.coded_value, morsel == copy.copy(morsel))
print(pickle.loads(pickle.dumps(morsel)))
