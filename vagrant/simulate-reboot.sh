#!/bin/sh
# Pretends that the recorded host under ROOT was rebooted: simulate-reboot.sh ROOT
#
# Does what GRUB, a kernel of the 3.10 series and syslog would leave behind: a new boot id, a command line taken from
# the first boot entry of grub.cfg, a log that begins again, and, when that line disables the memory controller, what
# /proc, /sys and the log show then (as recorded from a real 3.10.0-1062 kernel with cgroup_disable=memory).
# Everything else under ROOT stays as it is.
set -eu

root=${1:?usage: simulate-reboot.sh ROOT}
[ -f "$root/proc/cmdline" ] || { echo "simulate-reboot.sh: $root/proc/cmdline is missing; is $root a recorded host?" >&2; exit 1; }
scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT

# Puts the output of a command in the place of a file, which keeps its mode and owner: rewrite FILE COMMAND...
rewrite() {
  file=$1
  shift
  [ -f "$file" ] || return 0
  "$@" "$file" >"$scratch"
  cat "$scratch" >"$file"
}

booted_line() {
  grub_cfg=$root/boot/grub2/grub.cfg
  [ -f "$grub_cfg" ] || grub_cfg=$root/boot/grub/grub.cfg
  sed -n 's/^[[:space:]]*linux\(16\|efi\)\{0,1\}[[:space:]]\{1,\}/BOOT_IMAGE=/p' "$grub_cfg" | head -n 1
}

disables_memory() {
  case " $1 " in
    *" cgroup_disable=memory "* | *" cgroup_disable=memory,"*) return 0 ;;
  esac
  return 1
}

# The ring buffer of the new boot, made from that of the old one.
new_log() {
  LINE=$line DISABLED=$disabled awk '
    /Command line: |Kernel command line: / { sub(/ommand line: .*/, "ommand line: "); print $0 ENVIRON["LINE"] }
    /Kernel command line: / && ENVIRON["DISABLED"] { print "[    0.000000] Disabling memory control group subsystem" }
    /ommand line: / { next }
    / of page_cgroup$|please try .cgroup_disable=memory. option/ && ENVIRON["DISABLED"] { next }
    { print }
  ' "$1"
}

line=$(booted_line)
[ -n "$line" ] || { echo "simulate-reboot.sh: no linux line in the grub.cfg of $root" >&2; exit 1; }
disabled=
disables_memory "$line" && disabled=yes

printf '%s\n' "$line" >"$root/proc/cmdline"
cat /proc/sys/kernel/random/uuid >"$root/proc/sys/kernel/random/boot_id"
echo "93.40 341.12" >"$root/proc/uptime"
rewrite "$root/var/log/dmesg" new_log
if [ -f "$root/var/log/messages" ] && [ -f "$root/var/log/dmesg" ]; then
  stamp=$(tail -n 1 "$root/var/log/messages" | cut -c 1-15)
  name=$(cut -d . -f 1 "$root/etc/hostname")
  sed "s/^\[ *[0-9.]*\] /$stamp $name kernel: /" "$root/var/log/dmesg" >>"$root/var/log/messages"
fi

# What the cgroups of the old boot had leaked is gone with it.
find "$root/sys/kernel/slab" -mindepth 1 -maxdepth 1 -name '*(*' -exec rm -r {} + 2>/dev/null || true
rewrite "$root/proc/meminfo" sed -e 's/^\(SUnreclaim: *\).*/\160124 kB/' -e 's/^\(Slab: *\).*/\1148320 kB/' \
  -e 's/^\(SReclaimable: *\).*/\188196 kB/'

if [ -n "$disabled" ]; then
  # shellcheck disable=SC2016 # the dollars are awk's
  rewrite "$root/proc/cgroups" awk -v OFS='\t' '$1 == "memory" { $2 = 0; $3 = 1; $4 = 0 } { print }'
  rewrite "$root/proc/mounts" sed '/^cgroup [^ ]*\/memory /d'
  for membership in "$root"/proc/[0-9]*/cgroup; do
    rewrite "$membership" sed '/^[0-9]*:memory:/d'
  done
  rm -rf "$root/sys/fs/cgroup/memory"
fi
