// SPDX-License-Identifier: LGPL-2.1-or-later

// Schema in Vala: what the cookies of a site are, said once.

const string SID = "__Host-sid";
const string SID_ATTRIBUTES = "; HttpOnly; Max-Age=3600; Path=/; SameSite=Lax; Secure";
const string REMOVED = "; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0";

// STATE.LEFT.VALUE, whose time does not pass: `new`, or `old` if it is to be sealed again
class Timed : Object, Cookie.Codec {
  public string encode (string name, Variant value) throws Error {
    return "new.3600." + value.get_string ();
  }

  public Variant decode (string name, string text) throws Error {
    var parts = text.split (".", 3);
    if (parts[0] == "tampered")
      throw new Cookie.Error.UNAUTHENTIC ("It is tampered");
    if (parts.length != 3)
      throw new Cookie.Error.DECODE ("It is too short");
    return new Variant.string (parts[2]);
  }

  public string? renew (string name, string text) {
    return text.has_prefix ("old.") ? "new." + text.substring (4) : null;
  }

  public int get_remaining_lifetime (string name, string text) {
    return int.parse (text.split (".", 3)[1]);
  }
}

class UpperCookie : Cookie.BaseCookie {
  public UpperCookie (Cookie.Schema schema) {
    Object (schema: schema);
  }

  public override string value_encode (string name, Variant value) throws Error {
    return value.get_string ().up ();
  }

  public override Variant value_decode (string name, string text) throws Error {
    return new Variant.string (text.down ());
  }
}

Cookie.Schema new_site () {
  var site = new Cookie.Schema ();
  var attributes = new Cookie.Morsel () { path = "/", secure = true, http_only = true, same_site = LAX, max_age = 3600 };

  try {
    site.add (SID, new Timed (), attributes);
    site.add ("theme", null, new Cookie.Morsel () { path = "/", max_age = 31536000 });
    site.add ("lang");
  } catch (Cookie.Error e) {
    assert_not_reached ();
  }
  return site;
}

void assert_refused (Cookie.Schema site, string name, Cookie.Morsel? attributes, int code) {
  try {
    site.add (name, null, attributes);
    assert_not_reached ();
  } catch (Cookie.Error e) {
    assert_true (e.code == code);
  }
}

void test_add () {
  var site = new_site ();

  assert_cmpstr (string.joinv (" ", site.get_names ()), CompareOperator.EQ, "__Host-sid lang theme");
  assert_true (site.lookup_codec (SID) is Timed);
  assert_null (site.lookup_codec ("theme"));
  assert_refused (site, "theme", null, Cookie.Error.ILLEGAL_KEY);
  assert_refused (site, "a b", null, Cookie.Error.ILLEGAL_KEY);
  assert_refused (site, "Path", null, Cookie.Error.RESERVED_KEY);
  assert_refused (site, "__Host-x", null, Cookie.Error.INVALID_ATTRIBUTE);
  assert_refused (site, "x", new Cookie.Morsel () { max_age = 0 }, Cookie.Error.INVALID_ATTRIBUTE);

  try {
    assert_cmpstr (site.create_morsel (SID).to_set_cookie_header (), CompareOperator.EQ, SID + "=" + SID_ATTRIBUTES);
    site.set_default (null, new Cookie.Morsel () { path = "/any" });
    assert_cmpstr (site.create_morsel ("x").path, CompareOperator.EQ, "/any");
    site.set_default ();
    assert_null (site.create_morsel ("x").path);
    foreach (var diagnostic in site.diagnose (Uri.parse ("https://www.site.example/", UriFlags.NONE)))
      assert_true (diagnostic.severity != ERROR);
  } catch (Error e) {
    assert_not_reached ();
  }

  var cookie = new Cookie.SimpleCookie.with_schema (site);
  assert_true (cookie.schema == site);
  assert_true (cookie.profile == RFC6265);
  assert_refused (site, "more", null, Cookie.Error.NOT_SUPPORTED);
}

