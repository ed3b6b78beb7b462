#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Damaged modules for every target, under the address and undefined behaviour sanitizers: each ends with an error, or with a
# result that is the same when it is converted again. Half of them have damaged bytes, half one damaged record each.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

build=$root/build-sanitized
{
    [[ -e $build/build.ninja ]] ||
        meson setup "$build" "$root" -Dbuildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false &&
        ninja -C "$build" tests/convert_each tests/damage_records
} > "$scratch/log" 2>&1 || { fail damaged-input "it does not build with sanitizers: $(tail -1 "$scratch/log")"; finish; }

mkdir "$scratch/whole" "$scratch/damaged"
make_module=$(dirname "$(dirname "$bcfix")")/tests/unit/make_module
[[ -x $make_module ]] && "$make_module" newer "$scratch/whole/newer.bc" > /dev/null
for case in "$tests"/cases/*.ll; do
    assemble "$case" "$scratch/whole/$(basename "$case" .ll).bc" || fail damaged-input "$case is not assembled"
done
for file in "$scratch"/whole/*.bc; do
    count=3
    case $file in *whole-module.bc | *newer.bc) count=150 ;; esac
    python3 "$tests/oracle/llvm/damage.py" "$file" "$scratch/damaged/$(basename "$file" .bc)" $count 7
    "$build/tests/damage_records" "$file" "$scratch/damaged/$(basename "$file" .bc)" $count 7 ||
        fail damaged-input "damage_records failed for $file"
done

export ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=halt_on_error=1:exitcode=99:print_stacktrace=1
find "$scratch/whole" "$scratch/damaged" -type f | sort > "$scratch/files"
"$build/tests/convert_each" "$scratch/place" < "$scratch/files" > "$scratch/out" 2> "$scratch/stderr"
code=$?
read -r converted refused wrong < <(tail -1 "$scratch/out")
if [[ $code == 0 ]]; then
    ok "damaged-input/$(wc -l < "$scratch/files") files for each target ($converted converted, $refused refused)"
elif [[ -n ${wrong:-} && ! -s $scratch/stderr ]]; then
    fail damaged-input "$wrong ended otherwise: $(head -1 "$scratch/out")"
else
    fail damaged-input "it died at $(head -1 "$scratch/place"): $(grep -m1 -E 'ERROR|runtime error' "$scratch/stderr")"
fi
finish
