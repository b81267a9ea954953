// SPDX-License-Identifier: LGPL-2.1-or-later

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
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
        Cookie.DiagnosticCode.BROWSERS_DIFFER,
        Cookie.DiagnosticCode.NOT_HTTP_ONLY,
        Cookie.DiagnosticCode.NO_SAME_SITE,
        Cookie.DiagnosticCode.NOT_SECURE,
    ]);
    System.gc();
    equal(found[0].get_text(), '__Host-a');
    equal(found[1].message, 'WebKitGTK with libsoup before 3.3 keeps it, against the rules of __Host-; Chromium, Firefox and WebKitGTK with libsoup 3.3 or later drop it.');
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

// ISO-8859-1, which is longer as UTF-8, is read again as it is printed.
for (const [start, length] of [['a=', 3000], ['a=b; Path=/', 600]]) {
    const raw = new Uint8Array([...start].map(c => c.charCodeAt(0)).concat(Array(length).fill(0xe9)));
    const latin1 = Cookie.Morsel.parse_set_cookie_bytes(new GLib.Bytes(raw));
    equal(latin1.to_set_cookie_header(null), start + 'é'.repeat(length));
    equal(Cookie.Morsel.parse_set_cookie(latin1.to_set_cookie_header(null)).equal(latin1), true);
    equal(latin1.diagnose().map(d => d.get_code()), Cookie.diagnose_set_cookie(raw).map(d => d.get_code()));
    equal(latin1.diagnose().some(d => d.get_code() === Cookie.DiagnosticCode.TOO_LONG), false);
}

// A NUL does not make ISO-8859-1 of UTF-8.
const nul = new Cookie.SimpleCookie();
nul.load_bytes(new GLib.Bytes(new TextEncoder().encode('é\0=1; ok=ü')));
equal(nul.get_diagnostics().map(d => d.get_text()), ['é\ufffd=1']);
equal(nul.get_string('ok'), 'ü');

const dots = Cookie.Morsel.parse_set_cookie('a=b; Domain=..site.example');
equal([dots.domain, dots.get_attribute('domain'), dots.to_set_cookie_header(null)],
    ['.site.example', '.site.example', 'a=b; Domain=..site.example']);

const host = Cookie.Morsel.parse_set_cookie('__Host-a=1; Secure; Path');
equal([host.path, host.to_set_cookie_header(null)], [null, '__Host-a=1; Path=; Secure']);
for (const [origin, dropped] of [['https://site.example/', false], ['https://site.example/a/', true]]) {
    for (const found of [host.diagnose(origin), Cookie.diagnose_set_cookie('__Host-a=1; Secure; Path', origin)])
        equal(found.some(d => d.get_code() === Cookie.DiagnosticCode.PREFIX), dropped);
}

// Browsers read the year 30 as 2030, and no date in 1600.
for (const year of ['0001', '0030', '0100', '1600']) {
    const date = new Date(`${year}-07-06T08:49:37Z`);
    const text = `Sat, 06 Jul ${year} 08:49:37 GMT`;
    const old = new Cookie.SimpleCookie();
    const ways = [
        m => (m.expires = date),
        m => m.set_expires(GLib.DateTime.new_from_unix_utc(date.getTime() / 1000)),
        m => m.set_attribute('expires', text),
        m => m.set_attribute('Expires', Math.floor((date.getTime() - Date.now()) / 1000)),
    ];
    for (const way of ways) {
        old.set_string('a', '1');
        way(old.get('a'));
        equal(old.output(), 'Set-Cookie: a=1; expires=Thu, 01 Jan 1970 00:00:00 GMT');
        equal(old.js_output().includes('expires=Thu, 01 Jan 1970 00:00:00 GMT'), true);
        equal(old.get('a').expires.to_unix(), 0);
        const codes = old.get('a').diagnose().map(d => d.get_code());
        equal([codes.includes(Cookie.DiagnosticCode.EXPIRED), codes.includes(Cookie.DiagnosticCode.LONG_LIFETIME)], [true, false]);
        old.clear();
    }
}

// Several fields of one request, or of one response.
const several = new Cookie.SimpleCookie();
several.load_fields(['a=1; b=1', 'a=2; c="x']);
equal([...several.keys(), several.get('a').value, several.get('c').value], ['a', 'b', 'c', '1', '"x']);
let refused = null;
try {
    several.load_fields(['d=1', 'e=1\0']);
} catch (error) {
    refused = error;
}
equal(refused.matches(Cookie.Error, Cookie.Error.ILLEGAL_VALUE), true);
equal(several.size, 3);
equal(Cookie.diagnose_set_cookie_fields(['a=1; Secure; HttpOnly; SameSite=Lax; Path=/', 'b=1; Domain=x.example'], 'https://y.example')
    .filter(d => d.get_severity() === Cookie.DiagnosticSeverity.ERROR).map(d => d.get_field()), [1]);
