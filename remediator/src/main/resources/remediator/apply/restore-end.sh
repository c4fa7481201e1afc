
foreign=
each check
[ -z "$foreign" ] || fail "nothing was changed"
trap 'each clean' 0
trap 'exit 130' 1 2 15
each stage
sync
each replace
each clean_all
sync
say "the files are as they were before transaction $id"
