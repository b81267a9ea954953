#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# dev.sh ROOT: ./dev on a machine where apt installs what is missing, with a small project in the
# place of this one. Commands come from a folder of links, where apt is a script that adds some.

set -euo pipefail
root=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
unset BUILD CC MESON_ARGS PKG_CONFIG_PATH
export CANDIDATE=99 DIR=$dir

mkdir "$dir/bin"
cat >"$dir/bin/apt-cache" <<'END'
#!/bin/sh
echo "  Candidate: $CANDIDATE"
END
cat >"$dir/bin/apt-get" <<'END'
#!/bin/sh
echo "$*" >>"$DIR/apt.log"
case "$*" in
  indextargets*) echo http://mirror.example ;;
  *install*gi-docgen*) ln -s /bin/true "$DIR/bin/gi-docgen" ;;
esac
END
printf '#!/bin/sh\n"$@"\n' >"$dir/bin/sudo"
chmod 755 "$dir/bin"/*
IFS=: read -ra path <<<"$PATH"
for entry in "${path[@]}"; do
  ln -s "$entry"/* "$dir/bin/" 2>/dev/null || true
done
rm -f "$dir/bin/gi-docgen"
ln -sf /bin/true "$dir/bin/debootstrap" # there from the start: one that came later would have Meson run again
export PATH=$dir/bin

mkdir -p "$dir/clone/cookie-glib" "$dir/clone/tests/fuzz/corpus/load"
cd "$dir/clone"
cp "$root/dev" .
cp "$root/tests/tally.py" "$root/tests/mutants.py" "$root/tests/systems.sh" tests/
cat >meson.build <<'END'
project('small', 'c', version: '1.0')
subdir('cookie-glib')
test('early', find_program('true'), suite: 'core')
if find_program('gi-docgen', required: false).found()
  test('late', find_program('true'), suite: 'docs')
endif
END
cat >cookie-glib/meson.build <<'END'
import('pkgconfig').generate(library('cookie-glib-1.0', 'small.c'), description: 'small')
END
echo 'int small (void) { return 0; }' >cookie-glib/small.c
echo 'int small (void); int main (void) { return small (); }' >example.c

# expect STATUS PATTERN… -- CMD…: CMD exits so, and prints what matches each pattern.
expect () {
  local expected=$1 status=0 pattern patterns=()
  shift
  while [[ $1 != -- ]]; do
    patterns+=("$1")
    shift
  done
  shift
  "$@" </dev/null >"$dir/out" 2>&1 || status=$?
  [[ $status == "$expected" ]] || { cat "$dir/out"; echo "$*: exits with $status"; exit 1; }
  for pattern in "${patterns[@]}"; do
    grep -q -e "$pattern" "$dir/out" || { cat "$dir/out"; echo "$*: does not print $pattern"; exit 1; }
  done
}

echo '# what is asked for wrongly is named, and what there is'
expect 0 '^Usage' '^  test ' -- ./dev
expect 2 '^dev: no such command: nosuch$' '^Usage' -- ./dev nosuch
expect 1 'demo takes no argument: nosuch' -- ./dev demo nosuch
for command in demo test soak fuzz systems; do
  expect 0 "^Usage: ./dev $command " -- ./dev "$command" --help
done
expect 0 '^Usage: ./dev sanitize thread ' -- ./dev sanitize thread --help
expect 0 '^Usage: ./dev fuzz ' -- ./dev fuzz 5 -h
expect 1 'no such target: nosuch; there are load' -- ./dev fuzz nosuch
expect 1 'no such target: nosuch; there are load' -- ./dev fuzz 5 nosuch
expect 1 'soak: no such thing: nosuch; there are server dictionary' -- ./dev soak nosuch
expect 2 '^./dev mutants: error: no such file: nosuch$' -- ./dev mutants nosuch
[[ ! -e $dir/apt.log ]]

echo '# who cannot install is told what to install, as often as it takes'
mv "$dir/bin/meson" "$dir/bin/sudo" "$dir"
mv "$dir/bin/id" "$dir"
printf '#!/bin/sh\necho 1000\n' >"$dir/bin/id"
chmod 755 "$dir/bin/id"
expect 1 '^dev: not root, and no sudo: install these first: .*meson' -- ./dev env true
[[ ! -e $dir/apt.log ]]
mv "$dir/meson" "$dir/sudo" "$dir/id" "$dir/bin"

echo '# what is too old is said before anything is installed'
mv "$dir/bin/meson" "$dir"
CANDIDATE=0.56.2-1 expect 1 '^dev: meson 1[0-9.]* is needed, 0.56.2-1 is what apt has$' 'nothing was installed' -- ./dev env true
grep -q update "$dir/apt.log"
[[ $(<"$dir/apt.log") != *install* ]]
mv "$dir/meson" "$dir/bin"
for pattern in "meson_version: '>= \([0-9.]*\)'" "glib_req = '>= \([0-9.]*\)'"; do
  oldest=$(sed -n "s/.*$pattern.*/\1/p" "$root/meson.build")
  grep -q "^build .*[a-z]>=$oldest " dev || { echo "dev does not know that $oldest is needed"; exit 1; }
