; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF041
; FINDING: BCF080
; EXPECT-IN-ORDER: landingpad \{ ptr, i32 \} cleanup store .* call void @"bcfix: [^"]*landing pad
target triple = "x86_64-unknown-linux-gnu"
declare void @may_throw()
declare void @use({ ptr, i32 })
declare i32 @rust_eh_personality(...)
define void @f() personality ptr @rust_eh_personality {
  br label %again
again:
  %x = phi { ptr, i32 } [ zeroinitializer, %0 ], [ %l, %pad ]
  invoke void @may_throw() to label %out unwind label %pad
pad:
  %before = phi { ptr, i32 } [ %x, %again ]
  %l = landingpad { ptr, i32 } cleanup
  call void @use({ ptr, i32 } %before)
  br label %again
out:
  ret void
}
