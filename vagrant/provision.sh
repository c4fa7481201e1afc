#!/bin/sh
# Puts the product in place inside a box, with a Java to run it: provision.sh DIST
# DIST is the directory that the build made; a runtime in it (see runtime.sh) wins over the distribution's Java.
set -eu

dist=${1:?usage: provision.sh DIST}
target=/opt/remediator

rm -rf "$target"
mv "$dist" "$target"
chown -R root:root "$target"
chmod -R u=rwX,go=rX "$target"
chmod 755 "$target/bin/remediator"
[ ! -d "$target/runtime" ] || chmod 755 "$target"/runtime/bin/* "$target/runtime/lib/jspawnhelper"

if ! "$target/bin/remediator" --version >/dev/null 2>&1; then
  if command -v apt-get >/dev/null; then
    apt-get -q update
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends openjdk-17-jre-headless
  elif command -v zypper >/dev/null; then
    zypper --non-interactive install java-17-openjdk-headless
  elif command -v dnf >/dev/null; then
    dnf -y install java-17-openjdk-headless
  else
    echo "provision.sh: this distribution has no Java 17. On the machine that builds: vagrant/runtime.sh, then provision again." >&2
    exit 1
  fi
fi
"$target/bin/remediator" --version
