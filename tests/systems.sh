#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# systems.sh LOGS [NAME…]: what a new user sees on other systems, see ./dev systems. Each is a Debian
# made by debootstrap from the mirror that apt uses here, and has a clone of what is committed.
#
# The mounts and processes of a system are in namespaces of their own, which go with the process
# that made them, even if it is killed; the files are removed by a trap, or by the next run.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
all=(trixie sid bookworm i386 s390x arm64)
prefix=/var/tmp/cookie-glib-systems
row='%-9s %-9s %-8s %-10s %-8s %-12s %6s %6s %7s\n'

die () {
  printf 'dev: systems: %s\n' "$*" >&2
  exit 1
}

# A system is made and tried with these, in namespaces of its own: $name, $dir/system and $mirror.

inside () {
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive ${http_proxy+http_proxy="$http_proxy"} ${https_proxy+https_proxy="$https_proxy"} \
    "${personality[@]}" chroot "$dir/system" "$@"
}

# debian SUITE [ARCHITECTURE]: a bare system, fully updated, with a clone in /root/cookie-glib.
debian () {
  local suite=$1 arch=${2-$(dpkg --print-architecture)} sys=$dir/system
  [[ $arch == i386 ]] && personality=(setarch i386)

  debootstrap --variant=minbase --arch="$arch" --include=ca-certificates,git "$suite" "$sys" "$mirror"
  cp -L /etc/resolv.conf /etc/hosts "$sys/etc/"
  apt-config dump | grep -E '^Acquire::(http|https|Check)' >"$sys/etc/apt/apt.conf.d/99host"
  echo force-unsafe-io >"$sys/etc/dpkg/dpkg.cfg.d/unsafe-io"
  {
    echo "deb $mirror $suite main"
    if [[ $suite != sid ]]; then
      echo "deb $mirror $suite-updates main"
      [[ -z $security ]] || echo "deb $security $suite-security main"
    fi
  } >"$sys/etc/apt/sources.list"

  mount -t proc proc "$sys/proc"
  mount --rbind /dev "$sys/dev"
  if ! inside apt-get update -q; then
    sed -i '/-security /d' "$sys/etc/apt/sources.list"
    inside apt-get update -q
    echo "dev: systems: $name is without its security updates, which the mirror does not give"
  fi
  # npm there has to trust what this machine trusts.
  if [[ -d /usr/local/share/ca-certificates ]]; then
    cp -r /usr/local/share/ca-certificates/. "$sys/usr/local/share/ca-certificates/"
    inside update-ca-certificates
  fi
  inside apt-get dist-upgrade -q -y
  inside sh -c 'apt-get clean; rm -rf /var/lib/apt/lists/*'

  cp "$dir/clone.bundle" "$sys/root/"
  inside git clone -q -c advice.detachedHead=false /root/clone.bundle /root/cookie-glib
}

# in_clone CMD…
in_clone () { inside sh -c 'cd /root/cookie-glib && exec "$@"' sh "$@"; }

# native SUITE [ARCHITECTURE]: README's two commands, in its order.
native () {
  debian "$@"
  in_clone ./dev demo || echo 'dev: systems: demo failed'
  in_clone ./dev test || echo 'dev: systems: test failed'
}

# cross ARCHITECTURE TRIPLET QEMU ENDIAN: the suites core and api, cross-compiled and emulated.
cross () {
  local arch=$1 triplet=$2 qemu=$3 endian=$4
  # Libraries of both architectures must be of one version, and the security archive drops some early.
  security=
  debian bookworm
  inside dpkg --add-architecture "$arch"
  inside apt-get update -q
  inside apt-get install -q -y --no-install-recommends "gcc-$triplet" "libc6-dev-$arch-cross" g++ gcc meson ninja-build \
    pkg-config python3-gi qemu-user "libglib2.0-dev:$arch" "libjson-glib-dev:$arch" "libpsl-dev:$arch" "libsodium-dev:$arch" \
    "libsoup-3.0-0:$arch" "libbrotli-dev:$arch" "libnghttp2-dev:$arch" "libsqlite3-dev:$arch"
  # Those of libsoup depend on a g-ir-scanner of that architecture, which cannot be installed.
  inside sh -c 'cd /root && apt-get download -q "$@" && for deb in *.deb; do dpkg -x "$deb" /; done' \
    sh "libsoup-3.0-dev:$arch" "libsysprof-4-dev:$arch"
  cat >"$dir/system/root/cross.ini" <<INI
[binaries]
c = '$triplet-gcc'
ar = '$triplet-ar'
strip = '$triplet-strip'
pkgconfig = 'pkg-config'
exe_wrapper = '$qemu'
[properties]
pkg_config_libdir = ['/usr/lib/$triplet/pkgconfig', '/usr/share/pkgconfig']
[host_machine]
system = 'linux'
cpu_family = '${triplet%%-*}'
cpu = '${triplet%%-*}'
endian = '$endian'
INI
  in_clone meson setup _build --cross-file /root/cross.ini -Dintrospection=disabled -Ddocumentation=disabled
  in_clone ninja -C _build
  in_clone meson test -C _build --no-rebuild --print-errorlogs --timeout-multiplier 10 --suite core --suite api ||
    echo 'dev: systems: test failed'
  in_clone python3 tests/tally.py _build/meson-logs/testlog.json || true
}

