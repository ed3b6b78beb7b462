; SPDX-License-Identifier: Apache-2.0 OR MIT
; The name of the function that is called is the message.
; FINDING: BCF040
; EXPECT: %y = call i32 @"bcfix: llvm\.vector\.partial\.reduce\.add\.v4i32\.v8i32 is not available on graalvm-25.0 \(in f\)|%y = call <4 x i32> @"bcfix: llvm\.vector\.partial\.reduce\.add\.v4i32\.v8i32 is not available on graalvm-25.0 \(in f\)"\(\)
target triple = "x86_64-unknown-linux-gnu"
declare <4 x i32> @llvm.vector.partial.reduce.add.v4i32.v8i32(<4 x i32>, <8 x i32>)
define <4 x i32> @f(<4 x i32> %a, <8 x i32> %b) {
  %y = call <4 x i32> @llvm.vector.partial.reduce.add.v4i32.v8i32(<4 x i32> %a, <8 x i32> %b)
  ret <4 x i32> %y
}