done

echo '# README: a program of ours, in ./dev env'
# shellcheck disable=SC2016 # for the shell inside
expect 0 -- ./dev env sh -c 'cc -o example example.c $(pkg-config --cflags --libs cookie-glib-1.0) && ./example'

if command -v valac >/dev/null; then
  mkdir -p _build/cookie-glib/vala/vapi
  echo 'namespace Small { [CCode (cname = "small")] int small (); }' >_build/cookie-glib/vala/vapi/small.vapi
  echo 'int main () { return Small.small (); }' >example.vala
  expect 0 -- ./dev env valac --ccode --pkg small example.vala
fi

echo '# through a link, from elsewhere, with another compiler, after the clone has moved'
ln -s "$dir/clone/dev" "$dir/link"
expect 0 -- env -C / "$dir/link" env true
expect 0 -- ./dev env true
[[ $(<"$dir/out") != *"Build dir"* ]]
ln -s "$(command -v cc)" "$dir/bin/other-cc"
CC=other-cc expect 0 '^C compiler .*other-cc' -- ./dev env true
expect 0 -- ./dev env true
[[ $(<"$dir/out") != *"Build dir"* ]]
echo kept >_build/kept
mv "$dir/clone" "$dir/moved"
expect 1 '_build was made for a clone in another place' -- "$dir/moved/dev" env true
[[ -e $dir/moved/_build/kept ]]
mv "$dir/moved" "$dir/clone"
cd "$dir/clone"
# shellcheck disable=SC2016 # what it prints
BUILD=/proc/nosuch expect 1 '^dev: cannot write /proc/nosuch: $BUILD names another' -- ./dev env true

echo '# two at once, and Meson has to run'
for _ in 1 2 3 4; do
  touch meson.build
  expect 0 -- bash -c './dev env true & ./dev env true && wait $!'
done

echo '# what was installed since is made use of'
[[ ! -e $dir/bin/gi-docgen ]]
expect 0 '^dev: installing .*gi-docgen' '^dev: 2 passed, 0 failed' -- ./dev test

echo '# tests by their suites and names'
expect 0 '^dev: 1 passed, 0 failed' -- ./dev test docs
expect 0 '^dev: 2 passed, 0 failed' -- ./dev test docs early
expect 0 '^dev: 2 passed, 0 failed' -- ./dev test docs late early late
expect 1 '^core: early' '^docs: late' 'no such suite or test: nosuch' -- ./dev test early nosuch

