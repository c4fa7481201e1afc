#!/bin/sh
# A part of bin/remediator, for:  remediator --make-class-archive [ROOT...]
#
# Makes lib/remediator.jsa, from which this Java takes the product's classes loaded and checked, and a start takes half as
# long. To be run again where the directory was moved, or Java was updated; until then starts are only slower.
# Learns which classes are used from read-only commands on the trees named, else on this host.
# Writes nothing but remediator.jsa and remediator.jsa.for beside this file, and a temporary directory there.
# shellcheck shell=sh disable=SC2154 # the launcher sets home, archive, java, java_build, and defines run_java and fail

[ -n "$java_build" ] || fail "no class archive: the Java $java has no file release that says which build it is"
[ "$#" -gt 0 ] || set -- /

rm -f "$archive.for" "$archive"
work=$(mktemp -d "$home/lib/.class-archive.XXXXXX") || fail "no class archive: cannot write to $home/lib"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# Notes the classes that a command loads: learn ARGUMENTS...
learn() {
  lists=$((lists + 1))
  (run_java "-XX:DumpLoadedClassList=$work/list$lists" -jar "$home/lib/remediator.jar" "$@") </dev/null >/dev/null 2>&1
}

lists=0
learn --version
for root in "$@"; do
  learn kernels --root "$root" --cache "$work/cache"
  learn kernels --root "$root" --cache "$work/cache" # what it kept is read
  learn plan --root "$root"
  learn status --json --root "$root"
  learn verify --root "$root"
done

# Each line as often as in the list that has it most: a class once, a lambda once for each place that makes it. Numbers differ
# between the lists and serve class loaders of one's own alone, of which there are none here; JDK 25 refuses constants (@cp)
# of classes that another list names first.
awk 'FNR == 1 { split("", here) }
  /^#/ || /^@cp/ { next }
  { sub(/ id: [0-9]+$/, ""); if (++here[$0] > printed[$0]) { printed[$0]++; print } }' "$work"/list* >"$work/classes"
(run_java -Xshare:dump "-XX:SharedClassListFile=$work/classes" "-XX:SharedArchiveFile=$work/archive" \
  -jar "$home/lib/remediator.jar") >"$work/said" 2>&1
[ -s "$work/archive" ] || fail "no class archive: $java said: $(tail -n 3 "$work/said")"
chmod 644 "$work/archive"
mv -f "$work/archive" "$archive"
printf '%s\n%s\n' "$java_build" "$home" >"$archive.for"
