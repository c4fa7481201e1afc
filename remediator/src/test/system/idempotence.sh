#!/usr/bin/env bash
# On every recorded host that a plan exists for: apply, apply again, roll back. The second apply changes no byte, no time
# and makes no transaction; the rollback brings back content, mode, owner, time to the nanosecond and extended attributes.
# shellcheck source-path=SCRIPTDIR source=lib/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/lib.sh"
needs getfattr setfattr setfacl

# Gives the files that are going to be changed what is easily lost: attributes, an access list, an odd time, owner, mode.
mark() {
  local file
  while IFS= read -r file; do
    setfattr -n user.remediator.note -v 'kept as it was' "$file" || no_attributes=yes
    if is_root; then
      chown 12:34 "$file"
      setfattr -n trusted.remediator -v 0x00ff01 "$file" || no_attributes=yes
    fi
    setfacl -m u:77:r "$file" || no_attributes=yes
    touch -d '2016-11-22 10:23:45.123456789 UTC' "$file"
  done < <(find "$1/etc/default" "$1/boot" \( -name grub -o -name grub.cfg -o -name '*.cfg' \) -type f 2>/dev/null)
}

no_attributes=
applied=0
transactions() { find "$host/var/lib/remediator/transactions" -mindepth 1 -maxdepth 1 -type d | wc -l; }

for name in $(recorded_hosts); do
  code=0
  "$remediator" plan --policy appliance-docker --root "$hosts/$name/root" </dev/null >/dev/null 2>&1 || code=$?
  [ "$code" -eq 3 ] || continue
  applied=$((applied + 1))
  host "$name"
  mkdir -p "$host/var/lib" # every real host has it; some records do not
  mark "$host" 2>"$work/.marks"
  files "$host" >"$work/before"

  run 0 apply --policy appliance-docker --yes --root "$host"
  files "$host" >"$work/applied"
  cmp -s "$work/before" "$work/applied" && fail "apply changed nothing on $name"
  tree "$host" >"$work/first"
  run 0 apply --policy appliance-docker --yes --root "$host"
  tree "$host" >"$work/second"
  same "$name: the second apply writes nothing at all" "$work/first" "$work/second"
  [ "$(transactions)" -eq 1 ] || fail "$name: $(transactions) transactions after two runs of apply"

  run 0 rollback --yes --root "$host"
  files "$host" >"$work/after"
  same "$name: the rollback brings everything back" "$work/before" "$work/after"
  tree "$host" >"$work/first"
  run 0 rollback --yes --root "$host"
  tree "$host" >"$work/second"
  same "$name: the second rollback writes nothing at all" "$work/first" "$work/second"
  rm -rf "$host"
done
[ "$applied" -ge 8 ] || fail "only $applied recorded hosts have a plan"
[ -z "$no_attributes" ] || skip_part "not every attribute can be set here: $(sort -u "$work/.marks" | head -n 1)"
finish
