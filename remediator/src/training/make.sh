#!/usr/bin/env bash
# Makes root/boot/vmlinuz-*: one small kernel in each common packing, for `remediator --make-class-archive`, so that the
# archive holds the classes that unpack. The kernel is that of src/test/resources/images/x86_64-6.1.vmlinuz, whatever release
# the names of the others say; that a name differs is something to be noticed, too.
# Needs gzip, xz, zstd and lz4. The bytes are committed; this says where they come from.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")"

image=../test/resources/images/x86_64-6.1.vmlinuz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints the 32-bit number at an offset of the image, little endian as the machine that runs this.
number() { od -An -t u4 -j "$1" -N 4 "$image" | tr -d ' '; }
# Prints a number as these four bytes.
bytes() { printf '%b' "$(printf '\\x%02x' $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16 & 255)) $(($1 >> 24)))"; }

# Documentation/arch/x86/boot.rst: setup_sects, payload_offset, payload_length.
sectors=$(od -An -t u1 -j $((0x1f1)) -N 1 "$image" | tr -d ' ')
start=$(($(number $((0x248))) + (sectors + 1) * 512))
length=$(number $((0x24c)))
tail -c +$((start + 1)) "$image" | head -c "$length" | gzip -dc >"$work/plain"

# As scripts/Makefile.lib packs: cmd_xzkern (scripts/xz_wrap.sh), cmd_zstd22, cmd_lz4; the size follows.
pack() {
  case $1 in
    gzip) gzip -n -9 <"$work/plain" ;;
    xz) xz --check=crc32 --x86 --lzma2=dict=32MiB <"$work/plain" && bytes "$(stat -c %s "$work/plain")" ;;
    zstd) zstd -q -22 --ultra <"$work/plain" && bytes "$(stat -c %s "$work/plain")" ;;
    lz4) lz4 -q -l -9 - - <"$work/plain" && bytes "$(stat -c %s "$work/plain")" ;;
  esac
}

mkdir -p root/boot
for packing in gzip xz zstd lz4; do
  name=$packing
  [ "$packing" != gzip ] || name=amd64
  pack "$packing" >"$work/payload"
  {
    head -c $((0x24c)) "$image"
    bytes "$(stat -c %s "$work/payload")"
    head -c "$start" "$image" | tail -c +$((0x24c + 4 + 1))
    cat "$work/payload"
  } >"root/boot/vmlinuz-6.1.0-28-$name"
done
