; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF040
; EXPECT: @"bcfix: llvm\.x86\.sse\.rcp\.ps is not available on graalvm-25\.0 \(in f\)"
; EXPECT: @"bcfix: llvm\.x86\.sse\.stmxcsr is not available on graalvm-25\.0 \(in g\)"
target triple = "x86_64-unknown-linux-gnu"
declare <4 x float> @llvm.x86.sse.rcp.ps(<4 x float>)
declare void @llvm.x86.sse.stmxcsr(ptr)
define <4 x float> @f(<4 x float> %x) {
  %y = call <4 x float> @llvm.x86.sse.rcp.ps(<4 x float> %x)
  ret <4 x float> %y
}
define void @g(ptr %p) {
  call void @llvm.x86.sse.stmxcsr(ptr %p)
  ret void
}
