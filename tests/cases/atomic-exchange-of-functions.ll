; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF021
; EXPECT-IN-ORDER: store ptr null, ptr %[0-9]+, align 8 %[0-9]+ = load i64, .*store ptr @f, ptr %[0-9]+, align 8 %[0-9]+ = load i64, .*cmpxchg weak ptr @place, i64 %[0-9]+, i64 %[0-9]+ acq_rel acquire
; REJECT: cmpxchg .*, ptr @f
target triple = "x86_64-unknown-linux-gnu"
@place = internal global ptr null
declare void @f()
define i1 @g() {
  %pair = cmpxchg weak ptr @place, ptr null, ptr @f acq_rel acquire
  %done = extractvalue { ptr, i1 } %pair, 1
  ret i1 %done
}
