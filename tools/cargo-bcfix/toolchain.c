/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "toolchain.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exit_code.h"
#include "process.h"
#include "report.h"

const char *cb_cargo(void) {
    const char *cargo = getenv("CARGO");

    return cargo != NULL && *cargo != '\0' ? cargo : "cargo";
}

const char *cb_beside_cargo(const char *variable, const char *program) {
    const char *named = getenv(variable), *slash = strrchr(cb_cargo(), '/');

    if (named != NULL && *named != '\0')
        return cb_text("%s", named);
    if (slash != NULL) {
        char *beside = cb_text("%.*s/%s", (int)(slash - cb_cargo()), cb_cargo(), program);
        if (access(beside, X_OK) == 0)
            return beside;
    }
    return program;
}

/* What "rustc -vV" says behind "KEY: ", or NULL. */
static const char *version_of(const char *text, const char *key) {
    const char *at = strstr(text, cb_text("\n%s: ", key));

    if (at == NULL)
        return NULL;
    at += strlen(key) + strlen("\n: ");
    return cb_text_part(at, strcspn(at, "\n"));
}

int cb_check_rustc(const struct cb_options *options) {
    const char *rustc = cb_beside_cargo("RUSTC", "rustc");
    struct cb_words command = {0};

    if (cb_which(rustc) == NULL) {
        cli_error(NULL, "there is no %s: install Rust %s with rustup, or the package rustc", rustc, BCFIX_RUST);
        return CLI_IO;
    }
    cb_add(&command, rustc);
    cb_add(&command, "-vV");
    const char *text = cb_output_of(&command);
    const char *release = text != NULL ? version_of(text, "release") : NULL, *llvm = text != NULL ? version_of(text, "LLVM version") : NULL;
    if (release == NULL) {
        cli_error(NULL, "%s does not answer -vV as rustc does: install Rust %s with rustup%s", rustc, BCFIX_RUST,
                  getenv("RUSTC") != NULL ? ", or see what RUSTC names" : "");
        return CLI_IO;
    }
    if (llvm == NULL) {
        cli_error(NULL, "rustc %s makes no bitcode: it was built without LLVM. Use Rust %s from rustup", release, BCFIX_RUST);
        return CLI_BAD_INPUT;
    }
    if (strtol(llvm, NULL, 10) != BCFIX_LLVM_MAJOR && !options->quiet)
        cli_error(NULL, "rustc %s makes bitcode of LLVM %s, and bcfix is tested with that of LLVM %d: should this not run, use Rust %s "
                  "('rustup toolchain install %s', 'cargo +%s bcfix')", release, llvm, BCFIX_LLVM_MAJOR, BCFIX_RUST, BCFIX_RUST, BCFIX_RUST);
    return CLI_DONE;
}
