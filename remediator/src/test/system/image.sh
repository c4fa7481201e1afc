#!/usr/bin/env bash
# Kernel images as users meet them: `params` lists what small kernels of several kinds understand; what is no image costs one
# clear message, soon; hostile text inside an image is spelled out; `kernels --require` ends with 0, 3 or 4.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
# shellcheck source=lib/kernels.sh
. "$system_tests/lib/kernels.sh"
needs python3 timeout

images=$checkout/remediator/src/test/resources/images
good=$images/x86_64-6.1.vmlinuz

# ---- what an image understands

for image in "$images"/*.vmlinuz "$images"/*.elf "$images"/*.gz; do
  run 0 params --kernel "$image"
  says "boot parameters" "console="
  run 0 params --kernel "$image" --json
  python3 -c 'import json, sys
document = json.load(open(sys.argv[1]))
names = [each["name"] for each in document["parameters"]]
sys.exit(names != sorted(names) or "console" not in names or document["image"]["release"] is None)' "$out" ||
    fail_showing "not sorted, no console or no release: $last_run"
done
run 0 params --kernel "$good" cgroup.memory=nokmem
says "cgroup.memory=nokmem understood" "late cgroup.memory="
lacks "console="
run 0 params --kernel "$good" no-such-name
says 'none with "no-such-name"'
# The text stands in this one, the row does not: `strings | grep` says yes.
run 0 params --kernel "$images/x86_64-el7-514.vmlinuz" cgroup.memory=nokmem
says "cgroup.memory=nokmem ignored"
lacks "late    cgroup.memory="
gzip -c "$images/x86_64-6.12.elf" >"$work/packed.gz"
ln -s packed.gz "$work/link"
run 0 params --kernel "$work/link"
says "packed as gzip"
cp "$good" "$work/grüner Käse"
run 0 params --kernel "$work/grüner Käse"
says "grüner Käse"

# ---- what is none

# One message within the time, though four processes may share the processor: refused CODE FILE TEXT...
refused() {
  run_as "$1" timeout 20 "$remediator" params --kernel "$2"
  says_one_error "${@:3}"
  run_as "$1" timeout 20 "$remediator" params --kernel "$2" --json
  python3 -c 'import json, sys; sys.exit("error" not in json.load(open(sys.argv[1])))' "$out" ||
    fail_showing "not one JSON document with an error: $last_run"
}

size=$(stat -c %s "$good")
for length in 0 1 600 $((size / 2)) $((size - 100)); do
  head -c "$length" "$good" >"$work/cut"
  refused 4 "$work/cut" "$work/cut: "
done
truncate -s 10G "$work/huge"
mkfifo "$work/fifo"
refused 4 "$work/huge" "$work/huge: " "larger than"
refused 4 "$work/fifo" "$work/fifo: " "not a regular file"
refused 4 "$work" "a directory, not a regular file"
refused 4 /dev/zero "/dev/zero: " "not a regular file"
refused 4 "$checkout/LICENSE" "not a kernel image"
head -c 140M /dev/zero >"$work/zeros"
refused 4 "$work/zeros" "$work/zeros: "
{ head -c 64M /dev/zero | gzip -9; } >"$work/bomb.gz"
refused 4 "$work/bomb.gz" "$work/bomb.gz: "
rm "$work/zeros" "$work/huge"
refused 2 "$work/none" "$work/none: no such file"
refused 2 "$good/none" "$good"
run 2 params
says "--kernel"
run 2 params --kernel "$good" --kernel "$good"
if is_root; then
  chmod 755 "$work"
  install -m 600 "$good" "$work/secret"
  share_with_nobody
  run_as 4 setpriv --reuid=65534 --regid=65534 --clear-groups "$remediator" params --kernel "$work/secret"
  says_one_error "$work/secret: permission denied"
else
  skip_part "an image that only root may read: this is not root"
fi

# ---- hostile text inside

python3 - "$images/x86_64-6.12.elf" "$work/evil" <<'PYTHON'
import sys
data = open(sys.argv[1], "rb").read()
evil = b"\033[2J\xe2\x80\xae\x9b"
banner = data.index(b"Linux version ")
at = data.index(b"(", banner) + 1
open(sys.argv[2], "wb").write(data[:at] + evil + data[at + len(evil):])
PYTHON
for form in text json; do
  code=0
  "$remediator" params --kernel "$work/evil" --output "$form" -v </dev/null >"$out" 2>"$err" || code=$?
  last_run="params on an image with escape sequences ($form)"
  no_stack_trace
  if LC_ALL=C grep -q -P '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae' "$out" "$err"; then
    fail_showing "raw bytes of the image: $last_run"
  elif [ "$code" -eq 0 ]; then
    ok "$last_run: nothing raw"
  else
    fail_showing "exit code $code: $last_run"
  fi
done

evil_name=$work/$(printf 'vmlinuz-\033[2J\342\200\256')
cp "$good" "$evil_name"
run 0 params --kernel "$evil_name"
says 'vmlinuz-\x1b[2J\u{202e}'

# ---- the gate

# A tree with nothing but kernels: bare RELEASE...
bare() {
  local release
  host=$work/bare
  rm -rf "$host"
  mkdir -p "$host/boot"
  for release in "$@"; do put_kernel "$host" "$release"; done
}

nokmem=(--require cgroup.memory=nokmem)
bare 6.1.0-28-amd64
tree "$host" >"$work/before"
run 0 kernels "${nokmem[@]}" --root "$host"
says "every kernel that counts understands all of it" "kernel image decides (verified)"
run 0 kernels "${nokmem[@]}" --require console --require cgroup_disable=memory --root "$host"
run 3 kernels "${nokmem[@]}" --require cgroup.no-such-word --root "$host"
says "ignores what is required" "cgroup.no-such-word"
run 4 kernels "${nokmem[@]}" --require nokaslr --root "$host"
says "it cannot be told"
run 3 kernels --require nokaslr --require cgroup_disable=no-such-controller --root "$host"
tree "$host" >"$work/after"
same "the gate writes nothing" "$work/before" "$work/after"
bare 6.1.0-28-amd64 3.10.0-514.el7.x86_64
run 3 kernels "${nokmem[@]}" --root "$host"
says "3.10.0-514.el7.x86_64" "every bootable one counts"
bare
run 4 kernels "${nokmem[@]}" --root "$host"
bare 6.1.0-28-amd64
mv "$host/boot/vmlinuz-6.1.0-28-amd64" "$host/boot/vmlinuz-6.1.0-29-amd64"
run_as 4 "$remediator" kernels --require console --root "$host"
says "holds the kernel 6.1.0-28-amd64, not 6.1.0-29-amd64"

for name in centos7-514-bios-docker:3 centos7-1160-efi-docker:0 centos7-both-kernels:0 centos7-both-514-saved:3 debian12-bios:0; do
  host "${name%:*}"
  put_kernels "$host"
  run "${name#*:}" kernels "${nokmem[@]}" --root "$host"
  run "${name#*:}" kernels "${nokmem[@]}" --json --root "$host"
  python3 -c 'import json, sys
document = json.load(open(sys.argv[1]))
sys.exit(document["requirement"]["verdict"] != {0: "understood", 3: "ignored"}[int(sys.argv[2])])' "$out" "${name#*:}" ||
    fail_showing "another verdict: $last_run"
done
for word in '' =x 'a b' 'a"b' $'a\033[2Jb' cgroup.memory=,nokmem; do
  run 2 kernels --require "$word" --root "$host"
  says_one_error "--require " "expected NAME or NAME=TOKEN"
done
finish
