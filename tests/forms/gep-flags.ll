; SPDX-License-Identifier: Apache-2.0 OR MIT
; Any flag but inbounds would be read as inbounds, which it is not.
; FROM 19: %a = getelementptr nuw i8, ptr %p, i64 %i
; BELOW 19: %a = getelementptr i8, ptr %p, i64 %i
; FROM 19: %b = getelementptr nusw i8, ptr %p, i64 %i
; BELOW 19: %b = getelementptr i8, ptr %p, i64 %i
; FROM 19: %c = getelementptr inbounds nuw i8, ptr %p, i64 %i
; BELOW 19: %c = getelementptr inbounds i8, ptr %p, i64 %i
; ALL: %d = getelementptr inbounds i8, ptr %p, i64 %i
; ALL: %e = getelementptr i8, ptr %p, i64 %i
; FINDING-BELOW 19: BCF036
define void @f(ptr %p, i64 %i) {
  %a = getelementptr nuw i8, ptr %p, i64 %i
  %b = getelementptr nusw i8, ptr %p, i64 %i
  %c = getelementptr inbounds nuw i8, ptr %p, i64 %i
  %d = getelementptr inbounds i8, ptr %p, i64 %i
  %e = getelementptr i8, ptr %p, i64 %i
  ret void
}
