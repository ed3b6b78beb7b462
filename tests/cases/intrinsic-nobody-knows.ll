; SPDX-License-Identifier: Apache-2.0 OR MIT
; The name of the function that is called is the message.
; FINDING: BCF040
; EXPECT: %y = call i64 @"bcfix: llvm\.x86\.rdpmc is not available on graalvm-25.0 \(in f\)"\(\)
target triple = "x86_64-unknown-linux-gnu"
declare i64 @llvm.x86.rdpmc(i32)
define i64 @f() {
  %y = call i64 @llvm.x86.rdpmc(i32 0)
  ret i64 %y
}
