#!/usr/bin/env bash
# A host that attacks the terminal of who looks at it: escape sequences, C1 controls and bidirectional overrides in log
# lines, container names, menu titles, unit names, file names, the policy, the saved plan and the lock. None reaches the
# output of any command raw, JSON stays one valid document, and the exit codes are those of the tame host.
# Secrets on the command line are not shown, and stay in the files.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
needs python3 flock

# CSI, OSC with its end, C1 CSI in UTF-8 and as a bare byte, right-to-left override, isolate, zero-width, BEL, backspace,
# carriage return, DEL.
evil=$(printf '\033[2J\033]0;owned\a\302\233\061m\233\061m\342\200\256\342\201\246\342\200\213\b\r\177EVIL')

# The same for what is named on the command line: Java cannot name a file whose name is not in UTF-8.
evil_name=$(printf '\033[2J\033]0;owned\a\302\233\061m\342\200\256\342\201\246\342\200\213\b\r\177EVIL')

# No control byte but the end of line and, in the lines of a diff, the tab; no C1, no bidirectional or zero-width
# character, and well-formed UTF-8: clean FILE
clean() {
  python3 - "$1" <<'PYTHON'
import sys, unicodedata
data = open(sys.argv[1], "rb").read()
try:
    text = data.decode("utf-8")
except UnicodeDecodeError as problem:
    sys.exit(f"malformed UTF-8: {problem}")
bad = set()
for line in text.split("\n"):
    diff = line[:2] == "  " and line[2:3] in ("+", "-", " ")
    bad |= {f"U+{ord(c):04X}" for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co", "Zl", "Zp") and not (diff and c == "\t")}
if bad:
    sys.exit("raw: " + " ".join(sorted(bad)))
PYTHON
}

is_json() { python3 -c 'import json, sys; json.loads(open(sys.argv[1], "rb").read().decode("utf-8"))' "$1"; }

# Runs in text and in JSON; both are looked at: survives CODE COMMAND... (the launcher is put before --root)
survives() {
  local form
  for form in text json; do
    run_as "$@" --output "$form"
    clean "$err" || fail_showing "raw bytes on the standard error: $last_run"
    clean "$out" || fail_showing "raw bytes on the standard output: $last_run"
    [ "$form" = text ] || is_json "$out" || fail_showing "not one JSON document: $last_run"
  done
}

# Gives the host hostile words where a host has words of its own.
poison() {
  local file release=3.10.0-514.el7.x86_64
  cat >>"$host/var/log/messages" <<EOF
Nov 22 10:00:00 h kernel: $evil Kernel command line: root=/dev/sda $evil
Nov 22 10:00:01 $evil kernel: SLUB: Unable to allocate memory on node -1 $evil
Nov 22 10:00:02 h kernel: please try 'cgroup_disable=memory' option if you don't want memory cgroups$evil
EOF
  EVIL=$evil python3 - "$host" <<'PYTHON'
import glob, os, re, sys
root, evil = sys.argv[1].encode(), os.environb[b"EVIL"]
json_evil = b"".join(b"\\u%04x" % ord(c) for c in evil.decode("latin-1"))
def edit(path, pattern, new, expected):
    data = open(path, "rb").read()
    data, count = re.subn(pattern, lambda m: new, data)
    if expected and not count:
        sys.exit(f"{path!r}: {pattern!r} is not there")
    open(path, "wb").write(data)
for config in glob.glob(root + b"/var/lib/docker/containers/*/config.v2.json"):
    edit(config, rb'"Name":\s*"/billing-db"', b'"Name":"/billing' + json_evil + b'"', False)
# In an entry's title, in a comment and in a kernel's word.
edit(root + b"/boot/grub2/grub.cfg", rb"menuentry 'CentOS Linux \(3", b"menuentry 'Cent" + evil.replace(b"\r", b"") + b"OS (3", True)
edit(root + b"/boot/grub2/grub.cfg", rb"### BEGIN /etc/grub.d/10_linux ###", b"### " + evil + b" ###", True)
edit(root + b"/etc/default/grub", rb"GRUB_DISTRIBUTOR=", b"# " + evil + b"\nGRUB_DISTRIBUTOR=", True)
edit(root + b"/etc/os-release", rb'PRETTY_NAME="', b'PRETTY_NAME="' + evil.replace(b"\r", b""), True)
PYTHON
  mkdir -p "$host/etc/systemd/system/$evil.service.d" "$host/etc/default/grub.d"
  printf '[Service]\nMemoryLimit=1G\nExecStart=/bin/%s\n' "$evil" >"$host/etc/systemd/system/$evil.service"
  printf '[Service]\nMemoryLimit=1G\n' >"$host/etc/systemd/system/$evil.service.d/50-$evil.conf"
  for file in vmlinuz System.map config initramfs; do
    cp -p "$host/boot/vmlinuz-$release" "$host/boot/$file-3.10.0-$evil"
  done
  for file in "$host"/var/log/messages-*.gz; do cp -p "$file" "$host/var/log/messages-$evil.gz"; done
}

host centos7-514-bios-docker
poison
grep -q "$(printf '\033')" "$host/boot/grub2/grub.cfg" || fail "the host is not poisoned"
tree "$host" >"$work/before"
for command in status facts kernels log verify history 'plan' 'rollback --dry-run'; do
  expected=0
  case $command in
    status) expected=3 ;;
    verify) expected=4 ;;
    plan) expected=5 ;;
  esac
  # shellcheck disable=SC2086 # words
  survives "$expected" "$remediator" $command -v --root "$host"
