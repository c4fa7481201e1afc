#!/usr/bin/env bash
# What the system tests share: a throw-away copy of a recorded host, an inventory of a tree, runs of the launcher whose
# exit code and words are checked. Sourced, not run. A failure is counted and the test goes on; `finish` ends it.
set -euo pipefail
unset CDPATH

test_name=$(basename -- "$0")
system_tests=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
checkout=${REMEDIATOR_SOURCE:-$(cd -P -- "$system_tests/../../../.." && pwd -P)}
remediator=$(readlink -f -- "${REMEDIATOR:-$checkout/remediator/target/dist/bin/remediator}")
hosts=$checkout/remediator/src/test/resources/hosts
work=$(mktemp -d)
out=$work/.out
err=$work/.err
failures=0
checks=0
skipped_parts=0

# Its own files, whatever modes the test gave them.
clean_up() {
  chmod -R u+rwX "$work" 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

[ -x "$remediator" ] || { echo "$test_name: $remediator is missing; build it with ./quickstart" >&2; exit 1; }

skip() {
  echo "skipped: $*"
  exit 77
}

# Ends the test as skipped unless every program is there: needs PROGRAM...
needs() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || skip "$program is not installed"
  done
}

needs_strace() {
  needs strace
  strace -o "$work/.strace" true 2>/dev/null || skip "strace may not trace here (ptrace is forbidden)"
}

# A part of the test that this machine cannot show: counted, and the whole is then reported as skipped, not as passed.
skip_part() {
  echo "skipped part: $*"
  skipped_parts=$((skipped_parts + 1))
}

# A launcher that nobody may run too: a checkout may lie where only its owner may enter.
share_with_nobody() {
  chmod a+x "$work"
  setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$remediator" && return
  cp -R "${remediator%/bin/remediator}" "$work/product"
  chmod -R a+rX "$work/product"
  remediator=$work/product/bin/remediator
}

is_root() { [ "$(id -u)" -eq 0 ]; }

ok() {
  checks=$((checks + 1))
  echo "ok: $*"
}

fail() {
  failures=$((failures + 1))
  printf '%s: FAILED: %s\n' "$test_name" "$*" >&2
}

# Fails and shows what the last run said.
fail_showing() {
  fail "$@"
  sed 's/^/    stdout| /' "$out" | tail -n 15 >&2
  sed 's/^/    stderr| /' "$err" | tail -n 15 >&2
}

finish() {
  echo "$test_name: $checks checks passed, $failures failed, $skipped_parts parts skipped"
  [ "$failures" -eq 0 ] || exit 1
  [ "$skipped_parts" -eq 0 ] || exit 77
}

# Copies a recorded host: host NAME [DIRECTORY]; sets $host to the copy. Git keeps no modes; the record lists them.
host() {
  host=$work/${2:-$1}
  rm -rf "$host"
  cp -R -p "$hosts/$1/root" "$host"
  local mode path
  [ ! -f "$hosts/$1/modes.txt" ] || while read -r mode path; do
    chmod "$mode" "$host/$path"
  done <"$hosts/$1/modes.txt"
}

recorded_hosts() { (cd "$hosts" && for each in */root; do echo "${each%/root}"; done); }

# Everything below a directory: name, kind, link target, mode, owner, links, time in nanoseconds, content, extended
# attributes (access lists among them). `tree` holds directories to their times too; `files` leaves those out, and the
# tool's own state: a file that is replaced moves the time of its directory.
tree() { (cd "$1" && list_names . | describe '%N %F %a %u:%g %h %.9Y'); }

files() {
  (
    cd "$1"
    list_names . -path ./var/lib/remediator -prune -o -type d | describe '%N %F %a %u:%g'
    list_names . -path ./var/lib/remediator -prune -o ! -type d | describe '%N %F %a %u:%g %h %.9Y'
  )
}

list_names() { find "$@" -print0 | LC_ALL=C sort -z; }

describe() {
  local names
  names=$(mktemp "$work/.names.XXXXXX")
  cat >"$names"
  xargs -0 -r stat -c "$1" <"$names"
  (while IFS= read -r -d '' name; do
    if [ -f "$name" ] && [ ! -L "$name" ]; then printf '%s\0' "$name"; fi
  done) <"$names" | xargs -0 -r sha256sum
  if command -v getfattr >/dev/null; then xargs -0 -r getfattr -P -h -d -m - -e hex -- <"$names" 2>/dev/null; fi
  rm -f "$names"
}

# Runs the launcher and expects its exit code: run CODE ARGUMENT... Its words are in $out and $err.
run() { run_as "$1" "$remediator" "${@:2}"; }

# The same through another command: run_as CODE COMMAND...
run_as() {
  local expected=$1 code=0
  shift
  "$@" </dev/null >"$out" 2>"$err" || code=$?
  last_run="${*/#$work\//}"
  if [ "$code" -eq "$expected" ]; then
    checks=$((checks + 1))
  else
    fail_showing "exit code $code, expected $expected: $last_run"
  fi
  no_stack_trace
}

no_stack_trace() {
  if grep -n -E '^[[:space:]]+at [a-z.]+\(|Exception|a defect of this program' "$out" "$err" >&2; then
    fail "the lines above are no message to an operator: $last_run"
  fi
}

# The last run said this: says TEXT...
says() {
  local text
  for text in "$@"; do
    if cat "$out" "$err" | tr '\n' ' ' | tr -s ' ' | grep -q -F -e "$text"; then
      checks=$((checks + 1))
    else
      fail_showing "does not say '$text': $last_run"
    fi
  done
}

lacks() {
  local text
  for text in "$@"; do
    if cat "$out" "$err" | grep -q -F -e "$text"; then fail_showing "says '$text': $last_run"; fi
  done
}

# The last run said one thing on the standard error, what and what to do next, and nothing on the standard output.
says_one_error() {
  says "$@"
  [ ! -s "$out" ] || fail_showing "an error among the data: $last_run"
  [ "$(grep -c '^remediator: ' "$err")" -eq 1 ] || fail_showing "not exactly one message: $last_run"
  [ "$(grep -c '^  > ' "$err")" -eq 1 ] || fail_showing "does not say what to do next: $last_run"
}

# Compares two inventories: same WHAT BEFORE AFTER
same() {
  if diff "$2" "$3" >"$work/.diff"; then
    ok "$1"
  else
    fail "$1; the inventories differ:"
    head -n 20 "$work/.diff" >&2
  fi
}
