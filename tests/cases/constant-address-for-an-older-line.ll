; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong of 24.2 reads the bitcode of LLVM 18, which has no flags there; also in a function.
; RUN-TARGET: graalvm-24.2
; FINDING: BCF026
; FINDING: BCF036
; EXPECT: @p = global ptr getelementptr inbounds \(\[8 x i32\], ptr @a, i64 0, i64 2\)|@p = global ptr getelementptr inbounds \(i8, ptr @a, i64 8\)
; EXPECT: store ptr getelementptr \(i8, ptr @a, i64 3\), ptr %x
target triple = "x86_64-unknown-linux-gnu"
@a = global [8 x i32] zeroinitializer
@p = global ptr getelementptr inbounds ([8 x i32], ptr @a, i64 0, i64 2)
define void @f(ptr %x) {
  store ptr getelementptr nuw (i8, ptr @a, i64 3), ptr %x
  ret void
}
