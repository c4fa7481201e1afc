#!/usr/bin/env bash
# Makes the kernel images that tests read, out of the C sources beside this script, in ../resources/images.
#
#   make.sh            makes all of them anew; needs gcc, and Debian's cross compilers for other machines
#   make.sh --check    makes those whose compiler is here, somewhere else, and compares them with the committed ones
#   make.sh --into DIRECTORY    makes those whose compiler is here
#
# The bytes depend on the compiler. made-by.txt names it for every image: --check compares the bytes where the same one is
# here, and says so where another one is. Exit status: 0 the same; 1 different; 77 no image could be compared. What another
# compiler makes is compared by what the product reads of it: ../system/kernel-images.sh.
set -euo pipefail
unset CDPATH
export LC_ALL=C
called_from=$PWD
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")"

readonly committed=../resources/images
work=$(mktemp -d "${TMPDIR:-/var/tmp}/kernel-images.XXXXXX")
readonly work
trap 'rm -rf -- "$work"' EXIT

# The images: name, form, compiler, release, and what -D and the compiler's options choose (see README.md).
# Form: elf, a vmlinux; vmlinuz, a bzImage with gzip around it; flat, its bytes in memory; gz, those packed with gzip.
readonly images='
x86_64-el6             elf      gcc                        2.6.32-642.el6.x86_64         X86_64 PARAM_LAYOUT=2632 CGROUPS=310 TOKENS=0
x86_64-el7-514         elf      gcc                        3.10.0-514.el7.x86_64         X86_64 PARAM_LAYOUT=310 CGROUPS=310 TOKENS=0 STRAY=1
x86_64-el7-514         vmlinuz  gcc                        3.10.0-514.el7.x86_64         X86_64 PARAM_LAYOUT=310 CGROUPS=310 TOKENS=0 STRAY=1
x86_64-el7-1160        elf      gcc                        3.10.0-1160.119.1.el7.x86_64  X86_64 PARAM_LAYOUT=310 CGROUPS=310 TOKENS=2
x86_64-el7-1160        vmlinuz  gcc                        3.10.0-1160.119.1.el7.x86_64  X86_64 PARAM_LAYOUT=310 CGROUPS=310 TOKENS=2
x86_64-el7-1160-first  vmlinuz  gcc                        3.10.0-1160.el7.x86_64        X86_64 PARAM_LAYOUT=310 CGROUPS=310 TOKENS=2
x86_64-4.4-socket      elf      gcc                        4.4.0-lab                     X86_64 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=1 STRAY=1
x86_64-tiny            elf      gcc                        4.10.7-tinycore64             X86_64 PARAM_LAYOUT=402 CGROUPS=0
x86_64-6.1             elf      gcc                        6.1.0-28-amd64                X86_64 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=2
x86_64-6.1             vmlinuz  gcc                        6.1.0-28-amd64                X86_64 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=2
x86_64-el8             vmlinuz  gcc                        4.18.0-553.el8_10.x86_64      X86_64 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=2
x86_64-suse15          vmlinuz  gcc                        5.14.21-150500.55.88-default  X86_64 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=2
x86_64-ubuntu22        vmlinuz  gcc                        5.15.0-130-generic            X86_64 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=2
x86_64-6.12            elf      gcc                        6.12.0-lab-amd64              X86_64 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=3
i686-6.1               elf      gcc                        6.1.0-28-686-pae              I686 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=2
i686-el6               elf      gcc                        2.6.32-642.el6.i686           I686 PARAM_LAYOUT=2632 CGROUPS=310 TOKENS=0
aarch64-6.1-rela       gz       aarch64-linux-gnu-gcc      6.1.0-28-arm64                AARCH64_RELA PARAM_LAYOUT=402 CGROUPS=402 TOKENS=2
aarch64-6.12           flat     aarch64-linux-gnu-gcc      6.12.0-lab-arm64              AARCH64 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=3
armv7l-6.1             flat     arm-linux-gnueabihf-gcc    6.1.0-28-armmp                ARM PARAM_LAYOUT=402 CGROUPS=402 TOKENS=2
ppc64le-6.1            elf      powerpc64le-linux-gnu-gcc  6.1.0-28-powerpc64le          PPC64LE PARAM_LAYOUT=402 CGROUPS=402 TOKENS=2 STRAY=1
riscv64-6.12           flat     riscv64-linux-gnu-gcc      6.12.0-lab-riscv64            RISCV64 PARAM_LAYOUT=402 CGROUPS=402 TOKENS=3
s390x-6.12             flat     s390x-linux-gnu-gcc        6.12.0-lab-s390x              S390X PARAM_LAYOUT=402 CGROUPS=402 TOKENS=3
'

# Sets what belongs to a machine: how its kernels are compiled, their first address, how they are linked.
machine() {
  link=(-static -no-pie)
  case $1 in
    X86_64) compile=(-m64 -mcmodel=kernel -mno-sse -mno-red-zone -fcf-protection=none -fno-pic -DPER_CPU=1 -DBASE=0xffffffff81000000) ;;
    I686) compile=(-m32 -mno-sse -mregparm=3 -fcf-protection=none -fno-pic -DBASE=0xc1000000) ;;
    AARCH64) compile=(-mgeneral-regs-only -fno-pic -DFLAT=1 -DBASE=0xffff800080000000) ;;
    AARCH64_RELA)
      compile=(-mgeneral-regs-only -fno-pic -DFLAT=1 -DRELOCATIONS=1 -DBASE=0xffff800008000000)
      read -ra link <<<"-shared -Wl,-Bsymbolic,-z,notext,--no-apply-dynamic-relocs"
      ;;
    ARM) compile=(-marm -march=armv7-a -mfpu=vfpv3 -fno-pic -DFLAT=1 -DBASE=0xc0008000) ;;
    PPC64LE) compile=(-mcmodel=medium -mno-altivec -mno-vsx -fno-pic -DBASE=0xc000000000000000) ;;
    RISCV64) compile=(-mcmodel=medany -fno-pic -DFLAT=1 -DBASE=0xffffffff80000000) ;;
    S390X) compile=(-march=z10 -fno-pic -DFLAT=1 -DBASE=0x100000) ;;
  esac
}

