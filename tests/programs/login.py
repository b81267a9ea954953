# SPDX-License-Identifier: LGPL-2.1-or-later

"""A CGI program that logs somebody in: reads the request's cookies, answers with one that lasts."""

import os
from http import cookies

USERS = {'ahoy': 'Chips', 'finger': 'Vienna'}


def respond(header):
    os.environ['HTTP_COOKIE'] = header
    print('Content-Type: text/plain')
    try:
        request = cookies.SimpleCookie(os.environ['HTTP_COOKIE'])
    except cookies.CookieError:
        print('Status: 400 Bad Request\n')
        return

    response = cookies.SimpleCookie()
    if 'sid' in request and request['sid'].value in USERS:
        name = USERS[request['sid'].value]
    else:
        name = 'stranger'
        response['sid'] = 'ahoy'
        response['sid']['path'] = '/'
        response['sid']['httponly'] = True
        response['sid']['secure'] = True
        response['sid']['samesite'] = 'Strict'
        response['sid']['max-age'] = 14 * 24 * 3600
    response['visits'] = int(request['visits'].value) + 1 if 'visits' in request else 1
    if response:
        print(response)
    print()
    print(f'Hello, {name}! {response["visits"].value!r}')
    print(sorted(request), len(response), list(response.items()))


respond('')
respond('sid=ahoy; visits=7')
respond('sid="finger"; visits="41"; theme="dark \\"mode\\""')
respond('sid=unknown; $Version=1')
respond('sid=ahoy; a,b=c')
respond('path=/; sid=ahoy')
