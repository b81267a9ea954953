-- SPDX-License-Identifier: LGPL-2.1-or-later

-- Uses what only the override provides: to index a cookie dictionary.

local Cookie = require 'lgi'.require ('Cookie', '1.0')

local cookie = Cookie.SimpleCookie ()
cookie['fig'] = 'newton'
cookie['fig'].path = '/'
print (cookie:output ())
