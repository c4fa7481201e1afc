#!/usr/bin/env bash
# The power fails: apply is killed at its n-th sync, rename, write, mkdir, chmod; then `recover` brings back the old tree
# or, from the last record on, leaves the new one, each whole. The same for a killed rollback. An error of the disk at
# these points ends in exit code 1 and the old tree. restore.sh under busybox does what rollback does.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
needs busybox
needs_strace
strace -f -o "$work/.strace" -e inject=fsync:signal=KILL:when=1 true 2>/dev/null || skip "this strace injects no signals"

edit=(--policy appliance-docker --yes)
changed=(etc/default/grub boot/grub2/grub.cfg)

# Kind and content only: a new file has a new time.
contents() { files "$1" | sed -e 's/ [0-9]* [0-9]*\.[0-9]*$//'; }

host centos7-514-bios-docker pristine
pristine=$host
touch -d '2016-11-22 10:23:45.123456789 UTC' "$pristine/etc/default/grub" "$pristine/boot/grub2/grub.cfg"
files "$pristine" >"$work/old"
cp -R -p "$pristine" "$work/new"
run 0 apply "${edit[@]}" --root "$work/new"
contents "$work/new" >"$work/new-contents"
cp -R -p "$work/new" "$work/applied" # each crash of a rollback starts from here

fresh() {
  host=$work/host
  rm -rf "$host"
  cp -R -p "$1" "$host"
}

# Each file is the old or the new one, whole, at every instant.
whole() {
  local file
  for file in "${changed[@]}"; do
    cmp -s "$host/$file" "$pristine/$file" || cmp -s "$host/$file" "$work/new/$file" || fail "$file is neither old nor new: $1"
  done
}

# Runs the launcher until its n-th such call, which kills or fails: at INJECTION ARGUMENT...; exit code in $code
at() {
  local injection=$1
  shift
  code=0
  # In a subshell, whose word on the death of its child nobody reads.
  (
    strace -f -o "$work/trace" -e "trace=${injection%%:*}" -e "inject=$injection" "$remediator" "$@" --root "$host" \
      </dev/null >"$out" 2>"$err" || exit $?
  ) 2>/dev/null || code=$?
  last_run="$* with $injection"
}

killed=0
settled_old=0
settled_new=0

settle() {
  files "$host" >"$work/settled"
  contents "$host" >"$work/settled-contents"
  if cmp -s "$work/settled" "$work/old"; then
    settled_old=$((settled_old + 1))
  elif cmp -s "$work/settled-contents" "$work/new-contents"; then
    settled_new=$((settled_new + 1))
  else
    fail "after recover the tree is neither the old nor the new one: $1"
    diff "$work/old" "$work/settled" | head -n 10 >&2 || true
  fi
}

# Kills apply at every STEPth call of a kind until one run has no such call left: kill_apply STEP CALLS
kill_apply() {
  local n=1
  while :; do
    fresh "$pristine"
    at "$2:signal=KILL:when=$n" apply "${edit[@]}"
    [ "$code" -ne 0 ] || break
    [ "$code" -eq 137 ] || fail_showing "exit code $code of a killed run: $last_run"
    killed=$((killed + 1))
    whole "apply killed at $2 $n"
    run 0 recover --root "$host"
    settle "apply killed at $2 $n"
    n=$((n + $1))
  done
  [ "$n" -gt 1 ] || fail "apply was never killed at $2"
}

kill_apply 2 fsync
kill_apply 1 '?rename,?renameat,?renameat2'
kill_apply 2 write
kill_apply 2 '?mkdir,?mkdirat'
kill_apply 5 fchmod
[ "$settled_old" -gt 0 ] || fail "no crash of apply was undone"
ok "apply killed at $killed points: recover gave the old tree $settled_old times, the new one $settled_new times"

killed=0
for injection in '?rename,?renameat,?renameat2:signal=KILL:when=1' '?rename,?renameat,?renameat2:signal=KILL:when=2' \
  fsync:signal=KILL:when={1,3,5}; do
  fresh "$work/applied"
  at "$injection" rollback --yes
  [ "$code" -eq 137 ] || fail_showing "exit code $code of a killed run: $last_run"
  killed=$((killed + 1))
  whole "rollback killed at $injection"
  run 0 recover --root "$host"
  settle "rollback killed at $injection"
done
ok "rollback killed at $killed points, and settled"

failed=0
for injection in '?rename,?renameat,?renameat2:error=EROFS:when=1' '?rename,?renameat,?renameat2:error=EIO:when=2' \
  fsync:error=EIO:when={4,9,11,13} write:error=ENOSPC:when={4,8,9}; do
  fresh "$pristine"
  at "$injection" apply "${edit[@]}"
  [ "$code" -eq 1 ] || fail_showing "exit code $code, expected 1: $last_run"
  no_stack_trace
  says "the host is as it was"
  files "$host" | diff "$work/old" - >&2 || fail "the host is not as it was: $last_run"
  failed=$((failed + 1))
done
ok "the disk failed at $failed points: exit code 1, and the host as it was"

# ---- without Java

script() { find "$host/var/lib/remediator/transactions" -name restore.sh; }
restore() {
  if "$@" >"$out" 2>&1; then
    files "$host" >"$work/after"
    same "$restored" "$work/old" "$work/after"
  else
    fail_showing "restore.sh failed: $restored"
  fi
}

fresh "$work/applied"
restored="restore.sh under busybox sh does what rollback does"
restore busybox sh "$(script)" "$host"
restored="restore.sh does no harm when it runs again"
restore busybox sh "$(script)" "$host"
fresh "$work/applied"
restored="restore.sh under sh finds its root by itself"
restore sh "$(script)"
mkdir "$work/bin"
busybox --install -s "$work/bin"
fresh "$work/applied"
if env -i PATH="$work/bin" "$work/bin/sh" "$(script)" "$host" >"$out" 2>&1; then
  for file in "${changed[@]}"; do
    cmp "$host/$file" "$pristine/$file" || fail "busybox alone: $file is not restored"
    [ "$(stat -c '%a %u:%g %Y' "$host/$file")" = "$(stat -c '%a %u:%g %Y' "$pristine/$file")" ] || fail "busybox alone: mode, owner or time of $file"
  done
  ok "restore.sh works with nothing but busybox"
else
  fail_showing "restore.sh fails with nothing but busybox"
fi
fresh "$pristine"
at '?rename,?renameat,?renameat2:signal=KILL:when=2' apply "${edit[@]}"
restored="restore.sh undoes an apply that was killed between two files"
restore busybox sh "$(script)" "$host"
fresh "$work/applied"
echo '# somebody else' >>"$host/boot/grub2/grub.cfg"
files "$host" >"$work/foreign"
if sh "$(script)" "$host" >"$out" 2>&1; then fail "restore.sh overwrote what somebody else wrote"; fi
says "changed by somebody else"
files "$host" | cmp - "$work/foreign" || fail "restore.sh changed something though a file is foreign"
run 6 rollback --yes --root "$host"
files "$host" | cmp - "$work/foreign" || fail "rollback changed something though a file is foreign"
finish
