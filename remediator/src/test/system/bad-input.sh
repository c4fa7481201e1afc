#!/usr/bin/env bash
# Input that cannot be worked with: each time one clear message (what, where, what to do next), the right exit code, and
# not one byte of the host changed.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
needs flock unshare

appliance=(--policy appliance-docker)

# Runs as root of a mount namespace of its own; what is mounted there is gone with it.
namespace=(unshare -m)
is_root || namespace=(unshare -r -m)
"${namespace[@]}" mount -t tmpfs none "$work" 2>/dev/null || namespace=()

# A fresh host, and what it is before.
fresh() {
  host centos7-514-bios-docker
  touch -h -d '2016-11-22 10:23:45.123456789 UTC' "$host/etc/default/grub" "$host/boot/grub2/grub.cfg"
}

remember() { files "$host" >"$work/before"; }

untouched() {
  files "$host" >"$work/after"
  same "nothing was written: $1" "$work/before" "$work/after"
}

# ---- boot files

fresh
rm "$host/boot/grub2/grub.cfg"
remember
run 4 plan "${appliance[@]}" --root "$host"
says "/boot/grub2/grub.cfg" "is /boot mounted?"
run 4 apply "${appliance[@]}" --yes --root "$host"
untouched "grub.cfg is missing"

fresh
if is_root; then
  chmod 755 "$work"
  chmod 600 "$host/boot/grub2/grub.cfg"
  share_with_nobody
  remember
  run_as 4 setpriv --reuid=65534 --regid=65534 --clear-groups "$remediator" plan "${appliance[@]}" --root "$host"
  says "/boot/grub2/grub.cfg: permission denied; run as root to read it"
  run_as 4 setpriv --reuid=65534 --regid=65534 --clear-groups "$remediator" apply "${appliance[@]}" --yes --root "$host"
  untouched "grub.cfg cannot be read by nobody"
else
  skip_part "a grub.cfg that only root may read: this is not root"
fi

# Shell that only a shell could judge; running it would leave a file.
fresh
cp -p "$host/etc/default/grub" "$work/defaults"
while IFS= read -r line; do
  cp -p "$work/defaults" "$host/etc/default/grub"
  printf '%s\n' "${line//PWNED/$work/PWNED}" >>"$host/etc/default/grub"
  remember
  run 4 plan "${appliance[@]}" --root "$host"
  says "/etc/default/grub:"
  run 4 apply "${appliance[@]}" --yes --root "$host"
  untouched "$line"
  [ ! -e "$work/PWNED" ] || fail "the host's shell was run: $line"
done <<'EOF'
GRUB_CMDLINE_LINUX="$(touch PWNED) quiet"
GRUB_CMDLINE_LINUX="`touch PWNED` quiet"
if touch PWNED; then GRUB_CMDLINE_LINUX="quiet"; fi
GRUB_CMDLINE_LINUX="$HOSTNAME_THAT_NOBODY_SETS quiet"
GRUB_CMDLINE_LINUX="unfinished
EOF

fresh
remember
run 5 plan --add "x=$(printf '%02100d' 0)" --root "$host"
says "2048" "/boot/grub2/grub.cfg:" "take words off the line first"
run 5 apply --yes --add "x=$(printf '%02100d' 0)" --root "$host"
untouched "the line would be longer than the kernel takes"

# ---- what the user names

