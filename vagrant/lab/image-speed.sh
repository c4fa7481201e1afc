#!/usr/bin/env bash
# How long `kernels` takes on a tree with one kernel image, the whole process with Java's start and nothing remembered,
# beside the usual way to ask an image: extract-vmlinux IMAGE | strings | grep -c. One image of each packing, the same
# image for both, by turns; medians. The page cache is warm: reading the disk is not what is compared. CPU and MiB are of
# one more run, and MiB of its largest process.
#
#   image-speed.sh KERNELS [RUNS]     KERNELS: what kernels.sh --all --extract-vmlinux prints; RUNS: by default 9
#
# Exit status 1: the geometric mean of the ratios is above 0.6, one ratio is above 1.0, or a run that finds the image in
# its cache takes over 50 ms more than --version; 77: something is missing. A busy machine proves nothing.
# Environment: REMEDIATOR (the launcher; default: the build's), TMPDIR (default /var/tmp; about 150 MB).
set -euo pipefail
unset CDPATH
export LC_ALL=C.UTF-8

readonly mean_max=0.6 ratio_max=1.0 warm_milliseconds_max=50
readonly text=nokmem

die() {
  printf 'image-speed.sh: %s\n' "$2" >&2
  exit "$1"
}

kernels=${1:-} runs=${2:-9}
[[ -d $kernels && $runs =~ ^[1-9][0-9]*$ ]] || die 2 'usage: image-speed.sh KERNELS [RUNS]'
checkout=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
remediator=$(readlink -f -- "${REMEDIATOR:-$checkout/remediator/target/dist/bin/remediator}")
extract=$(readlink -f -- "$kernels/../extract-vmlinux")
[ -x "$remediator" ] || die 1 "$remediator is missing; build it with ./quickstart"
[ -x "$extract" ] || die 77 "$extract is missing; vagrant/lab/kernels.sh --extract-vmlinux fetches it"
for program in strings readelf gzip xz lz4 zstd /usr/bin/time; do
  command -v "$program" >/dev/null || die 77 "$program is not installed (packages binutils, gzip, xz-utils, lz4, zstd, time)"
done
work=$(mktemp -d "${TMPDIR:-/var/tmp}/image-speed.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# ---- images

# An unsigned number of a file, least significant byte first: number FILE OFFSET BYTES
number() { od -A n -t "u$3" -j "$2" -N "$3" "$1" | tr -d ' '; }

# Where the packed kernel begins in an x86 bzImage (Documentation/arch/x86/boot.rst, protocol 2.08).
payload() { echo $((($(number "$1" $((0x1f1)) 1) + 1) * 512 + $(number "$1" $((0x248)) 4))); }

# Prints how a bzImage is packed, or nothing: packing FILE
packing() {
  [ "$(od -A n -t x1 -j $((0x202)) -N 4 "$1" | tr -d ' ')" = 48647253 ] || return 0
  case $(od -A n -t x1 -j "$(payload "$1")" -N 4 "$1" | tr -d ' ') in
    1f8b08*) echo gzip ;;
    fd377a58) echo xz ;;
    02214c18) echo lz4 ;;
    28b52ffd) echo zstd ;;
  esac
}

# Prints the images: packing, size, name, tab-separated.
list_images() {
  find "$kernels" -type f -name 'vmlinuz*' -print0 | while IFS= read -r -d '' image; do
    printf '%s\t%s\t%s\n' "$(packing "$image")" "$(stat -c %s "$image")" "$image"
  done
}

# Prints the largest image of one packing: largest PACKING
largest() { awk -F '\t' -v packing="$1" '$1 == packing' "$work/images" | sort -t $'\t' -k 2,2n | tail -n 1 | cut -f 3; }

