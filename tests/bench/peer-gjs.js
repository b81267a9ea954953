// SPDX-License-Identifier: LGPL-2.1-or-later

// What peer-python.py measures from Python, from JavaScript: `gjs -m PROGRAM JOB CORPUS MILLISECONDS`, see harness.c.

import Cookie from 'gi://Cookie?version=1.0';
import GLib from 'gi://GLib';
import System from 'system';

const jobs = {
  python(line) {
    const cookie = new Cookie.SimpleCookie(line);
    for (const name of ['sessionid', 'csrftoken', 'theme'])
      void cookie.get_string(name);
    return cookie.size;
  },

  iterate(line) {
    const cookie = new Cookie.SimpleCookie(line);
    for (const [, morsel] of cookie)
      void morsel.value;
    return cookie.size;
  },

  set() {
    const cookie = new Cookie.SimpleCookie();
    cookie.set_string('sid', '31d4d96e407aad42');
    return cookie.size;
  },

  attributes() {
    const cookie = new Cookie.SimpleCookie();
    cookie.set_string('sid', '31d4d96e407aad42');
    cookie.get('sid').set_attributes({path: '/', 'max-age': 3600, secure: true, httponly: true, samesite: 'Lax'});
    return cookie.output().split('sid=').length - 1;
  },

  exchange(line) {
    return jobs.python(line) + jobs.attributes();
  },
};

// Returns the time of the processor that the program has taken, in nanoseconds, without the threads of SpiderMonkey.
function getTime() {
  return Number(new TextDecoder().decode(GLib.file_get_contents('/proc/self/schedstat')[1]).split(' ')[0]);
}

function passes(lines, budget, run) {
  const start = getTime();
  for (let n = lines.length; ; n += lines.length) {
    lines.forEach(run);
    const elapsed = getTime() - start;
    if (elapsed >= budget * 1e6)
      return elapsed / n;
  }
}

const [job, corpus, milliseconds] = System.programArgs;
const [, bytes] = GLib.file_get_contents(corpus);
const lines = new TextDecoder().decode(bytes).split('\n').filter(line => line !== '');
const pairs = lines.map(line => jobs[job](line)).reduce((sum, n) => sum + n, 0);
passes(lines, milliseconds / 3, jobs[job]);
print(`cookie-glib, GJS\t${pairs}\t${passes(lines, Number(milliseconds), jobs[job]).toFixed(2)}`);
