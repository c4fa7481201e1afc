#!/bin/sh
# The scenario that every box runs: leak, apply, reboot, verify. As root on a throw-away machine:
#
#   scenario.sh before     measures the leak, applies the policy, expects verify to say "reboot pending"
#   (reboot)
#   scenario.sh after      expects verify to be content, measures again, expects that nothing leaks any more
#
# Environment: REMEDIATOR (launcher), POLICY (name or file), CGROUPS (how many throw-away cgroups).
# One line per observation; the exit status is 0 only when all of them are as expected.
set -eu

remediator=${REMEDIATOR:-/opt/remediator/bin/remediator}
policy=${POLICY:-appliance-docker}
cgroups=${CGROUPS:-200}
record=/var/tmp/remediator-scenario
files_per_cgroup=32
# 3.10 kernels lose 87 to 138 kB of slab for each cgroup whose kmem limit was ever set, and treated ones below 1 kB
# (measured on 3.10.0-1062 and 3.10.65); the boundary lies between, with room for what else the machine does.
healthy_kb_max=16

say() { printf 'scenario: %s\n' "$*"; }

fail() {
  say "FAILED: $*" >&2
  exit 1
}

unreclaimable_kb() { awk '$1 == "SUnreclaim:" { print $2 }' /proc/meminfo; }

# Where cgroup v1's memory controller is mounted, or nothing.
memory_v1() { awk '$3 == "cgroup" && ("," $4 ",") ~ /,memory,/ { print $2; exit }' /proc/mounts; }

memory_v2() { awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts; }

# Some files made and removed, from a process of its own that first joins the cgroup $1 (if any): work_in CGROUP DIR
work_in() {
  sh -c '
    [ -z "$1" ] || echo $$ >"$1/cgroup.procs"
    i=0
    while [ "$i" -lt "$3" ]; do
      : >"$2/file$i"
      [ -e "$2/missing$i" ] || : # a name that is not there leaves a dentry too
      i=$((i + 1))
    done
    rm -r "$2"
  ' sh "$1" "$2" "$files_per_cgroup"
}

# One throw-away cgroup, as a container start makes them. Its kmem limit is what switches the accounting on in v1.
throw_away() {
  scratch=$(mktemp -d /var/tmp/remediator-work.XXXXXX)
  cgroup=
  [ -z "$1" ] || cgroup=$1/remediator-scenario-$2
  [ -z "$cgroup" ] || mkdir "$cgroup"
  if [ -n "$cgroup" ] && [ -f "$cgroup/memory.kmem.limit_in_bytes" ]; then
    # Refused or without effect where kmem accounting is off, which is what "after" is about.
    echo 1073741824 2>/dev/null >"$cgroup/memory.kmem.limit_in_bytes" || :
  fi
  work_in "$cgroup" "$scratch"
  [ -z "$cgroup" ] || rmdir "$cgroup"
}

# Sets $leaked_kb to the slab memory lost for each throw-away cgroup.
measure() {
  mount=$(memory_v1)
  [ -n "$mount" ] || mount=$(memory_v2)
  say "kernel $(uname -r), memory cgroups: ${mount:-none, the work is done without them}"
  throw_away "$mount" warm-up
  before=$(unreclaimable_kb)
  n=0
  while [ "$n" -lt "$cgroups" ]; do
    n=$((n + 1))
    throw_away "$mount" "$n"
  done
  after=$(unreclaimable_kb)
  leaked_kb=$(((after - before) / cgroups))
  say "SUnreclaim $before kB -> $after kB over $cgroups cgroups: $leaked_kb kB each"
}

# Runs remediator and sets $code to its exit code.
run() {
  code=0
  "$remediator" "$@" </dev/null || code=$?
  say "remediator $*: exit code $code"
}

before_reboot() {
  measure
  mkdir -p "$record"
  echo "$leaked_kb" >"$record/leaked_kb"
  run status
  run plan --policy "$policy"
  echo "$code" >"$record/plan"
  case $code in
    0 | 3) planned=$code ;;
    *) fail "plan neither found something to do nor said that there is nothing to do" ;;
  esac
  run apply --policy "$policy" --yes
  [ "$code" -eq 0 ] || fail "apply"
  run verify
  if [ "$planned" -eq 3 ]; then
    [ "$code" -eq 9 ] || fail "verify must say that the reboot is pending"
  else
    [ "$code" -eq 0 ] || fail "verify of a host that needs nothing"
  fi
  say "before: as expected. Reboot, then run: $0 after"
}

after_reboot() {
  [ -f "$record/plan" ] || fail "nothing recorded in $record; run $0 before, then reboot"
  run verify
  [ "$code" -eq 0 ] || fail "verify must find the parameter present and effective"
  run plan --policy "$policy"
  [ "$code" -eq 0 ] || fail "plan must find nothing more to do"
  measure
  say "leaked before: $(cat "$record/leaked_kb") kB each, now: $leaked_kb kB each"
  [ "$leaked_kb" -le "$healthy_kb_max" ] || fail "the machine still leaks"
  say "after: as expected"
}

case ${1:-} in
  before | after)
    [ "$(id -u)" -eq 0 ] || fail "needs root"
    [ -x "$remediator" ] || fail "$remediator is missing; copy the product there or set REMEDIATOR"
    "${1}_reboot"
    ;;
  *)
    echo "usage: scenario.sh before|after" >&2
    exit 2
    ;;
esac