void test_events () {
  try {
    var cookie = new Cookie.SimpleCookie.with_schema (new_site ());
    cookie.load (@"theme=dark; $SID=new.60.ann; other=1");
    assert_cmpstr (cookie.get_string (SID), CompareOperator.EQ, "ann");
    assert_cmpuint (cookie.get_diagnostics ().length, CompareOperator.EQ, 0);
    assert_false (cookie.has_changes);
    cookie[SID] = "bob";
    cookie["theme"] = "light";
    cookie.expire ("lang");
    var fields = cookie.get_changed_fields ();
    assert_cmpstr (fields[0], CompareOperator.EQ, SID + "=new.3600.bob" + SID_ATTRIBUTES);
    assert_cmpstr (fields[1], CompareOperator.EQ, "lang=" + REMOVED);
    assert_cmpstr (fields[2], CompareOperator.EQ, "theme=light; Max-Age=31536000; Path=/");
    var copy = cookie.copy ();
    assert_true (copy.schema == cookie.schema);
    assert_true (copy.equal (cookie));
    assert_cmpstr (copy.output_changes (), CompareOperator.EQ, cookie.output_changes ());
  } catch (Error e) {
    assert_not_reached ();
  }
}

void test_refused () {
  try {
    var cookie = new Cookie.SimpleCookie.with_schema (new_site ());
    cookie.load (@"theme=dark; $SID=tampered.1");
    assert_true (cookie.get_diagnostics ()[0].code == UNAUTHENTIC);
    assert_cmpuint ((uint) cookie.get_diagnostics ()[0].offset, CompareOperator.EQ, 23);
    cookie.expire (SID);
    assert_cmpstr (cookie.get_changed_fields ()[0], CompareOperator.EQ,
                   SID + "=; expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure");
    cookie.profile = STRICT;
    cookie.load (@"theme=dark; $SID=tampered.1");
    assert_not_reached ();
  } catch (Error e) {
    assert_true (e is Cookie.Error.UNAUTHENTIC);
    assert_cmpstr (e.message, CompareOperator.EQ, @"Cookie “$SID”: It is tampered at byte 23");
  }
}

void test_rotation () {
  try {
    var cookie = new Cookie.SimpleCookie.with_schema (new_site ());
    cookie.load (@"$SID=old.60.ann");
    assert_cmpstr (cookie.get_changed_fields ()[0], CompareOperator.EQ,
                   SID + "=new.60.ann" + SID_ATTRIBUTES.replace ("3600", "60"));
    cookie.touch (SID);
    assert_cmpstr (cookie.get_changed_fields ()[0], CompareOperator.EQ, SID + "=new.3600.ann" + SID_ATTRIBUTES);
  } catch (Error e) {
    assert_not_reached ();
  }
}

void test_override () {
  try {
    var cookie = new UpperCookie (new_site ());
    cookie.load (@"theme=DARK; $SID=new.60.Ann");
    assert_cmpstr (cookie.get_string ("theme"), CompareOperator.EQ, "dark");
    assert_cmpstr (cookie.get_string (SID), CompareOperator.EQ, "Ann");
    cookie["theme"] = "light";
    cookie[SID] = "Bob";
    assert_cmpstr (cookie["theme"].coded_value, CompareOperator.EQ, "LIGHT");
    assert_cmpstr (cookie[SID].coded_value, CompareOperator.EQ, "new.3600.Bob");
  } catch (Error e) {
    assert_not_reached ();
  }
}

void main (string[] args) {
  Test.init (ref args);

  Test.add_func ("/cookie/vala/schema/add", test_add);
  Test.add_func ("/cookie/vala/schema/events", test_events);
  Test.add_func ("/cookie/vala/schema/refused", test_refused);
  Test.add_func ("/cookie/vala/schema/rotation", test_rotation);
  Test.add_func ("/cookie/vala/schema/override", test_override);

  Test.run ();
}
