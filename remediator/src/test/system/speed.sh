#!/usr/bin/env bash
# How long the whole process of `plan` takes on the host of the first report, beside `java -version`, and how much memory.
# Prints; fails only when plan fails: a busy machine proves nothing.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
needs java
[ -x /usr/bin/time ] || skip "GNU time is not installed"

runs=10
host centos7-514-bios-docker

# Prints the median wall time in seconds and the highest resident size: measure CODE COMMAND...
measure() {
  local expected=$1 code n
  shift
  : >"$work/times"
  for ((n = 0; n < runs; n++)); do
    code=0
    /usr/bin/time -q -a -o "$work/times" -f '%e %M' "$@" </dev/null >"$out" 2>"$err" || code=$?
    [ "$code" -eq "$expected" ] || fail_showing "exit code $code, expected $expected: $*"
  done
  sort -n "$work/times" | awk '
    { seconds[NR] = $1; if ($2 > most) most = $2 }
    END { printf "median of %d: %.2f s, %d MiB resident at most\n", NR, (seconds[int((NR + 1) / 2)] + seconds[int(NR / 2) + 1]) / 2, most / 1024 }'
}

printf 'plan, whole process: '
measure 3 "$remediator" plan --policy appliance-docker --root "$host"
printf 'java -version:       '
measure 0 java -version
printf 'load of the machine: %s, %s processors\n' "$(cut -d ' ' -f 1 /proc/loadavg)" "$(nproc)"
ok "printed"
finish
