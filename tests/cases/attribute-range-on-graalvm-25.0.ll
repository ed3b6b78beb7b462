; SPDX-License-Identifier: Apache-2.0 OR MIT
; NO-FINDINGS:
; EXPECT: declare range\(i32 0, 9\) i32 @f\(ptr captures\(none\) initializes\(\(0, 4\)\)\) #0
target triple = "x86_64-unknown-linux-gnu"
declare range(i32 0, 9) i32 @f(ptr captures(none) initializes((0, 4))) nocreateundeforpoison
