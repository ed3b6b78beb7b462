# SPDX-License-Identifier: Apache-2.0 OR MIT
# What the tests with damaged modules share; to be sourced behind lib.sh, after checked_build clang gave $checked.

# damage FILE FOLDER COUNT SEED: COUNT copies with damaged bytes, and COUNT with damaged records and blocks.
damage() { python3 "$tests/oracle/llvm/damage.py" "$@" && "$checked/tests/damage_records" "$@"; }

# convert_damaged FOLDER TARGET...: converts the files of the list FOLDER/files for each target, with sanitizers, and asks
# LLVM about the results for the first target, which must be that of LLVM's own version. FOLDER/counts gets the last lines of
# convert_each and of judge_damaged.py as one, and FOLDER/against a line for everything that is not as it should be.
convert_damaged() {
    local folder=$1 code=0
    shift
    mkdir -p "$folder/results" "$folder/texts"
    sanitized "$checked/tests/convert_each" "$folder/place" "$folder/results" "$@" < "$folder/files" > "$folder/out" 2> "$folder/stderr" || code=$?
    sed '$d' "$folder/out" > "$folder/against"
    if [[ $code != 0 && ! -s $folder/against ]]; then
        echo 0 0 0 0 0 0 > "$folder/out"
        echo "it died with $code at $(head -1 "$folder/place"): $(sanitizer_reports | head -1) $(head -1 "$folder/stderr")" > "$folder/against"
    fi
    python3 "$tests/oracle/llvm/judge_damaged.py" --job="$(llvm_job_program)" --library="${llvm_library[$llvm_major]}" --major="$llvm_major" \
        --results="$folder/results" --work="$folder/texts" < "$folder/files" > "$folder/judged" 2>&1 || sed '$d' "$folder/judged" >> "$folder/against"
    echo "$(tail -1 "$folder/out") $(tail -1 "$folder/judged")" > "$folder/counts"
}
