# src/ground.sh
#
# The ground that src/run and tests/run stand on: a system with GTK 4.18 and the packages named in src/packages.
# Where the system's own GTK is older, a Debian 13 root is made once, kept, and the calling script runs inside it.
# Knows nothing of how Chiosa is built.
#
# SPDX-License-Identifier: GPL-3.0-or-later

ground_floor=4.18

ground_say ()
{
  printf 'chiosa: %s\n' "$*" >&2
}

ground_die ()
{
  ground_say "$@"
  exit 1
}

# SECTION...: the packages of these sections of src/packages
ground_packages ()
{
  for section; do
    sed -n "/^\[$section\]/,/^\[/{/^[a-z0-9]/p}" "$top/src/packages"
  done | sort -u
}

# COMMAND...: as the administrator
ground_admin ()
{
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    sudo "$@"
  else
    ground_die "some packages must be installed first. Run this as root or as a user who may use sudo."
  fi
}

# PACKAGE...: those that are not installed, in the system that the words of $ground_dpkg_in stand before ("chroot DIR" or nothing)
ground_missing ()
{
  installed=$(${ground_dpkg_in:-} dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
  printf '%s\n' "$@" | grep -vxF "$installed" || :
}

# PACKAGE...: into the system that this runs on
ground_apt ()
{
  ground_admin env DEBIAN_FRONTEND=noninteractive sh -euc '
    apt-get -q update
    apt-get -qy -o Dpkg::Use-Pty=0 install --no-install-recommends "$@"' apt "$@" >&2
}

ground_candidate ()
{
  LC_ALL=C apt-cache policy libgtk-4-dev 2>/dev/null | sed -n 's/^ *Candidate: //p'
}

# Whether this system has a new enough GTK, or can have it from its own packages.
ground_system_will_do ()
{
  pkg-config --atleast-version=$ground_floor gtk4 2>/dev/null && return 0
  command -v apt-get >/dev/null || return 1
  case $(ground_candidate) in
    ''|'(none)') ground_admin apt-get -q update >&2 ;;
  esac
  case $(ground_candidate) in
    ''|'(none)') return 1 ;;
  esac
  dpkg --compare-versions "$(ground_candidate)" ge $ground_floor
}

# SECTION...: where there is apt, install what is missing; elsewhere Meson will say what it does not find
ground_install_here ()
{
  command -v apt-get >/dev/null || return 0
  missing=$(ground_missing $(ground_packages "$@"))
  [ -z "$missing" ] || ground_apt $missing
}

# LANG, as far as it is a locale that has to be made
ground_locale ()
{
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    ''|C|C.*|POSIX) ;;
    *) echo "${LC_ALL:-${LC_MESSAGES:-$LANG}}" ;;
  esac
}

# SECTION... -- COMMAND [ARGUMENT...]: returns where the caller can go on here. Otherwise COMMAND runs in the root, and this
# ends with its status. $ground_binds holds more folders that it must see, one a line.
ground ()
{
  [ -z "${CHIOSA_GROUND:-}" ] || return 0

  sections=
  while [ "$1" != -- ]; do
    sections="$sections $1"
    shift
  done
  shift

  if ground_system_will_do; then
    ground_install_here $sections
    return 0
  fi

  if [ "$(id -u)" = 0 ]; then
    cache=${CHIOSA_CACHE:-/var/cache/chiosa}
  else
    cache=${CHIOSA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/chiosa}
  fi
  mkdir -p "$cache"
  command -v mmdebstrap >/dev/null || {
    command -v apt-get >/dev/null || ground_die "GTK is older than $ground_floor here, and without mmdebstrap no newer one can be had. Install mmdebstrap."
    ground_apt mmdebstrap
  }

  umask 022
  ground_alone ground_prepare "$cache" "$(ground_locale)" "$(id -u)" $(ground_packages $sections)
  ground_go "$cache/debian-13" "$@"
}

