#!/usr/bin/env bash
# The persistent journal of a tree, in real journal files that systemd-journal-remote(8) makes of the boot logs of real
# kernels: the running boot is told from an earlier one, every command that needs the log finds it there, what cannot be
# read is said, nothing outside the root is read, and journalctl writes nothing.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
PATH=$PATH:/usr/lib/systemd:/lib/systemd
needs journalctl systemd-journal-remote
needs_strace

captures=$checkout/remediator/src/test/resources/captures
earlier_boot=11111111111141118111111111111111

# Turns what dmesg printed into records of the journal's export format: export_records DMESG BOOT MACHINE FIRST-SECOND
export_records() {
  awk -v boot="$2" -v machine="$3" -v second="$4" '
    {
      micros = 0
      text = $0
      if (match($0, /^\[ *[0-9]+\.[0-9]+\] /)) {
        stamp = substr($0, 2, RLENGTH - 3)
        sub(/^ */, "", stamp)
        micros = stamp * 1000000
        text = substr($0, RLENGTH + 1)
      }
      printf "__REALTIME_TIMESTAMP=%.0f\n__MONOTONIC_TIMESTAMP=%.0f\n", second * 1000000 + micros + NR, micros + NR
      printf "_BOOT_ID=%s\n_MACHINE_ID=%s\n_HOSTNAME=host\n_TRANSPORT=kernel\n", boot, machine
      printf "PRIORITY=6\nSYSLOG_FACILITY=0\nSYSLOG_IDENTIFIER=kernel\n"
      printf "_SOURCE_MONOTONIC_TIMESTAMP=%.0f\nMESSAGE=%s\n\n", micros, text
    }' "$1"
}

# A recorded host whose only log is its journal: a boot without a parameter, then the running one.
host capture-3.10.0-1062-disable
rm -rf "$host/var/log"
machine=$(cat "$host/etc/machine-id")
boot=$(tr -d - <"$host/proc/sys/kernel/random/boot_id")
journal=$host/var/log/journal/$machine
mkdir -p "$journal"
{
  export_records "$captures/3.10.0-1062-a-none/dmesg.txt" "$earlier_boot" "$machine" 1700000000
  export_records "$captures/3.10.0-1062-c-disable/dmesg.txt" "$boot" "$machine" 1700001000
} | systemd-journal-remote --output="$journal/system.journal" - 2>"$err" || fail "no journal: $(cat "$err")"
tree "$host" >"$work/before"

source_name="journalctl --directory /var/log/journal/$machine"
run 0 log --root "$host"
says "$source_name" "boot $(cat "$host/proc/sys/kernel/random/boot_id")" "from its first message into user space" \
  "Disabling memory control group subsystem"
lacks "11111111-1111-4111-8111-111111111111" "please try 'cgroup_disable=memory'"
run 0 facts --json --root "$host"
says "\"source\": \"$source_name\""
run 0 verify --root "$host"
says "effective" "$source_name"
ok "the running boot is read from the journal"

calls=openat,execve,write # and, where this architecture has them:
for call in open openat2 creat writev rename renameat renameat2 unlink unlinkat mkdir mkdirat link linkat symlink symlinkat \
  ftruncate chmod fchmod fchmodat fchown utimensat fsetxattr; do
  calls+=",?$call"
done
strace -f -y -s 200 -o "$work/trace" -e "trace=$calls" -- "$remediator" log --root "$host" </dev/null >"$out" 2>"$err"
grep -q 'execve(.*journalctl.*= 0' "$work/trace" || fail "the trace does not see journalctl start"
grep -q "open.*system\.journal.*= [0-9]" "$work/trace" || fail "the trace does not see the journal opened"
grep -v 'execve(' "$work/trace" | awk -v out="$out" -v err="$err" -f "$system_tests/lib/writes.awk" >"$work/writes"
if [ -s "$work/writes" ]; then
  fail "these calls write:"
  head -n 10 "$work/writes" >&2
else
  ok "neither the tool nor journalctl writes"
fi
tree "$host" >"$work/after"
same "the tree is what it was" "$work/before" "$work/after"

mv "$host/proc" "$work/proc"
run 0 log --root "$host"
says "$source_name" "Disabling memory control group subsystem"
lacks "11111111-1111-4111-8111-111111111111"
ok "an image in which nothing runs tells of its newest boot"
mv "$work/proc" "$host/proc"

head -c 100000 "$journal/system.journal" >"$journal/system@torn.journal"
run 0 log --root "$host"
says "records are missing in between" "Disabling memory control group subsystem"
ok "beside a torn file what was found counts, and silence does not"
rm "$journal/system@torn.journal"

echo 99999999-9999-4999-8999-999999999999 >"$work/other_boot"
cp "$host/proc/sys/kernel/random/boot_id" "$work/this_boot"
cat "$work/other_boot" >"$host/proc/sys/kernel/random/boot_id"
run 4 log --root "$host"
says "holds no kernel message of the running boot"
ok "an earlier boot is not taken for the running one"
cat "$work/this_boot" >"$host/proc/sys/kernel/random/boot_id"

# What would lead out of the root: the journal of another machine.
mkdir "$work/outside"
mv "$journal/system.journal" "$work/outside/"
ln -s "$work/outside/system.journal" "$journal/system.journal"
run 4 log --root "$host"
says "system.journal is a symbolic link" "out of the root"
rm "$journal/system.journal"
rmdir "$journal"
ln -s "$work/outside" "$journal"
run 4 log --root "$host"
lacks "Disabling memory control group subsystem"
ok "links out of the root are not followed"

finish
