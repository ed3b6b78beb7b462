#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Debug info of real programs, and of modules that older LLVMs wrote, which have calls of llvm.dbg.* and no records.
#   - A program with std, at -g and -O -g, converted to each LLVM: its reader does not complain, as it does when it takes
#     debug info for invalid and drops it all. Converted to llvm-16 and read by LLVM 22 again, the same records stand in the
#     same places, but for variables whose location was lost, which is told.
#   - Calls: what the target reads stays, what it does not is written in another way.
#   - The frames of a program that stops in GraalVM name files and lines of Rust.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# debug_program NAME SOURCE FLAG...: one module of the program with std, built once.
debug_program() {
    local name=$1 source=$2 folder
    shift 2
    folder=$cache/programs/$(cat "$source" <(rustc -V; echo "$@") | sha256sum | cut -c1-16)
    if [[ ! -e $folder/$name.bc ]]; then
        rm -rf "$folder.new" && mkdir -p "$folder.new" &&
            rustc "$@" -C lto=fat -C codegen-units=1 --emit=llvm-bc,link -C link-arg=-Wl,--unresolved-symbols=ignore-all \
                -o "$folder.new/$name" "$source" 2> "$folder.new/log" ||
            { sed 's/^/rustc: /' "$folder.new/log" >&2; return 1; }
        rm -rf "$folder" && mv "$folder.new" "$folder"
    fi
    echo "$folder/$name.bc"
}

# complains MAJOR FILE: what that LLVM says while it reads and verifies the module.
complains() { verify_with "$1" "$2" 2>&1 | grep -m1 .; }

# records FILE: its debug records and where blocks begin, without numbers, which other rewrites shift, and flags of constants.
records() { disassemble "$1" | sed -nE '/^    #dbg_/{s/![0-9]+/!/g;s/%[0-9]+/%/g;s/getelementptr inbounds nuw/getelementptr inbounds/g;p};s/^([a-z][^ ]*:) .*/\1/p'; }

# lost FILE OTHER: records that differ, and how many of them lost a location that LLVM 16 has no expression for.
lost() {
    diff <(records "$1") <(records "$2") | awk '
        /^</ { old++; if (/DW_OP_(eq|ge|gt|le|lt|ne)[,)]/) reason++ }
        /^>/ { new++; if (/poison, !, !DIExpression\(/) killed++ }
        END { print old + 0, new + 0, reason + 0, killed + 0 }'
}

