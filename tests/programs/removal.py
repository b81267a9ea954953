# SPDX-License-Identifier: LGPL-2.1-or-later

"""Taking back what a browser holds: values of the attributes, and the page's own examples."""

from http import cookies

C = cookies.SimpleCookie()
C['fig'] = 'newton'
C['sugar'] = 'wafer'
print(C)
print(C.output(sep='\n'))

C = cookies.SimpleCookie()
C['rocky'] = 'road'
C['rocky']['path'] = '/cookie'
print(C.output(header='Cookie:'))
print(C.output(attrs=[], header='Cookie:'))

C = cookies.SimpleCookie()
C.load('chips=ahoy; vienna=finger')
print(C)

C = cookies.SimpleCookie()
C.load('keebler="E=everybody; L=\\"Loves\\"; fudge=;";')
print(C, repr(C['keebler'].value))

C = cookies.SimpleCookie()
C['oreo'] = 'doublestuff'
C['oreo']['path'] = '/'
print(C)

C = cookies.SimpleCookie()
C['twix'] = 'none for you'
print(C['twix'].value)

C = cookies.SimpleCookie()
C['number'] = 7
C['string'] = 'seven'
print(repr(C['number'].value), C['string'].value)
print(C)

# Deletion: the same name, path and domain, and an expiry date in the past.
C = cookies.SimpleCookie('sid=31d4d96e407aad42; path=/accounts; lang=en')
for name in list(C):
    C[name] = ''
    C[name]['max-age'] = 0
    C[name]['expires'] = 'Thu, 01 Jan 1970 00:00:00 GMT'
    C[name]['domain'] = 'example.org'
print(C)

values = [0, 1, -1, True, False, 1.5, '', '0', 'x', 'Thu, 01 Jan 1970 00:00:00 GMT', 10**12]
for name in 'path', 'max-age', 'version', 'secure', 'httponly', 'comment', 'samesite', 'domain':
    for value in values:
        M = cookies.Morsel()
        M.set('k', 'v', 'v')
        M[name] = value
        print(name, repr(value), M)

E = cookies.SimpleCookie('a=b; secure; max-age=0; expires=Wed, 09-Nov-2099 23:12:40 GMT; version=; c="d;e"; HttpOnly=x')
for name in E:
    print(name, repr(E[name].value), E[name].coded_value, {k: v for k, v in E[name].items() if v and k != 'priority'})

for header in 'a=b;; c=d', 'b=2; a={"k":1}; c=3', 'a=b; foo', 'a=b; path', 'a==b', '$Version=1; a=b; $Path=/x', 'a=b c=d':
    print(header, '->', cookies.SimpleCookie(header).output(sep=', '))
for header in 'a=b; c,d=e', 'a=b; $Foo=1':
    try:
        print(cookies.SimpleCookie(header))
    except cookies.CookieError:
        print(header, '-> CookieError')

print(cookies.BaseCookie('a="b c"')['a'].value, cookies.BaseCookie().value_encode(5), cookies.BaseCookie().value_decode('"x"'))
print(cookies.SimpleCookie().value_encode('a;b'), cookies.SimpleCookie().value_decode('"a\\073b"'))
