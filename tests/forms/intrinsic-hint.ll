; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 20: call void (\(\.\.\.\) )?@llvm.fake.use
; FINDING-BELOW 20: BCF015
declare void @llvm.fake.use(...)
define void @f(i32 %x) {
  call void (...) @llvm.fake.use(i32 %x)
  ret void
}
