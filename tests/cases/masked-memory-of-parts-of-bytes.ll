; SPDX-License-Identifier: Apache-2.0 OR MIT
; Elements that begin within a byte have no address.
; FINDING: BCF040
; EXPECT: @"bcfix: llvm.masked.load.v4i7.p0 is not available on graalvm-25.0 \(in f\)"
; EXPECT: define internal i96 @bcfix.masked.load.v4i24.p0\(ptr %0, <4 x i1> %1, i96 %2\)
target triple = "x86_64-unknown-linux-gnu"
declare <4 x i7> @llvm.masked.load.v4i7.p0(ptr, <4 x i1>, <4 x i7>)
declare <4 x i24> @llvm.masked.load.v4i24.p0(ptr, <4 x i1>, <4 x i24>)
define <4 x i7> @f(ptr %p, <4 x i1> %m, <4 x i7> %x) {
  %y = call <4 x i7> @llvm.masked.load.v4i7.p0(ptr align 1 %p, <4 x i1> %m, <4 x i7> %x)
  ret <4 x i7> %y
}
define <4 x i24> @g(ptr %p, <4 x i1> %m, <4 x i24> %x) {
  %y = call <4 x i24> @llvm.masked.load.v4i24.p0(ptr align 1 %p, <4 x i1> %m, <4 x i24> %x)
  ret <4 x i24> %y
}
