// SPDX-License-Identifier: LGPL-2.1-or-later

import Cookie from 'gi://Cookie?version=1.0';
import System from 'system';

function equal(found, expected) {
    if (JSON.stringify(found) !== JSON.stringify(expected))
        throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
}

const morsel = Cookie.Morsel.parse_set_cookie('sid=31d4; Path=/; Max-Age=60; foo=bar');
equal([morsel.key, morsel.path, morsel.max_age], ['sid', '/', 60]);
equal(morsel.get_unknown_attributes(), ['foo=bar']);

try {
    Cookie.Morsel.parse_set_cookie('a=b\n');
    throw new Error('a line feed was taken');
} catch (e) {
    equal(e.matches(Cookie.Error, Cookie.Error.SYNTAX), true);
}

for (let i = 0; i < 100; i++) {
    const found = Cookie.diagnose_set_cookie('__Host-a=b', 'https://site.example/');
    equal(found.map(d => d.get_code()), [
        Cookie.DiagnosticCode.PREFIX,
        Cookie.DiagnosticCode.NOT_HTTP_ONLY,
        Cookie.DiagnosticCode.NO_SAME_SITE,
        Cookie.DiagnosticCode.NOT_SECURE,
    ]);
    System.gc();
    equal(found[0].get_text(), '__Host-a');
}

const cookie = new Cookie.SimpleCookie();
const reported = [];
cookie.connect('diagnostic', (_cookie, diagnostic) => reported.push(diagnostic.get_text()));
cookie.load('a=1; =c; b=2');
equal(reported, ['=c']);
equal(cookie.get_diagnostics().map(d => d.get_offset()), [5]);

cookie.set_string('b', 'two');
equal(cookie.get_changes().map(m => m.key), ['b']);
System.gc();
equal(cookie.output_changes(), 'Set-Cookie: b=two');
cookie.clear_changes();
equal(cookie.get_changes(), []);
