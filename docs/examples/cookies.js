// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads `Cookie` header fields, from the arguments or else a line each from standard input. Prints the
// cookies in each with their attributes, and the `Set-Cookie` fields that set them. The header fields
// are those of the manual of Python's http.cookies, so they are read by its rules.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import System from 'system';

const ATTRIBUTES = [
  'comment', 'domain', 'expires', 'httponly', 'max-age', 'partitioned',
  'path', 'priority', 'samesite', 'secure', 'version',
];

function printHeader(header) {
  const cookie = new Cookie.SimpleCookie(header, {profile: Cookie.Profile.PYTHON});

  print(`Cookie: ${header}`);
  for (const [key, morsel] of cookie) {
    print(`  ${key} = ${morsel.value}`);
    for (const name of ATTRIBUTES) {
      const value = morsel.get_attribute(name);
      if (value === true)
        print(`      ${name}`);
      else if (value !== null)
        print(`      ${name}: ${value}`);
    }
  }
  print(`${cookie.output(null, null, '\n')}\n`);
}

function readLines() {
  const [, bytes] = GLib.file_get_contents('/dev/stdin');
  return new TextDecoder().decode(bytes).trimEnd().split('\n');
}

try {
  const headers = System.programArgs.length > 0 ? System.programArgs : readLines();
  headers.forEach(printHeader);
} catch (error) {
  printerr(`cookies: ${error.message}`);
  System.exit(1);
}
