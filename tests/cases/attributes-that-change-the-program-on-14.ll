; SPDX-License-Identifier: Apache-2.0 OR MIT
; What changes the program, LLVM 14 has already.
; RUN-TARGET: llvm-14
; NO-FINDINGS:
; EXPECT-OWN: declare void @a\(ptr byval\(i64\), ptr swifterror, ptr nest, i8 inreg zeroext\) #0
; EXPECT-OWN: declare void @b\(ptr sret\(\{ i64, i64 \}\), ptr byref\(i32\), i8 signext\) #1
; EXPECT-OWN: declare void @c\(ptr inalloca\(i64\)\)
; EXPECT-OWN: declare void @d\(ptr preallocated\(i64\)\)
; EXPECT-OWN: #0 = \{ convergent naked noinline returns_twice strictfp \}
; EXPECT-OWN: #1 = \{ vscale_range\(1,4\) \}
target triple = "x86_64-unknown-linux-gnu"
declare void @a(ptr byval(i64), ptr swifterror, ptr nest, i8 inreg zeroext) convergent naked noinline returns_twice strictfp
declare void @b(ptr sret({ i64, i64 }), ptr byref(i32), i8 signext) vscale_range(1, 4)
declare void @c(ptr inalloca(i64))
declare void @d(ptr preallocated(i64))
