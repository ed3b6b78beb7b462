/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/llvm.h"

#include <dlfcn.h>
#include <errno.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "link/file.h"

/* LLVM-C's numbers. */
enum { INTERNAL_LINKAGE = 8, APPENDING_LINKAGE = 7, AVAILABLE_EXTERNALLY_LINKAGE = 1, PRIVATE_LINKAGE = 9, DIAGNOSTIC_ERROR = 0,
       RETURN_STATUS = 2 };

/* ---- the library ---- */

static struct {
#define LLVM(result, name, parameters) result(*name) parameters;
#include "link/llvm_functions.def"
#undef LLVM
} llvm; /* of the process that LLVM runs in, which ends with it */

static const struct {
    const char *name;
    size_t offset;
} functions[] = {
#define LLVM(result, name, parameters) {"LLVM" #name, offsetof(__typeof__(llvm), name)},
#include "link/llvm_functions.def"
#undef LLVM
};

/* What this process says to the other one: a byte that says whether it went well, and then the bitcode or the message. */
static int answer = -1;

static void put(const void *data, size_t size) {
    const char *from = data;

    while (size > 0) {
        ssize_t wrote = write(answer, from, size);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            _exit(1);
        from += wrote;
        size -= (size_t)wrote;
    }
}

static void end_with(const char *format, ...) {
    char text[2000] = "\1";
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text + 1, sizeof text - 1, format, arguments);
    va_end(arguments);
    put(text, strlen(text));
    _exit(0);
}

static bool load(const char *path, char *why, size_t size) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    unsigned major = 0;

    if (library == NULL) {
        snprintf(why, size, "%s", dlerror());
        return false;
    }
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *function = dlsym(library, functions[i].name);
        if (function == NULL) {
            snprintf(why, size, "%s has no %s: it is no LLVM %d", path, functions[i].name, BCF_LLVM_MAJOR);
            return false;
        }
        memcpy((char *)&llvm + functions[i].offset, &function, sizeof function);
    }
    llvm.GetVersion(&major, NULL, NULL);
    if (major == BCF_LLVM_MAJOR)
        return true;
    snprintf(why, size, "%s is LLVM %u, and %d is needed", path, major, BCF_LLVM_MAJOR);
    return false;
}

/* rustc's own library knows whatever that rustc writes. */
static bool load_of_rustc(char *why, size_t size) {
    char sysroot[4096], pattern[4200];
    char *command[] = {(char *)"rustc", (char *)"--print", (char *)"sysroot", NULL};
    glob_t found;
    bool loaded = false;

    if (bcf_run(command, sysroot, sizeof sysroot) != 0)
        return false;
    sysroot[strcspn(sysroot, "\n")] = '\0';
    snprintf(pattern, sizeof pattern, "%s/lib/libLLVM.so.*", sysroot);
    if (glob(pattern, 0, NULL, &found) != 0)
        return false;
    for (size_t i = 0; i < found.gl_pathc && !loaded; i++)
        loaded = load(found.gl_pathv[i], why, size);
    globfree(&found);
    return loaded;
}

static void load_any(const char *named) {
    static const char *const names[] = {"libLLVM.so.%d.1", "libLLVM-%d.so.1", "libLLVM-%d.so", "/usr/lib/llvm-%d/lib/libLLVM.so.1"};
    char why[1000] = "there is none", path[100];

    if (named != NULL) {
        if (!load(named, why, sizeof why))
            end_with("%s", why);
        return;
    }
    if (load_of_rustc(why, sizeof why))
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, names[i], BCF_LLVM_MAJOR);
        char unused[1000];
        if (load(path, unused, sizeof unused))
            return;
    }
    end_with("linking needs the shared library of LLVM %d, of a rustc that has it or of the system (Debian: libllvm%d); --llvm=FILE names one: %s",
             BCF_LLVM_MAJOR, BCF_LLVM_MAJOR, why);
}

/* ---- merging ---- */

/* The last error that LLVM told of. */
static char diagnostic[1000];

static void take_diagnostic(void *info, void *unused) {
    (void)unused;
    if (llvm.GetDiagInfoSeverity(info) == DIAGNOSTIC_ERROR)
        snprintf(diagnostic, sizeof diagnostic, "%s", llvm.GetDiagInfoDescription(info));
}

