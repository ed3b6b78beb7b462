; SPDX-License-Identifier: Apache-2.0 OR MIT
; Before 25.0 GraalVM asks for handles only when there is one.
; RUN-TARGET: graalvm-24.2
; EXPECT: getelementptr i8, ptr inttoptr \(i64 -1 to ptr\), i64 %end
target triple = "x86_64-unknown-linux-gnu"
define i8 @f(i64 %end) {
  %last = getelementptr i8, ptr inttoptr (i64 -1 to ptr), i64 %end
  %a = load i8, ptr %last
  ret i8 %a
}
