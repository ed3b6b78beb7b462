; SPDX-License-Identifier: Apache-2.0 OR MIT
; Steps from addresses that GraalVM 25.0 takes for handles of foreign objects are sums of integers: from constants, from what may
; be one by a phi or a select, and from a step from there. Others stay.
; EXPECT: %[0-9]+ = getelementptr i8, ptr null, i64 %end
; EXPECT: ptrtoint ptr inttoptr \(i64 -1 to ptr\) to i64$
; EXPECT: getelementptr \[4 x i16\], ptr null, i64 %end, i64 1
; EXPECT: %step = inttoptr i64 %[0-9]+ to ptr$
; EXPECT: %stays = getelementptr i8, ptr %p, i64 %end
; EXPECT: %positive = getelementptr i8, ptr inttoptr \(i64 4096 to ptr\), i64 %end
; REJECT: getelementptr.*%chosen
; REJECT: getelementptr.*%met
; EXPECT: %of_made = getelementptr i8, ptr %made, i64 %end$
; REJECT: getelementptr.*%step
; FINDING: BCF081
target triple = "x86_64-unknown-linux-gnu"
define i64 @f(i64 %end, ptr %p, i1 %c, i64 %number) {
entry:
  %last = getelementptr i8, ptr inttoptr (i64 -1 to ptr), i64 %end
  %a = load i8, ptr %last
  %step = getelementptr [4 x i16], ptr inttoptr (i64 -8 to ptr), i64 %end, i64 1
  store i16 1, ptr %step
  %further = getelementptr i8, ptr %step, i64 %number
  %b = load i16, ptr %further
  %stays = getelementptr i8, ptr %p, i64 %end
  %d = load i64, ptr %stays
  %positive = getelementptr i8, ptr inttoptr (i64 4096 to ptr), i64 %end
  %e = load i64, ptr %positive
  %chosen = select i1 %c, ptr %p, ptr inttoptr (i64 -4 to ptr)
  %of_chosen = getelementptr i8, ptr %chosen, i64 %end
  %g = load i64, ptr %of_chosen
  %made = inttoptr i64 %number to ptr
  %of_made = getelementptr i8, ptr %made, i64 %end
  %h = load i64, ptr %of_made
  br i1 %c, label %other, label %join
other:
  br label %join
join:
  %met = phi ptr [ inttoptr (i64 -16 to ptr), %entry ], [ %p, %other ]
  %of_met = getelementptr i8, ptr %met, i64 %end
  %i = load i64, ptr %of_met
  %sum = add i64 %g, %h
  %all = add i64 %sum, %i
  ret i64 %all
}
