#!/usr/bin/env bash
# Fetches kernels of Debian's suites and architectures, by Debian's package client, and keeps of each package only the
# kernel image and its build configuration. Prints the directory that they are kept in; it is outside the checkout. The
# machine's own apt, its lists and its architectures stay as they are; no package is installed and no code of one is run.
#
#   kernels.sh [--all] [--symbols] [--extract-vmlinux] [--fresh]
#     --all      also larger images and more flavours than the tests need
#     --symbols  also the System.map of two of them, out of their -dbg packages of about 300 MB each
#     --extract-vmlinux  also the script of that name, out of the kernel's source (140 MB); it lands beside the directory
#     --fresh    ask the mirror for newer ones even if all are there; older ones of the same kind are removed
#
# Kept as <package>_<version>_<architecture>/boot/vmlinuz-..., with every file's digest in SHA256SUMS.
# Environment: DEBIAN_MIRROR, DEBIAN_SECURITY_MIRROR (default: those this machine's apt uses for Debian, else
# deb.debian.org), XDG_CACHE_HOME (default ~/.cache), TMPDIR (default /var/tmp).
# Exit status 77: cannot be fetched here. Kernels that a mirror lacks are named, and missing.
set -euo pipefail
unset CDPATH
export LC_ALL=C

# Suite, architecture, line of versions (- is any), flavour, which of two builds, and the set it belongs to. The names of
# packages hold an ABI number that goes up with every update, so the newest one of this kind is looked up in the index.
readonly wanted='
bullseye amd64   5.10 cloud-amd64      unsigned default
bullseye arm64   5.10 cloud-arm64      unsigned default
bullseye i386    5.10 686              unsigned default
bullseye armhf   5.10 armmp            unsigned all
bookworm amd64   6.1  cloud-amd64      unsigned default
bookworm arm64   6.1  cloud-arm64      unsigned default
bookworm s390x   6.1  s390x            unsigned default
bookworm amd64   6.1  amd64            signed   all
bookworm i386    6.1  686-pae          unsigned all
bookworm armhf   6.1  armmp            unsigned all
bookworm ppc64el 6.1  powerpc64le      unsigned all
trixie   amd64   6.12 cloud-amd64      unsigned default
trixie   arm64   6.12 cloud-arm64      unsigned default
trixie   amd64   6.12 amd64            unsigned all
trixie   ppc64el 6.12 powerpc64le      unsigned all
trixie   riscv64 6.12 riscv64          unsigned all
trixie   s390x   6.12 s390x            unsigned all
sid      amd64   -    cloud-amd64      signed   default
sid      arm64   -    arm64            signed   default
sid      armhf   -    armmp            unsigned default
sid      ppc64el -    powerpc64le      unsigned default
sid      riscv64 -    riscv64          unsigned default
sid      s390x   -    s390x            unsigned default
sid      ppc64el -    powerpc64le-64k  unsigned all
sid      amd64   -    user-mode-linux  unsigned all
'
# The kernels whose symbols --symbols fetches: one of absolute addresses, one whose image holds none before relocation.
readonly with_symbols='
bookworm amd64 6.1 cloud-amd64 unsigned
bookworm arm64 6.1 cloud-arm64 unsigned
'
# The source whose script is fetched; its own xz, gzip, lz4 and zstd lines are those of newer ones too.
readonly source_of_script='bookworm amd64 6.1 linux-source-6.1 unsigned'
# What a package may weigh: the largest kernel with its modules has 112 MB, its -dbg 320; an empty one stands for others.
readonly bytes_min=1000000 bytes_max=200000000
# Without so many kernels the tests prove nothing.
readonly kernels_min=10
# Bounds of one call of the package client, and of packages tried where an index names what the mirror no longer or not yet has.
readonly seconds_max=900 candidates_max=30

readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg
readonly cache=${XDG_CACHE_HOME:-$HOME/.cache}/remediator-lab
readonly kernels=$cache/kernels
readonly script=$cache/extract-vmlinux

say() { printf 'kernels.sh: %s\n' "$*" >&2; }

cannot() {
  say "$@"
  exit 77
}

# ---- a root for the package client

# Prints where this machine's own apt has the archive of a label from, or nothing: apt_mirror LABEL
apt_mirror() {
  # shellcheck disable=SC2016 # the words in $() are apt's
  apt-get indextargets --format '$(ORIGIN)/$(LABEL) $(SITE)' 'Identifier: Packages' 2>/dev/null |
    awk -v label="Debian/$1" '$1 == label && !found { print $2; found = 1 }'
}

