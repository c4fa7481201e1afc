#!/bin/sh
# Makes a Java runtime for boxes whose distribution has none (CentOS 7): runtime.sh JDK_HOME [DIRECTORY]
# JDK_HOME: a Temurin JDK 17 or newer. Its programs need glibc 2.17, which is CentOS 7's; Debian's own JDK needs 2.34
# and makes a runtime that does not start there. DIRECTORY: default remediator/target/dist/runtime, where the launcher
# looks first.
set -eu
unset CDPATH

jdk=${1:?usage: runtime.sh JDK_HOME [DIRECTORY]}
here=$(cd -P -- "$(dirname -- "$0")" && pwd -P)
runtime=${2:-$here/../remediator/target/dist/runtime}
# What jdeps says the product and its libraries use; jdk.unsupported is sun.misc.Unsafe, for the zstd reader. Without
# java.desktop and java.sql, which jdeps names for corners of JNA, picocli and Gson that the product does not reach.
modules=java.base,java.logging,java.management,java.xml,jdk.unsupported
glibc_newest=2.17

needed=$(grep -aoh 'GLIBC_2\.[0-9]*' "$jdk/lib/server/libjvm.so" "$jdk/lib/libjli.so" | sed 's/GLIBC_//' | sort -V | tail -n 1)
if [ "$(printf '%s\n%s\n' "$needed" "$glibc_newest" | sort -V | tail -n 1)" != "$glibc_newest" ]; then
  echo "runtime.sh: $jdk needs glibc $needed, CentOS 7 has $glibc_newest; use a Temurin JDK" >&2
  exit 1
fi
rm -rf "$runtime"
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$runtime"
du -sh "$runtime"
