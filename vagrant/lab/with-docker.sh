#!/usr/bin/env bash
# Runs a command with a Docker daemon to talk to: the one that answers, else one of its own for as long as the command runs.
#
#   with-docker.sh COMMAND [ARGUMENT...]      exit status: the command's; 77: there can be no daemon here, and why was said
#
# A daemon of its own lives in namespaces of its own (network, mounts, processes) and in a temporary directory: it cannot reach
# this machine's addresses, routes and firewall, its containers have no network, and nothing of it is left when the command
# ends, however that ends. It needs dockerd (docker.io), ip (iproute2) and root rights (through sudo when you are not root).
set -euo pipefail
unset CDPATH

readonly starting_seconds_max=60
readonly stopping_seconds_max=20
readonly cgroup=remediator-lab-$$

cannot() {
  printf 'with-docker.sh: %s\n' "$*" >&2
  exit 77
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

answers() { command -v docker >/dev/null && timeout 10 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# A container's program is started through the root of the machine's first process. In a chroot that is another root than ours,
# and what was meant for the container would reach the machine's own files.
in_chroot() {
  local here there
  here=$(stat -Lc %d:%i /) && there=$(as_root stat -Lc %d:%i /proc/1/root) && [ "$here" != "$there" ]
}

# The daemon is process 1 of its namespace, so whatever it started dies with it, and so do the mounts.
start_daemon() {
  as_root unshare --net --mount --pid --fork --kill-child --mount-proc --propagation private \
    sh -c 'ip link set lo up && exec dockerd "$@"' dockerd \
    --host "unix://$work/docker.sock" --group "$(id -g)" --pidfile "$work/docker.pid" \
    --data-root "$work/data" --exec-root "$work/exec" --cgroup-parent "$cgroup" \
    --bridge none --iptables=false --ip-forward=false --ip-masq=false >"$work/log" 2>&1 &
  launcher=$!
  local waited=0
  until [ -S "$work/docker.sock" ] && grep -q 'API listen on' "$work/log"; do
    kill -0 "$launcher" 2>/dev/null || return 1
    [ "$waited" -lt $((starting_seconds_max * 5)) ] || return 1
    waited=$((waited + 1))
    sleep 0.2
  done
}

# Prints the daemon's process, known by the file that only it was given.
daemon() { ps -e -ww -o pid=,comm=,args= | awk -v mark="$work/docker.pid" '$2 == "dockerd" && index($0, mark) { print $1 }'; }

stop_daemon() {
  local waited=0
  signal_daemon TERM
  while kill -0 "$launcher" 2>/dev/null && [ "$waited" -lt $((stopping_seconds_max * 5)) ]; do
    waited=$((waited + 1))
    sleep 0.2
  done
  signal_daemon KILL
  wait "$launcher" 2>/dev/null || true
}

signal_daemon() {
  local process
  process=$(daemon)
  [ -z "$process" ] || as_root kill -s "$1" "$process" 2>/dev/null || true
}

# Directories of control groups outlive the processes that were in them.
remove_cgroups() { as_root find /sys/fs/cgroup -depth -type d -path "*/$cgroup*" -exec rmdir {} + 2>/dev/null || true; }

clean_up() {
  [ -z "${launcher:-}" ] || stop_daemon
  remove_cgroups
  as_root rm -rf --one-file-system "$work"
}

run_with_own_daemon() {
  work=$(mktemp -d "${TMPDIR:-/var/tmp}/remediator-docker.XXXXXX")
  trap clean_up EXIT
  trap 'exit 130' INT TERM
  if ! start_daemon; then
    tail -n 5 "$work/log" >&2
    cannot "dockerd does not start here, see above"
  fi
  DOCKER_HOST=unix://$work/docker.sock "$@"
}

[ "$#" -gt 0 ] || {
  echo 'usage: with-docker.sh COMMAND [ARGUMENT...]' >&2
  exit 2
}
if answers; then
  "$@"
else
  PATH=$PATH:/usr/sbin:/sbin
  command -v dockerd >/dev/null || cannot "no Docker daemon answers, and dockerd (Debian: docker.io) is not installed"
  command -v ip >/dev/null || cannot "no Docker daemon answers, and ip (iproute2) is not there to start one"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || cannot "dockerd needs root rights, and there is no sudo"
  ! in_chroot || cannot "this is a chroot, in which a container's programs would run outside of it"
  run_with_own_daemon "$@"
fi
