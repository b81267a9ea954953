// SPDX-License-Identifier: LGPL-2.1-or-later

// json.js COUNT JSON-LOADED VECTORS: compares JsonCodec with the JSON of Node.js. COUNT random values
// are written here, read and written by the codec; as many texts with mistakes are read by both; and
// the third column of the file of vectors is what Node.js writes.

'use strict';

const {spawnSync} = require('child_process');
const {readFileSync} = require('fs');

const [count, loaded, vectors] = process.argv.slice(2);
const MAX_LENGTH = 4096, MAX_NESTING = 16;

let seed = 7;
function random(n) { // the least standard generator
  seed = seed * 48271 % 0x7fffffff;
  return seed % n;
}

const pick = items => items[random(items.length)];
const repeat = (n, make) => Array.from({length: n}, make);

function randomString() {
  return repeat(random(6), () => pick([
    'a', 'Z', '7', ' ', '"', '\\', '/', "'", '%', '%41', ';', ',', '=', '+', '{', '}', '[', ']', ':', 'j:', '\n', '\r', '\t',
    '\b', '\f', '\x01', '\x1f', '\x7f', '\x80', '\xa0', 'é', 'ÿ', '€', '\u2028', '\u2029', '\ufeff', '\ufffd', '\uffff',
    '\ue000', '😀', '\u{10ffff}', '\\u0000', '__proto__', 'null', '<script>',
  ])).join('');
}

function randomNumber() {
  const bits = new DataView(new ArrayBuffer(8));
  switch (random(6)) {
    case 0:
      return random(1000) - 500;
    case 1:
      return (random(2000000) - 1000000) / pick([10, 100, 1000, 3, 7]);
    case 2:
      return pick([0, 1, -1, 2 ** 31, 2 ** 53 - 1, 1 - 2 ** 53, 2 ** 53, -(2 ** 53), 2 ** 53 + 2, 2 ** 63, 2 ** 64, 1e20, 1e21,
        -1e21, 123456789012345680000, 1e-6, 1e-7, 1.5e-7, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.1, 1 / 3]);
    case 3:
      return 2 ** (random(2098) - 1074) * pick([1, -1]);
    case 4:
      return Number(`${random(99999)}e${random(640) - 325}`) || 0;
    default:
      repeat(4, (_, i) => bits.setUint16(2 * i, random(0x10000)));
      return Number.isFinite(bits.getFloat64(0)) ? bits.getFloat64(0) : 0;
  }
}

// Names that are indices of an array would be sorted.
function randomName() {
  const name = randomString();
  return /^\d+$/.test(name) ? `${name}_` : name;
}

function randomValue(depth) {
  switch (random(depth === 0 ? 5 : 9)) {
    case 0:
      return null;
    case 1:
      return random(2) === 0;
    case 2:
      return randomString();
    case 3:
    case 4:
      return randomNumber();
    case 5:
    case 6:
      return repeat(random(5), () => randomValue(depth - 1));
    default:
      return Object.fromEntries(repeat(random(5), () => [randomName(), randomValue(depth - 1)]));
  }
}

function mutate(text) {
  const hostile = [
    ...'{}[]:,"\'\\/ \t\n\r\v\f\0%+-.eE0123456789tfnujs;é\xa0\ufeff\u2028', '\ud800', '\udc00', '\\u', '\\u0000', '\\ud83d',
    '\\ude00', '\\ud83d\\ude00', '\\x41', '\\0', '01', '1e400', '-', '.5', '5.', '1e', '1e5', '-0', 'NaN', 'Infinity', 'True',
    'undefined', '//', '/**/', ',]', ',}', '"a":1,', '{"a":1,"a":2}', '""', '"":0', '9007199254740993', '[[[[[[[[', ']]]]]]]]',
    '%22', '%C3%A9', '%FF', '%00', '%E2%80', 'j:', '0x1', '1_0', '\\u00e9', '\\u2028', '123456789012345678901234567890',
  ];
  for (let n = 1 + random(2); n > 0; n--) {
    const at = random(text.length + 1), length = random(4);
    const insert = random(4) > 0 ? pick(hostile) : text.substr(random(text.length + 1), random(8));
    text = text.slice(0, at) + insert + text.slice(at + length);
  }
  return text;
}

const isLimited = text => Buffer.byteLength(text) > MAX_LENGTH;

// What Node.js reads; undefined if it refuses the text.
function parse(text) {
  try {
    return JSON.parse(decodeURIComponent(text).replace(/^j:/, ''));
  } catch {
    return undefined;
  }
}

