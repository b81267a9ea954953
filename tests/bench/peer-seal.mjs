// SPDX-License-Identifier: LGPL-2.1-or-later

// npm's cookie-signature and iron-webcrypto: `node PROGRAM MODULES CASE CORPUS MILLISECONDS`, see harness.c. The
// first one signs, without a time; the other encrypts and signs, with a key derived anew for each value.

import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const [modules, job, corpus, milliseconds] = process.argv.slice(2);
const secret = 'k'.repeat(32);
const PASSES = 4; // between two looks at the clock

// Time of the processor, for all threads: the collector's too.
function now() {
    const {user, system} = process.cpuUsage();
    return (user + system) * 1e3;
}

const version = name => JSON.parse(fs.readFileSync(path.join(modules, name, 'package.json'))).version;
let label, seal, unseal;
if (job === 'sign' || job === 'verify') {
    const signature = createRequire(import.meta.url)(path.join(modules, 'cookie-signature'));
    label = `npm cookie-signature ${version('cookie-signature')}`;
    seal = item => signature.sign(item, secret);
    unseal = text => signature.unsign(text, secret);
} else {
    const entry = JSON.parse(fs.readFileSync(path.join(modules, 'iron-webcrypto', 'package.json')));
    const file = entry.exports?.['.']?.import?.default ?? entry.exports?.['.']?.import ?? entry.exports?.['.']?.default ??
        entry.exports?.['.'] ?? entry.exports ?? entry.module ?? entry.main;
    const iron = await import(pathToFileURL(path.join(modules, 'iron-webcrypto', file)));
    const args = iron.seal.length === 4 ? [globalThis.crypto ?? (await import('node:crypto')).webcrypto] : [];
    label = `npm iron-webcrypto ${entry.version}`;
    seal = item => iron.seal(...args, item, secret, {...iron.defaults, ttl: 3600000});
    unseal = text => iron.unseal(...args, text, secret, {...iron.defaults, ttl: 3600000});
}

let items = fs.readFileSync(corpus, 'utf8').trimEnd().split('\n');
let run = seal;
if (job === 'verify' || job === 'decrypt') {
    items = await Promise.all(items.map(item => seal(item)));
    run = unseal;
}

async function passes(budget) {
    const start = now();
    for (let n = 0; ;) {
        for (let pass = 0; pass < PASSES; pass++) {
            for (const item of items) {
                const result = run(item);
                if (result instanceof Promise)
                    await result;
            }
        }
        n += PASSES * items.length;
        const elapsed = now() - start;
        if (elapsed >= budget * 1e6)
            return elapsed / n;
    }
}

let count = 0;
for (const item of items)
    count += await run(item) ? 1 : 0;
await passes(milliseconds / 3);
console.log(`${label}\t${count}\t${(await passes(milliseconds)).toFixed(2)}`);
