# SPDX-License-Identifier: LGPL-2.1-or-later

"""A shopping basket: all of the dictionary protocol on a cookie and on its morsels."""

import copy
import pickle
from http.cookies import CookieError, Morsel, SimpleCookie

basket = SimpleCookie('fig=2; sugar=1; "x"; oreo=9')
print(len(basket), bool(basket), bool(SimpleCookie()))
basket = SimpleCookie('sugar=1; fig=2; oreo=9; path=/shop; secure')
print(list(basket), [morsel.value for morsel in basket.values()])
print(basket.keys(), 'fig' in basket, 'Fig' in basket, 5 in basket, None in basket)
print(repr(basket), str(basket) == basket.output(), list(reversed(basket)))

basket['fig'] = 1 + int(basket['fig'].value)
basket['fig']['comment'] = 'soft, please: "ripe"'
basket['oreo'] = 10
basket['milk'] = 'a litre'
basket['price'] = 1.5
basket['gift'] = None
basket['paid'] = False
basket['note'] = ''
print(basket.output(sep='\n'))
print(basket.output(attrs=[], header='Cookie:', sep='; '))
print(basket.output(['path'], sep=' | '))
print(basket['oreo'].OutputString(), '/', basket['oreo'].OutputString(['secure']), '/', basket['oreo'].output(header='X:'))

print(basket.get('fig'), basket.get('nothing'), basket.get('nothing', 7))
print(basket.pop('milk').value, basket.pop('milk', 'gone'), basket.popitem()[0], len(basket))
for missing in (lambda: basket['milk'], lambda: basket.pop('milk'), lambda: basket['fig']['colour']):
    try:
        missing()
    except KeyError as error:
        print('KeyError', error)
del basket['price']
print(sorted(basket), {'fig': 1}.keys() <= basket.keys(), basket.keys() & {'fig', 'milk'})

morsel = basket['oreo']
print(morsel['path'], repr(morsel['domain']), morsel['secure'], morsel.isReservedKey('PATH'), morsel.isReservedKey('x'))
morsel.update({'Max-Age': 3600, 'DOMAIN': '.example.org', 'version': 1})
morsel['samesite'] = 'Lax'
morsel['httponly'] = 1
print(morsel, morsel['max-age'], morsel['version'])
morsel['httponly'] = 0
morsel['secure'] = ''
morsel['domain'] = ''
print(morsel, [name for name in morsel if morsel[name] != ''])
print(morsel.setdefault('path', '/never'), morsel.get('path'), morsel.get('none'), 'path' in morsel)

for illegal in 'a b', '', 'é', 'a=b', 'path', 'MAX-AGE', 'a;b':
    try:
        basket[illegal] = 'x'
        print('taken', illegal)
    except CookieError:
        print('CookieError', illegal)
for name in 'color', '', 'max age':
    try:
        morsel[name] = 'x'
    except CookieError:
        print('CookieError', name)
    try:
        morsel.setdefault(name, 'x')
    except CookieError:
        print('CookieError', name)

twin = copy.copy(basket)
print(twin == basket, copy.deepcopy(basket) == basket)
twin = copy.deepcopy(basket)
twin['fig'] = 'none'
other = SimpleCookie({'b': 2, 'a': 'x y', 'sugar': basket['sugar']})
print(other, other == SimpleCookie('b=2; a="x y"'), other == dict(other), other != {}, other == 'x')
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = pickle.loads(pickle.dumps(basket, protocol))
    print(type(again).__name__, again == basket, repr(again))
    print(pickle.loads(pickle.dumps(morsel, protocol)) == morsel)
print(type(basket | {'x': 1}).__name__, sorted(basket | other), sorted({'x': 1} | other))

print(repr(Morsel()), Morsel().key, Morsel() == Morsel(), Morsel() == morsel, morsel == morsel.copy())
basket.clear()
print(repr(basket), repr(basket.output()), basket == {})
