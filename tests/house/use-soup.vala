// SPDX-License-Identifier: LGPL-2.1-or-later

int main () {
  var headers = new Soup.MessageHeaders (Soup.MessageHeadersType.RESPONSE);
  var cookie = new Cookie.SimpleCookie ();
  try {
    cookie.set_string ("fig", "newton");
  } catch (Error e) {
    error ("%s", e.message);
  }
  cookie["fig"].path = "/";
  CookieSoup.append_changes (cookie, headers);
  print ("Set-Cookie: %s\n", headers.get_one ("Set-Cookie"));
  return 0;
}
