; SPDX-License-Identifier: Apache-2.0 OR MIT
target triple = "x86_64-unknown-linux-gnu"
@in = global <6 x i32> <i32 1, i32 2, i32 3, i32 4, i32 5, i32 6>
declare {<2 x i32>, <2 x i32>, <2 x i32>} @llvm.vector.deinterleave3.v6i32(<6 x i32>)
declare <6 x i32> @llvm.vector.interleave3.v6i32(<2 x i32>, <2 x i32>, <2 x i32>)
define i32 @main() {
 %x = load volatile <6 x i32>, ptr @in
 %d = call {<2 x i32>, <2 x i32>, <2 x i32>} @llvm.vector.deinterleave3.v6i32(<6 x i32> %x)
 %a = extractvalue {<2 x i32>, <2 x i32>, <2 x i32>} %d, 0
 %b = extractvalue {<2 x i32>, <2 x i32>, <2 x i32>} %d, 1
 %c = extractvalue {<2 x i32>, <2 x i32>, <2 x i32>} %d, 2
 %w = call <6 x i32> @llvm.vector.interleave3.v6i32(<2 x i32> %b, <2 x i32> %c, <2 x i32> %a)
 %e = icmp eq <6 x i32> %w, <i32 2, i32 3, i32 1, i32 5, i32 6, i32 4>
 %all = call i1 @llvm.vector.reduce.and.v6i1(<6 x i1> %e)
 %result = zext i1 %all to i32
 ret i32 %result
}
declare i1 @llvm.vector.reduce.and.v6i1(<6 x i1>)
