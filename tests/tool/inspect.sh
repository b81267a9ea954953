#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# inspect.sh PROGRAM: checks the output and the exit status of cookie-inspect.

set -uo pipefail

# Built for another machine, it runs as Meson's cross file says.
eval "program=(${MESON_EXE_WRAPPER-})"
program+=("$1")
completion=$(dirname "${BASH_SOURCE[0]}")/../../cookie-glib/tool/cookie-inspect.bash
failures=0

# check STATUS [ARGUMENT…]: reads the expected output from standard input. $input is the program's input.
check () {
  local status=$1 expected found found_status
  shift

  expected=$(cat)
  found=$(printf '%b' "${input-}" | "${program[@]}" "$@" 2>&1)
  found_status=$?
  if [[ $found_status != "$status" || $found != "$expected" ]]; then
    printf 'cookie-inspect %s: exits with %s, expected %s\n' "$*" "$found_status" "$status"
    diff <(echo "$expected") <(echo "$found")
    failures=$((failures + 1))
  fi
}

check 0 'a=b; c="x y"' <<'END'
  a=b; c="x y"

  a  b
  c  x y
END

check 1 --profile rfc6265 'Cookie: a=b; =x; é=2; a=3' <<'END'
  a=b; =x; é=2; a=3
       ^~ error: A cookie needs a name. (6265bis §4.2.1)
           ^~~ error: This is not a legal cookie name. (6265bis §4.1.1)
                ^~~ warning: The header has this name already; the first value is used. (6265bis §4.2.2)

  a  b
END

# What a browser can send is no attribute, and a bad pair hides no other.
check 1 'sid=1; path=/evil; domain=evil.example; "unclosed' <<'END'
  sid=1; path=/evil; domain=evil.example; "unclosed
                                          ^~~~~~~~~ error: A cookie needs a name. (6265bis §4.2.1)

  sid     1
  path    /evil
  domain  evil.example
END

check 1 -p strict 'a=b;c=d' <<'END'
  a=b;c=d
     ^ error: A semicolon and a space must separate cookies. (6265bis §4.2.1)
END

check 0 --set-cookie 'sid=31d4; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60' <<'END'
  sid=31d4; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60

  sid          31d4
  Path         /
  Max-Age      60 seconds
  SameSite     Lax
  Secure       yes
  HttpOnly     yes

  A browser keeps this cookie.
END

check 1 -s -o https://site.example '__Host-sid=🍪; Secure; HttpOnly; SameSite=Lax; Max-Age=x; foo' <<'END'
  __Host-sid=🍪; Secure; HttpOnly; SameSite=Lax; Max-Age=x; foo
  ^~~~~~~~~~ error: A name with the prefix __Host- needs Secure, Path=/ and no Domain. (6265bis §5.7)
             ^~ warning: This character is not allowed in a cookie value, but browsers accept it. (6265bis §4.1.1)
                                                 ^~~~~~~~~ warning: Max-Age is not a whole number of seconds, so browsers ignore it. (6265bis §5.6.2)
                                                            ^~~ hint: Browsers do not know this attribute, so they ignore it. (6265bis §5.6)

  __Host-sid   🍪
  SameSite     Lax
  Secure       yes
  HttpOnly     yes
  (unknown)    foo

  A browser drops this cookie.
END

# Attributes that have no property, and text that browsers do not know
check 1 -s 'sid=31d4; Secure; HttpOnly; SameSite=Lax; Priority=Urgent; Comment=c; Version=1' <<'END'
  sid=31d4; Secure; HttpOnly; SameSite=Lax; Priority=Urgent; Comment=c; Version=1
                                            ^~~~~~~~~~~~~~~ warning: Priority is not Low, Medium or High, so browsers ignore it. (draft-west-cookie-priority §3)
                                                             ^~~~~~~~~ hint: Browsers do not know this attribute, so they ignore it. (6265bis §5.6)
                                                                        ^~~~~~~~~ hint: Browsers do not know this attribute, so they ignore it. (6265bis §5.6)

  sid          31d4
  SameSite     Lax
  Secure       yes
  HttpOnly     yes
  Priority     Urgent
  Comment      c
  Version      1

  A browser keeps this cookie.
END

