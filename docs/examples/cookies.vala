// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads `Cookie` header fields, from the arguments or else a line each from standard input. Prints the
// cookies in each with their attributes, and the `Set-Cookie` fields that set them. The header fields
// are those of the manual of Python's http.cookies, so they are read by its rules.

const string[] ATTRIBUTES = {
  "comment", "domain", "expires", "httponly", "max-age", "partitioned",
  "path", "priority", "samesite", "secure", "version"
};

string to_text (Variant value) {
  return value.is_of_type (VariantType.STRING) ? value.get_string () : value.print (false);
}

void print_morsel (Cookie.Morsel morsel) {
  print ("  %s = %s\n", morsel.key, to_text (morsel.value));

  foreach (unowned string name in ATTRIBUTES) {
    var value = morsel.get_attribute (name);
    if (value == null)
      continue;
    if (value.is_of_type (VariantType.BOOLEAN))
      print ("      %s\n", name);
    else
      print ("      %s: %s\n", name, to_text (value));
  }
}

void print_header (string header) throws Error {
  var cookie = new Cookie.SimpleCookie ();
  cookie.profile = PYTHON;
  cookie.load (header);

  print ("Cookie: %s\n", header);
  foreach (var morsel in cookie)
    print_morsel (morsel);
  print ("%s\n\n", cookie.output (null, null, "\n"));
}

string[] read_lines () throws Error {
  string text;
  FileUtils.get_contents ("/dev/stdin", out text);
  return text.chomp ().split ("\n");
}

int main (string[] args) {
  try {
    string[] headers = args.length > 1 ? args[1:args.length] : read_lines ();
    foreach (unowned string header in headers)
      print_header (header);
  } catch (Error e) {
    printerr ("cookies: %s\n", e.message);
    return 1;
  }
  return 0;
}
