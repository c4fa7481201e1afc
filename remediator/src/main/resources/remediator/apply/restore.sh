# Needs no Java: sh, cp, mv, rm, cmp, chmod, chown and touch are enough (busybox has them).
#
#   sh restore.sh [ROOT]           ROOT is where the host's root is mounted, / on the host itself
#   FORCE=1 sh restore.sh [ROOT]   also replaces files that somebody else changed since
#
# It looks at every file first and changes none when one is neither as it was before the
# transaction nor as the transaction left it. Each file is replaced in one step; running it
# again does no harm.
set -u
umask 077
LC_ALL=C
export LC_ALL

say() { printf 'restore: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

here=$(cd "$(dirname "$0")" && pwd -P) || fail "cannot tell where this script lies"
if [ $# -ge 1 ]; then
  root=${1%/}
elif [ -z "$home" ]; then
  fail "say where the host's root is mounted: sh $0 ROOT"
else
  case $here in
    *"$home") root=${here%"$home"} ;;
    *) fail "this is not its place in a host; say where the host's root is: sh $0 ROOT" ;;
  esac
fi
case $root in
  /* | '') ;;
  *) root=$(pwd -P)/$root ;;
esac
[ -d "$root/" ] || fail "$root: not a directory"

have_sum=
command -v sha256sum >/dev/null 2>&1 && have_sum=yes
[ -n "$have_sum" ] || say "sha256sum is missing: new files are told by their length only"

digest() { sha256sum <"$1" | { read -r sum rest && printf '%s' "$sum"; }; }
bytes() { printf '%s' $(($(wc -c <"$1"))); }
nothing_at() { [ ! -e "$1" ] && [ ! -L "$1" ]; }
plain_file() { [ -f "$1" ] && [ ! -L "$1" ]; }

# same FILE SHA256 BYTES
same() {
  if [ -n "$have_sum" ]; then
    [ "$(digest "$1")" = "$2" ]
  else
    [ "$(bytes "$1")" = "$3" ]
  fi
}

# Each of the following is called once per file with
#   NUMBER PATH MODE OWNER GROUP OLD_SHA256 OLD_BYTES NEW_SHA256 NEW_BYTES
# where "absent" stands for a digest when there is no file.
name() {
  target=$root$2
  beside=${target%/*}/.${target##*/}.remediator-$id
  new=$beside.restore
  copy=$here/original/$1
}

is_old() {
  if [ "$6" = absent ]; then
    nothing_at "$target"
  else
    plain_file "$target" && cmp -s "$copy" "$target"
  fi
}

is_new() {
  if [ "$8" = absent ]; then
    nothing_at "$target"
  else
    plain_file "$target" && same "$target" "$8" "$9"
  fi
}

is_forced() {
  [ "${FORCE:-}" = 1 ] && { nothing_at "$target" || plain_file "$target"; }
}

walk() {
  at=$root
  rest=${1#/}
  while [ "$rest" != "${rest#*/}" ]; do
    at=$at/${rest%%/*}
    rest=${rest#*/}
    [ ! -L "$at" ] || fail "$at: a symbolic link; nothing was changed"
  done
  [ -d "$at/" ] || fail "$at: no such directory (not mounted?); nothing was changed"
}

check() {
  name "$@"
  walk "$2"
  if [ "$6" != absent ]; then
    plain_file "$copy" || fail "$copy: the backup copy is missing; nothing was changed"
    same "$copy" "$6" "$7" || fail "$copy: the backup copy is damaged; nothing was changed"
  fi
  if is_old "$@" || is_new "$@"; then
    return
  fi
  if is_forced; then
    say "$target: changed by somebody else since, replaced because of FORCE=1"
    return
  fi
  say "$target: changed by somebody else since; FORCE=1 would replace it"
  foreign=yes
}

stage() {
  name "$@"
  rm -f "$new" || fail "$new: cannot be removed; nothing was changed"
  if [ "$6" = absent ] || is_old "$@"; then
    return
  fi
  cp "$copy" "$new" && chown "$4:$5" "$new" && chmod "$3" "$new" ||
    fail "$new: cannot be written; nothing was changed"
  "attributes_$1"
  touch -r "$copy" "$new" || say "$target: will have another time than before"
}

# attribute NAME HEX TEXT
attribute() {
  if command -v setfattr >/dev/null 2>&1; then
    setfattr -n "$1" -v "0x$2" "$new" && return
  elif [ "$1" = security.selinux ] && command -v chcon >/dev/null 2>&1; then
    chcon "$3" "$new" && return
  fi
  say "$target: extended attribute $1 is not restored (for a label: restorecon)"
}

replace() {
  name "$@"
  if is_old "$@"; then
    say "$target: is as it was before"
  elif ! is_new "$@" && ! is_forced; then
    fail "$target: changed by somebody else just now; run this again"
  elif [ "$6" = absent ]; then
    rm -f "$target" || fail "$target: cannot be removed; mend that and run this again"
    say "$target: removed"
  else
    mv -f "$new" "$target" || fail "$target: cannot be replaced; mend that and run this again"
    say "$target: restored"
  fi
}

clean() {
  name "$@"
  rm -f "$new"
}

clean_all() {
  name "$@"
  rm -f "$new" "$beside" "$beside.undo"
}
