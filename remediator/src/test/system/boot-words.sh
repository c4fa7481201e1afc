#!/usr/bin/env bash
# Boots real kernels in an emulator with words that they know and words that they do not, and holds what each kernel says
# and does against the verdicts of `kernels --require` about its image. Three ways a kernel speaks, and one in which it does not:
#
#   its log     "Unknown kernel command line parameters ...": undotted words only, since 5.14 (init/main.c, print_unknown_bootoptions)
#   init        gets undotted unknown words, NAME=VALUE in its environment and the others as arguments (unknown_bootoption)
#   its deeds   with cgroup_disable=memory the controller is off, with cgroup.memory=nokmem kernel memory is not charged
#   silence     an unknown word with a dot in its name is dropped: not logged, not handed on, and without effect
#
# Environment: REMEDIATOR_LAB_KERNELS (default: what vagrant/lab/kernels.sh says) holds the kernels, amd64 ones are booted.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
needs qemu-system-x86_64 busybox gzip python3

readonly boot_seconds_max=300 # two seconds here; an emulator on a busy machine may take a hundred times that
readonly known='cgroup.memory=nokmem panic=-1 loglevel=7'
readonly unknown='cgroup.memori=nokmem cgroup_disabel=memory nosuchword'

kernels=${REMEDIATOR_LAB_KERNELS:-$("$checkout/vagrant/lab/kernels.sh")} || exit
mapfile -t images < <(find "$kernels" -type f -name 'vmlinuz*' -path '*amd64*' | sort -V)
[ "${#images[@]}" -gt 0 ] || skip "no amd64 kernel below $kernels"

# The first process of the guest: shows what the kernel gave it and did to it, then ends the machine.
guest_init() {
  cat <<'INIT'
#!/bin/busybox sh
b=/bin/busybox
$b mkdir -p /proc /cg /cg2
$b mount -t proc proc /proc
echo "=== environment"; $b env
echo "=== arguments"; $b printf '%s\n' "$@"
echo "=== controllers"; $b cat /proc/cgroups
# /proc/cgroups leaves out what has no version 1 (since 6.12); what is free for version 2 is listed there.
$b mount -t cgroup2 cgroup2 /cg2 && for name in $($b cat /cg2/cgroup.controllers); do echo "$name - - 1"; done
$b umount /cg2
# Some kernel memory of a control group of its own: directories in memory. Version 1 where the kernel still has it.
charge() { echo $$ >/cg/x/cgroup.procs; n=0; while [ $n -lt 200 ]; do $b mkdir /d$n; n=$((n + 1)); done; echo "=== charged"; }
if $b mount -t cgroup -o memory cgroup /cg 2>/dev/null; then
  $b mkdir /cg/x; charge; echo "version 1: $($b cat /cg/x/memory.kmem.usage_in_bytes)"
elif $b mount -t cgroup2 cgroup2 /cg && echo +memory >/cg/cgroup.subtree_control; then
  $b mkdir /cg/x; charge; echo "version 2: $($b sed -n 's/^slab //p' /cg/x/memory.stat)"
fi 2>/dev/null
echo "=== log"; $b dmesg
echo "=== end"
$b poweroff -f
INIT
}

# Packs an initial root with busybox, and the libraries of a busybox that is not static.
make_initrd() {
  local root=$work/initrd busybox library
  busybox=$(command -v busybox)
  mkdir -p "$root/bin" "$root/dev"
  cp -L "$busybox" "$root/bin/busybox"
  { ldd "$busybox" 2>/dev/null || true; } | sed -n 's,^[^/]*\(/[^ ]*\).*,\1,p' | while read -r library; do
    mkdir -p "$root${library%/*}"
    cp -L "$library" "$root$library"
  done
  guest_init >"$root/init"
  chmod +x "$root/init"
  (cd "$root" && find . | busybox cpio -o -H newc 2>/dev/null) | gzip -1 >"$work/initrd.gz"
}

