; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF080
; EXPECT-IN-ORDER: store \{ i64, i64 \} %[0-9]+, ptr %1, align 16 %[0-9]+ = load \{ i64, i64 \}, ptr %1, align 16 store \{ i64, i64 \} %[0-9]+, ptr %2, align 16 %old = load
target triple = "x86_64-unknown-linux-gnu"
declare { i64, i64 } @next(i64)
define i64 @f() {
  br label %turn
turn:
  %old = phi { i64, i64 } [ zeroinitializer, %0 ], [ %new, %turn ]
  %a = extractvalue { i64, i64 } %old, 0
  %new = call { i64, i64 } @next(i64 %a)
  %b = extractvalue { i64, i64 } %old, 1
  %c = icmp eq i64 %b, 0
  br i1 %c, label %turn, label %out
out:
  ret i64 %a
}
