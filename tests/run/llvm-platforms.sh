#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Modules for other platforms than the tested one, converted to each LLVM, pass its verifier and keep their triple; and where
# that LLVM has a backend for them, it compiles them; but 14, whose backend for AArch64 dies of atomics on opaque pointers.
# Nothing here runs.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# The body is what rustc writes: attributes, flags and intrinsics that are newer than LLVM 16.
module_for() {
    printf 'target datalayout = "%s"\ntarget triple = "%s"\n' "$2" "$1"
    cat <<'LLVM'
@vtable = private constant <{ ptr, [16 x i8], ptr }> <{ ptr null, [16 x i8] c"\08\00\00\00\00\00\00\00\08\00\00\00\00\00\00\00", ptr @compare }>, align 8
@second = constant ptr getelementptr inbounds nuw (i8, ptr @vtable, i64 24)

define noundef range(i8 -1, 2) i8 @compare(i32 noundef %a, i32 noundef %b) unnamed_addr #0 {
start:
  %order = tail call range(i8 -1, 2) i8 @llvm.scmp.i8.i32(i32 %a, i32 %b)
  ret i8 %order
}

define void @copy(ptr dead_on_unwind noalias noundef writable sret([24 x i8]) align 8 captures(none) dereferenceable(24) %out, ptr noundef readonly captures(address, read_provenance) %in, i64 noundef %count) unnamed_addr #0 {
start:
  %room = alloca [16 x i8], align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %room)
  %place = getelementptr inbounds nuw i8, ptr %in, i64 8
  %narrow = trunc nuw i64 %count to i32
  %wide = zext nneg i32 %narrow to i64
  %either = or disjoint i64 %wide, 1
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %room, ptr align 1 %place, i64 16, i1 false)
  %old = atomicrmw add ptr %in, i64 %either acq_rel, align 8
  %seen = cmpxchg weak ptr %in, i64 %old, i64 0 acquire monotonic, align 8
  %big = sext i64 %old to i128
  %bigger = mul i128 %big, %big
  store i128 %bigger, ptr %out, align 16
  call void @llvm.lifetime.end.p0(ptr nonnull %room)
  ret void
}

declare range(i8 -1, 2) i8 @llvm.scmp.i8.i32(i32, i32)
declare void @llvm.lifetime.start.p0(ptr captures(none))
declare void @llvm.lifetime.end.p0(ptr captures(none))
declare void @llvm.memcpy.p0.p0.i64(ptr noalias writeonly captures(none), ptr noalias readonly captures(none), i64, i1 immarg)

attributes #0 = { nounwind nonlazybind memory(readwrite, inaccessiblemem: none, errnomem: none) uwtable "probe-stack"="inline-asm" "target-cpu"="generic" }
!llvm.module.flags = !{!0, !1}
!0 = !{i32 8, !"PIC Level", i32 2}
!1 = !{i32 2, !"RtLibUseGOT", i32 1}
LLVM
}
platforms=(
    "aarch64-unknown-linux-gnu e-m:e-p270:32:32-p271:32:32-p272:64:64-i8:8:32-i16:16:32-i64:64-i128:128-n32:64-S128-Fn32"
    "arm64-apple-macosx11.0.0 e-m:o-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-n32:64-S128-Fn32"
    "x86_64-apple-macosx10.12.0 e-m:o-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
)
for entry in "${platforms[@]}"; do
    read -r triple layout <<< "$entry"
    module_for "$triple" "$layout" > "$scratch/$triple.ll"
    check "llvm-platforms/$triple/as" "LLVM $llvm_major does not take the module" assemble "$scratch/$triple.ll" "$scratch/$triple.bc"
done
for major in $(llvm_targets); do
    if ! have_llvm "$major" 2> "$scratch/why"; then
        not_run "llvm-platforms/$major" "$(tail -1 "$scratch/why")"
        continue
    fi
    for entry in "${platforms[@]}"; do
        read -r triple layout <<< "$entry"
        name=llvm-platforms/$major/$triple
        if ! "$bcfix" convert -q "--target=llvm-$major" "$scratch/$triple.bc" "$scratch/out.bc" 2> "$scratch/stderr"; then
            fail "$name" "it does not convert: $(tail -1 "$scratch/stderr")"
        elif ! verify_with "$major" "$scratch/out.bc" 2> "$scratch/stderr"; then
            fail "$name" "$(complaint "$scratch/stderr")"
        elif ! grep -qF "target triple = \"$triple\"" <(disassemble_with "$major" "$scratch/out.bc"); then
            fail "$name" "it has another triple"
        elif [[ $major != 14 ]] && has_tools "$major" && ! compile_with "$major" "$scratch/out.bc" "$scratch/out.o" 2> "$scratch/stderr"; then
            fail "$name" "it does not compile: $(complaint "$scratch/stderr")"
        else
            ok "$name"
        fi
    done
done
finish