done
survives 3 "$remediator" plan --policy appliance-docker --root "$host"
grep -q 'EVIL' "$out" || fail "the plan shows nothing of what is hostile, so nothing was tested"
survives 3 "$remediator" apply --dry-run --policy appliance-docker --root "$host"
cp "$host/var/log/messages" "$work/log-$evil_name"
survives 0 "$remediator" log "$work/log-$evil_name"
survives 2 "$remediator" plan --policy "$evil_name" --root "$host"
survives 2 "$remediator" plan --add "$evil_name" --root "$host"
survives 2 "$remediator" plan "--$evil_name" --root "$host"
survives 2 "$remediator" status --root "$work/$evil_name"
survives 2 "$remediator" history "$evil_name" --root "$host"
printf 'format_version: "1.0"\nname: "%s"\n%s: 3\nremedies: %s\n' "$evil_name" "$evil_name" "$evil_name" >"$work/policy-$evil_name.yaml"
survives 2 "$remediator" policy check "$work/policy-$evil_name.yaml"
survives 2 "$remediator" plan --policy "$work/policy-$evil_name.yaml" --root "$host"
printf 'format_version: "1.0"\nname: "a\\e[2Jb\\x9bc\\u202ed"\nt\\e: 3\n' >"$work/escaped.yaml"
survives 2 "$remediator" policy check "$work/escaped.yaml"
printf '{"format_version":"1.0","digest":"%s","machine_id":"%s"}' "$evil_name" "$evil_name" >"$work/plan-$evil_name"
survives 5 "$remediator" apply "$work/plan-$evil_name" --yes --root "$host"
tree "$host" >"$work/after"
same "nothing was written so far" "$work/before" "$work/after"

mkdir -m 700 "$host/var/lib/remediator"
printf '%s' "$evil" >"$host/var/lib/remediator/lock"
survives 8 flock "$host/var/lib/remediator/lock" "$remediator" apply --policy appliance-docker --yes --root "$host"
rm "$host/var/lib/remediator/lock"
cp -p "$host/boot/grub2/grub.cfg" "$work/grub.cfg"
run 0 apply --policy appliance-docker --yes --root "$host"
clean "$out" || fail_showing "raw bytes in what apply says"
[ "$(tr -d '[:alnum:]_=\n ' <"$host/boot/grub2/grub.cfg" | sha256sum)" = "$(tr -d '[:alnum:]_=\n ' <"$work/grub.cfg" | sha256sum)" ] ||
  fail "the hostile bytes of grub.cfg are not what they were"
survives 9 "$remediator" verify --root "$host"
printf '%s\n' "$evil" >>"$(find "$host/var/lib/remediator/transactions" -name journal)"
survives 0 "$remediator" history --root "$host"
survives 3 "$remediator" rollback --dry-run --root "$host"
run 0 rollback --yes --root "$host"
clean "$out" || fail_showing "raw bytes in what rollback says"
cmp "$work/grub.cfg" "$host/boot/grub2/grub.cfg" || fail "the rollback did not bring the hostile file back"

# ---- secrets

host centos7-514-bios-docker
secrets='rd.luks.key=/SECRET1 systemd.set_credential=login:SECRET2 ks_password=SECRET3 api.token=SECRET4 rd.iscsi.password=SECRET5 url=http://me:SECRET6@h/x'
sed -i "s|rhgb quiet|& $secrets|" "$host/etc/default/grub" "$host/boot/grub2/grub.cfg" "$host/proc/cmdline"
printf 'Nov 22 10:00:00 h kernel: Kernel command line: root=/dev/sda %s\n' "$secrets" >>"$host/var/log/messages"
conceals() {
  survives "$@"
  lacks SECRET
}
for command in status facts kernels log verify; do
  expected=0
  case $command in
    status) expected=3 ;;
    verify) expected=4 ;;
  esac
  conceals "$expected" "$remediator" "$command" -v --root "$host"
done
conceals 3 "$remediator" plan --policy appliance-docker --root "$host"
run 3 plan --policy appliance-docker --root "$host"
lacks SECRET
says 'rd.luks.key='
conceals 5 "$remediator" plan --add "x=$(printf '%02100d' 0)" --root "$host"
run 0 apply --policy appliance-docker --yes --root "$host"
lacks SECRET
for file in etc/default/grub boot/grub2/grub.cfg; do
  grep -q -F "$secrets cgroup_disable=memory" <(sed 's/ LANG=[^ ]*//' "$host/$file") || fail "$file has lost what was concealed"
done
conceals 3 "$remediator" rollback --dry-run --root "$host"
conceals 0 "$remediator" history --root "$host"
finish
