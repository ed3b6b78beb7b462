; SPDX-License-Identifier: Apache-2.0 OR MIT
; Before LLVM 18 an i128 stood at other places in a struct than fp128.
; EXIT: 1
; FINDING: BCF065
; MESSAGE: a struct with fp128 has no form
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@x = global {i8, fp128} zeroinitializer