const write = value => encodeURIComponent(JSON.stringify(value));

const countNames = value => value === null || typeof value !== 'object' ? 0
  : Object.values(value).reduce((sum, item) => sum + countNames(item), Array.isArray(value) ? 0 : Object.keys(value).length);
const getDepth = value => value === null || typeof value !== 'object' ? 0
  : 1 + Math.max(0, ...Object.values(value).map(getDepth));
const isRefusedString = string => string.includes('\0') || /\p{Surrogate}/u.test(string);

// Whether the codec refuses a value, by its documentation, that Node.js reads
function isRefused(value) {
  if (typeof value === 'number')
    return !Number.isFinite(value);
  if (typeof value === 'string')
    return isRefusedString(value);
  return value !== null && typeof value === 'object' &&
    (Object.keys(value).some(isRefusedString) || Object.values(value).some(isRefused));
}

function expectRefusal(text, value) {
  const names = decodeURIComponent(text).match(/"(?:[^"\\]|\\.)*"[ \t\n\r]*:?/g) ?? [];
  return value === undefined || getDepth(value) > MAX_NESTING || isRefused(value) ||
    names.filter(name => name.endsWith(':')).length !== countNames(value);
}

function expectOf(text) {
  if (isLimited(text))
    return '!limit';
  const value = parse(text);
  if (value === undefined || expectRefusal(text, value))
    return '!decode';
  return isLimited(write(value)) ? '!limit' : write(value);
}

const isSorted = value => value !== null && typeof value === 'object' &&
  (!Array.isArray(value) && Object.keys(value).some(name => /^(0|[1-9]\d*)$/.test(name)) || Object.values(value).some(isSorted));

let failures = 0;
function fail(text, found, expected) {
  if (failures++ < 10)
    console.log(`# ${JSON.stringify(text)}: ${found}, not ${expected}`);
}

function run(texts) {
  const input = texts.map(text => `${Buffer.from(text).toString('hex')}\n`).join('');
  const {stdout, stderr, status} = spawnSync('sh', ['-c', 'eval "exec ${MESON_EXE_WRAPPER-} \\"\\$@\\""', 'sh', loaded],
    {input, maxBuffer: 2 ** 30, encoding: 'utf8'});
  const lines = stdout.split('\n').slice(0, -1);
  if (status !== 0 || lines.length !== texts.length)
    throw new Error(`${loaded} ended with ${status} after ${lines.length} lines: ${stderr}`);
  return lines;
}

function compare(texts) {
  const kinds = {read: 0, refused: 0};
  run(texts).forEach((found, i) => {
    const expected = expectOf(texts[i]);
    kinds[found.startsWith('!') ? 'refused' : 'read']++;
    if (found === expected)
      return;
    const value = parse(texts[i]);
    if (found.startsWith('!') || expected.startsWith('!') || !isSorted(value) || write(parse(found)) !== expected)
      fail(texts[i], found, expected);
  });
  return kinds;
}

let n = 0;
function test(name, func) {
  const before = failures;
  const note = func();
  console.log(`${failures > before ? 'not ok' : 'ok'} ${++n} ${name}`);
  console.log(`# ${note}`);
}

console.log('1..3');

test('values', () => {
  const texts = repeat(Number(count), () => write(randomValue(random(MAX_NESTING))));
  const {read, refused} = compare(texts);
  return `${read} values, ${refused} too long`;
});

test('mistakes', () => {
  const texts = repeat(Number(count), () => {
    const json = JSON.stringify(randomValue(random(4)));
    const text = pick([json, json.replaceAll('%', '%25'), encodeURIComponent(json), `j:${json}`]);
    return mutate(text).replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\0', '\\u0000');
  });
  const {read, refused} = compare(texts);
  return `${read} read, ${refused} refused`;
});

test('vectors', () => {
  const unescape = column => Buffer.from(column.replace(/\\(\d{3}|.)/g, (_, c) =>
    c.length === 3 ? String.fromCharCode(parseInt(c, 8)) : ({t: '\t', n: '\n', r: '\r'}[c] ?? c)), 'latin1').toString();
  const lines = readFileSync(vectors, 'latin1').split('\n').filter(line => line !== '' && !line.startsWith('#'));
  for (const line of lines) {
    const [text, , column] = line.split('\t').map(unescape);
    const value = parse(text);
    const expected = value === undefined ? '-' : write(value);
    if (column.replace(/^~/, '') !== expected)
      fail(text, column, expected);
  }
  return `${lines.length} vectors`;
});

process.exit(failures > 0 ? 1 : 0);
