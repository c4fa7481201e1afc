#!/usr/bin/env bash
# Makes the image remediator-lab/debian:12, a small Debian 12 with the real grub-mkconfig and a Java, as a file that "docker load"
# takes, and prints its path. It is made once, of Debian's own packages, and kept outside the checkout; no registry is asked.
#
#   debian-image.sh [--fresh]      --fresh: make it anew even if it is there
#
# Environment: DEBIAN_MIRROR (default: the one this machine's apt uses for Debian, else debootstrap's own), XDG_CACHE_HOME (default ~/.cache), TMPDIR (default /var/tmp).
# Needs debootstrap, and root rights for it (through sudo when you are not root). Exit status 77: cannot be made here.
set -euo pipefail
unset CDPATH

readonly name=remediator-lab/debian:12
readonly suite=bookworm
readonly packages=grub-common,grub2-common,openjdk-17-jre-headless
readonly cache=${XDG_CACHE_HOME:-$HOME/.cache}/remediator-lab
# An image of another recipe than this script is not this script's image.
fingerprint=$(sha256sum <"${BASH_SOURCE[0]}" | cut -c 1-12)
readonly image=$cache/debian-12-$fingerprint.tar

cannot() {
  printf 'debian-image.sh: %s\n' "$*" >&2
  exit 77
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Prints where this machine's own apt has this suite from, or nothing.
apt_mirror() {
  command -v apt-get >/dev/null || return 0
  # shellcheck disable=SC2016 # the words in $() are apt's
  apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(SITE)' 'Identifier: Packages' 2>/dev/null |
    awk -v suite="$suite" '$1 == "Debian" && $2 == suite { print $3; exit }'
}

# Mounts that debootstrap makes live in a mount namespace of its own: however it ends, none is left here.
bootstrap() {
  as_root unshare --mount debootstrap --variant=minbase --include="$packages" "$suite" "$1" ${mirror:+"$mirror"} >"$2" 2>&1
}

# The one layer: without the machine's own files, and without what no test reads.
pack_layer() {
  as_root tar -C "$1" --numeric-owner --sort=name \
    --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' --exclude='./etc/resolv.conf' --exclude='./etc/hostname' \
    --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' --exclude='./var/log/*' \
    --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' -cf - . >"$2"
}

# Adds to the layer in $1 what "docker save" would say of it, in the format of Docker's image specification 1.2.
describe() {
  local layer
  layer=$(sha256sum <"$1/layer.tar" | cut -d ' ' -f 1)
  printf '{"architecture":"%s","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\n' \
    "$2" "$layer" >"$1/config.json"
  printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]\n' "$name" >"$1/manifest.json"
}

make_image() {
  command -v debootstrap >/dev/null || PATH=$PATH:/usr/sbin:/sbin command -v debootstrap >/dev/null ||
    cannot "debootstrap is not installed"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || cannot "debootstrap needs root rights, and there is no sudo"
  work=$(mktemp -d "${TMPDIR:-/var/tmp}/remediator-lab.XXXXXX")
  trap 'as_root rm -rf --one-file-system "$work"' EXIT
  mirror=${DEBIAN_MIRROR:-$(apt_mirror)}
  echo "debian-image.sh: making Debian 12 ($packages)${mirror:+ from $mirror}; about two minutes, once" >&2
  if ! bootstrap "$work/root" "$work/log"; then
    tail -n 5 "$work/log" >&2
    cannot "debootstrap failed; is ${mirror:-its mirror} reachable? Name another by DEBIAN_MIRROR."
  fi
  mkdir -p "$cache" "$work/image"
  pack_layer "$work/root" "$work/image/layer.tar"
  describe "$work/image" "$(as_root chroot "$work/root" dpkg --print-architecture)"
  tar -C "$work/image" -cf "$image.part" manifest.json config.json layer.tar
  rm -f "$cache"/debian-12-*.tar
  mv "$image.part" "$image"
}

case ${1:-} in
  '') [ -f "$image" ] || make_image ;;
  --fresh) make_image ;;
  *)
    echo 'usage: debian-image.sh [--fresh]' >&2
    exit 2
    ;;
esac
printf '%s\n' "$image"
