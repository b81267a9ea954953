// SPDX-License-Identifier: LGPL-2.1-or-later

void answer (string header) throws Error {
  var site = new Cookie.Schema ();
  site.add ("theme", null, new Cookie.Morsel () { path = "/", secure = true, max_age = 31536000 });
  var cookie = new Cookie.SimpleCookie.with_schema (site);
  cookie.load (header);
  print ("The theme is %s.\n", cookie.get_string ("theme"));
  cookie.set_string ("theme", "dark");
  print ("%s\n", cookie.output_changes ());
}

int main (string[] args) {
  try {
    answer (args[1]);
    return 0;
  } catch (Error e) {
    printerr ("%s\n", e.message);
    return 1;
  }
}
