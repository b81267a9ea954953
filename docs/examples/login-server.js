// SPDX-License-Identifier: LGPL-2.1-or-later

// login-server.js PORT SECRET [CERTIFICATE KEY]: a server that knows who has logged in. The name is in a signed
// cookie. SECRET is a file with the secret that signs. SECRET.old, if it is there, verifies too. After SIGHUP both
// are read again; SIGINT and SIGTERM end the server. With a certificate, the server uses TLS; without, a proxy has
// to, or the browser is on this machine.

import Cookie from 'gi://Cookie?version=1.0';
import CookieSoup from 'gi://CookieSoup?version=1.0';
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Soup from 'gi://Soup?version=3.0';
import System from 'system';

const SID = '__Host-sid';
const LIFETIME = 3600; // seconds
const SIGHUP = 1, SIGINT = 2, SIGTERM = 15;

// newer releases have it in a namespace of its own, by one of two names
const addSignal = await import('gi://GLibUnix?version=2.0').then(({default: unix}) => unix.signal_add ?? unix.signal_add_full,
  () => GLib.unix_signal_add);

const LOGIN = `<!DOCTYPE html>
<title>Login</title>
<form method=post action=/login><input name=name placeholder="Your name"><button>Log in</button></form>
`;
const makeHello = name => `<!DOCTYPE html>
<title>Login</title>
<p>Hello, ${GLib.markup_escape_text(name, -1)}!</p>
<form method=post action=/logout><button>Log out</button></form>
`;

// What the cookies of the site are.
function loadSite(file) {
  const keyring = new Cookie.Keyring();
  const codec = new Cookie.SignedCodec({codec: new Cookie.StringCodec(), keyring, purpose: 'session', lifetime: LIFETIME});
  keyring.append(Cookie.Keyring.load_secret(file));
  if (GLib.file_test(`${file}.old`, GLib.FileTest.EXISTS))
    keyring.append(Cookie.Keyring.load_secret(`${file}.old`));
  const site = new Cookie.Schema();
  site.add(SID, codec, new Cookie.Morsel({
    path: '/', secure: true, httpOnly: true, sameSite: Cookie.SameSite.LAX, maxAge: LIFETIME,
  }));
  return site;
}

function main(port, secret, certificate = null, key = null) {
  let site = loadSite(secret);

  function answer(msg, path, cookie) {
    const post = msg.get_method() === 'POST' ? path : null;
    if (post === '/login') {
      const body = new TextDecoder('utf-8', {fatal: true}).decode(msg.get_request_body().flatten().toArray());
      const form = body.replaceAll('\0', '%00'); // a NUL would end the text
      const {name} = GLib.Uri.parse_params(form, -1, '&', GLib.UriParamsFlags.WWW_FORM);
      if (!name)
        throw new Error('no name');
      cookie.set(SID, name);
      cookie.touch(SID); // a second login starts the lifetime again, with the same name, too
      msg.set_redirect(Soup.Status.SEE_OTHER, '/');
    } else if (post === '/logout') {
      cookie.expire(SID);
      msg.set_redirect(Soup.Status.SEE_OTHER, '/');
    } else if (path === '/') {
      const page = cookie.has(SID) ? makeHello(cookie.get(SID).value) : LOGIN;
      msg.set_status(Soup.Status.OK, null);
      msg.set_response('text/html; charset=utf-8', Soup.MemoryUse.COPY, new TextEncoder().encode(page));
    } else {
      msg.set_status(Soup.Status.NOT_FOUND, null);
    }
  }

  addSignal(GLib.PRIORITY_DEFAULT, SIGHUP, () => {
    try {
      site = loadSite(secret);
      print(`Read ${secret} again`);
    } catch (error) {
      printerr(`login-server.js: ${error.message}`);
    }
    return GLib.SOURCE_CONTINUE;
  });

  const server = new Soup.Server();
  server.add_handler(null, (_server, msg, path) => {
    const cookie = new Cookie.SimpleCookie({schema: site});
    msg.get_response_headers().replace('Vary', 'Cookie');
    try {
      CookieSoup.load_headers(cookie, msg.get_request_headers());
      answer(msg, path, cookie);
    } catch {
      msg.set_status(Soup.Status.BAD_REQUEST, null);
    }
    CookieSoup.append_changes(cookie, msg.get_response_headers());
  });

  const loop = new GLib.MainLoop(null, false);
  for (const signal of [SIGINT, SIGTERM])
    addSignal(GLib.PRIORITY_DEFAULT, signal, () => loop.quit());

  let options = Soup.ServerListenOptions.IPV4_ONLY;
  if (key !== null) {
    server.set_tls_certificate(Gio.TlsCertificate.new_from_files(certificate, key));
    options |= Soup.ServerListenOptions.HTTPS;
  }
  server.listen_local(Number(port), options);
  const [uri] = server.get_uris();
  print(`Listening on ${uri.get_scheme()}://127.0.0.1:${uri.get_port()}/`);
  loop.run();
}

if (![2, 4].includes(ARGV.length)) {
  printerr('Usage: login-server.js PORT SECRET [CERTIFICATE KEY]');
  System.exit(1);
}
try {
  main(...ARGV);
} catch (error) {
  printerr(`login-server.js: ${error.message}`);
  System.exit(1);
}
