/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* cargo bcfix: builds Rust packages for GraalVM. */
#include <signal.h>
#include <stdio.h>

#include <bcfix/bcfix.h>

#include "doctest.h"
#include "exit_code.h"
#include "options.h"
#include "report.h"
#include "temporary.h"

int main(int argc, char **argv) {
    struct cb_options options = {0};

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    cli_report_start();
    cli_temporary_start();
    if (cb_is_rustdoc(argv[0]))
        return cb_become_rustdoc(argv + 1);
    int result = cb_options_read(&options, argc, argv);
    if (result != CLI_DONE)
        return result;
    if (options.version) {
        printf("cargo-bcfix %s\nlibbcfix %s\n", BCFIX_PROGRAM_VERSION, bcfix_version_string());
        return CLI_DONE;
    }
    if (options.help) {
        cb_show_help(options.command);
        return CLI_DONE;
    }
    if (options.command == NULL)
        return cb_usage_error("which command? cargo bcfix build, run, test, exec or setup");
    return options.command->run(&options);
}
