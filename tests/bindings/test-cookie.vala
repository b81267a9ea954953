// SPDX-License-Identifier: LGPL-2.1-or-later

// What Vala's own syntax makes of the library.

class UpperCookie : Cookie.BaseCookie {
  public override string value_encode (string name, Variant value) throws Error {
    if (name == "refused")
      throw new Cookie.Error.ILLEGAL_VALUE ("refused by the subclass");
    return value.get_string ().up ();
  }

  public override Variant value_decode (string name, string coded_value) throws Error {
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

// NULL removes an attribute; text that a header field cannot hold is a critical, and changes nothing.
void test_attributes () {
  var cookie = new Cookie.SimpleCookie ();

  try {
    cookie["fig"] = "newton";
    unowned var morsel = cookie["fig"];
    morsel.path = "/";
    morsel.domain = "example.org";
    morsel.priority = HIGH;
    morsel.set_attribute ("comment", "soft");
    assert_cmpstr (morsel.to_set_cookie_header (), CompareOperator.EQ,
                   "fig=newton; Comment=soft; Domain=example.org; Path=/; Priority=High");
    assert_cmpstr (morsel.to_set_cookie_header ({ "PATH" }), CompareOperator.EQ, "fig=newton; Path=/");

    Test.expect_message ("Cookie", LogLevelFlags.LEVEL_CRITICAL, "*Path*semicolon*");
    morsel.path = "/; Domain=evil.example";
    Test.assert_expected_messages ();
    assert_cmpstr (morsel.path, CompareOperator.EQ, "/");
    morsel.path = null;
    assert_null (morsel.path);
    morsel.priority = DEFAULT;
    assert_null (morsel.get_attribute ("priority"));

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

// A default object keeps each readable pair of a request, and makes no attribute of any.
void test_hostile_request () {
  var cookie = new Cookie.SimpleCookie ();
  var fields = 0;

  cookie.diagnostic.connect ((diagnostic) => fields += (int) diagnostic.field + 1);
  try {
    cookie.load ("sid=1; path=/evil; domain=evil.example; \"unclosed");
    cookie["sid"] = "2";
  } catch (Error e) {
    assert_not_reached ();
  }

  assert_true (cookie.profile == RFC6265);
  assert_cmpstr (string.joinv (" ", cookie.get_names ()), CompareOperator.EQ, "sid path domain");
  assert_cmpstr (cookie.get_string ("path"), CompareOperator.EQ, "/evil");
  assert_cmpstr (cookie.get_nth_name (2), CompareOperator.EQ, "domain");
  assert_null (cookie["sid"].path);
  assert_null (cookie["sid"].domain);
  assert_cmpint (fields, CompareOperator.EQ, 1);
  assert_cmpstr (cookie.get_diagnostics ()[0].text, CompareOperator.EQ, "\"unclosed");
  assert_cmpstr (string.joinv ("|", cookie.get_changed_fields ()), CompareOperator.EQ, "sid=2");
}

// Logging in again takes the removal back.
void test_session () {
  var cookie = new Cookie.SimpleCookie ();
  var signals = 0;

  try {
    cookie["sid"] = "first";
    cookie["sid"].path = "/";
    cookie.clear_changes ();
    assert_false (cookie.has_changes);

    cookie.morsel_changed.connect ((morsel) => signals++);
    cookie.expire ("sid");
    assert_cmpint (signals, CompareOperator.EQ, 1);
    assert_true (cookie["sid"].expired);
    assert_cmpstr (cookie.output_changes (), CompareOperator.EQ,
                   "Set-Cookie: sid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/");
    cookie["sid"] = "second";
    assert_cmpstr (string.joinv ("|", cookie.get_changed_fields ()), CompareOperator.EQ, "sid=second; Path=/");

    cookie.clear_changes ();
    cookie["sid"] = "second";
    assert_false (cookie.has_changes);
    cookie.touch ("sid");
    assert_true (cookie.has_changes);
    cookie.set_all (new Variant.parsed ("{'a': <'1'>, 'b': <'2'>}"));
    cookie.set_coded ("c", null, "\"x\\054y\"");
    assert_cmpstr (cookie.to_cookie_header (), CompareOperator.EQ, "sid=second; a=1; b=2; c=\"x\\054y\"");
    assert_cmpstr (cookie.get_string ("c"), CompareOperator.EQ, "x,y");
    assert_cmpuint (cookie.n_items, CompareOperator.EQ, 4);
    cookie.expire ("unread");
    assert_true (cookie["unread"].expired);
    cookie.expire ("a b");
    assert_not_reached ();
  } catch (Error e) {
    assert_true (e is Cookie.Error.ILLEGAL_KEY);
  }

  assert_true (Cookie.name_is_valid ("sid"));
  assert_false (Cookie.name_is_valid ("a b"));
}

// A morsel belongs to one dictionary.
void test_held_morsel () {
  var cookie = new Cookie.SimpleCookie ();
  var other = new Cookie.SimpleCookie ();

  try {
    cookie["fig"] = "newton";
    other.set_morsel (cookie["fig"].copy ());
    assert_true ("fig" in other);
    other.set_morsel (cookie["fig"]);
    assert_not_reached ();
  } catch (Error e) {
    assert_true (e is Cookie.Error.ILLEGAL_VALUE);
  }
}

void test_diagnose () {
  try {
    var morsel = Cookie.Morsel.parse_set_cookie ("a=b; Secure; HttpOnly; SameSite=Lax; Domain=x.example; Path=/");
    assert_cmpuint (morsel.diagnose ().length, CompareOperator.EQ, 0);
    var origin = Uri.parse ("https://y.example/", UriFlags.NONE);
    var diagnostic = morsel.diagnose (origin)[0];
    assert_true (diagnostic.code == DOMAIN_MISMATCH);
    assert_cmpstr (@"$diagnostic", CompareOperator.EQ, @"error at byte $(diagnostic.offset): $(diagnostic.message) ($(diagnostic.section))");
    assert_cmpuint (Cookie.diagnose_set_cookie ("a=b; Secure; HttpOnly; SameSite=Lax; Path=/").length, CompareOperator.EQ, 0);
  } catch (Error e) {
    assert_not_reached ();
  }
}

// What can set no other error says so.
Cookie.Morsel read_set_cookie (string header) throws Cookie.Error {
  var morsel = Cookie.Morsel.parse_set_cookie (header);
  morsel.set_attribute ("path", "/");
  return morsel;
}

void test_set_cookie () {
  try {
    assert_cmpstr (read_set_cookie ("a=b; Path=/x").output (), CompareOperator.EQ, "Set-Cookie: a=b; Path=/");
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
    other.load (cookie.to_cookie_header ());
    assert_true (other["number"].value.get_int32 () == 7);
    assert_true (other.equal (cookie));

  } catch (Error e) {
    assert_not_reached ();
  }

  try {
    var codec = new Cookie.SignedCodec (new Cookie.StringCodec (), new Cookie.Keyring (), "test", 60);
    codec.keyring.append (Cookie.Keyring.generate_secret ());
    assert_true (codec.purpose == "test" && codec.lifetime == 60);
    other.codec = codec;
    assert_true (other.lookup_codec ("number") == codec);
    assert_true (codec.get_value_type ().equal (VariantType.STRING));
    other["fig"] = "newton";
    codec.decode ("sugar", other.get_coded_value ("fig"));
    assert_not_reached ();
  } catch (Error e) {
    assert_true (e is Cookie.Error.UNAUTHENTIC);
  }

  try {
    var keyring = new Cookie.Keyring ();
    var old = Cookie.Keyring.generate_secret ();
    Cookie.SealedCodec codec = new Cookie.SignedCodec (new Cookie.StringCodec (), keyring, "session", 60);
    if (Cookie.EncryptedCodec.is_supported ())
      codec = new Cookie.EncryptedCodec (new Cookie.StringCodec (), keyring, "session", 60);
    keyring.append (old);
    string text = codec.encode ("sid", "ann");
    keyring.prepend (Cookie.Keyring.generate_secret ());
    assert_true (keyring.get_size () == 2);
    string? renewed = codec.renew ("sid", text);
    assert_true (keyring.remove (old) && !keyring.remove (old));
    assert_true (codec.decode ("sid", renewed).get_string () == "ann");
    codec.decode ("sid", text);
    assert_not_reached ();
  } catch (Error e) {
    assert_true (e is Cookie.Error.NO_KEY);
  }

  try {
    new Cookie.SignedCodec ().keyring.append (new Bytes (new uint8[31]));
    assert_not_reached ();
  } catch (Cookie.Error e) {
    assert_true (e is Cookie.Error.INVALID_SECRET);
  }
}

void test_json_codec () {
  var cookie = new Cookie.BaseCookie ();

  cookie.codec = new Cookie.JsonCodec ();
  try {
    var basket = new VariantDict ();
    basket.insert ("fig", "i", 3);
    cookie["basket"] = basket.end ();
    assert_true (Cookie.JsonCodec.is_supported ());
    assert_cmpstr (cookie.to_cookie_header (), CompareOperator.EQ, "basket=%7B%22fig%22%3A3%7D");
    assert_true (cookie["basket"].value.lookup_value ("fig", VariantType.INT64).get_int64 () == 3);
    cookie.codec.decode ("basket", "{'fig': 3}");
    assert_not_reached ();
  } catch (Error e) {
    assert_true (Cookie.JsonCodec.is_supported () ? e is Cookie.Error.DECODE : e is Cookie.Error.NOT_SUPPORTED);
  }
}

// A codec implements encode () and decode (), and the rest if it needs to.
class ReverseCodec : Object, Cookie.Codec {
  public string encode (string name, Variant value) throws Error {
    return value.get_string ().reverse ();
  }

  public Variant decode (string name, string coded_value) throws Error {
    return new Variant.string (coded_value.reverse ());
  }
}

void test_own_codec () {
  var cookie = new Cookie.BaseCookie ();

  cookie.codec = new ReverseCodec ();
  try {
    cookie["fig"] = "newton";
  } catch (Error e) {
    assert_not_reached ();
  }
  assert_cmpstr (cookie.to_cookie_header (), CompareOperator.EQ, "fig=notwen");
  assert_null (cookie.codec.get_value_type ());
  assert_null (cookie.codec.renew ("fig", "notwen"));
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
  assert_cmpstr (cookie.output (), CompareOperator.EQ,
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

  assert_cmpstr (cookie.to_cookie_header (), CompareOperator.EQ, "fig=NEWTON; sugar=WAFER");
  assert_cmpstr (cookie["sugar"].value.get_string (), CompareOperator.EQ, "wafer");

  try {
    cookie["refused"] = "x";
    assert_not_reached ();
  } catch (Error e) {
    assert_true (e is Cookie.Error.ILLEGAL_VALUE);
  }
}

// In each spelling of a property.
void test_refused () {
  var text = "a; Domain=evil.example";
  var morsel = new Cookie.Morsel ();
  morsel.path = "/before";
  morsel.notify.connect (() => { assert_not_reached (); });

  for (var i = 0; i < 6; i++) {
    Test.expect_message ("Cookie", LogLevelFlags.LEVEL_CRITICAL, "*Path*semicolon*");
    switch (i) {
    case 0:
      morsel.path = text;
      break;
    case 1:
      morsel.set_path (text);
      break;
    case 2:
      morsel.set_property ("path", text);
      break;
    case 3:
      var other = new Cookie.Morsel () { path = text };
      assert_null (other.path);
      break;
    case 4:
      var other = (Cookie.Morsel) Object.new (typeof (Cookie.Morsel), "path", text);
      assert_null (other.path);
      break;
    default:
      var source = new Cookie.Morsel ();
      source.bind_property ("path", morsel, "path", BindingFlags.SYNC_CREATE, (binding, from, ref to) => {
        to.set_string (text);
        return true;
      });
      break;
    }
    Test.assert_expected_messages ();
    assert_cmpstr (morsel.path, CompareOperator.EQ, "/before");
  }
}

int main (string[] args) {
  Test.init (ref args);

  Test.add_func ("/cookie/vala/index", test_index);
  Test.add_func ("/cookie/vala/index-error", test_index_error);
  Test.add_func ("/cookie/vala/foreach", test_foreach);
  Test.add_func ("/cookie/vala/attributes", test_attributes);
  Test.add_func ("/cookie/vala/refused", test_refused);
  Test.add_func ("/cookie/vala/hostile-request", test_hostile_request);
  Test.add_func ("/cookie/vala/session", test_session);
  Test.add_func ("/cookie/vala/held-morsel", test_held_morsel);
  Test.add_func ("/cookie/vala/diagnose", test_diagnose);
  Test.add_func ("/cookie/vala/own-codec", test_own_codec);
  Test.add_func ("/cookie/vala/set-cookie", test_set_cookie);
  Test.add_func ("/cookie/vala/codec", test_codec);
  Test.add_func ("/cookie/vala/json-codec", test_json_codec);
  Test.add_func ("/cookie/vala/properties", test_properties);
  Test.add_func ("/cookie/vala/list-model", test_list_model);
  Test.add_func ("/cookie/vala/override", test_override);

  return Test.run ();
}
