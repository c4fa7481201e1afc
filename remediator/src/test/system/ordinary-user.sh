#!/usr/bin/env bash
# As nobody the read-only commands work and name what they could not see. And the launcher works where little does: with
# 64 MiB of heap, no or a read-only home, a temporary directory that cannot be used, a working directory that is gone,
# ASCII locales, from a read-only copy elsewhere, with variables that would inject code into a Java.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
needs setpriv

host centos7-514-bios-docker
chmod 755 "$work"
appliance=(--policy appliance-docker)

# ---- nobody

if is_root; then
  nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  share_with_nobody
  chmod 700 "$host/var/lib/docker/containers" "$host/var/log"
  tree "$host" >"$work/before"
  unread="permission denied; run as root to read it"
  run_as 4 "${nobody[@]}" "$remediator" plan "${appliance[@]}" --root "$host"
  says "/boot/grub2/grub.cfg: $unread" "more may be lost than is listed"
  run_as 4 "${nobody[@]}" "$remediator" apply --dry-run "${appliance[@]}" --root "$host"
  run_as 4 "${nobody[@]}" "$remediator" apply --yes "${appliance[@]}" --root "$host"
  run_as 3 "${nobody[@]}" "$remediator" status --root "$host"
  says "$unread"
  run_as 0 "${nobody[@]}" "$remediator" facts --root "$host"
  says "/boot/grub2/grub.cfg" "$unread"
  run_as 0 "${nobody[@]}" "$remediator" facts --json --root "$host"
  says "$unread"
  run_as 0 "${nobody[@]}" "$remediator" kernels --root "$host"
  run_as 4 "${nobody[@]}" "$remediator" log --root "$host"
  says "$unread"
  run_as 4 "${nobody[@]}" "$remediator" verify --root "$host"
  run_as 0 "${nobody[@]}" "$remediator" history --root "$host"
  run_as 0 "${nobody[@]}" "$remediator" policy list
  tree "$host" >"$work/after"
  same "nobody wrote nothing" "$work/before" "$work/after"
  # The live host, whatever it is: an answer, no failure.
  for command in status facts kernels log plan verify history; do
    code=0
    "${nobody[@]}" "$remediator" "$command" </dev/null >"$out" 2>"$err" || code=$?
    last_run="$command as nobody on the live host"
    no_stack_trace
    case $code in
      0 | 3 | 4 | 5 | 7 | 9) ok "$last_run: exit code $code" ;;
      *) fail_showing "exit code $code: $last_run" ;;
    esac
  done
  run 0 apply --yes "${appliance[@]}" --root "$host"
  run_as 4 "${nobody[@]}" "$remediator" history --root "$host"
  says_one_error "/var/lib/remediator" "permission denied"
  run 0 rollback --yes --root "$host"
else
  skip_part "what nobody may see: this is not root"
fi

# ---- little

host centos7-514-bios-docker
"$remediator" plan "${appliance[@]}" --root "$host" </dev/null >"$work/expected" 2>&1 || true
# The same plan, to the byte, under other circumstances: alike NAME COMMAND...
alike() {
  local name=$1 code=0
  shift
  "$@" plan "${appliance[@]}" --root "$host" </dev/null >"$out" 2>"$err" || code=$?
  last_run=$name
  if [ "$code" -eq 3 ] && cmp -s "$out" "$work/expected" && [ ! -s "$err" ]; then
    ok "the same plan $name"
  else
    fail_showing "exit code $code, or another plan: $name"
  fi
}

# The heap is the launcher's to bound: a Java that prints its arguments shows it.
mkdir -p "$work/java/bin"
printf '#!/bin/sh\nprintf "%%s\\n" "$@"\n' >"$work/java/bin/java"
printf 'JAVA_VERSION="17.0.1"\n' >"$work/java/release"
chmod +x "$work/java/bin/java"
REMEDIATOR_JAVA="$work/java/bin/java" "$remediator" status >"$out"
if grep -q -x -e -Xmx256m "$out"; then ok "the launcher bounds the heap to 256 MiB"; else fail "no -Xmx256m"; fi
if [ -x /usr/bin/time ]; then
  for name in $(recorded_hosts); do
    /usr/bin/time -o "$work/rss" -f %M "$remediator" facts --json --root "$hosts/$name/root" </dev/null >"$out" 2>"$err" ||
      fail_showing "facts fails on $name"
    echo "$(tail -n 1 "$work/rss") $name" >>"$work/sizes"
  done
  ok "highest resident size of facts over all hosts, in KiB: $(sort -n "$work/sizes" | tail -n 1)"
fi
# A log of 200 MiB is read in a stream.
cat "$host/var/log/messages" >"$work/long.log"
while [ "$(stat -c %s "$work/long.log")" -lt 200000000 ]; do
  cat "$work/long.log" "$work/long.log" "$work/long.log" "$work/long.log" >"$work/longer.log"
  mv "$work/longer.log" "$work/long.log"
done
run 0 log "$work/long.log"
rm "$work/long.log"

mkdir "$work/read-only-home" "$work/gone"
chmod 555 "$work/read-only-home"
alike "without HOME" env -u HOME "$remediator"
alike "with an empty environment" env -i "$remediator"
alike "with a home that cannot be written" env HOME="$work/read-only-home" "$remediator"
alike "with a home that is not there" env HOME=/nonexistent "$remediator"
alike "with a temporary directory that cannot be written" env TMPDIR="$work/read-only-home" "$remediator"
alike "with a temporary directory that is not there" env TMPDIR=/nonexistent "$remediator"
for locale in C POSIX C.UTF-8 xx_YY.ISO-8859-1; do alike "in the locale $locale" env LC_ALL=$locale "$remediator"; done
alike "with Java options in the environment" env JAVA_TOOL_OPTIONS='-Xmx1m -javaagent:/nonexistent.jar' _JAVA_OPTIONS=-Xmx1m \
  JDK_JAVA_OPTIONS=--no-such-option CLASSPATH=/nonexistent LD_LIBRARY_PATH=/nonexistent "$remediator"
# Some shells complain of the directory before they read the launcher's first line.
cat >"$work/leave" <<'EOF'
cd "$1" && rmdir "$1" && shift && "$@" 2>/dev/null
EOF
alike "from a directory that is gone" bash "$work/leave" "$work/gone" "$remediator"

cp -R -p "$(dirname -- "$(dirname -- "$remediator")")" "$work/a moved dist"
chmod -R a-w "$work/a moved dist"
alike "from a read-only copy elsewhere" "$work/a moved dist/bin/remediator"
namespace=(unshare -m)
is_root || namespace=(unshare -r -m)
if "${namespace[@]}" mount -t tmpfs none "$work" 2>/dev/null; then
  cat >"$work/confine" <<'EOF'
dist=$1
shift
mount --bind "$dist" "$dist" && mount -o remount,bind,ro "$dist" && mount -t tmpfs -o ro,noexec none /var/tmp || exit 99
case $dist in
  /tmp/*) ;;
  *) mount -t tmpfs -o ro,noexec none /tmp || exit 99 ;;
esac
exec "$dist/bin/remediator" "$@"
EOF
  alike "from a read-only mount, with temporary directories that are read-only and not executable" \
    "${namespace[@]}" sh "$work/confine" "$work/a moved dist"
else
  skip_part "a read-only /tmp: nothing may be mounted here"
fi
finish