static void *parse(void *context, const struct bcf_input *input) {
    void *buffer = llvm.CreateMemoryBufferWithMemoryRangeCopy(input->data, input->size, input->name);
    void *module = NULL;
    char *message = NULL;

    if (input->text ? llvm.ParseIRInContext(context, buffer, &module, &message) != 0
                    : llvm.ParseBitcodeInContext2(context, buffer, &module) != 0)
        end_with("%s: LLVM %d cannot read it: %s", input->name, BCF_LLVM_MAJOR, message != NULL ? message : diagnostic);
    return module;
}

static void hide(const struct bcf_merge *merge, void *value) {
    size_t size;
    const char *name = llvm.GetValueName2(value, &size);
    int linkage = llvm.GetLinkage(value);

    if (llvm.IsDeclaration(value) || linkage == APPENDING_LINKAGE || linkage == AVAILABLE_EXTERNALLY_LINKAGE ||
        linkage == PRIVATE_LINKAGE || strncmp(name, "llvm.", 5) == 0 || merge->is_root(merge->user, name))
        return;
    llvm.SetVisibility(value, 0);
    llvm.SetLinkage(value, INTERNAL_LINKAGE);
}

static void hide_all(const struct bcf_merge *merge, void *module) {
    for (void *function = llvm.GetFirstFunction(module); function != NULL; function = llvm.GetNextFunction(function)) {
        llvm.SetComdat(function, NULL);
        hide(merge, function);
    }
    for (void *global = llvm.GetFirstGlobal(module); global != NULL; global = llvm.GetNextGlobal(global)) {
        llvm.SetComdat(global, NULL);
        hide(merge, global);
    }
    for (void *alias = llvm.GetFirstGlobalAlias(module); alias != NULL; alias = llvm.GetNextGlobalAlias(alias))
        hide(merge, alias);
}

static void merge_here(const struct bcf_merge *merge) {
    char *message = NULL;

    load_any(merge->library);
    void *context = llvm.ContextCreate();
    llvm.ContextSetDiagnosticHandler(context, take_diagnostic, NULL);
    void *whole = parse(context, &merge->inputs[0]);
    for (size_t i = 1; i < merge->count; i++)
        if (llvm.LinkModules2(whole, parse(context, &merge->inputs[i])) != 0)
            end_with("%s: it cannot be linked: %s", merge->inputs[i].name, diagnostic);
    hide_all(merge, whole);
    void *error = llvm.RunPasses(whole, "globaldce", NULL, llvm.CreatePassBuilderOptions());
    if (error != NULL)
        end_with("LLVM failed: %s", llvm.GetErrorMessage(error));
    if (llvm.VerifyModule(whole, RETURN_STATUS, &message) != 0)
        end_with("the linked module is not valid: %s", message);
    void *bitcode = llvm.WriteBitcodeToMemoryBuffer(whole);
    put("\0", 1);
    put(llvm.GetBufferStart(bitcode), llvm.GetBufferSize(bitcode));
    _exit(0);
}

/* ---- the other process ---- */

static char *read_answer(int descriptor, size_t *size) {
    size_t capacity = 1 << 16;
    char *data = malloc(capacity);

    *size = 0;
    while (data != NULL) {
        if (*size + 1 >= capacity) {
            char *larger = realloc(data, 2 * capacity);
            if (larger == NULL)
                break;
            data = larger;
            capacity *= 2;
        }
        ssize_t got = read(descriptor, data + *size, capacity - *size - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            data[*size] = '\0';
            return data;
        }
        *size += (size_t)got;
    }
    free(data);
    return NULL;
}

static char *message_of_end(int status) {
    char text[200];

    if (WIFSIGNALED(status))
        snprintf(text, sizeof text, "LLVM %d ended by signal %d: it could not cope with one of the inputs", BCF_LLVM_MAJOR, WTERMSIG(status));
    else
        snprintf(text, sizeof text, "LLVM %d ended with %d without a message", BCF_LLVM_MAJOR, WEXITSTATUS(status));
    return strdup(text);
}

bool bcf_llvm_merge(const struct bcf_merge *merge, char **result, size_t *size) {
    int ends[2], status = 0;

    *result = NULL;
    if (pipe(ends) != 0)
        return false;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        answer = ends[1];
        merge_here(merge);
    }
    close(ends[1]);
    char *data = child > 0 ? read_answer(ends[0], size) : NULL;
    close(ends[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    bool good = data != NULL && *size > 1 && data[0] == 0 && status == 0;
    if (data != NULL && *size > 1 && status == 0) {
        memmove(data, data + 1, *size);
        *size -= 1;
        *result = data;
        return good;
    }
    free(data);
    *result = child > 0 ? message_of_end(status) : NULL;
    return false;
}