# Boots image $1 with the words in $2; the guest's words are in $serial.
boot() {
  serial=$work/serial
  rm -f "$serial"
  timeout -k 5 "$boot_seconds_max" qemu-system-x86_64 -accel tcg -cpu qemu64 -m 512 -nographic -nic none -monitor none \
    -no-reboot -serial "file:$serial" -kernel "$1" -initrd "$work/initrd.gz" -append "console=ttyS0 quiet $2" \
    </dev/null >"$work/qemu.log" 2>&1 || true
  tr -d '\r' <"$serial" >"$serial.text"
  grep -q -a -x '=== end' "$serial.text" || { fail "$1 did not boot with: $2"; tail -n 5 "$work/qemu.log" "$serial.text" >&2; return 1; }
}

# The part of the guest's words under the heading $1.
part() { sed -n "/^=== $1\$/,/^=== /{/^=== /!p}" "$serial.text"; }

# The verdict about image $1, as the product says it: verdict IMAGE WORD
verdict() {
  local tree=$work/tree release
  release=$(basename -- "$1")
  [ "$release" != vmlinuz ] || release=vmlinuz-$(basename -- "${1%/vmlinuz}")
  rm -rf "$tree"
  mkdir -p "$tree/boot"
  cp "$1" "$tree/boot/$release"
  "$remediator" kernels --root "$tree" --require "$2" --json 2>/dev/null |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["kernels"][0]["parameters"][0]["verdict"])'
}

expect_verdict() {
  local said
  said=$(verdict "$1" "$3") || true
  if [ "$said" = "$2" ]; then ok "$guest: $3 is $said, says its image"; else fail "$guest: $3 should be $2, and is: $said"; fi
}

# Runs a check and counts what it shows: shown TEXT COMMAND...
shown() {
  if "${@:2}"; then ok "$guest: $1"; else fail "$guest: not so: $1"; fi
}

silent_about() { ! { part environment; part arguments; part log | grep -v -i 'command line: '; } | grep -a -F -e "$1" >&2; }

unknown_in_log() { part log | sed -n 's/.*Unknown kernel command line parameters "\(.*\)", will be.*/\1/p'; }

charged() { part charged | sed -n 's/^version . *: *//p'; }

controller_is_on() { part controllers | grep -q -E '^memory[[:space:]].*[[:space:]]1$'; }

controller_is_off() { ! controller_is_on; }

log_says() { part log | grep -q -e "$1"; }

init_got() { part "$1" | grep -q -x -e "$2"; }

# With 5.14 the kernel began to name unknown words in its log.
lists_unknown_words() { [ "$(printf '%s\n' 5.14 "$guest" | sort -V | head -n 1)" = 5.14 ]; }

known_and_unknown_words() {
  local word
  boot "$1" "$known $unknown" || return 0
  guest=$(part log | sed -n 's/.*Linux version \([^ ]*\) .*/\1/p' | head -n 1)
  for word in $known; do
    expect_verdict "$1" understood "${word%=[-0-9]*}"
    shown "not a word about $word, which it knows" silent_about "$word"
  done
  for word in $unknown; do expect_verdict "$1" ignored "$word"; done
  shown "hands cgroup_disabel=memory to init's environment" init_got environment cgroup_disabel=memory
  shown "hands nosuchword to init as an argument" init_got arguments nosuchword
  if lists_unknown_words; then
    shown "its log lists as unknown: $(unknown_in_log)" [ "$(unknown_in_log)" = "nosuchword cgroup_disabel=memory" ]
  else
    echo "note: $guest is older than 5.14, its log lists no unknown words"
  fi
  shown "not a word about cgroup.memori=nokmem, which it does not know" silent_about cgroup.memori
  shown "cgroup.memory=nokmem has its effect: $(charged) bytes of kernel memory are charged" [ "$(charged)" = 0 ]
}

silence_is_no_yes() {
  boot "$1" "panic=-1 cgroup.memori=nokmem" || return 0
  shown "cgroup.memori=nokmem has none: $(charged) bytes are charged" [ "$(charged)" -gt 0 ]
  shown "not a word about it" silent_about cgroup.memori
  shown "the memory controller is on" controller_is_on
}

disabling_disables() {
  boot "$1" "panic=-1 cgroup_disable=memory" || return 0
  expect_verdict "$1" understood cgroup_disable=memory
  shown "its log says that it disables the memory controller" log_says 'Disabling memory control group subsystem'
  shown "the memory controller is off" controller_is_off
}

make_initrd
for image in "${images[@]}"; do
  guest=$image
  known_and_unknown_words "$image"
  silence_is_no_yes "$image"
  disabling_disables "$image"
done
finish
