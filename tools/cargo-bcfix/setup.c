/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Fetches the runtime and compiles the launcher, once. */
#include "commands.h"

#include <errno.h>
#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "embedded.inc"
#include "exit_code.h"
#include "process.h"
#include "report.h"
#include "runtime.h"

/* A compiler for Java where there is none; this release runs on 17 and newer. */
static const char ecj[] = "org.eclipse.jdt:ecj:3.37.0";

static bool write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    bool good = file != NULL && fputs(text, file) >= 0;

    good = file != NULL && fclose(file) == 0 && good;
    if (!good)
        cli_error(path, "cannot be written: %s", strerror(errno));
    return good;
}

static void append(void *user, const char *line) {
    FILE *log = user;

    fprintf(log, "%s\n", line);
}

/* Runs Maven with its words in a log that is shown when it fails. */
static bool maven(const struct cb_words *arguments, const char *folder, const char *what) {
    struct cb_words command = {0};
    const char *path = cb_text("%s/log", folder);

    if (cb_which("mvn") == NULL) {
        cli_error(NULL, "%s comes through Maven, and there is no mvn: install Maven (Debian and Ubuntu: apt-get install maven), "
                  "or name a class path with --class-path=PATH", what);
        return false;
    }
    cb_add(&command, "mvn");
    cb_add(&command, "-q");
    cb_add(&command, "-B");
    cb_add(&command, "-Dstyle.color=never");
    cb_add_all(&command, arguments);
    FILE *log = fopen(path, "w");
    if (log == NULL) {
        cli_error(path, "cannot be written: %s", strerror(errno));
        return false;
    }
    cli_error(NULL, "fetching %s through Maven", what);
    int code = cb_run(&command, folder, false, append, log);
    fclose(log);
    if (code != 0)
        cli_error(NULL, "Maven could not fetch %s (is there a network?); what it said is in %s", what, path);
    return code == 0;
}

static bool fetch_jars(const struct cb_line *line, bool compiler) {
    struct cb_words arguments = {0};
    const char *jars = cb_jars(line, compiler), *pom = cb_text("%s/pom.xml", jars);

    if (cb_jars_are_there(line, compiler))
        return true;
    if (!cb_make_folder(jars) || !write_file(pom, cb_runtime_xml))
        return false;
    cb_add(&arguments, cb_text("--file=%s", pom));
    if (compiler)
        cb_add(&arguments, "-Pcompiler");
    cb_add(&arguments, cb_text("-Dgraalvm.version=%s", line->release));
    cb_add(&arguments, "dependency:copy-dependencies");
    cb_add(&arguments, cb_text("-DoutputDirectory=%s", jars));
    if (!maven(&arguments, jars, cb_text("the LLVM runtime of GraalVM %s%s (about 100 MB)", line->release,
                                         compiler ? " with its compiler" : "")))
        return false;
    return write_file(cb_text("%s/complete", jars), "");
}

/* ---- the launcher ---- */

/* A folder of its own for each text of the launcher. */
static const char *launcher_folder(void) {
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a */

    for (const char *at = cb_launcher_java; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001b3u;
    return cb_text("%s/launcher/%016llx", cb_cache(), (unsigned long long)hash);
}

static const char *ecj_jar(const char *folder) {
    struct cb_words arguments = {0};
    const char *jar = cb_text("%s/ecj-%s.jar", folder, strrchr(ecj, ':') + 1);

    cb_add(&arguments, "dependency:copy");
    cb_add(&arguments, cb_text("-Dartifact=%s", ecj));
    cb_add(&arguments, cb_text("-DoutputDirectory=%s", folder));
    return access(jar, R_OK) == 0 || maven(&arguments, folder, "a compiler for Java") ? jar : NULL;
}

/* The compiler of this Java, of another one, or ecj. False after a message. */
static bool compiler_command(const struct cb_java *java, const char *folder, struct cb_words *command) {
    char *javac = cb_which(cb_text("%s/bin/javac", java->home));

    if (javac == NULL)
        javac = cb_which("javac");
    if (javac != NULL) {
        cb_add(command, javac);
        cb_add(command, "-nowarn");
        cb_add(command, "--release");
        cb_add(command, "17");
        return true;
    }
    const char *jar = ecj_jar(folder);
    if (jar == NULL)
        return false;
    cb_add(command, cb_text("%s/bin/java", java->home));
    cb_add(command, "-jar");
    cb_add(command, jar);
    cb_add(command, "-nowarn");
    cb_add(command, "-17");
    return true;
}

/* A class path in which a folder with a star is each jar of that folder, as java itself reads it; ecj does not. */
static char *expanded(const char *class_path) {
    char *all = cb_text("%s", "");

    while (*class_path != '\0') {
        size_t length = strcspn(class_path, ":");
        char *part = cb_text_part(class_path, length);
        glob_t jars = {0};
        if (!cb_ends(part, "/*") || glob(cb_text("%s.jar", part), 0, NULL, &jars) != 0)
            all = cb_text("%s%s%s", all, *all != '\0' ? ":" : "", part);
        for (size_t i = 0; i < jars.gl_pathc; i++)
            all = cb_text("%s%s%s", all, *all != '\0' ? ":" : "", jars.gl_pathv[i]);
        globfree(&jars);
        class_path += length + (class_path[length] == ':');
    }
    return all;
}

const char *cb_launcher(const struct cb_java *java, const char *class_path) {
    const char *folder = launcher_folder(), *source = cb_text("%s/BcfixLauncher.java", folder);
    struct cb_words command = {0};

    if (access(cb_text("%s/complete", folder), R_OK) == 0)
        return folder;
    if (!cb_make_folder(folder) || !write_file(source, cb_launcher_java) || !compiler_command(java, folder, &command))
        return NULL;
    cb_add(&command, "-cp");
    cb_add(&command, expanded(class_path));
    cb_add(&command, "-d");
    cb_add(&command, folder);
    cb_add(&command, source);
    if (cb_run(&command, NULL, false, NULL, NULL) != 0) {
        cli_error(source, "the launcher does not compile with the class path %s", class_path);
        return NULL;
    }
    return write_file(cb_text("%s/complete", folder), "") ? folder : NULL;
}

int cb_setup(const struct cb_options *options) {
    const struct cb_line *line = cb_line_find(cb_line(options));
    struct cb_java java;

    if (line == NULL)
        return CLI_USAGE;
    if (!cb_java_find(options, line, &java))
        return CLI_IO;
    bool compiler = !options->interpreted && !java.graal && cb_java_takes_compiler(&java, line);
    if (!fetch_jars(line, compiler) || cb_launcher(&java, cb_text("%s/*", cb_jars(line, compiler))) == NULL)
        return CLI_IO;
    if (!options->quiet)
        cli_error(NULL, "GraalVM %s is there: Java %u in %s, jars in %s, %s", line->name, java.major, java.home,
                  cb_jars(line, compiler), compiler || java.graal ? "with the Graal compiler" : "interpreted");
    return CLI_DONE;
}
