; SPDX-License-Identifier: Apache-2.0 OR MIT
; GraalVM takes the handlers of Windows, and what says that a call is in one.
; EXPECT: call void @g\(\) \[ "funclet"\(token %pad\) \]
target triple = "x86_64-unknown-linux-gnu"
declare void @g()
declare i32 @__CxxFrameHandler3(...)
define void @f() personality ptr @__CxxFrameHandler3 {
  invoke void @g() to label %done unwind label %cleanup
cleanup:
  %pad = cleanuppad within none []
  call void @g() [ "funclet"(token %pad) ]
  cleanupret from %pad unwind to caller
done:
  ret void
}
