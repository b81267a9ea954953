// SPDX-License-Identifier: LGPL-2.1-or-later

int main () {
  var cookie = new Cookie.SimpleCookie ();
  try {
    cookie.load ("fig=newton");
  } catch (Error e) {
    error ("%s", e.message);
  }
  cookie["fig"].path = "/";
  print ("%s\n", cookie.output (null, null, null));
  return 0;
}
