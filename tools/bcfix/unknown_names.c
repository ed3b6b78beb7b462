/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "commands.h"
#include "report.h"
#include "suggestion.h"

static const char *target_name(const void *user, size_t index) {
    const bcfix_target *target = bcfix_target_at(index);

    (void)user;
    return target != NULL ? bcfix_target_name(target) : NULL;
}

int cli_unknown_target(const char *name) {
    const char *near = cli_nearest_name(name, target_name, NULL);

    if (near != NULL)
        return cli_usage_error("targets", "unknown target '%s'; did you mean '%s'?", name, near);
    return cli_usage_error("targets", "unknown target '%s'; 'bcfix targets' lists the names", name);
}

static const char *platform_name(const void *user, size_t index) {
    (void)user;
    return bcfix_platform_name(bcfix_platform_at(index));
}

int cli_unknown_platform(const char *name) {
    const char *near = cli_nearest_name(name, platform_name, NULL);

    if (near != NULL)
        return cli_usage_error("targets", "unknown platform '%s'; did you mean '%s'?", name, near);
    return cli_usage_error("targets", "unknown platform '%s'; 'bcfix targets' lists the names", name);
}