# FUNCTION [ARGUMENT...]: a function of this file as the administrator, in a mount namespace of its own: what it mounts lives
# as long as it does, nobody else sees it, and nothing is left behind however it ends.
ground_alone ()
{
  ground_admin unshare --mount --propagation slave \
    sh -euc 'top=$1; shift; . "$top/src/ground.sh"; "$@"' ground "$top" "$@"
}

# Where the root keeps the certificates that it trusts, all in one file.
ground_trusted=/etc/ssl/certs/ca-certificates.crt

# The file with the certificates that this system trusts; nothing where it is not known. A company's own are in it.
ground_trust ()
{
  for file in "$ground_trusted" /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem; do
    [ ! -s "$file" ] || { readlink -f "$file"; return 0; }
  done
}

# ROOT COMMAND [ARGUMENT...]: COMMAND in ROOT as this user, with what a graphical program needs of its session. Does not return.
ground_go ()
{
  root=$1
  shift
  for name in LANG LANGUAGE LC_ALL LC_MESSAGES LC_TIME LC_NUMERIC TZ DISPLAY WAYLAND_DISPLAY XAUTHORITY XMODIFIERS \
              DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR XDG_SESSION_TYPE XDG_CURRENT_DESKTOP GDK_BACKEND GDK_DEBUG \
              GDK_SCALE GSK_RENDERER GTK_DEBUG GTK_IM_MODULE GTK_THEME G_MESSAGES_DEBUG LIBGL_ALWAYS_SOFTWARE; do
    eval "value=\${$name-}"
    [ -z "$value" ] || set -- "$name=$value" "$@"
  done
  # How this machine reaches the network: by a proxy, by an index of its own, by a certificate of its own.
  network=
  for name in $(env | sed -n 's/^\(PIP_[A-Z0-9_]*\|SSL_CERT_FILE\|SSL_CERT_DIR\|REQUESTS_CA_BUNDLE\|CURL_CA_BUNDLE\|[A-Za-z]*_proxy\|[A-Z]*_PROXY\)=.*/\1/p'); do
    eval "value=\${$name-}"
    [ -n "$value" ] || continue
    set -- "$name=$value" "$@"
    # A file that one of them names is seen where it is.
    case $value in
      /*) [ ! -f "$value" ] || network="$network
$value" ;;
    esac
  done
  trust=$(ground_trust)
  [ -z "$trust" ] || [ -n "${SSL_CERT_FILE:-}" ] || set -- "SSL_CERT_FILE=$ground_trusted" "$@"
  set -- env -i HOME="$HOME" USER="$(id -un)" LOGNAME="$(id -un)" TERM="${TERM:-dumb}" CHIOSA_GROUND=1 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"

  binds="$HOME
$top
$(cd "$top/../shared" 2>/dev/null && pwd -P)
/tmp
${XDG_RUNTIME_DIR:-}
$(dirname "${XAUTHORITY:-/tmp/x}")
/run/dbus
/etc/pip.conf
/etc/xdg/pip$network
${ground_binds:-}"
  status=0
  ground_alone ground_enter "$root" "$trust" "$binds" "$(pwd -P)" "$(id -u):$(id -g)" "$(id -G | tr ' ' ,)" "$@" || status=$?
  exit $status
}

# The functions below run as the administrator, in a mount namespace of their own.

# DIRECTORY: a root that is not whole; never with something mounted in it
ground_discard ()
{
  [ -e "$1" ] || return 0
  awk -v dir="$1/" 'index ($2, dir) == 1 { print length ($2), $2 }' /proc/self/mounts | sort -rn | cut -d' ' -f2 |
    while read -r mounted; do
      umount "$mounted" || umount -l "$mounted"
    done
  ! grep -qF " $1/" /proc/self/mounts || ground_die "$1 is half made and something is mounted in it. Unmount it and try again."
  rm -rf --one-file-system "$1"
}

# CACHE LOCALE UID PACKAGE...: a whole root with these packages in CACHE/debian-13, made or completed as needed
ground_prepare ()
{
  cache=$1 locale=$2 uid=$3
  shift 3
  root=$cache/debian-13
  exec 9>"$cache/lock"
  flock 9

  # It gets its name only when it is whole.
  if [ ! -x "$root/usr/bin/dpkg" ]; then
    ground_say "making a Debian 13 root in $root; this takes some minutes, once."
    ground_discard "$root.new"
    ground_discard "$root"
    mmdebstrap --quiet --variant=apt --include="$(echo "$@" | tr ' ' ,)" trixie "$root.new"
    mv "$root.new" "$root"
  fi
  ground_complete "$root" "$@"

  [ -z "$locale" ] || ground_make_locale "$root" "$locale"
  # Programs ask for the name of the user they run as.
  if [ "$uid" != 0 ] && ! grep -q "^[^:]*:[^:]*:$uid:" "$root/etc/passwd"; then
    getent passwd "$uid" >>"$root/etc/passwd"
    getent group "$(getent passwd "$uid" | cut -d: -f4)" >>"$root/etc/group"
  fi
  exec 9>&-
}

# ROOT PACKAGE...: install what the stamp does not list
ground_complete ()
{
  root=$1
  shift
  stamp=$root/var/lib/chiosa-packages
  [ -f "$stamp" ] && [ -z "$(printf '%s\n' "$@" | grep -vxF -f "$stamp")" ] && return 0

  missing=$(ground_dpkg_in="chroot $root" ground_missing "$@")
  if [ -n "$missing" ]; then
    ground_say "installing in $root:" $missing
    ground_mount_system "$root"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 sh -euc '
      dpkg --configure -a
      apt-get -q update
      apt-get -qy -o Dpkg::Use-Pty=0 install --no-install-recommends "$@"' apt $missing >&2
  fi
  { cat "$stamp" 2>/dev/null || :; printf '%s\n' "$@"; } | sort -u >"$stamp.new"
  mv "$stamp.new" "$stamp"
}

ground_make_locale ()
{
  name=${2%%[.@]*}
  [ -f "$1/usr/share/i18n/locales/$name" ] || return 0
  chroot "$1" locale -a | grep -qix "$name\.utf-\?8" || chroot "$1" localedef -i "$name" -f UTF-8 "$name.UTF-8" || :
}

ground_mount_system ()
{
  mountpoint -q "$1/proc" || mount -t proc proc "$1/proc"
  mountpoint -q "$1/sys" || mount --rbind /sys "$1/sys"
  mountpoint -q "$1/dev" || {
    mount --rbind /dev "$1/dev"
    mount --make-rslave "$1/dev"
  }
}

# ROOT PATH: the folder or file PATH is seen at the same place in ROOT
ground_bind ()
{
  if [ -d "$2" ] && [ "$2" != / ]; then
    mkdir -p "$1$2"
    mount --rbind "$2" "$1$2"
  elif [ -f "$2" ]; then
    mkdir -p "$1$(dirname "$2")"
    [ -e "$1$2" ] || : >"$1$2"
    mount --bind "$2" "$1$2"
  fi
}

# ROOT TRUST BINDS FOLDER UID:GID GROUPS COMMAND [ARGUMENT...]
ground_enter ()
{
  root=$1 trust=$2 binds=$3 folder=$4 user=$5 groups=$6
  shift 6
  ground_mount_system "$root"
  [ -z "$trust" ] || [ ! -f "$root$ground_trusted" ] || mount --bind "$trust" "$root$ground_trusted"
  printf '%s\n' "$binds" | while read -r path; do
    ground_bind "$root" "$path"
  done
  exec chroot --userspec="$user" --groups="$groups" "$root" sh -c 'cd "$1" && shift && exec "$@"' ground "$folder" "$@"
}