if command -v gjs >/dev/null && compgen -G '/usr/lib/*/girepository-1.0/Adw-1.typelib' >/dev/null; then
  echo '# demo: a window opens where somebody looks at it'
  mkdir -p docs/examples _build/docs/examples _build/cookie-glib/tool
  printf '#!/bin/sh\necho "Set-Cookie: a=1"\n' | tee _build/docs/examples/answer >_build/cookie-glib/tool/cookie-inspect
  chmod 755 _build/docs/examples/answer _build/cookie-glib/tool/cookie-inspect
  echo 'print("Set-Cookie: a=1")' | tee docs/examples/answer.py >docs/examples/answer.js
  echo 'import sys; print("window:", *sys.argv[1:])' >docs/examples/cookie_editor.py
  on_terminal () { /usr/bin/python3 -c 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))' "$@"; }
  expect 0 '^window: Cookie: ' -- on_terminal env DISPLAY=:9 ./dev demo
  for run in 'env DISPLAY=:9' 'on_terminal env DISPLAY= WAYLAND_DISPLAY='; do
    # shellcheck disable=SC2086 # words of a command
    expect 0 '^  ./dev env python3 docs/examples/cookie_editor.py' -- $run ./dev demo
    [[ $(<"$dir/out") != *window:* ]]
  done
fi

echo '# other systems: nothing of them is left, however a run ends'
expect 1 'no such system: nosuch; there are trixie' -- ./dev systems nosuch
git init -q
git add .
git -c user.name=x -c user.email=x@example.org commit -qm small
if [[ $(id -u) == 0 ]] && unshare --mount --pid --fork true 2>/dev/null; then
  rm -f "$dir/bin/debootstrap"
  cat >"$dir/bin/debootstrap" <<'END'
#!/bin/sh
exec 9>"$DIR/started"
flock 9
mount -t tmpfs none "$DIR/clone/cookie-glib"
sleep 600
END
  chmod 755 "$dir/bin/debootstrap"
  left=()
  for signal in KILL TERM INT; do
    rm -f "$dir/started"
    set -m # so that the job heeds SIGINT
    ./dev systems bookworm >"$dir/out" 2>&1 &
    set +m
    until [[ -e $dir/started ]]; do
      kill -0 $! || { cat "$dir/out"; exit 1; }
      sleep 0.1
    done
    left+=("/var/tmp/cookie-glib-systems.$!")
    [[ -d ${left[-1]} ]]
    kill "-$signal" $!
    wait $! && exit 1
    flock -w 10 "$dir/started" true || { echo "SIG$signal leaves a process"; exit 1; }
  done
  for entry in "${left[@]}"; do
    [[ ! -e $entry ]] || { echo "$entry is left"; exit 1; }
  done
  [[ $(</proc/mounts) != *"$dir"* ]] || { echo "a mount is left"; exit 1; }
fi
rm "$dir/bin/id"
printf '#!/bin/sh\necho 1000\n' >"$dir/bin/id"
chmod 755 "$dir/bin/id"
expect 1 'only root can' -- ./dev systems bookworm

echo '# fuzz: seconds may be left out'
for command in meson ninja; do
  rm "$dir/bin/$command"
  # shellcheck disable=SC2016 # for the shell inside
  printf '#!/bin/sh\n[ "$1" != setup ] || mkdir -p "$2"\n' >"$dir/bin/$command"
  chmod 755 "$dir/bin/$command"
done
expect 1 'fuzzing load for 60 seconds' -- ./dev fuzz load
expect 1 'fuzzing load for 5 seconds' -- ./dev fuzz 5 load

echo '# docs: the address is printed, and the manual is there'
mkdir -p _build/docs/cookie-glib-1.0 _build/docs/cookie-glib-soup-1.0
echo manual >_build/docs/cookie-glib-1.0/index.html
echo soup >_build/docs/cookie-glib-soup-1.0/index.html
./dev docs >"$dir/out" 2>&1 &
until address=$(grep -o 'http://127.0.0.1:[1-9][0-9]*/cookie-glib-1.0/' "$dir/out"); do
  kill -0 $! || { cat "$dir/out"; exit 1; }
  sleep 0.1
done
read_page='import sys, urllib.request; print (urllib.request.urlopen (sys.argv[1]).read ().decode ())'
[[ $(/usr/bin/python3 -c "$read_page" "$address") == manual ]]
[[ $(/usr/bin/python3 -c "$read_page" "${address/-1.0/-soup-1.0}") == soup ]]
kill $!