choose_mirrors() {
  security=${DEBIAN_SECURITY_MIRROR:-}
  mirror=${DEBIAN_MIRROR:-$(apt_mirror Debian)}
  [ -n "$security" ] || [ -z "${DEBIAN_MIRROR:-}" ] || security=${DEBIAN_MIRROR%/}-security
  [ -n "$security" ] || security=$(apt_mirror Debian-Security)
  mirror=${mirror:-http://deb.debian.org/debian}
  security=${security:-http://deb.debian.org/debian-security}
}

# The suites and architectures of some rows, as a sources.list: sources ROWS
sources() {
  awk -v signed="$keyring" -v mirror="$mirror" -v security="$security" '
    function source(site, suite, of) { printf "deb [signed-by=%s arch=%s] %s %s main\n", signed, of, site, suite }
    NF && !seen[$1, $2]++ { of[$1] = of[$1] (of[$1] == "" ? "" : ",") $2 }
    END {
      for (suite in of) {
        source(mirror, suite, of[suite])
        if (suite != "sid") source(security, suite "-security", of[suite])
      }
    }' <<<"$1"
}

# Its own configuration, sources, lists and status; only the way to the network is the machine's. An index that has
# expired is welcome (old suites are not signed anew), and nobody but us can see the directory, so no other user reads it.
configure() {
  mkdir -p "$work"/{debs,apt/etc/apt/{apt.conf.d,preferences.d,trusted.gpg.d},apt/var/{lib/{apt/lists/partial,dpkg},cache/apt/archives/partial}}
  : >"$work/apt/var/lib/dpkg/status"
  sources "$1" >"$work/apt/etc/apt/sources.list"
  {
    apt-config dump --no-empty 2>/dev/null | grep -E '^Acquire::(http|https)::.*;$' || true
    cat <<CONF
Dir "$work/apt";
Dir::State::status "$work/apt/var/lib/dpkg/status";
APT::Architecture "amd64";
APT::Architectures { $(awk 'NF && !seen[$2]++ { printf "\"%s\"; ", $2 }' <<<"$1")};
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::PDiffs "false";
Acquire::GzipIndexes "false";
Acquire::Check-Valid-Until "false";
Acquire::Retries "2";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
CONF
  } >"$work/apt.conf"
}

client() { APT_CONFIG=$work/apt.conf timeout "$seconds_max" apt-get -qq "$@" </dev/null >"$work/log" 2>&1; }

# A mirror that is being updated may lack one index; what then cannot be chosen is named where it is looked for.
update() {
  client update || {
    say "not every index of $mirror and $security could be read; going on with those that could"
    tail -n 3 "$work/log" >&2
  }
}

# ---- which package

# Prints the pattern of the names of packages of one kind: pattern LINE FLAVOUR
pattern() {
  local line=${1//./[.]}
  [ "$line" != - ] || line='[0-9]+[.][0-9]+'
  case $2 in
    user-mode-linux | linux-source-*) echo "^${2//./[.]}$" ;;
    *) echo "^linux-(image|binary)-${line}[.+][^-]*(-[0-9]+)?-$2(-unsigned)?$" ;;
  esac
}

# Prints "package version" of what the indices have of one kind, newest first: candidates SUITE ARCHITECTURE PATTERN BUILD
candidates() {
  # shellcheck disable=SC2016 # the words in $() are apt's
  APT_CONFIG=$work/apt.conf apt-get indextargets --format '$(RELEASE) $(FILENAME)' "Architecture: $2" 'Identifier: Packages' |
    while read -r release index; do
      case $release in "$1" | "$1-security") grep -E '^(Package|Version|Size): |^$' "$index" ;; esac
    done |
    awk -v names="$3" -v build="$4" -v least="$bytes_min" -v most="$bytes_max" '
      function choose() {
        if (package ~ names && size >= least && size <= most)
          print version, ((package ~ /-unsigned$/) == (build == "unsigned") ? 0 : 1), package
        package = ""
      }
      /^Package: / { package = $2 } /^Version: / { version = $2 } /^Size: / { size = $2 }
      /^$/ { choose() } END { choose() }' |
    sort -k 1,1Vr -k 2,2n | awk '{ print $3, $1 }'
}

