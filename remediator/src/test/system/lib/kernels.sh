#!/usr/bin/env bash
# Kernel images for the roots of system tests: the committed ones of src/test/resources/images. To be sourced after lib.sh.
# shellcheck shell=bash

# Prints the committed image whose release this is, a bzImage; fails when there is none.
kernel_image() {
  local images=${checkout:?}/remediator/src/test/resources/images
  case $1 in
    3.10.0-514.el7.x86_64) printf '%s\n' "$images/x86_64-el7-514.vmlinuz" ;;
    3.10.0-1160.el7.x86_64) printf '%s\n' "$images/x86_64-el7-1160-first.vmlinuz" ;;
    3.10.0-1160.119.1.el7.x86_64) printf '%s\n' "$images/x86_64-el7-1160.vmlinuz" ;;
    4.18.0-553.el8_10.x86_64) printf '%s\n' "$images/x86_64-el8.vmlinuz" ;;
    5.14.21-150500.55.88-default) printf '%s\n' "$images/x86_64-suse15.vmlinuz" ;;
    5.15.0-130-generic) printf '%s\n' "$images/x86_64-ubuntu22.vmlinuz" ;;
    6.1.0-28-amd64) printf '%s\n' "$images/x86_64-6.1.vmlinuz" ;;
    *) return 1 ;;
  esac
}

# Puts the image of a release where distributions have it: put_kernel ROOT RELEASE
put_kernel() {
  local image
  image=$(kernel_image "$2") || { printf 'there is no committed image of %s\n' "$2" >&2; return 1; }
  mkdir -p "$1/boot"
  cp -- "$image" "$1/boot/vmlinuz-$2"
}

# Puts real images in place of every /boot/vmlinuz-* of a recorded host whose release has one: put_kernels ROOT
put_kernels() {
  local file release
  for file in "$1"/boot/vmlinuz-*; do
    release=${file##*/vmlinuz-}
    if [ -f "$file" ] && [ ! -L "$file" ] && kernel_image "$release" >/dev/null; then
      put_kernel "$1" "$release"
    fi
  done
}