cat >"$work/wrong-type.yaml" <<'EOF'
format_version: "1.0"
name: mine
title: A title
description: What it is for
remedies: 3
otherwise: refuse
EOF
sed 's/^remedies: 3/remedys: []/' "$work/wrong-type.yaml" >"$work/unknown-key.yaml"
sed 's/^remedies: 3/remedies:\n\t- parameter: quiet/' "$work/wrong-type.yaml" >"$work/tab.yaml"
head -c 200 /dev/urandom >"$work/binary.yaml"
# Expects one message that begins with the place: bad_policy FILE PLACE TEXT
bad_policy() {
  run 2 plan --policy "$work/$1" --root "$host"
  says_one_error "$work/$1:$2: " "$3"
  run 2 policy check "$work/$1"
  says "$work/$1:$2: " "$3"
  run 2 apply --yes --policy "$work/$1" --root "$host"
}
bad_policy wrong-type.yaml 5:11 "expected a list"
bad_policy unknown-key.yaml 5:1 "remedys"
bad_policy tab.yaml 6:1 "tab"
run 2 policy check "$work/binary.yaml"
says "$work/binary.yaml:"
run 2 plan --policy no-such-policy --root "$host"
says_one_error "no-such-policy" "shipped ones: appliance-docker, default"
run 2 plan --policy "$work/none.yaml" --root "$host"
says_one_error "$work/none.yaml: no such file"
run 2 plan --no-such-option --root "$host"
says_one_error "--no-such-option" "plan --help"
run 2 frobnicate
says_one_error "frobnicate"
run 2 status --lang xx --root "$host"
says_one_error "--lang xx"
run 2 plan --add '' --root "$host"
says_one_error "--add"
run 2 rollback --yes extra words --root "$host"
says_one_error "words"
run 2 apply "${appliance[@]}" --root "$host"
says "--yes" "without a terminal"
run 2 apply "${appliance[@]}" --json --root "$host"
python=$(command -v python3 || true)
[ -z "$python" ] || "$python" -m json.tool <"$out" >/dev/null || fail_showing "an error in JSON is not one document"
run 2 rollback --yes 20990101T000000Z-001 --root "$host"
says_one_error "no transaction 20990101T000000Z-001" "history"
untouched "usage and policies"

mkdir "$work/empty"
echo text >"$work/file"
run 4 plan --root "$work/empty"
says "no kernel was found"
run 4 apply --yes --root "$work/empty"
run 4 status --root "$work/empty"
run 4 verify --root "$work/empty"
run 2 plan --root "$work/file"
says_one_error "$work/file: not a directory"
run 2 plan --root "$work/none"
says_one_error "$work/none: no such file"
[ -z "$(ls -A "$work/empty")" ] || fail "something was written into an empty root"

# ---- saved plans

run 3 plan "${appliance[@]}" --out "$work/plan" --root "$host"
[ "$(stat -c %a "$work/plan")" = 600 ] || fail "a saved plan holds the host's files and may be read by others"
size=$(stat -c %s "$work/plan")
# One byte edited: in the envelope, in the texts, in the middle, at the end.
for offset in 0 20 $((size / 7)) $((size / 3)) $((size / 2)) $((size * 4 / 5)) $((size - 3)); do
  cp "$work/plan" "$work/edited"
  byte=$(od -A n -t u1 -j "$offset" -N 1 "$work/plan")
  printf '%b' "\\0$(printf '%o' $((byte ^ 1)))" | dd of="$work/edited" bs=1 seek="$offset" conv=notrunc status=none
  cmp -s "$work/plan" "$work/edited" && fail "byte $offset was not edited"
  run 5 apply "$work/edited" --yes --root "$host"
  says_one_error "$work/edited: " "nothing was written; make a new one"
done
for length in 0 1 100 $((size / 2)) $((size - 2)); do
  head -c "$length" "$work/plan" >"$work/cut"
  run 5 apply "$work/cut" --yes --root "$host"
  says_one_error "$work/cut: " "nothing was written; make a new one"
done
run 2 apply "$work/none" --yes --root "$host"
says_one_error "$work/none: no such file"
run 2 apply "$work/plan" --yes "${appliance[@]}" --root "$host"
untouched "plan files that were edited, cut, missing"

recorded=$host
host centos7-both-514-saved
remember
run 5 apply "$work/plan" --yes --root "$host"
says_one_error "$work/plan: the plan was made for another host"
untouched "a plan of another host"

host=$recorded
printf '# a remark\n' >>"$host/etc/default/grub"
remember
run 8 apply "$work/plan" --yes --root "$host"
says "/etc/default/grub changed since the plan was made; nothing was written" "plan again"
untouched "the host changed since the plan"

# ---- another run

