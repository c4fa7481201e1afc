#!/usr/bin/env bash
# The committed kernel images are what their sources make: byte for byte where the same compiler is here, else by what the
# product reads of both. And the product says of them, alone and in a host, what their sources say.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
# shellcheck source-path=SCRIPTDIR source=lib/kernels.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/kernels.sh"
needs gcc gzip cmp
images=$checkout/remediator/src/test/resources/images

# What the product reads of an image, under a name that does not tell which: read_image FILE
read_image() {
  cp -- "$1" "$work/image"
  "$remediator" params --kernel "$work/image" 2>&1 || true
}

# Compares an image that was made now with the committed one: compare NAME
compare() {
  if cmp -s "$work/made/$1" "$images/$1"; then
    ok "$1 is what its sources make"
  elif grep -qF -- "$(grep -F -- "  $1: " "$work/made/made-by.txt" | cut -d ' ' -f 3-)" "$images/made-by.txt"; then
    fail "$1 is not what its sources make, with the same compiler"
  elif [ "$(read_image "$work/made/$1")" = "$(read_image "$images/$1")" ]; then
    ok "$1 is read as what another compiler makes of its sources"
  else
    fail "$1 is not read as what its sources make"
  fi
}

"$checkout/remediator/src/test/kernel/make.sh" --into "$work/made"
for image in "$work"/made/*.*; do
  [ "${image##*/}" = made-by.txt ] || compare "${image##*/}"
done

run 0 params --kernel "$images/x86_64-el7-1160.vmlinuz"
says 'late console=' 'late cgroup.memory=' 'module rcutree.blimit' 'cgroup.memory=nokmem understood'
run 0 params --kernel "$images/x86_64-el7-514.vmlinuz"
says 'late console=' 'late cgroup_disable=' 'cgroup.memory=nokmem ignored'
lacks 'late    cgroup.memory='

# Where the name stands in no table, its text in the image does not count.
host centos7-514-bios-docker
put_kernels "$host"
run 3 kernels --root "$host" --require cgroup.memory=nokmem
host debian12-bios
put_kernels "$host"
run 0 kernels --root "$host" --require cgroup.memory=nokmem

finish
