# SPDX-License-Identifier: Apache-2.0 OR MIT
# Random C programs (tests/csmith/csmith.py): natively and in Sulong they print the same. To be sourced after tests/lib.sh.

# have_csmith: csmith, its headers and a clang of the pinned major.
have_csmith() { "$root/tools/setup.sh" csmith 2> "$scratch/setup.csmith" || { tail -1 "$scratch/setup.csmith" >&2; return 1; }; }

# csmith_seeds LINE FIRST LAST: writes what became of each seed to the standard output, one JSON object a line.
csmith_seeds() {
    local folder code
    folder=$(mktemp -d "$scratch/csmith.XXXXXX")
    # shellcheck disable=SC2046
    python3 "$tests/csmith/csmith.py" "$bcfix" "$1" "$folder" $(seq "$2" "$3")
    code=$?
    rm -rf "$folder"
    return $code
}

# csmith_count FILE OUTCOME
csmith_count() { grep -c "\"outcome\": \"$2\"" "$1"; }
csmith_passed_over() { grep -cE '"outcome": "(endless|undefined)"' "$1"; }

# csmith_table FILE: seed, outcome and why, separated by tabs.
csmith_table() {
    python3 -c 'import json, sys
for line in map(json.loads, open(sys.argv[1], encoding="utf-8")):
    print(line["seed"], line["outcome"], " ".join(line["why"].split()), sep="\t")' "$1"
}
