// SPDX-License-Identifier: LGPL-2.1-or-later

// What Vala's own syntax makes of the library.

class UpperCookie : Cookie.BaseCookie {
  public override string? value_encode (string key, Variant value) throws Error {
    if (key == "refused")
      throw new Cookie.Error.ILLEGAL_VALUE ("refused by the subclass");
    return value.get_string ().up ();
  }

  public override Variant? value_decode (string key, string coded_value) throws Error {
    return new Variant.string (coded_value.down ());
  }
}

void test_index () {
  var cookie = new Cookie.SimpleCookie ();

  try {
    cookie["fig"] = "newton";
    cookie["fig"] = "roll";
    cookie.set_string ("sugar", "wafer");
  } catch (Error e) {
    assert_not_reached ();
  }

  assert_cmpstr (cookie["fig"].coded_value, CompareOperator.EQ, "roll");
  assert_cmpuint (cookie.get_size (), CompareOperator.EQ, 2);
  assert_null (cookie["oreo"]);
  assert_true ("fig" in cookie);
  assert_false ("oreo" in cookie);
}

void test_foreach () {
  var cookie = new Cookie.SimpleCookie ();
  var seen = "";

  foreach (var morsel in cookie)
    assert_not_reached ();

  try {
    cookie.load ("sugar=wafer; fig=newton; oreo=x");
  } catch (Error e) {
    assert_not_reached ();
  }

  foreach (var morsel in cookie) {
    seen += morsel.key + "=" + morsel.get_string () + " ";
    cookie.remove (morsel.key);
  }
  foreach (unowned var morsel in cookie)
    assert_not_reached ();

  assert_cmpstr (seen, CompareOperator.EQ, "sugar=wafer fig=newton oreo=x ");
  assert_cmpuint (cookie.get_size (), CompareOperator.EQ, 0);
}

/* A property without a method that sets it; NULL unsets, and what is refused changes nothing. */
void test_attributes () {
  var cookie = new Cookie.SimpleCookie ();

  try {
    cookie["fig"] = "newton";
    unowned var morsel = cookie["fig"];
    morsel.path = "/";
    morsel.domain = "example.org";
    morsel.comment = "soft";
    morsel.version = "1";
    morsel.priority = "High";
    assert_cmpstr (morsel.output_string (null), CompareOperator.EQ,
                   "fig=newton; Comment=soft; Domain=example.org; Path=/; Priority=High; Version=1");

    morsel.path = "/; Domain=evil.example";
    assert_cmpstr (morsel.path, CompareOperator.EQ, "/");
    morsel.path = null;
    assert_null (morsel.path);

    morsel.expires = new DateTime.from_unix_utc (0);
    assert_true (morsel.expires.to_unix () == 0);
    morsel.expires = null;
    assert_null (morsel.expires);
    morsel.max_age = 5;
    morsel.set_attribute ("httponly", true);
    assert_true (morsel.http_only);

    morsel.set_attribute ("path", "a;b");
    assert_not_reached ();
  } catch (Error e) {
    assert_true (e is Cookie.Error.INVALID_ATTRIBUTE);
  }
}

/* What can set no other error says so. */
Cookie.Morsel read_set_cookie (string header) throws Cookie.Error {
  var morsel = Cookie.Morsel.parse_set_cookie (header);
  morsel.set_attribute ("path", "/");
  return morsel;
}

void test_set_cookie () {
  try {
    assert_cmpstr (read_set_cookie ("a=b; Path=/x").output (null, null), CompareOperator.EQ, "Set-Cookie: a=b; Path=/");
    read_set_cookie ("a=b\n");
    assert_not_reached ();
  } catch (Cookie.Error e) {
    assert_true (e is Cookie.Error.SYNTAX);
  }
}

void test_codec () {
  var cookie = new Cookie.SerialCookie ();
  var other = new Cookie.BaseCookie ();

  try {
    cookie["number"] = 7;
    cookie["list"] = new Variant ("(sb)", "x", true);
    other.codec = cookie.codec;
    other.load (cookie.to_header ());
    assert_true (other["number"].value.get_int32 () == 7);
    assert_true (other.equal (cookie));

    other.codec = new Cookie.SignedCodec (new Cookie.StringCodec ());
    other.load ("number=7");
    assert_not_reached ();
  } catch (Cookie.Error e) {
    assert_true (e is Cookie.Error.SIGNATURE);
  } catch (Error e) {
    assert_not_reached ();
  }
}

void test_index_error () {
  var cookie = new Cookie.SimpleCookie ();

  try {
    cookie["not a key"] = "newton";
    assert_not_reached ();
  } catch (Cookie.Error e) {
    assert_true (e is Cookie.Error.ILLEGAL_KEY);
  } catch (Error e) {
    assert_not_reached ();
  }

  assert_cmpuint (cookie.get_size (), CompareOperator.EQ, 0);
}

void test_properties () {
  var cookie = new Cookie.SimpleCookie ();
  var changes = 0;

  try {
    cookie.load ("fig=newton");
  } catch (Error e) {
    assert_not_reached ();
  }

  cookie.morsel_changed["fig"].connect ((morsel) => changes++);
  cookie["fig"].path = "/";
  cookie["fig"].same_site = LAX;
  cookie["fig"].secure = true;

  assert_cmpint (changes, CompareOperator.EQ, 3);
  assert_cmpstr (cookie.output (null, null, null), CompareOperator.EQ,
                 "Set-Cookie: fig=newton; Path=/; SameSite=Lax; Secure");
}

void test_list_model () {
  ListModel cookie = new Cookie.SimpleCookie ();

  try {
    ((Cookie.BaseCookie) cookie).load ("sugar=wafer; fig=newton");
  } catch (Error e) {
    assert_not_reached ();
  }

  assert_cmpuint (cookie.get_n_items (), CompareOperator.EQ, 2);
  assert_cmpstr (((Cookie.Morsel) cookie.get_item (0)).key, CompareOperator.EQ, "sugar");
  assert_true (cookie.get_item_type () == typeof (Cookie.Morsel));
}

void test_override () {
  var cookie = new UpperCookie ();

  try {
    cookie["fig"] = "newton";
    cookie.load ("sugar=WAFER");
  } catch (Error e) {
    assert_not_reached ();
  }

  assert_cmpstr (cookie.to_header (), CompareOperator.EQ, "fig=NEWTON; sugar=WAFER");
  assert_cmpstr (cookie["sugar"].value.get_string (), CompareOperator.EQ, "wafer");

  try {
    cookie["refused"] = "x";
    assert_not_reached ();
  } catch (Error e) {
    assert_true (e is Cookie.Error.ILLEGAL_VALUE);
  }
}

int main (string[] args) {
  Test.init (ref args);

  Test.add_func ("/cookie/vala/index", test_index);
  Test.add_func ("/cookie/vala/index-error", test_index_error);
  Test.add_func ("/cookie/vala/foreach", test_foreach);
  Test.add_func ("/cookie/vala/attributes", test_attributes);
  Test.add_func ("/cookie/vala/set-cookie", test_set_cookie);
  Test.add_func ("/cookie/vala/codec", test_codec);
  Test.add_func ("/cookie/vala/properties", test_properties);
  Test.add_func ("/cookie/vala/list-model", test_list_model);
  Test.add_func ("/cookie/vala/override", test_override);

  return Test.run ();
}