check 1 -s 'sid=; Max-Age=0' <<'END'
  sid=; Max-Age=0
        ^~~~~~~~~ hint: The browser deletes this cookie. (6265bis §5.7)

  sid
  Max-Age      0 seconds

  A browser deletes this cookie.
END

# A header cannot control the terminal.
input='Set-Cookie: a=\033[31m\xe9\r\n' check 1 -s <<'END'
  a=␛[31mé
    ^ error: The header field contains a control character, so browsers ignore it. (6265bis §5.6)

  A browser drops this cookie.
END

input='a=\xc2\x9b31m\xe2\x80\xae' check 0 -p rfc6265 <<'END'
  a=�31m�

  a  �31m�
END

# What curl -i prints, and curl -v
input='HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nset-cookie: a=b; Secure; HttpOnly; SameSite=Lax\r\n\r\n<p>c=d\n' check 0 -s <<'END'
  a=b; Secure; HttpOnly; SameSite=Lax

  a            b
  SameSite     Lax
  Secure       yes
  HttpOnly     yes

  A browser keeps this cookie.
END

input='> GET / HTTP/1.1\r\n> Cookie: a=b\r\n< Set-Cookie: c=d\r\n' check 0 <<'END'
  a=b

  a  b
END

input='a=b\n\nc=d' check 0 <<'END'
  a=b

  a  b

  c=d

  c  d
END

input='' check 0 <<'END'
END

# A long header is shown in parts.
long=$(printf 'x%.0s' {1..150})
check 1 -s "a=$long; Secure; HttpOnly; SameSite=Lax; Path=$long" <<END
  a=$long; Secure; HttpOnly; SameSite=Lax; Path=$long
  …xxxxxxxxxxxxxxxx; Secure; HttpOnly; SameSite=Lax; Path=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                                                     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: The path does not start with a slash, so browsers use the directory of the request. (6265bis §5.6.4)

  a            $long
  SameSite     Lax
  Secure       yes
  HttpOnly     yes

  A browser keeps this cookie.
END

check 1 --json -s 'a="\b	c"; Max-Age=60; Secure; HttpOnly; SameSite=Lax; foo' <<'END'
[{"header": "a=\"\\b\u0009c\"; Max-Age=60; Secure; HttpOnly; SameSite=Lax; foo", "cookies": [{"name": "a", "value": "\"\\b\u0009c\"", "codedValue": "\"\\b\u0009c\"", "maxAge": 60, "httpOnly": true, "secure": true, "sameSite": "lax", "unknown": ["foo"]}], "verdict": "kept", "diagnostics": [{"offset": 3, "length": 1, "severity": "warning", "code": "illegal-value", "text": "\\", "message": "This character is not allowed in a cookie value, but browsers accept it.", "section": "6265bis §4.1.1"}, {"offset": 54, "length": 3, "severity": "hint", "code": "attribute-unknown", "text": "foo", "message": "Browsers do not know this attribute, so they ignore it.", "section": "6265bis §5.6"}]}]
END

input='a=b; c=d\ne=f' check 0 -j <<'END'
[{"header": "a=b; c=d", "cookies": [{"name": "a", "value": "b", "codedValue": "b"}, {"name": "c", "value": "d", "codedValue": "d"}], "diagnostics": []},
 {"header": "e=f", "cookies": [{"name": "e", "value": "f", "codedValue": "f"}], "diagnostics": []}]
END

input='a=\351\000b' check 1 -s -j <<'END'
[{"header": "a=é�b", "cookies": [], "verdict": "dropped", "diagnostics": [{"offset": 3, "length": 1, "severity": "error", "code": "control-character", "text": "�", "message": "The header field contains a control character, so browsers ignore it.", "section": "6265bis §5.6"}]}]
END

# A NUL does not make ISO-8859-1 of UTF-8.
input='\xc3\xa9\000=1; ok=\xc3\xbc' check 1 -p rfc6265 <<'END'
  é␀=1; ok=ü
  ^~~~ error: This is not a legal cookie name. (6265bis §4.1.1)

  ok  ü
END
input='\xc3\xa9\000=1; ok=\xc3\xbc' check 1 -j -p rfc6265 <<'END'
[{"header": "é�=1; ok=ü", "cookies": [{"name": "ok", "value": "ü", "codedValue": "ü"}], "diagnostics": [{"offset": 0, "length": 5, "severity": "error", "code": "illegal-name", "text": "é�=1", "message": "This is not a legal cookie name.", "section": "6265bis §4.1.1"}]}]
END

# What the standard says of a domain with two dots, and of a path that is none, where the default-path is /
check 1 -s -o https://www.site.example 'a=1; Secure; HttpOnly; SameSite=Lax; Domain=..site.example' <<'END'
  a=1; Secure; HttpOnly; SameSite=Lax; Domain=..site.example
                                       ^~~~~~~~~~~~~~~~~~~~~ error: No host has such a domain: it is a name alone, without scheme, port or path. (6265bis §5.7)
                                              ^ hint: Browsers ignore the leading dot of a domain. (6265bis §5.6.3)

  a            1
  Domain       .site.example
  SameSite     Lax
  Secure       yes
  HttpOnly     yes

  A browser drops this cookie.
END
check 1 -s -o https://site.example/login '__Host-a=1; Secure; HttpOnly; SameSite=Lax; Path' <<'END'
  __Host-a=1; Secure; HttpOnly; SameSite=Lax; Path
                                              ^~~~ warning: The path does not start with a slash, so browsers use the directory of the request. (6265bis §5.6.4)

  __Host-a     1
  SameSite     Lax
  Secure       yes
  HttpOnly     yes

  A browser keeps this cookie.
END

check 0 -j -p python 'a=1; path=/x; secure; priority=High; expires="Sun, 06 Nov 1994 08:49:37 GMT"; domain=d; comment=c; version=1' <<'END'
[{"header": "a=1; path=/x; secure; priority=High; expires=\"Sun, 06 Nov 1994 08:49:37 GMT\"; domain=d; comment=c; version=1", "cookies": [{"name": "a", "value": "1", "codedValue": "1", "comment": "c", "domain": "d", "path": "/x", "priority": "High", "version": "1", "expires": "1994-11-06T08:49:37Z", "secure": true}], "diagnostics": []}]
END

[[ $("${program[@]}" --version) == 'cookie-inspect '* ]] || { echo "no version"; failures=$((failures + 1)); }

input='' check 0 -j <<'END'
[]
END

# Called wrongly
check 2 --profile chrome a=b <<'END'
cookie-inspect: the profile must be python, rfc6265 or strict
END
check 2 --origin https://site.example a=b <<'END'
cookie-inspect: --origin requires --set-cookie
END
check 2 --set-cookie --profile python a=b <<'END'
cookie-inspect: --profile cannot be used with --set-cookie
END
for origin in '' site.example /path mailto:a@site.example file:///etc https:// https://a:b:c/ https://%ff/; do
  check 2 --set-cookie --origin "$origin" a=b <<'END'
cookie-inspect: the origin must be a URI with a host
END
done
check 2 --nosuch <<'END'
cookie-inspect: Unknown option --nosuch
END

# Colours on a terminal alone, and not where NO_COLOR is set
if script -qec true /dev/null &>/dev/null; then
  on_terminal () { TERM=xterm script -qec "$1 ${program[*]@Q} -s 'a=b; foo'" /dev/null | grep -c $'\033\['; }
  [[ $(on_terminal '') -gt 0 ]] || { echo "no colour on a terminal"; failures=$((failures + 1)); }
  [[ $(on_terminal 'NO_COLOR=1') == 0 ]] || { echo "NO_COLOR is not heeded"; failures=$((failures + 1)); }
  [[ $(on_terminal 'TERM=dumb') == 0 ]] || { echo "colour on a dumb terminal"; failures=$((failures + 1)); }
fi

# Completion
# shellcheck source=/dev/null
source "$completion"
complete_words () {
  COMP_WORDS=("$@")
  COMP_CWORD=$(($# - 1))
  COMPREPLY=()
  _cookie_inspect
  echo "${COMPREPLY[*]}"
}
[[ $(complete_words cookie-inspect --s) == --set-cookie ]] || { echo "--s is not completed"; failures=$((failures + 1)); }
[[ $(complete_words cookie-inspect -p r) == rfc6265 ]] || { echo "a profile is not completed"; failures=$((failures + 1)); }

exit $((failures > 0))
