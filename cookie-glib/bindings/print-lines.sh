#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later

# print-lines.sh MESON BINDIR LIBDIR DATADIR [PYTHONDIR PYTHON]: prints what has to be run, or set
# in ~/.profile, before programs find what was installed there. Without PYTHONDIR there is no typelib.

meson=$1 bin=$2 lib=$3 data=$4 python_dir=${5-} python=${6-}
lines=

add () {
  lines="$lines    $1
"
}

prepend () { # VARIABLE FOLDER
  add "export $1=\"$2\${$1:+:\$$1}\""
}

has () { # LIST FOLDER
  printf '%s\n' "$1" | tr : '\n' | grep -qxF -e "$2"
}

# The folders of /etc/ld.so.conf are searched by an index.
loaded=$(LC_ALL=C PATH=$PATH:/usr/sbin:/sbin ldconfig -N -X -v 2>&1 |
  sed -n 's/^\(\/[^:]*\):.*/\1/p; s/.*stat \(\/[^:]*\):.*/\1/p')
compiled=$(${PKG_CONFIG:-pkg-config} --variable=pc_path pkg-config)
typelibs=$(${PKG_CONFIG:-pkg-config} --variable=typelibdir gobject-introspection-1.0 2>/dev/null)

case $bin in
  /usr/bin | /usr/local/bin) ;;
  *) add "export PATH=\"$bin:\$PATH\"" ;;
esac
case $lib in
  /usr/lib | /usr/lib64 | /usr/lib/*-linux-*) ;;
  *) if has "$loaded" "$lib"; then add 'sudo ldconfig'; else prepend LD_LIBRARY_PATH "$lib"; fi ;;
esac
has "$compiled" "$lib/pkgconfig" || prepend PKG_CONFIG_PATH "$lib/pkgconfig"
case $data in
  /usr/share | /usr/local/share) standard=true ;;
  *) standard=false
     add "export XDG_DATA_DIRS=\"$data:\${XDG_DATA_DIRS:-/usr/local/share:/usr/share}\"" ;;
esac

if [ -n "$python_dir" ]; then
  has "$typelibs" "$lib/girepository-1.0" || prepend GI_TYPELIB_PATH "$lib/girepository-1.0"
  has "$("$python" -I -c 'import site; print(*site.getsitepackages(), sep="\n")')" "$python_dir" ||
    prepend PYTHONPATH "$python_dir"
  # The folders of all versions of Lua have the same file.
  $standard || add "export LUA_PATH=\"$data/lua/5.1/?.lua;\${LUA_PATH:-;}\""
fi

print () {
  printf '\nPrograms find cookie-glib after these lines:\n\n%s\n' "$lines"
}

# Meson 1.0 does not show what a script prints, so this goes where Meson's own output goes. In a
# file, what Meson writes when it exits would overwrite it: Ninja waits for what comes after that.
[ -n "$lines" ] || exit 0
case $meson in
  1.0.*)
    output=/proc/$PPID/fd/1
    if [ -f "$output" ]; then
      exec 3>>"$output"
      { while kill -0 "$PPID"; do sleep 0.1; done; print >&3; } >/dev/null 2>&1 &
    elif [ -w "$output" ]; then
      print >"$output"
    fi ;;
  *) print ;;
esac