# Prints the directories that are kept of one kind: kept ARCHITECTURE LINE FLAVOUR
kept() {
  [ -d "$kernels" ] || return 0
  find "$kernels" -mindepth 1 -maxdepth 1 -type d -name "*_$1" -printf '%f\n' |
    awk -F _ -v names="$(pattern "$2" "$3")" -v newest="$([ "$2" = - ] && echo 1)" '
      $1 ~ names && (!newest || $2 !~ /^(5[.]10|6[.]1|6[.]12)[.u]/) { print }'
}

# ---- fetch and keep

# Unpacks the wanted files of a package's data into $work/kept: unpack PACKAGE-FILE PATTERN...
unpack() {
  rm -rf "$work/kept"
  mkdir "$work/kept"
  if dpkg-deb --fsys-tarfile "$1" | tar -x -C "$work/kept" --no-same-owner --wildcards "${@:2}" 2>"$work/log"; then
    return 0
  fi
  # tar also fails for a pattern that nothing matches; the image is at only one of several places.
  ! grep -vE 'Not found in archive$|Exiting with failure status' "$work/log"
}

# Downloads one package, its digest checked by the client, and unpacks files of it: take PACKAGE VERSION ARCHITECTURE PATTERN...
take() {
  local deb
  rm -f "$work"/debs/*
  (cd "$work/debs" && client download "$1:$3=$2") || return 1
  deb=$(find "$work/debs" -name '*.deb' -print -quit)
  [ -n "$deb" ] || return 1
  say "$1 $2 $3 ($(($(stat -c %s "$deb") / 1000000)) MB)"
  unpack "$deb" "${@:4}" || return 1
  rm -f "$deb"
  chmod -R u+rwX,go+rX "$work/kept"
}

take_image() {
  take "$@" './boot/vmlinu[xz]-*' './boot/config-*' './usr/lib/modules/*/vmlinuz' './usr/bin/linux.uml' &&
    [ -n "$(images "$work/kept")" ]
}

# Fetches the newest one of a kind that the mirror really has: fetch SUITE ARCHITECTURE LINE FLAVOUR BUILD
fetch() {
  local package version refused=0
  while read -r package version; do
    [ -n "$package" ] || continue
    [ ! -d "$kernels/${package}_${version}_$2" ] || return 0
    if ! take_image "$package" "$version" "$2"; then
      refused=$((refused + 1))
      continue
    fi
    [ "$refused" -eq 0 ] || say "the index names $refused newer ones, and the mirror has none of them"
    keep "${package}_${version}_$2" "$(kept "$2" "$3" "$4")"
    return
  done <<<"$(candidates "$1" "$2" "$(pattern "$3" "$4")" "$5" | head -n "$candidates_max")"
  [ "$refused" -eq 0 ] || tail -n 1 "$work/log" >&2
  return 1
}

# Moves what was unpacked to its place, whole or not at all, and removes what it replaces: keep NAME LINES-OF-OLDER
keep() {
  part=$kernels/.part.$$
  mv "$work/kept" "$part" && mv "$part" "$kernels/$1" || return 1
  local older
  while read -r older; do
    [ -z "$older" ] || rm -rf "${kernels:?}/$older"
  done <<<"$2"
}

images() { find "$1" -type f '(' -name 'vmlinu[xz]*' -o -name linux.uml ')'; }

# Adds the System.map of the very same build to a kernel, the newest one whose symbols the mirror has; that one is
# fetched too if another is kept: fetch_symbols SUITE ARCHITECTURE LINE FLAVOUR BUILD
fetch_symbols() {
  local package version name release map
  while read -r package version; do
    [ -n "$package" ] || continue
    name=${package}_${version}_$2
    release=$(sed -E 's/^linux-(image|binary)-//; s/-unsigned$//' <<<"$package")
    map=System.map-$release
    [ ! -s "$kernels/$name/boot/$map" ] || return 0
    take "linux-image-$release-dbg" "$version" "$2" "./usr/lib/debug/boot/$map" || continue
    mv "$work/kept/usr/lib/debug/boot/$map" "$work/" || continue
    [ -d "$kernels/$name" ] || { take_image "$package" "$version" "$2" && keep "$name" ''; } || continue
    mkdir -p "$kernels/$name/boot" && mv "$work/$map" "$kernels/$name/boot/"
    return
  done <<<"$(candidates "$1" "$2" "$(pattern "$3" "$4")" "$5" | head -n "$candidates_max")"
  return 1
}

