#!/usr/bin/env bash
# Fuzzes the reader of kernel images with Jazzer: each container and method, and the tables alone, one after the other.
#
#   fuzz.sh [EXECUTIONS [TARGET...]]    executions over all targets, by default 100000, which take about five minutes;
#                                       10000000 take about three quarters of an hour on one core
#
# The last line sums up: executions: N over K targets, crashes 0, slowest M ms, peak heap H MiB. What is kept (corpus, logs,
# inputs that crash) lies in remediator/target/fuzz. Exit status: 0, or 1 when there was a crash.
set -euo pipefail
unset CDPATH
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

executions=${1:-100000}
if ! [[ $executions =~ ^[1-9][0-9]*$ ]]; then
  sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
# Of what Maven says, what the fuzzing says, and errors.
mvn -B -ntp -pl remediator -Pfuzz -Dspotless.check.skip=true "-Dfuzz.executions=$executions" "-Dfuzz.targets=${*:2}" \
  test-compile antrun:run@fuzz | sed -n 's/^\[INFO\] *\[java\] //p; /^\[ERROR\]/p'
