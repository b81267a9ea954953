-- SPDX-License-Identifier: LGPL-2.1-or-later

local Cookie = require 'lgi'.require ('Cookie', '1.0')

local cookie = Cookie.SimpleCookie ()
cookie['fig'] = 'newton'
cookie['fig'].path = '/'
print (cookie:output (nil, nil, nil))
