#!/bin/sh
# The launcher: finds itself and a Java, can be moved, runs from a read-only medium, writes nothing, injects nothing.
#
#   launcher.sh      uses $REMEDIATOR, else the product that the build made; exit status 77: cannot run here
set -eu
unset CDPATH
here=$(cd -P -- "$(dirname -- "$0")" && pwd -P)
remediator=${REMEDIATOR:-$here/../../../target/dist/bin/remediator}
dist=$(cd -P -- "$(dirname -- "$remediator")/.." && pwd -P)
command -v strace >/dev/null || { echo "skipped: strace is not installed"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

fail() {
  printf 'launcher.sh: FAILED: %s\n' "$1" >&2
  exit 1
}

# Runs a launcher and expects its version: starts NAME COMMAND...
starts() {
  name=$1
  shift
  said=$("$@" --version </dev/null 2>&1) || fail "$name: $said"
  case $said in
    *[0-9].[0-9]*) ;;
    *) fail "$name: said no version: $said" ;;
  esac
  [ "$(printf '%s\n' "$said" | wc -l)" -eq 1 ] || fail "$name: said more than its version: $said"
  echo "ok: $name"
}

# Expects exit code 1 and a word in the message: refuses NAME WORD COMMAND...
refuses() {
  name=$1
  word=$2
  shift 2
  code=0
  said=$("$@" --version </dev/null 2>&1) || code=$?
  [ "$code" -eq 1 ] || fail "$name: exit code $code, expected 1"
  case $said in
    *"$word"*) echo "ok: $name" ;;
    *) fail "$name: the message lacks '$word': $said" ;;
  esac
}

# A java program that only says that it is of this version: fake_java DIRECTORY VERSION
fake_java() {
  mkdir -p "$1/bin"
  printf '#!/bin/sh\necho started; exit 3\n' >"$1/bin/java"
  chmod +x "$1/bin/java"
  printf 'JAVA_VERSION="%s"\n' "$2" >"$1/release"
}

mkdir "$work/other place" "$work/bin"
cp -R "$dist" "$work/other place/dist"
moved="$work/other place/dist/bin/remediator"
ln -s "../other place/dist/bin/remediator" "$work/bin/first"
ln -s first "$work/bin/second"
fake_java "$work/java8" 1.8.0_292
fake_java "$work/java16" 16.0.2

starts "where it was built" "$remediator"
starts "moved, with a space in the path" "$moved"
starts "through two relative links" "$work/bin/second"
starts "found in the PATH" env PATH="$work/bin:$PATH" second
starts "past a JAVA_HOME that is too old" env JAVA_HOME="$work/java8" "$moved"
starts "without the variables that the JVM would report" \
  env JAVA_TOOL_OPTIONS=-Dx=y _JAVA_OPTIONS=-Dx=y JDK_JAVA_OPTIONS=-Dx=y CLASSPATH=/nowhere "$moved"
starts "in an ASCII locale" env LC_ALL=C "$moved"
if command -v busybox >/dev/null; then starts "under busybox" busybox sh "$moved"; fi

refuses "a Java 8 that was asked for" "is Java 8" env REMEDIATOR_JAVA="$work/java8/bin/java" "$moved"
refuses "a Java 16 that was asked for" "is Java 16" env REMEDIATOR_JAVA="$work/java16/bin/java" "$moved"
refuses "a Java that is not there" "is not a program" env REMEDIATOR_JAVA="$work/none" "$moved"
mkdir "$work/a:b"
cp -R "$dist" "$work/a:b/dist"
refuses "a colon in the path" "colon" "$work/a:b/dist/bin/remediator"

# A fake Java 17 shows what the launcher hands over, and what it does not.
fake_java "$work/java17" 17.0.1
printf '#!/bin/sh\nenv\nprintf "argument %%s\\n" "$@"\n' >"$work/java17/bin/java"
handed=$(JAVA_TOOL_OPTIONS=-Dinjected=1 LD_PRELOAD='' LD_LIBRARY_PATH=/injected BASH_ENV=/injected \
  REMEDIATOR_JAVA="$work/java17/bin/java" "$moved" plan --add 'a b' '*' '')
case $handed in
  *njected*) fail "a variable that injects code came through" ;;
esac
for expected in "argument plan" "argument a b" "argument \*" "argument -Xmx64m" "argument -XX:-UsePerfData"; do
  printf '%s\n' "$handed" | grep -q -x -e "$expected" || fail "not handed over: $expected"
done
[ "$(printf '%s\n' "$handed" | tail -n 1)" = "argument " ] || fail "an empty argument was lost"
printf '%s\n' "$handed" | grep -q sun-misc-unsafe && fail "a flag of newer JDKs was given to Java 17"
echo "ok: arguments and environment"

# Not one file opened for writing, created, renamed, removed or changed, from a tree without any write permission.
chmod -R a-w "$work/other place/dist"
mkdir "$work/home" "$work/tmp"
HOME=$work/home TMPDIR=$work/tmp strace -f -o "$work/trace" -e trace=file,desc "$moved" --version >/dev/null
chmod -R u+w "$work/other place/dist"
grep -q 'remediator\.jar' "$work/trace" || fail "the trace saw nothing"
if grep -E '^[0-9]+ +(open|openat|openat2|creat)\(.*O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)' "$work/trace" ||
  grep -E '^[0-9]+ +(creat|mkdir|mkdirat|mknod|mknodat|rename|renameat|renameat2|unlink|unlinkat|rmdir|link|linkat|symlink|symlinkat|truncate|ftruncate|chmod|fchmod|fchmodat|chown|fchown|lchown|fchownat|utime|utimes|utimensat|futimesat|setxattr|lsetxattr|fsetxattr|removexattr|lremovexattr|fremovexattr|fallocate)\(' "$work/trace"; then
  fail "the lines above write"
fi
[ -z "$(ls -A "$work/home")$(ls -A "$work/tmp")" ] || fail "something was left in the home or temporary directory"
echo "ok: nothing is written"
