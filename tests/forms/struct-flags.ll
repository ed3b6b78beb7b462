; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 20: call nnan \{ float, float \} @g
; BELOW 20: call \{ float, float \} @g
; FROM 20: select nnan i1
; BELOW 20: select i1 %c, \{ float, float \}
; ALL: call nnan float @h
; FINDING-BELOW 20: BCF036
declare { float, float } @g()
declare float @h()
define { float, float } @f(i1 %c) {
entry:
  %x = call nnan { float, float } @g()
  %h = call nnan float @h()
  br i1 %c, label %then, label %end
then:
  br label %end
end:
  %y = phi nnan { float, float } [ %x, %entry ], [ zeroinitializer, %then ]
  %z = select nnan i1 %c, { float, float } %x, { float, float } %y
  ret { float, float } %z
}
