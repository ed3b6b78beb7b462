; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: graalvm-24.2
; FINDING: BCF017
; EXPECT: declare i32 @f\(ptr captures\(none\)\) #0
; EXPECT: nocreateundeforpoison
target triple = "x86_64-unknown-linux-gnu"
declare range(i32 0, 9) i32 @f(ptr captures(none) initializes((0, 4))) nocreateundeforpoison
