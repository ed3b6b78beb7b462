#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# What a program on GraalVM is told of its processor: just what lib/target/cpu_features.def says. And whether values were
# compared for each intrinsic of the features that it is told of.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

folder=$cache/programs/detected-$(cat "$tests/features/detected.rs" <(rustc -V) | sha256sum | cut -c1-16)
mkdir -p "$folder"
[[ -e $folder/detected.bc ]] ||
    rustc -O -C lto=fat -C codegen-units=1 --emit=llvm-bc,link -o "$folder/detected" "$tests/features/detected.rs" 2> "$folder/log" ||
    fail cpu-features/build "$(grep -m1 error "$folder/log")"

# Those of the table that Rust has a name for.
told() {
    python3 - "$root/lib/target/cpu_features.def" "$tests/features/detected.rs" <<'PYTHON'
import re, sys
table, program = (open(path, encoding="utf-8").read() for path in sys.argv[1:])
rust = set(re.findall(r'"([a-z0-9.]+)"', program.split("show!(")[1].split(";")[0]))
print("\n".join(sorted(name for name, told in re.findall(r'^CPU_FEATURE\("([^"]+)", \w+, \w+, \d+, (\w+),', table, re.M)
                       if told == "true" and name in rust)))
PYTHON
}

told > "$scratch/told"
check cpu-features/table "the table tells of nothing" test -s "$scratch/told"
for line in 23.1 25.0; do
    if "$bcfix" convert -q --target="graalvm-$line" "$folder/detected.bc" "$scratch/detected.bc" &&
        "$tests/oracle/sulong/sulong" --line="$line" "$scratch/detected.bc" > "$scratch/found" 2> "$scratch/stderr"; then
        check "cpu-features/$line" "$(diff "$scratch/told" <(sort "$scratch/found") | tr '\n' ' ')" \
            cmp -s "$scratch/told" <(LC_ALL=C sort "$scratch/found")
    else
        fail "cpu-features/$line" "$(head -1 "$scratch/stderr")"
    fi
done

# What values.py has cases for, against the rows for x86.
python3 "$tests/lowering/values.py" "$scratch"
if python3 - "$root/lib/target/intrinsics.def" "$scratch" > "$scratch/without" <<'PYTHON'
import glob, re, sys
# What gives no number that is the same twice, or none at all.
other = {"llvm.x86.rdrand", "llvm.x86.rdseed", "llvm.x86.rdtsc", "llvm.x86.rdtscp", "llvm.x86.xgetbv", "llvm.x86.sse.sfence",
         "llvm.x86.sse2.lfence", "llvm.x86.sse2.mfence"}
rows = re.findall(r'^INTRINSIC\("(llvm\.x86\.[^"]+)", "[^"]*", (?:DEFINE|EXPAND),', open(sys.argv[1], encoding="utf-8").read(), re.M)
called = set()
for path in glob.glob(sys.argv[2] + "/*.ll"):
    called.update(re.findall(r"call [^@\n]*@(llvm\.x86\.[A-Za-z0-9_.]+)\(", open(path, encoding="utf-8").read()))
without = [row for row in rows if row not in other and not any(name == row or name.startswith(row + ".") for name in called)]
print(" ".join(without))
sys.exit(bool(without) or len(rows) < 100)
PYTHON
then ok cpu-features/values; else fail cpu-features/values "no values for $(cat "$scratch/without")"; fi
finish
