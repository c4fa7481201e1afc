#!/usr/bin/env bash
# Every read-only command, traced by strace over all threads and children, on a recorded host and on the live one: not
# one file created, opened for writing, written, renamed, removed, and no mode, owner, time or attribute set. What is let
# through is listed in lib/writes.awk. Then: apply --dry-run says what plan says, byte for byte.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
needs_strace

# With ? a call that this architecture lacks is no error.
calls=(open openat openat2 creat write writev pwrite64 pwritev pwritev2 sendfile sendfile64 copy_file_range splice
mkdir mkdirat mknod mknodat rename renameat renameat2 unlink unlinkat rmdir link linkat symlink symlinkat truncate truncate64
ftruncate ftruncate64 fallocate chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat
setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat mount umount2 ioctl syslog
io_uring_setup swapon sethostname reboot)
traced_calls=$(printf ',?%s' "${calls[@]}" | cut -c 2-)
# Stops at these calls only, where this strace can (5.3): three times as fast.
quick=()
! strace --seccomp-bpf -f -o "$work/trace" true 2>/dev/null || quick=(--seccomp-bpf)

# Runs a command under strace and prints by which calls it wrote: trace COMMAND...; its exit code is in $traced_code.
trace() {
  traced_code=0
  TMPDIR=$work/tmp HOME=$work/home strace "${quick[@]}" -f -y -s 200 -o "$work/trace" -e "trace=$traced_calls" -- "$@" \
    </dev/null >"$out" 2>"$err" || traced_code=$?
  awk -v out="$out" -v err="$err" -f "$system_tests/lib/writes.awk" "$work/trace" >"$work/writes"
}

# Expects that a read-only command writes nothing, and ends with one of these codes: silent "CODES" ARGUMENT...
silent() {
  local codes=" $1 "
  shift
  trace "$remediator" "$@"
  last_run="$*"
  no_stack_trace
  grep -q 'remediator\.jar\|write(1<' "$work/trace" || fail "the trace saw nothing of: $last_run"
  if [ -s "$work/writes" ]; then
    fail "writes: $last_run"
    head -n 10 "$work/writes" >&2
  elif [[ $codes != *" $traced_code "* ]]; then
    fail_showing "exit code $traced_code, expected one of$codes: $last_run"
  else
    ok "writes nothing: $last_run"
  fi
}

# The proof can fail: each of these writes must be seen.
mkdir "$work/tmp" "$work/home" "$work/seen"
cat >"$work/writer" <<'EOF'
cd "$1"; exec 5>f; echo a >&5; echo b >>f; mv f g; ln g h; ln -s g i; chmod 600 g; touch g; mkdir d; rmdir d; rm h
truncate -s 1 g; mkfifo p
EOF
trace bash "$work/writer" "$work/seen"
for call in openat write rename link symlink f?chmod utime mkdir rmdir unlink ftruncate mknod; do
  grep -q -E "^[0-9]+ +${call}[a-z0-9]*\(" "$work/writes" || fail "the trace does not see $call"
done
rm -rf "$work/seen"
ok "a write of each kind is seen by the trace"

host centos7-514-bios-docker
"$remediator" apply --policy appliance-docker --yes --root "$host" >/dev/null # so that there is a history
gzip -c "$host/var/log/messages" >"$work/saved.gz"
tree "$host" >"$work/before"

silent 0 --help
silent 0 --version
silent 0 plan --help
silent 0 policy list
silent 0 policy show default
silent 0 policy check "$checkout/policies/default.yaml"
silent 0 completion bash
silent 0 completion zsh
silent 2 plan --no-such-option
for root in "$host" /; do
  # What the live host is, is not known here: any judgement will do, a failure will not.
  codes='0 3 4 5 7 9'
  silent "$codes" status --root "$root"
  silent "$codes" status --json --root "$root"
  silent "$codes" facts --root "$root"
  silent "$codes" facts --json --root "$root"
  silent "$codes" kernels --root "$root"
  silent "$codes" kernels --require cgroup.memory=nokmem --require quiet --root "$root"
  silent "$codes" kernels --require cgroup_disable=memory --json --root "$root"
  silent "$codes" log --root "$root"
  silent "$codes" lint --root "$root"
  silent "$codes" plan --policy appliance-docker --root "$root"
  silent "$codes" plan --json --root "$root"
  silent "$codes" plan --add quiet --remove 'debug=*' --root "$root"
  silent "$codes" apply --dry-run --policy appliance-docker --root "$root"
  silent "$codes" apply --dry-run --policy appliance-docker --yes --root "$root"
  silent "$codes" verify --root "$root"
  silent "$codes" rollback --dry-run --root "$root"
  silent "$codes" history --root "$root"
done
image=$checkout/remediator/src/test/resources/images/x86_64-6.1.vmlinuz
silent 0 params --kernel "$image"
silent 0 params --kernel "$image" --json cgroup
silent 4 params --kernel "$work/saved.gz"
silent "0 3" log "$work/saved.gz" "$host/var/log/messages"
tree "$host" >"$work/after"
same "the recorded host is what it was, directories and their times included" "$work/before" "$work/after"
[ -z "$(ls -A "$work/home")$(ls -A "$work/tmp")" ] || fail "something was left in the home or temporary directory"

# apply --dry-run is plan: same bytes, same exit code, in text and in JSON but for the name of the command.
without_command() { sed -e 's/"command": *"[a-z]*"//' "$1"; }
for name in $(recorded_hosts); do
  for form in text json; do
    # JSON of every third host: the two forms are printed from one report.
    [ "$form" = text ] || [ $((checks % 3)) -eq 0 ] || continue
    codes=()
    for command in "plan" "apply --dry-run"; do
      code=0
      # shellcheck disable=SC2086 # two words
      "$remediator" $command --policy appliance-docker --output "$form" --root "$hosts/$name/root" \
        </dev/null >"$work/${command%% *}" 2>"$err" || code=$?
      codes+=("$code")
      [ ! -s "$err" ] || fail "$command on $name says on the standard error: $(cat "$err")"
    done
    if [ "${codes[0]}" = "${codes[1]}" ] && cmp <(without_command "$work/plan") <(without_command "$work/apply"); then
      ok "plan and apply --dry-run say the same of $name ($form, exit code ${codes[0]})"
    else
      fail "plan (exit code ${codes[0]}) and apply --dry-run (${codes[1]}) differ on $name, $form"
    fi
  done
done
finish
