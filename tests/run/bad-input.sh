#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Bad input: exit 3, one message that names the file, the place and the reason, no output file.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
[[ -n ${ASAN_OPTIONS:-} ]] || ulimit -v 4000000 # the address sanitizer has a map of all addresses

# refused NAME FILE REGEX: convert ends as it should for bad input, with a message like this.
refused() {
    local name=$1 file=$2 expected=$3 code
    rm -f "$scratch/out.bc"
    timeout 20 "$bcfix" convert "$file" "$scratch/out.bc" > "$scratch/stdout" 2> "$scratch/stderr"
    code=$?
    if [[ $code != 3 ]]; then fail "bad-input/$name" "exit $code: $(head -1 "$scratch/stderr")"
    elif [[ -e $scratch/out.bc ]]; then fail "bad-input/$name" "there is an output file"
    elif [[ $(wc -l < "$scratch/stderr") != 1 ]]; then fail "bad-input/$name" "not one line: $(head -2 "$scratch/stderr")"
    elif ! grep -qF "$file" "$scratch/stderr"; then fail "bad-input/$name" "the file is not named"
    elif ! grep -qE "$expected" "$scratch/stderr"; then fail "bad-input/$name" "it says: $(cat "$scratch/stderr")"
    else ok "bad-input/$name"; fi
}

cat > "$scratch/small.ll" <<'LLVM'
target triple = "x86_64-unknown-linux-gnu"
@text = private constant [4 x i8] c"abc\00", align 1
declare i32 @puts(ptr)
define i32 @main(i32 %count, ptr %arguments) {
  %many = icmp sgt i32 %count, 1
  br i1 %many, label %more, label %done
more:
  %sum = add i32 %count, 7
  br label %done
done:
  %value = phi i32 [ %sum, %more ], [ 0, %0 ]
  %printed = call i32 @puts(ptr @text)
  ret i32 %value
}
!named = !{!0}
!0 = !{!"metadata", i32 5}
LLVM
assemble "$scratch/small.ll" "$scratch/small.bc" || fail bad-input "there is no assembler"
size=$(stat -c %s "$scratch/small.bc")

: > "$scratch/empty"
refused empty "$scratch/empty" 'bit 0: the file is empty'
head -c 4096 /dev/zero > "$scratch/zeros"
refused zeros "$scratch/zeros" 'not bitcode'
echo 'fn main() {}' > "$scratch/text.rs"
refused text "$scratch/text.rs" 'not bitcode'
printf '!<arch>\nsomething' > "$scratch/library.a"
refused archive "$scratch/library.a" 'archive'
cp "$bcfix" "$scratch/elf"
refused elf "$scratch/elf" 'ELF'
head -c 4 "$scratch/small.bc" > "$scratch/magic"
refused magic-only "$scratch/magic" 'no module'
printf '\xde\xc0\x17\x0b\0\0\0\0\xff\xff\xff\x7f\x10\0\0\0\0\0\0\0' > "$scratch/wrapper"
refused wrapper "$scratch/wrapper" 'outside the file'
python3 - "$scratch" <<'PYTHON'
import random, sys
folder = sys.argv[1]
rng = random.Random(3)
open(folder + "/random", "wb").write(b"BC\xc0\xde" + bytes(rng.randrange(256) for _ in range(5000)))
open(folder + "/nested", "wb").write(b"BC\xc0\xde" + bytes.fromhex("210c0000ffffff7f") * 200)
PYTHON
refused random "$scratch/random" 'bit [0-9]+: '
refused nested "$scratch/nested" 'bit [0-9]+: '
for cut in 8 20 100 400 $((size / 2)) $((size - 40)) $((size - 4)) $((size - 1)); do
    head -c "$cut" "$scratch/small.bc" > "$scratch/cut"
    refused "cut at $cut" "$scratch/cut" 'bit [0-9]+: '
done
(printf 'BC\xc0\xde'; tail -c +5 "$scratch/small.bc" | tail -c +17) > "$scratch/shifted"
refused shifted "$scratch/shifted" 'bit [0-9]+: '

python3 "$tests/oracle/llvm/damage.py" "$scratch/small.bc" "$scratch/mutants" 400
bad=0 accepted=0 refused=0
for mutant in "$scratch"/mutants/*; do
    rm -f "$scratch/out.bc"
    timeout 20 "$bcfix" convert -q "$mutant" "$scratch/out.bc" 2> "$scratch/stderr"
    code=$?
    case $code in
    0) accepted=$((accepted + 1)) ;;
    1 | 3 | 5)
        refused=$((refused + 1))
        [[ ! -e $scratch/out.bc && $(wc -l < "$scratch/stderr") == 1 ]] || { bad=$((bad + 1)); echo "bad-input: $mutant" >&2; }
        ;;
    *) bad=$((bad + 1)); fail "bad-input/$(basename "$mutant")" "exit $code" ;;
    esac
done
check "bad-input/400 mutants ($refused refused, $accepted accepted)" "$bad ended otherwise" test "$bad" = 0
finish
