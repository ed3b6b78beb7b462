; SPDX-License-Identifier: Apache-2.0 OR MIT
; REJECT: alloca
target triple = "x86_64-unknown-linux-gnu"
define { i64, i64 } @next(i64 %x) {
  ret { i64, i64 } zeroinitializer
}
define i64 @f(i64 %x) {
  br label %turn
turn:
  %one = call { i64, i64 } @next(i64 %x)
  %b = extractvalue { i64, i64 } %one, 1
  %c = icmp eq i64 %b, 0
  br i1 %c, label %turn, label %then
then:
  %d = icmp eq i64 %b, 1
  br i1 %d, label %more, label %out
more:
  %two = call { i64, i64 } @next(i64 %b)
  br label %out
out:
  %p = phi { i64, i64 } [ %one, %then ], [ %two, %more ]
  %a = extractvalue { i64, i64 } %p, 0
  ret i64 %a
}
