#!/bin/sh
# Takes the host of the first report (CentOS 7, kernel 3.10.0-514, BIOS, Docker) through the whole job, on a throw-away
# copy: status, plan, apply, reboot (simulated), verify, rollback. Every exit code is checked, and at the end that the
# host is what it was, byte for byte.
#
#   demo.sh [REMEDIATOR]     the launcher to use; default: the one that the build made
set -eu
unset CDPATH
here=$(cd -P -- "$(dirname -- "$0")" && pwd -P)
remediator=${1:-$here/../remediator/target/dist/bin/remediator}
recorded=$here/../remediator/src/test/resources/hosts/centos7-514-bios-docker

fail() {
  printf 'demo: %s\n' "$1" >&2
  exit 1
}

[ -x "$remediator" ] || fail "$remediator is missing; build it with ./quickstart"
[ -d "$recorded/root" ] || fail "$recorded/root is missing; is this a whole checkout?"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
host=$work/host
cp -a "$recorded/root" "$host"
# Git keeps no modes but the executable bit; the record lists the others.
if [ -f "$recorded/modes.txt" ]; then
  while read -r mode path; do
    chmod "$mode" "$host/$path"
  done <"$recorded/modes.txt"
fi

# What is where, with mode, owner, time and content. Of a directory no time: the temporary files beside a file that is
# replaced move it. Left out: the tool's own state, and what a reboot changes.
inventory() (
  cd "$host"
  find . \( -path ./proc -o -path ./sys -o -path ./var/lib/remediator -o -path ./var/log/dmesg -o -path ./var/log/messages \) \
    -prune -o \( -type d -printf '%p %m %U:%G\n' , ! -type d -printf '%p %m %U:%G %T@ %l\n' , -type f -exec sha256sum {} + \) |
    LC_ALL=C sort
)

# Runs a command on the copy and checks its exit code: expect CODE COMMAND...
expect() {
  expected=$1
  shift
  printf '\n$ remediator %s\n' "$*"
  code=0
  "$remediator" "$@" --root "$host" </dev/null || code=$?
  [ "$code" -eq "$expected" ] || fail "remediator $1 ended with exit code $code, expected $expected"
  printf '[exit code %s, as expected]\n' "$code"
}

inventory >"$work/before"

expect 3 status
expect 5 plan --policy default
expect 3 plan --policy appliance-docker
inventory | cmp -s "$work/before" - || fail "a read-only command changed the host"

expect 0 apply --policy appliance-docker --yes
inventory >"$work/applied"
! cmp -s "$work/before" "$work/applied" || fail "apply changed nothing"
expect 0 apply --policy appliance-docker --yes
inventory | cmp -s "$work/applied" - || fail "the second apply changed the host"

expect 9 verify
printf '\n(simulated reboot)\n'
sh "$here/simulate-reboot.sh" "$host"
expect 0 verify

expect 0 rollback --yes
inventory >"$work/after"
diff "$work/before" "$work/after" || fail "the host differs from its start"
printf '\nThe host is what it was: %s files and directories compared, content, mode, owner and time of change.\n' \
  "$(cut -d ' ' -f 1 "$work/before" | grep -c '^\./')"