# Compiles and links an ELF file: kernel DIRECTORY COMPILER RELEASE MACHINE DEFINITION...
kernel() {
  local directory=$1 compiler=$2 release=$3 objects=() source
  mkdir -p "$directory"
  machine "$4"
  "$compiler" "${compile[@]}" "${@:5}" -E -P -x c kernel.lds.S >"$directory/kernel.lds"
  for source in head.S *.c; do
    "$compiler" "${compile[@]}" "${@:5}" "-DRELEASE=\"$release\"" -O2 -std=gnu11 -Wall -Wextra -Werror -ffreestanding -fno-builtin \
      -fno-stack-protector -fno-asynchronous-unwind-tables -fno-toplevel-reorder -fno-ident -c "$source" -o "$directory/$source.o"
    objects+=("$directory/$source.o")
  done
  "$compiler" "${compile[@]}" "${link[@]}" -nostdlib -Wl,--build-id=none,-z,max-page-size=16,-z,common-page-size=16,-z,noexecstack,-s \
    -Wl,-T,"$directory/kernel.lds" "${objects[@]}" -o "$directory/vmlinux" 2>"$directory/ld.log" || { cat "$directory/ld.log" >&2; return 1; }
}

# Prints the name of the program that belongs to a compiler: tool COMPILER NAME
tool() { printf '%s\n' "${1%gcc}$2"; }

# Puts a bzImage around a linked kernel: bzimage DIRECTORY COMPILER RELEASE FILE
bzimage() {
  "$(tool "$2" objcopy)" -S "$1/vmlinux" "$1/plain"
  gzip -n -9 <"$1/plain" >"$1/payload"
  "$2" -c "-DRELEASE=\"$3\"" "-DPAYLOAD=\"$1/payload\"" bzimage.S -o "$1/bzimage.o"
  "$(tool "$2" objcopy)" -O binary -j .data "$1/bzimage.o" "$4"
}

# Makes one image: image NAME FORM COMPILER RELEASE MACHINE DEFINITION... (prints the file)
image() {
  local directory=$work/$1.$2 form=$2 compiler=$3 release=$4 file=$work/made/$1.$2
  kernel "$directory" "$compiler" "$release" "$5" "${@:6}"
  case $form in
    elf) cp "$directory/vmlinux" "$file" ;;
    vmlinuz) bzimage "$directory" "$compiler" "$release" "$file" ;;
    flat) "$(tool "$compiler" objcopy)" -O binary "$directory/vmlinux" "$file" ;;
    gz) "$(tool "$compiler" objcopy)" -O binary "$directory/vmlinux" "$directory/flat" && gzip -n -9 <"$directory/flat" >"$file" ;;
  esac
  printf '%s  %s: %s\n' "$(sha256sum <"$file" | cut -d ' ' -f 1)" "$1.$2" "$("$compiler" --version | head -n 1)"
}

# Makes every image whose compiler is here, and prints a line of made-by.txt for each.
images() {
  local name form compiler release machine definitions
  mkdir -p "$work/made"
  while read -r name form compiler release machine definitions; do
    [ -n "$name" ] || continue
    command -v "$compiler" >/dev/null || { printf 'make.sh: %s is not made: there is no %s\n' "$name.$form" "$compiler" >&2; continue; }
    read -ra definitions <<<"$definitions"
    image "$name" "$form" "$compiler" "$release" "$machine" "${definitions[@]/#/-D}"
  done <<<"$images"
}

# Makes them in a directory: make_all DIRECTORY
make_all() {
  images >"$work/made-by.txt"
  mkdir -p "$1"
  chmod 644 -- "$work"/made/*
  cp -- "$work"/made/* "$work/made-by.txt" "$1/"
}

# Compares what the same compiler made here and when the images were committed.
check_all() {
  local line file compared=0 different=0
  images >"$work/made-by.txt"
  while read -r line; do
    file=${line#*  }
    file=${file%%:*}
    if ! grep -qF -- "  ${line#*  }" "$committed/made-by.txt"; then
      printf 'make.sh: %s is not compared: it was made by another compiler than %s\n' "$file" "${line#*: }"
    elif cmp -s -- "$work/made/$file" "$committed/$file"; then
      compared=$((compared + 1))
    else
      printf 'make.sh: %s is not what its sources make\n' "$file" >&2
      different=$((different + 1))
    fi
  done <"$work/made-by.txt"
  printf 'make.sh: %d images are what their sources make, %d are not\n' "$compared" "$different"
  [ "$different" -eq 0 ] || exit 1
  [ "$compared" -gt 0 ] || exit 77
}

case ${1:-} in
  '') make_all "$committed" ;;
  --check) check_all ;;
  --into) make_all "$(cd -P -- "$called_from" && realpath -m -- "${2:?a directory}")" ;;
  *)
    sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
