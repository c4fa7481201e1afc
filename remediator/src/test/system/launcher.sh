#!/bin/sh
# The launcher: finds itself and a Java, can be moved, runs from a read-only medium, writes nothing, injects nothing, takes
# classes from an archive where that fits, and says nothing where it does not.
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
for expected in "argument plan" "argument a b" "argument \*" "argument -Xmx256m" "argument -XX:-UsePerfData"; do
  printf '%s\n' "$handed" | grep -q -x -e "$expected" || fail "not handed over: $expected"
done
[ "$(printf '%s\n' "$handed" | tail -n 1)" = "argument " ] || fail "an empty argument was lost"
printf '%s\n' "$handed" | grep -q -x -E -e 'argument -DZstdNativePath=.*/lib/native/linux-[a-z0-9-]+/libzstd-jni\.so' || fail "zstd may unpack its library"
printf '%s\n' "$handed" | grep -q sun-misc-unsafe && fail "a flag of newer JDKs was given to Java 17"
echo "ok: arguments and environment"

# The class archive. A java program between, with a file release of its own, so that the archive is made for it, has the
# real one log from where it loads each class; after the other flags, the last of which win.
# Where no path holds a space: JDK 17 finds no classes of such a one.
home=$work/archived
cp -R "$dist" "$home"
launcher=$home/bin/remediator
host=$here/../resources/hosts/centos7-514-bios-docker/root
real_java=${JAVA_HOME:+$JAVA_HOME/bin/java}
real_java=$(readlink -f "${real_java:-$(command -v java)}")
mkdir -p "$work/logging/bin"
cp "${real_java%/bin/java}/release" "$work/logging"
cat >"$work/logging/bin/java" <<EOF
#!/bin/sh
for word; do
  shift
  [ "\$word" != -jar ] || [ -z "\$CLASS_LOG" ] || set -- "\$@" "-Xlog:class+load:file=\$CLASS_LOG"
  set -- "\$@" "\$word"
done
exec "$real_java" "\$@"
EOF
chmod +x "$work/logging/bin/java"
logging() { REMEDIATOR_JAVA="$work/logging/bin/java" CLASS_LOG="$work/classes" "$launcher" "$@"; }
# How many of our classes came from the archive, in hundredths.
share() {
  awk '/ (remediator|picocli)\./ && !/Lambda/ { all++; if (/source: shared objects file/) archived++ }
    END { print all ? int(100 * archived / all) : -1 }' "$work/classes"
}

"$remediator" kernels --root "$host" >"$work/expected" 2>&1 || fail "kernels: exit code $?"
logging kernels --root "$host" >/dev/null
[ "$(share)" -eq 0 ] || fail "a moved directory took $(share) % of its classes from an archive"
CLASS_LOG='' REMEDIATOR_JAVA="$work/logging/bin/java" "$launcher" --make-class-archive "$host" || fail "no class archive was made"
for command in kernels plan status; do
  logging "$command" --root "$host" >"$work/said" 2>&1 || [ $? -ne 1 ] || fail "$command: $(cat "$work/said")"
  [ "$(share)" -ge 90 ] || fail "$command took only $(share) % of its classes from the archive"
done
echo "ok: classes come from the archive"

# Says and does the same with an archive that does not fit: same_as_ever NAME COMMAND...
same_as_ever() {
  name=$1
  shift
  "$@" kernels --root "$host" >"$work/said" 2>&1 || fail "$name: exit code $?"
  cmp "$work/expected" "$work/said" || fail "$name: says something else"
  echo "ok: $name"
}
same_as_ever "with an archive that fits" env REMEDIATOR_JAVA="$work/logging/bin/java" CLASS_LOG= "$launcher"
same_as_ever "with the archive of another Java" "$launcher"
cp -R "$home" "$work/copied"
same_as_ever "copied, with the archive" env REMEDIATOR_JAVA="$work/logging/bin/java" CLASS_LOG= "$work/copied/bin/remediator"
# The same, past the launcher's own look at whose archive it is: the JVM's own must be as quiet.
{ head -n 1 "$home/lib/remediator.jsa.for"; (cd -P "$work/copied" && pwd -P); } >"$work/copied/lib/remediator.jsa.for"
same_as_ever "copied, with an archive that only seems to fit" \
  env REMEDIATOR_JAVA="$work/logging/bin/java" CLASS_LOG= "$work/copied/bin/remediator"
touch -d '+1 hour' "$home/lib/remediator.jar"
same_as_ever "with the archive of another jar" env REMEDIATOR_JAVA="$work/logging/bin/java" CLASS_LOG= "$launcher"
for other in /usr/lib/jvm/*/bin/java; do
  "$other" --version 2>/dev/null | grep -q -E ' (1[7-9]|[2-9][0-9])[. ]' || continue
  { printf '%s of %s\n' "$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"$/\1/p' "${other%/bin/java}/release")" "$(readlink -f "$other")"
    (cd -P "$home" && pwd -P); } >"$home/lib/remediator.jsa.for"
  same_as_ever "with an archive said to be of $other" env REMEDIATOR_JAVA="$other" "$launcher"
done
: >"$home/lib/remediator.jsa"
same_as_ever "with an empty archive" env REMEDIATOR_JAVA="$other" "$launcher"

# Not one file opened for writing, created, renamed, removed or changed, from a tree without any write permission.
"$launcher" --make-class-archive "$host"
chmod -R a-w "$home"
mkdir "$work/user" "$work/tmp"
HOME=$work/user TMPDIR=$work/tmp strace -f -o "$work/trace" -e trace=file,desc "$launcher" kernels --root "$host" >/dev/null
chmod -R u+w "$home"
grep -q 'remediator\.jsa' "$work/trace" || fail "the trace saw nothing"
if grep -E '^[0-9]+ +(open|openat|openat2|creat)\(.*O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)' "$work/trace" ||
  grep -E '^[0-9]+ +(creat|mkdir|mkdirat|mknod|mknodat|rename|renameat|renameat2|unlink|unlinkat|rmdir|link|linkat|symlink|symlinkat|truncate|ftruncate|chmod|fchmod|fchmodat|chown|fchown|lchown|fchownat|utime|utimes|utimensat|futimesat|setxattr|lsetxattr|fsetxattr|removexattr|lremovexattr|fremovexattr|fallocate)\(' "$work/trace"; then
  fail "the lines above write"
fi
[ -z "$(ls -A "$work/user")$(ls -A "$work/tmp")" ] || fail "something was left in the home or temporary directory"
echo "ok: nothing is written"