put_number() {
  printf "%b" "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' $(($3 & 255)) $(($3 >> 8 & 255)) $(($3 >> 16 & 255)) $(($3 >> 24)))" |
    dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# The same kernel packed as CONFIG_KERNEL_GZIP does it, since Debian packs none so: repack_gzip IMAGE RESULT
repack_gzip() {
  local begin
  begin=$(payload "$1")
  "$extract" "$1" | gzip -n -9 >"$work/payload"
  { head -c "$begin" "$1" && cat "$work/payload"; } >"$2"
  put_number "$2" $((0x24c)) "$(stat -c %s "$work/payload")"
  put_number "$2" $((0x1f4)) $((($(stat -c %s "$2") - ($(number "$2" $((0x1f1)) 1) + 1) * 512 + 15) / 16))
  rm -f "$work/payload"
  [ "$(packing "$2")" = gzip ] || die 1 "the repacked image is not one"
}

# The release of a bzImage, as its header has it.
release() {
  dd if="$1" bs=1 skip=$(($(number "$1" $((0x20e)) 2) + 0x200)) count=256 status=none | tr '\0' '\n' | sed -n '1s/ .*//p'
}

# A tree with one kernel: tree PACKING
tree() {
  local image boot=$work/$1/boot
  mkdir -p "$boot" "$work/$1/etc"
  image=$(largest "$1")
  if [ "$1" = gzip ] && [ -z "$image" ]; then
    image=$work/gzip.image
    repack_gzip "$(largest lz4)" "$image"
  fi
  [ -n "$image" ] || die 77 "no image is packed with $1; vagrant/lab/kernels.sh --all fetches some"
  cp "$image" "$boot/vmlinuz-$(release "$image")"
}

# ---- measurements

# A program each, so that the clock and the measure of memory run the same.
write_programs() {
  cat >"$work/ours" <<PROGRAM
#!/bin/sh
exec "$remediator" kernels --root "$work/\$1"
PROGRAM
  cat >"$work/theirs" <<PROGRAM
#!/bin/sh
"$extract" "$work/\$1"/boot/vmlinuz-* | strings | grep -c $text
PROGRAM
  cat >"$work/remembered" <<PROGRAM
#!/bin/sh
exec "$remediator" kernels --root "$work/\$1" --cache "$work/cache"
PROGRAM
  cat >"$work/version" <<PROGRAM
#!/bin/sh
exec "$remediator" --version
PROGRAM
  chmod +x "$work"/{ours,theirs,remembered,version}
}

# Both must find it: a quick wrong answer is none. Ours must have it from the image.
check_answers() {
  "$remediator" kernels --json --root "$work/$1" >"$work/answer" || true
  grep -qF '__setup(\"cgroup.memory=\")' "$work/answer" || die 1 "$1: kernels did not read the image: $(head -c 2000 "$work/answer")"
  [ "$("$work/theirs" "$1")" -gt 0 ] || die 1 "$1: extract-vmlinux | strings | grep found nothing"
}

# Adds the milliseconds that a program takes to its list: clock PROGRAM PACKING
clock() {
  local begin=${EPOCHREALTIME/./}
  "$work/$1" "$2" >/dev/null 2>&1 || true
  echo $((${EPOCHREALTIME/./} - begin)) | awk '{ printf "%.1f\n", $1 / 1000 }' >>"$work/$1.$2.times"
}

median() { sort -n "$work/$1.$2.times" | awk '{ value[NR] = $1 } END { printf "%.1f", (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'; }

# One more run: milliseconds of all its processors, and MiB of its largest process: cost PROGRAM PACKING
cost() {
  /usr/bin/time -q -f '%U %S %M' -o "$work/cost" "$work/$1" "$2" >/dev/null 2>&1 || true
  awk 'END { printf "%d %d", ($1 + $2) * 1000, $3 / 1024 }' "$work/cost"
}

measure() {
  local each n
  for ((n = 0; n < runs; n++)); do
    for each in gzip xz zstd lz4; do
      clock ours "$each"
      clock theirs "$each"
    done
    clock version zstd
    clock remembered zstd
  done
}

report() {
  local each ours theirs row='%-7s %10s %10s %6s %10s %10s %10s %10s  %s\n'
  # shellcheck disable=SC2059 # the same widths for all rows
  printf "$row" packing 'kernels ms' 'extract ms' ratio 'CPU ms' 'CPU ms' MiB MiB image
  for each in gzip xz zstd lz4; do
    read -r -a ours <<<"$(cost ours "$each")"
    read -r -a theirs <<<"$(cost theirs "$each")"
    # shellcheck disable=SC2059
    printf "$row" "$each" "$(median ours "$each")" "$(median theirs "$each")" "$(ratio "$each")" \
      "${ours[0]}" "${theirs[0]}" "${ours[1]}" "${theirs[1]}" "$(basename -- "$work/$each"/boot/vmlinuz-*)"
  done
}

ratio() { awk -v ours="$(median ours "$1")" -v theirs="$(median theirs "$1")" 'BEGIN { printf "%.2f", ours / theirs }'; }

judge() {
  local each
  for each in gzip xz zstd lz4; do ratio "$each" && echo; done |
    awk -v mean_max="$mean_max" -v ratio_max="$ratio_max" -v warm_max="$warm_milliseconds_max" \
      -v version="$(median version zstd)" -v remembered="$(median remembered zstd)" '
      { sum += log($1); if ($1 > ratio_max) over = 1 }
      END {
        mean = exp(sum / NR); warm = remembered - version
        printf "geometric mean of the ratios: %.2f (at most %s, and none above %s)\n", mean, mean_max, ratio_max
        printf "with the image in the cache: %.0f ms, --version: %.0f ms, difference: %.0f ms (at most %s)\n", remembered, version, warm, warm_max
        exit mean > mean_max || over || warm > warm_max
      }'
}

write_programs
list_images >"$work/images"
for each in gzip xz zstd lz4; do
  tree "$each"
  check_answers "$each"
done
mkdir "$work/cache"
"$work/remembered" zstd >/dev/null || true
[ -n "$(ls -A "$work/cache")" ] || die 1 "kernels --cache kept nothing"
measure
report
printf 'runs: %s; load of the machine: %s, %s processors\n' "$runs" "$(cut -d ' ' -f 1 /proc/loadavg)" "$(nproc)"
judge
