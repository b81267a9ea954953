-- SPDX-License-Identifier: LGPL-2.1-or-later

-- What only the override makes possible: to index a cookie.

local Cookie = require 'lgi'.require ('Cookie', '1.0')

local cookie = Cookie.SimpleCookie ()
cookie['fig'] = 'newton'
cookie['fig'].path = '/'
print (cookie:output ())
