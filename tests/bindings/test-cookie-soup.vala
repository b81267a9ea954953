// SPDX-License-Identifier: LGPL-2.1-or-later

// CookieSoup from Vala.

void test_headers () {
  var request = new Soup.MessageHeaders (Soup.MessageHeadersType.REQUEST);
  var response = new Soup.MessageHeaders (Soup.MessageHeadersType.RESPONSE);
  var cookie = new Cookie.SimpleCookie ();

  request.append ("Cookie", "a=1; b=\"2");
  request.append ("Cookie", "c=3\"; a=4");
  try {
    CookieSoup.load_headers (cookie, request);
    cookie.set_string ("a", "one");
  } catch (Error error) {
    assert_not_reached ();
  }
  assert_cmpuint (CookieSoup.append_changes (cookie, response), CompareOperator.EQ, 1);
  assert_cmpstr (response.get_list ("Set-Cookie"), CompareOperator.EQ, "a=one");
  assert_cmpuint (CookieSoup.get_morsels (response).length, CompareOperator.EQ, 1);
  assert_cmpuint (CookieSoup.diagnose_headers (response).length, CompareOperator.GT, 0);
}

void test_jar () {
  var jar = new Soup.CookieJar ();
  jar.add_cookie (new Soup.Cookie ("a", "1", "site.example", "/", 3600));
  var model = new CookieSoup.JarModel (jar);
  var item = (CookieSoup.JarItem) model.get_item (0);
  var edited = item.morsel.copy ();

  edited.secure = true;
  try {
    model.update (item, edited);
    model.remove ((CookieSoup.JarItem) model.get_item (0));
  } catch (Cookie.Error error) {
    assert_not_reached ();
  }
  assert_cmpuint (model.get_n_items (), CompareOperator.EQ, 0);

  jar.add_cookie (item.dup_cookie ());
  assert_cmpstr (jar.all_cookies ().data.get_value (), CompareOperator.EQ, "1");
  jar.delete_cookie (item.dup_cookie ());

  try {
    model.remove (item);
    assert_not_reached ();
  } catch (Cookie.Error error) {
    assert_true (error is Cookie.Error.ILLEGAL_KEY);
  }
}

void test_soup_cookie () {
  try {
    var morsel = Cookie.Morsel.parse_set_cookie ("sid=1; Path=/");
    var origin = Uri.parse ("https://site.example/", UriFlags.NONE);
    var cookie = CookieSoup.morsel_to_cookie (morsel, origin);

    assert_cmpstr (cookie.get_domain (), CompareOperator.EQ, "site.example");
    assert_cmpstr (CookieSoup.morsel_from_cookie (cookie).path, CompareOperator.EQ, "/");
    CookieSoup.morsel_to_cookie (morsel);
    assert_not_reached ();
  } catch (Cookie.Error.INVALID_ATTRIBUTE error) {
  } catch (Error error) {
    assert_not_reached ();
  }
}

int main (string[] args) {
  Test.init (ref args);
  Test.add_func ("/vala/soup/headers", test_headers);
  Test.add_func ("/vala/soup/jar", test_jar);
  Test.add_func ("/vala/soup/soup-cookie", test_soup_cookie);
  return Test.run ();
}
