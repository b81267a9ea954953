// SPDX-License-Identifier: LGPL-2.1-or-later

// npm's cookie: `node PROGRAM MODULES CASE CORPUS MILLISECONDS`, see harness.c.
// MODULES is the directory that it was installed in.

'use strict';

const fs = require('fs');
const path = require('path');

const [modules, name, corpus, milliseconds] = process.argv.slice(2);
const cookie = require(path.join(modules, 'cookie'));
const signature = require(path.join(modules, 'cookie-signature'));
const {version} = require(path.join(modules, 'cookie/package.json'));

const PASSES = 16; // between two looks at the clock

// Time of the processor, for all threads: the collector's too.
function now() {
    const {user, system} = process.cpuUsage();
    return (user + system) * 1e3;
}

function passes(items, budget, run) {
    const start = now();
    for (let n = 0; ;) {
        for (let pass = 0; pass < PASSES; pass++) {
            for (const item of items)
                run(item);
        }
        n += PASSES * items.length;
        const elapsed = now() - start;
        if (elapsed >= budget * 1e6)
            return elapsed / n;
    }
}

function report(label, items, run, count = run) {
    const pairs = items.reduce((sum, item) => sum + count(item), 0);
    passes(items, milliseconds / 3, run);
    const time = passes(items, milliseconds, run);
    console.log(`npm cookie ${version}, ${label}\t${pairs}\t${time.toFixed(2)}`);
}

function parseSetCookie(line) {
    const c = cookie.parseSetCookie(line);
    return c.name && c.value && c.path && c.domain && c.maxAge && c.expires && c.secure &&
        c.httpOnly && c.sameSite ? 1 : 0;
}

function prepareWrite(line) {
    const [name, value, path, domain, maxAge, expires, sameSite] = line.split('\t');
    const options = {path, domain, maxAge: Number(maxAge), expires: new Date(expires * 1000),
        sameSite: sameSite.toLowerCase(), secure: true, httpOnly: true};
    return {name, value, options};
}

function write(c) {
    return cookie.serialize(c.name, c.value, c.options).startsWith(c.name) ? 1 : 0;
}

function prepareThree(line) {
    const names = line.split('; ').map(pair => pair.split('=')[0]);
    return {line, names: [0, 1, 2].map(i => names[Math.floor(i * (names.length - 1) / 2)])};
}

function readThree({line, names}) {
    const cookies = cookie.parse(line);
    return names.filter(key => cookies[key] !== undefined).length;
}

function readAll(line) {
    const cookies = cookie.parse(line);
    let n = 0;
    for (const key in cookies)
        n += cookies[key] !== undefined;
    return n;
}

// See harness.h; Express does it like this.
function prepareRequest(line) {
    return line.replace(/sessionid=([^;]*)/, (_, value) =>
        `sessionid=${encodeURIComponent(`s:${signature.sign(value, SECRET)}`)}`);
}

function answer(header) {
    const cookies = cookie.parse(header);
    let n = signature.unsign(cookies.sessionid.slice(2), SECRET) !== false ? 1 : 0;
    for (const key of ['csrftoken', 'theme', 'lang'])
        n += cookies[key] !== undefined;
    const written = [];
    for (const [key, value] of [['theme', 'sepia'], ['last_seen', '1764433000']])
        written.push(cookie.serialize(key, value, ATTRIBUTES));
    return n + written.length;
}

const SECRET = 'a secret of thirty-two bytes, or more';
const ATTRIBUTES = {path: '/', maxAge: 31536000, secure: true, httpOnly: true, sameSite: 'lax'};

const lines = fs.readFileSync(corpus, 'latin1').trimEnd().split('\n');

if (name === 'load' || name === 'small')
    report('parse', lines, cookie.parse, line => Object.keys(cookie.parse(line)).length);
else if (name === 'three')
    report('parse', lines.map(prepareThree), readThree);
else if (name === 'all')
    report('parse', lines, readAll);
else if (name === 'request')
    report('and cookie-signature', lines.map(prepareRequest), answer);
else if (name === 'set-cookie')
    report('parseSetCookie', lines, parseSetCookie);
else if (name === 'write')
    report('serialize', lines.map(prepareWrite), write);
