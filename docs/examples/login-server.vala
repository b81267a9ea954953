// SPDX-License-Identifier: LGPL-2.1-or-later

// login-server PORT SECRET [CERTIFICATE KEY]: a server that knows who has logged in. The name is in a signed
// cookie. SECRET is a file with the secret that signs. SECRET.old, if it is there, verifies too. After SIGHUP both
// are read again; SIGINT and SIGTERM end the server. With a certificate, the server uses TLS; without, a proxy has
// to, or the browser is on this machine.

const string SID = "__Host-sid";
const uint LIFETIME = 3600; // seconds

const string LOGIN = """<!DOCTYPE html>
<title>Login</title>
<form method=post action=/login><input name=name placeholder="Your name"><button>Log in</button></form>
""";
const string HELLO = """<!DOCTYPE html>
<title>Login</title>
<p>Hello, %s!</p>
<form method=post action=/logout><button>Log out</button></form>
""";

// What the cookies of the site are.
Cookie.Schema load_site (string file) throws Error {
  var keyring = new Cookie.Keyring ();
  var codec = new Cookie.SignedCodec (new Cookie.StringCodec (), keyring, "session", LIFETIME);
  keyring.append (Cookie.Keyring.load_secret (file));
  if (FileUtils.test (file + ".old", FileTest.EXISTS))
    keyring.append (Cookie.Keyring.load_secret (file + ".old"));

  var session = new Cookie.Morsel ();
  session.path = "/";
  session.secure = true;
  session.http_only = true;
  session.same_site = Cookie.SameSite.LAX;
  session.max_age = LIFETIME;

  var schema = new Cookie.Schema ();
  schema.add (SID, codec, session);
  return schema;
}

class LoginServer : Soup.Server {
  private string secret;
  private Cookie.Schema site;

  public LoginServer (string secret) throws Error {
    this.secret = secret;
    site = load_site (secret);
    add_handler (null, handle);
    Unix.signal_add (Posix.Signal.HUP, reload);
  }

  private bool reload () {
    try {
      site = load_site (secret);
      print ("Read %s again\n", secret);
    } catch (Error error) {
      printerr ("login-server: %s\n", error.message);
    }
    return Source.CONTINUE;
  }

  private void handle (Soup.Server server, Soup.ServerMessage msg, string path, HashTable<string, string>? query) {
    var cookie = new Cookie.SimpleCookie.with_schema (site);
    msg.get_response_headers ().replace ("Vary", "Cookie");
    try {
      CookieSoup.load_headers (cookie, msg.get_request_headers ());
      answer (msg, path, cookie);
    } catch (Error error) {
      msg.set_status (Soup.Status.BAD_REQUEST, null);
    }
    CookieSoup.append_changes (cookie, msg.get_response_headers ());
  }

  private void answer (Soup.ServerMessage msg, string path, Cookie.BaseCookie cookie) throws Error {
    if (msg.get_method () == "POST" && path == "/login") {
      var bytes = msg.get_request_body ().flatten ();
      var form = Uri.parse_params ((string) bytes.get_data (), bytes.get_size (), "&", UriParamsFlags.WWW_FORM);
      var name = form["name"] ?? "";
      if (name == "")
        throw new UriError.BAD_QUERY ("no name");
      cookie.set_string (SID, name);
      cookie.touch (SID); // a second login starts the lifetime again, with the same name, too
      msg.set_redirect (Soup.Status.SEE_OTHER, "/");
    } else if (msg.get_method () == "POST" && path == "/logout") {
      cookie.expire (SID);
      msg.set_redirect (Soup.Status.SEE_OTHER, "/");
    } else if (path == "/") {
      unowned var name = cookie.get_string (SID);
      var page = name != null ? HELLO.printf (Markup.escape_text (name)) : LOGIN;
      msg.set_status (Soup.Status.OK, null);
      msg.set_response ("text/html; charset=utf-8", Soup.MemoryUse.COPY, page.data);
    } else {
      msg.set_status (Soup.Status.NOT_FOUND, null);
    }
  }
}

int main (string[] args) {
  if (args.length != 3 && args.length != 5) {
    printerr ("Usage: login-server PORT SECRET [CERTIFICATE KEY]\n");
    return 1;
  }

  try {
    var loop = new MainLoop ();
    foreach (var number in new int[] { Posix.Signal.INT, Posix.Signal.TERM })
      Unix.signal_add (number, () => {
        loop.quit ();
        return Source.REMOVE;
      });

    var server = new LoginServer (args[2]);
    var options = Soup.ServerListenOptions.IPV4_ONLY;
    if (args.length == 5) {
      server.set_tls_certificate (new TlsCertificate.from_files (args[3], args[4]));
      options |= Soup.ServerListenOptions.HTTPS;
    }
    server.listen_local (int.parse (args[1]), options);
    var uri = server.get_uris ().data;
    print ("Listening on %s://127.0.0.1:%d/\n", uri.get_scheme (), uri.get_port ());
    loop.run ();
  } catch (Error error) {
    printerr ("login-server: %s\n", error.message);
    return 1;
  }
  return 0;
}