# version CMD…: the last word that it prints, if it is there.
version () {
  local line
  line=$(inside "$@" 2>/dev/null) || line=-
  echo "${line##* }"
}

# report LOG COMPILER: one line of the table, and whether all is well.
report () {
  local log=$1 compiler=$2 passed=0 failed=0 skipped=0 counts glib
  counts=$(sed -n 's/^dev: \([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' "$log" | tail -n 1)
  read -r passed failed skipped <<<"${counts:-0 1 0}"
  if [[ $failed == 0 ]] && grep -q '^dev: systems: .* failed$' "$log"; then
    failed=1
  fi

  glib=$(inside sh -c 'for file in /usr/lib/*/pkgconfig/glib-2.0.pc; do sed -n "s/^Version: //p" "$file"; done' | head -n 1)
  # shellcheck disable=SC2059 # the row of the table
  printf "$row" "$name" "$(inside cat /etc/debian_version)" "$glib" \
    "$(version /usr/bin/python3 -c 'import gi; print (gi.__version__)')" "$(version gjs --version)" \
    "$(version sh -c "$compiler -dumpfullversion" | sed 's/^/gcc /')" "$passed" "$failed" "$skipped"
  [[ $failed == 0 ]]
}

# one LOG: what is run in the namespaces of a system.
one () {
  local log=$1 compiler=gcc
  case $name in
    trixie | sid | bookworm) native "$name" ;;
    i386) native bookworm i386 ;;
    s390x) compiler=s390x-linux-gnu-gcc && cross s390x s390x-linux-gnu qemu-s390x big ;;
    arm64) compiler=aarch64-linux-gnu-gcc && cross arm64 aarch64-linux-gnu qemu-aarch64 little ;;
  esac </dev/null >"$log" 2>&1
  report "$log" "$compiler"
}

if [[ $1 == --one ]]; then
  name=$2 dir=$3 mirror=$4 security=$5 personality=()
  one "$6"
  exit
fi

logs=$1
shift
[[ $# -gt 0 ]] || set -- "${all[@]}"

for name; do
  [[ " ${all[*]} " == *" $name "* ]] || die "no such system: $name; there are ${all[*]}"
done
[[ $(id -u) == 0 ]] || die "only root can change root and mount: sudo ./dev systems"
for tool in debootstrap apt-get unshare setpriv; do
  command -v "$tool" >/dev/null || die "$tool is needed"
done
unshare --mount --pid --fork true 2>/dev/null || die "no namespaces can be made here, as in most containers"

# The mirror, as apt knows it.
archive () { apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' "Label: $1" | head -n 1; }
mirror=$(archive Debian)
security=$(archive Debian-Security)
[[ -n $mirror ]] || die "apt has no mirror of Debian here: is this another distribution, or was apt-get update not run?"
native=$(dpkg --print-architecture)
# debootstrap wants the proxy here.
eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
export http_proxy https_proxy

# What a run that was killed left behind.
for left in "$prefix".*; do
  [[ -d /proc/${left##*.} ]] || rm -rf --one-file-system "$left"
done

dir=$prefix.$$
child=
clean () {
  trap '' INT TERM HUP # a second one must not end this
  [[ -z $child ]] || { kill -KILL "$child" && wait "$child"; } 2>/dev/null || true
  # What was killed may still be writing.
  rm -rf --one-file-system "$dir" 2>/dev/null || { sleep 1 && rm -rf --one-file-system "$dir"; }
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkdir "$dir" "$dir/system"
mkdir -p "$logs"

git=(git -c safe.directory="$root" -C "$root")
[[ -z $("${git[@]}" status --porcelain --untracked-files=no) ]] || echo "dev: systems: what is not committed is not tried"
"${git[@]}" bundle create -q "$dir/clone.bundle" HEAD

status=0
# shellcheck disable=SC2059 # the row of the table
printf "$row" system Debian GLib PyGObject GJS compiler passed failed skipped
for name; do
  log=$logs/$name.log
  if [[ $name == i386 && $native != amd64 || $name == "$native" ]]; then
    echo "$name cannot be tried on $native"
    continue
  fi
  setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child \
    bash "$0" --one "$name" "$dir" "$mirror" "$security" "$log" >"$dir/line" &
  child=$!
  wait "$child" || status=1
  child=
  cat "$dir/line"
  grep '^dev: systems: .* is without ' "$log" || true
  [[ -s $dir/line ]] || { echo "$name could not be set up, see $log:"; tail -n 5 "$log"; }
  rm -rf --one-file-system "$dir/system"
done
exit "$status"