for flags in "-g" "-O -g"; do
    name=debug-info/collections${flags// /}
    # shellcheck disable=SC2086
    if ! module=$(debug_program collections "$tests/programs/collections.rs" $flags); then
        fail "$name" "it does not compile"
        continue
    fi
    for major in 14 15 16 17 18 19 20 21; do
        have_llvm "$major" 2> "$scratch/why" || { not_run "$name/$major" "$(tail -1 "$scratch/why")"; continue; }
        "$bcfix" convert -q "--target=llvm-$major" "$module" "$scratch/$major.bc" 2> "$scratch/stderr" ||
            { fail "$name/$major" "it does not convert: $(tail -1 "$scratch/stderr")"; continue; }
        said=$(complains "$major" "$scratch/$major.bc")
        check "$name/$major" "$said" test -z "$said"
    done
    if [[ -e $scratch/16.bc ]]; then
        read -r old new reason killed < <(lost "$module" "$scratch/16.bc")
        check "$name/same-records" "$old records became $new others, $reason and $killed of them for a reason" \
            test "$old$old$old" = "$new$reason$killed"
        echo "debug-info: ${flags}: $(records "$module" | grep -c '^    #dbg_') records, $old lost their location for llvm-16"
    fi
done

# A module that LLVM 18 wrote: the records are calls, of which LLVM 15 cannot read the second, nor anyone before 17 the third.
cat > "$scratch/calls.ll" <<'LLVM'
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.dbg.value(metadata, metadata, metadata)
declare void @llvm.dbg.assign(metadata, metadata, metadata, metadata, metadata, metadata)
define void @f(i32 %x) !dbg !3 {
  %a = alloca i32, align 4, !DIAssignID !10
  call void @llvm.dbg.value(metadata i32 %x, metadata !8, metadata !DIExpression()), !dbg !6
  call void @llvm.dbg.assign(metadata i32 %x, metadata !8, metadata !DIExpression(), metadata !10, metadata ptr %a, metadata !DIExpression()), !dbg !6
  call void @llvm.dbg.value(metadata i32 %x, metadata !8, metadata !DIExpression(DW_OP_lit0, DW_OP_lt, DW_OP_stack_value)), !dbg !6
  ret void, !dbg !7
}
!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !2, emissionKind: FullDebug)
!2 = !DIFile(filename: "f.rs", directory: "/")
!3 = distinct !DISubprogram(name: "f", file: !2, line: 1, type: !4, unit: !1, spFlags: DISPFlagDefinition)
!4 = !DISubroutineType(types: !5)
!5 = !{null}
!6 = !DILocation(line: 10, scope: !3)
!7 = !DILocation(line: 20, scope: !3)
!8 = !DILocalVariable(name: "x", scope: !3, file: !2, line: 2, type: !9)
!9 = !DIBasicType(name: "i32", size: 32, encoding: DW_ATE_signed)
!10 = distinct !DIAssignID()
LLVM
# calls_of MAJOR: the calls in the converted module: the function, the value, whether there is an operator.
calls_of() {
    disassemble_with "$1" "$scratch/calls-$1.bc" | grep -v '^declare' |
        sed -nE 's/.*@llvm\.dbg\.([a-z]+)\(metadata i32 ([%a-z]+), .*(DW_OP|!DIExpression\(\)).*/\1 \2 \3/p' | sed 's/!DIExpression()/-/' | paste -sd, -
}
if have_llvm 18 2> "$scratch/why" && assemble_with 18 "$scratch/calls.ll" "$scratch/calls.bc"; then
    while read -r major wanted; do
        have_llvm "$major" 2> "$scratch/why" || { not_run "debug-info/calls-$major" "$(tail -1 "$scratch/why")"; continue; }
        "$bcfix" convert -q "--target=llvm-$major" "$scratch/calls.bc" "$scratch/calls-$major.bc"
        said=$(complains "$major" "$scratch/calls-$major.bc")$(calls_of "$major")
        check "debug-info/calls-$major" "it has $said" test "$said" = "$wanted"
        check "debug-info/calls-$major-again" "converting it again gives other bytes" \
            idempotent "llvm-$major" "$scratch/calls-$major.bc"
    done <<'CALLS'
15 value %x -,value %x -,value poison -
16 value %x -,assign %x -,value poison -
18 value %x -,assign %x -,value %x DW_OP
CALLS
else
    not_run debug-info/calls "$(tail -1 "$scratch/why")"
fi

# 24.2 and later name the line where the function begins, those before that of the call: both are lines of the file.
cat > "$scratch/stops.rs" <<'RUST'
extern "C" {
    fn nobody_defines_this(x: u32) -> u32;
}
#[inline(never)]
fn deep_in(n: u32) -> u32 {
    if n == 0 {
        return unsafe { nobody_defines_this(7) };
    }
    deep_in(n - 1) + n
}
fn main() {
    println!("{}", deep_in(std::env::args().count() as u32));
}
RUST
# names_frames LINE FILE
names_frames() {
    BCFIX_SULONG_TRACE=1 "$tests/oracle/sulong/sulong" "--line=$1" "$2" > "$scratch/trace" 2>&1
    grep -qE 'deep_in\((.*/)?stops\.rs:[5-9]:' "$scratch/trace" && grep -qE 'main\((.*/)?stops\.rs:1[1-2]:' "$scratch/trace" &&
        grep -qE '\(library/(std|core)/src/.*\.rs:[0-9]+' "$scratch/trace"
}
if stops=$(cd "$scratch" && debug_program stops "$scratch/stops.rs" -g); then
    for line in 25.0 24.0; do
        "$root/tools/setup.sh" sulong "$line" > /dev/null 2> "$scratch/why" || { not_run "debug-info/frames-$line" "$(tail -1 "$scratch/why")"; continue; }
        "$bcfix" convert -q "--target=graalvm-$line" "$stops" "$scratch/stops.bc"
        check "debug-info/frames-$line" "no frame of deep_in and main: $(head -3 "$scratch/trace" 2> /dev/null | tail -1)" \
            names_frames "$line" "$scratch/stops.bc"
    done
else
    fail debug-info/frames "it does not compile"
fi
finish
