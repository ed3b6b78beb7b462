/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_TOOLCHAIN_H
#define CB_TOOLCHAIN_H

#include "options.h"

/* The command "cargo", as cargo itself says which one it is. */
const char *cb_cargo(void);

/* The program of the same toolchain that cargo would start: what the variable says, the one beside cargo, or the first of PATH. */
const char *cb_beside_cargo(const char *variable, const char *program);

/* Looks at the rustc that is in use: CLI_DONE, also with a warning about another LLVM, or the exit code after a message. */
int cb_check_rustc(const struct cb_options *options);

#endif