# Puts scripts/extract-vmlinux of the kernel's source beside the kernels: fetch_script SUITE ARCHITECTURE LINE PACKAGE BUILD
fetch_script() {
  local package version
  while read -r package version; do
    [ -n "$package" ] || continue
    take "$package" "$version" "$2" "./usr/src/$4.tar.xz" || continue
    tar -xJO --occurrence=1 -f "$work/kept/usr/src/$4.tar.xz" "$4/scripts/extract-vmlinux" >"$work/script" || return 1
    chmod 755 "$work/script" && mv "$work/script" "$script"
    return
  done <<<"$(candidates "$1" "$2" "$(pattern "$3" "$4")" "$5" | head -n "$candidates_max")"
  return 1
}

write_index() {
  (cd "$kernels" && find . -mindepth 2 -type f -printf '%P\0' | sort -z | xargs -0r sha256sum) >"$work/SHA256SUMS"
  mv "$work/SHA256SUMS" "$kernels/SHA256SUMS"
}

# ---- the story

usage() {
  echo 'usage: kernels.sh [--all] [--symbols] [--extract-vmlinux] [--fresh]' >&2
  exit 2
}

# Prints the rows of the chosen set: every one with --fresh, else those of which nothing is kept.
rows_to_fetch() {
  local suite architecture line flavour build set
  while read -r suite architecture line flavour build set; do
    case $set in default) ;; all) [ -n "$all" ] || continue ;; *) continue ;; esac
    [ -z "$fresh" ] && [ -n "$(kept "$architecture" "$line" "$flavour")" ] ||
      echo "$suite $architecture $line $flavour $build"
  done <<<"$wanted"
}

# Prints the rows of kept kernels that have no System.map yet, or will be fetched anew.
rows_to_explain() {
  local suite architecture line flavour build
  [ -n "$symbols" ] || return 0
  while read -r suite architecture line flavour build; do
    [ -n "$suite" ] || continue
    [ -z "$fresh" ] && [ -n "$(explained "$architecture" "$line" "$flavour")" ] ||
      echo "$suite $architecture $line $flavour $build"
  done <<<"$with_symbols"
}

row_of_script() {
  [ -z "$with_script" ] || { [ -z "$fresh" ] && [ -s "$script" ]; } || echo "$source_of_script"
}

# Prints the kept kernels of a kind that have a System.map: explained ARCHITECTURE LINE FLAVOUR
explained() {
  local name
  kept "$@" | while read -r name; do
    compgen -G "$kernels/$name/boot/System.map-*" || true
  done
}

require_tools() {
  local program
  for program in apt-get apt-config dpkg-deb timeout; do
    command -v "$program" >/dev/null || cannot "$program is not installed; Debian's package client is needed"
  done
  [ -r "$keyring" ] || cannot "$keyring is missing; the package debian-archive-keyring has it"
}

fetch_all() {
  local row
  while read -r -a row; do
    [ "${#row[@]}" -eq 0 ] || fetch "${row[@]}" || say "could not get: ${row[*]}"
  done <<<"$1"
  while read -r -a row; do
    [ "${#row[@]}" -eq 0 ] || fetch_symbols "${row[@]}" || say "could not get the symbols of: ${row[*]}"
  done <<<"$2"
  read -r -a row <<<"$3" || true
  [ "${#row[@]}" -eq 0 ] || fetch_script "${row[@]}" || say "could not get the script out of: ${row[*]}"
}

main() {
  local to_fetch to_explain for_script
  to_fetch=$(rows_to_fetch)
  to_explain=$(rows_to_explain)
  for_script=$(row_of_script)
  if [ -n "$to_fetch$to_explain$for_script" ]; then
    require_tools
    work=$(mktemp -d "${TMPDIR:-/var/tmp}/remediator-kernels.XXXXXX")
    trap 'rm -rf "$work" "$part"' EXIT
    trap 'exit 130' INT TERM
    choose_mirrors
    mkdir -p "$kernels"
    configure "$to_fetch"$'\n'"$to_explain"$'\n'"$for_script"
    say "reading the indices of $mirror and $security"
    update
    fetch_all "$to_fetch" "$to_explain" "$for_script"
    write_index
  fi
  [ "$(images "$kernels" | wc -l)" -ge "$kernels_min" ] ||
    cannot "fewer than $kernels_min kernels could be got; is $mirror reachable? Name another by DEBIAN_MIRROR."
  printf '%s\n' "$kernels"
}

all='' symbols='' with_script='' fresh='' part=''
for option; do
  case $option in
    --all) all=yes ;;
    --symbols) symbols=yes ;;
    --extract-vmlinux) with_script=yes ;;
    --fresh) fresh=yes ;;
    *) usage ;;
  esac
done
main