fresh
mkdir -m 700 "$host/var/lib/remediator"
printf 'pid 4711 of root' >"$host/var/lib/remediator/lock"
remember
run_as 8 flock "$host/var/lib/remediator/lock" "$remediator" apply "${appliance[@]}" --yes --root "$host"
says "pid 4711 of root" "nothing was written; try again when it is done"
untouched "another run holds the lock"

# ---- the disk

if [ "${#namespace[@]}" -gt 0 ]; then
  fresh
  remember
  cat >"$work/in-namespace" <<'EOF'
set -eu
case $1 in
  read-only-boot)
    mount --bind "$host/boot" "$host/boot"
    mount -o remount,bind,ro "$host/boot"
    ;;
  read-only-host)
    mount --bind "$host" "$host"
    mount -o remount,bind,ro "$host"
    ;;
  full-state)
    mkdir -p "$host/var/lib/remediator"
    mount -t tmpfs -o size=16k,mode=700 none "$host/var/lib/remediator"
    ;;
  full-boot)
    cp -R -p "$host/boot" "$work/boot"
    mount -t tmpfs -o size=4m none "$host/boot"
    cp -R -p "$work/boot/." "$host/boot"
    dd if=/dev/zero of="$host/boot/filler" bs=4096 2>/dev/null || :
    ;;
esac
code=0
"$remediator" apply --policy appliance-docker --yes --root "$host" || code=$?
if [ "$1" = full-boot ]; then
  rm "$host/boot/filler"
  diff -r "$work/boot" "$host/boot" >&2 || code=99
fi
exit "$code"
EOF
  export host work remediator
  while read -r case text; do
    run_as 1 "${namespace[@]}" sh "$work/in-namespace" "$case"
    says "$text" "the host is as it was"
    rmdir "$host/var/lib/remediator" 2>/dev/null || true
    untouched "$case"
  done <<'EOF'
read-only-boot /boot/grub2/
read-only-boot Read-only file system
read-only-host Read-only file system
full-state bytes are needed
full-boot bytes are needed
EOF
else
  skip_part "read-only and full file systems: nothing may be mounted here"
fi

# ---- links out of the root

needs_strace
outside=$work/outside
mkdir "$outside"
# Runs and proves that nothing below $outside was opened: walled CODE ARGUMENT...
walled() {
  local code=$1
  shift
  run_as "$code" strace -f -o "$work/trace" -e trace=openat,open,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat \
    "$remediator" "$@" --root "$host"
  grep -q 'os-release' "$work/trace" || fail "the trace saw nothing: $*"
  if grep -F "$outside" "$work/trace" >&2; then fail "the lines above leave the root: $*"; fi
}

for target in "$outside/grub.cfg" "../../../outside/grub.cfg"; do
  fresh
  mv "$host/boot/grub2/grub.cfg" "$outside/grub.cfg"
  ln -s "$target" "$host/boot/grub2/grub.cfg"
  remember
  tree "$outside" >"$work/outside-before"
  walled 4 plan "${appliance[@]}"
  walled 4 apply "${appliance[@]}" --yes
  tree "$outside" >"$work/outside-after"
  untouched "grub.cfg is a link out of the root: ${target/#$work/…}"
  same "what the link points to is untouched" "$work/outside-before" "$work/outside-after"
done

fresh
ln -s ../../../outside "$host/var/lib/remediator"
remember
walled 1 apply "${appliance[@]}" --yes
files "$host" | grep -v '/var/lib/remediator' >"$work/after"
same "nothing was written: the state directory is a link out of the root" <(grep -v '/var/lib/remediator' "$work/before") "$work/after"
[ "$(ls -A "$outside")" = grub.cfg ] || fail "something was written outside the root"

# A link inside the root is followed, and stays a link.
fresh
mv "$host/boot/grub2/grub.cfg" "$host/etc/the-real-grub.cfg"
ln -s /etc/the-real-grub.cfg "$host/boot/grub2/grub.cfg"
walled 0 apply "${appliance[@]}" --yes
[ -L "$host/boot/grub2/grub.cfg" ] || fail "the link was replaced by a file"
grep -q cgroup_disable=memory "$host/etc/the-real-grub.cfg" || fail "what the link points to was not changed"
finish
