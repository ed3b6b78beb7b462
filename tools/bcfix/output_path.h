/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_OUTPUT_PATH_H
#define CLI_OUTPUT_PATH_H

/* The path that creating or replacing `path` is about: symbolic links at its end are followed, also to a file that is
 * not there. To be freed; NULL with errno. */
char *cli_follow_links(const char *path);

/* The folder part of a path, "." when it has none. To be freed; NULL with errno. */
char *cli_folder_of(const char *path);

#endif
