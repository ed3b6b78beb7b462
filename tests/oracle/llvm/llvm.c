/* What the tests ask of an LLVM of any major version, through the LLVM-C API of a shared library of it: for versions that
 * come without the tools, and for work on thousands of files, where starting a tool for each would be most of the time.
 *
 *   llvm LIBRARY MAJOR as IN OUT        bitcode of a text (or of bitcode), after the verifier, as llvm-as does
 *   llvm LIBRARY MAJOR dis IN OUT       the text of a module
 *   llvm LIBRARY MAJOR verify IN        ends with 0 when the module is right
 *   llvm LIBRARY MAJOR known IN         ends with 0 when it knows each intrinsic; the verifier lets names that it does not know pass
 *   llvm LIBRARY MAJOR object IN OUT    an object of the module's triple: level 1, position independent
 *   llvm LIBRARY MAJOR batch            such jobs from standard input, a line each, words separated by tabs; for each the line
 *                                       "CODE<tab>COMMAND<tab>IN", where CODE is 0, or not. A job that dies, or takes longer
 *                                       than a minute, ends alone
 *
 * The library must be of the version MAJOR. The API has no way to write use-list orders: "as" and "dis" leave them out.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#define _GNU_SOURCE /* dladdr */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef void *ref;

/* What is used of the LLVM-C API: result, name, parameters. */
#define FUNCTIONS(X)                                                                                                  \
    X(ref, LLVMContextCreate, (void))                                                                                 \
    X(void, LLVMContextSetDiagnosticHandler, (ref context, void (*handler)(ref, void *), void *data))                 \
    X(int, LLVMGetDiagInfoSeverity, (ref diagnostic))                                                                 \
    X(char *, LLVMGetDiagInfoDescription, (ref diagnostic))                                                           \
    X(void, LLVMParseCommandLineOptions, (int count, const char *const *arguments, const char *overview))             \
    X(int, LLVMCreateMemoryBufferWithContentsOfFile, (const char *path, ref *buffer, char **message))                 \
    X(int, LLVMParseIRInContext, (ref context, ref buffer, ref *module, char **message))                              \
    X(int, LLVMPrintModuleToFile, (ref module, const char *path, char **message))                                     \
    X(int, LLVMWriteBitcodeToFile, (ref module, const char *path))                                                    \
    X(int, LLVMVerifyModule, (ref module, int action, char **message))                                                \
    X(void, LLVMSetModuleIdentifier, (ref module, const char *name, size_t size))                                     \
    X(ref, LLVMGetFirstFunction, (ref module))                                                                        \
    X(ref, LLVMGetNextFunction, (ref function))                                                                       \
    X(const char *, LLVMGetValueName2, (ref value, size_t *length))                                                   \
    X(unsigned, LLVMGetIntrinsicID, (ref function))                                                                   \
    X(const char *, LLVMGetTarget, (ref module))                                                                      \
    X(int, LLVMGetTargetFromTriple, (const char *triple, ref *target, char **message))                                \
    X(ref, LLVMCreateTargetMachine, (ref target, const char *triple, const char *cpu, const char *features, int level, \
                                     int relocation, int code_model))                                                 \
    X(int, LLVMTargetMachineEmitToFile, (ref machine, ref module, char *path, int type, char **message))              \
    X(void, LLVMInitializeX86TargetInfo, (void))                                                                      \
    X(void, LLVMInitializeX86Target, (void))                                                                          \
    X(void, LLVMInitializeX86TargetMC, (void))                                                                        \
    X(void, LLVMInitializeX86AsmPrinter, (void))                                                                      \
    X(void, LLVMInitializeX86AsmParser, (void))

static struct {
#define FIELD(result, name, parameters) result(*name) parameters;
    FUNCTIONS(FIELD)
#undef FIELD
} llvm;

static unsigned major_version;

static int fail(const char *what, const char *why) {
    fprintf(stderr, "llvm %u: %s: %s\n", major_version, what, why ? why : "unknown error");
    return 1;
}

/* A pointer to a function, from one to an object, as POSIX lets dlsym give it. */
static int load_function(void *library, const char *name, void *place) {
    void *found = dlsym(library, name);
    memcpy(place, &found, sizeof found);
    return found != NULL;
}

/* LLVMGetVersion is there since LLVM 16. Before, the version is in the name by which the library calls itself. */
static int is_of_version(void *library, unsigned wanted) {
    void (*get_version)(unsigned *major, unsigned *minor, unsigned *patch);
    unsigned major = 0, minor, patch;
    Dl_info place;
    const char *name;
    if (load_function(library, "LLVMGetVersion", &get_version)) {
        get_version(&major, &minor, &patch);
        return major == wanted;
    }
    if (!dladdr(dlsym(library, "LLVMContextCreate"), &place))
        return 0;
    name = strrchr(place.dli_fname, '/');
    return name && sscanf(name, "/libLLVM-%u.", &major) == 1 && major == wanted;
}

static int load_library(const char *path) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return fail(path, dlerror());
#define LOAD(result, name, parameters)                                                                                \
    if (!load_function(library, #name, &llvm.name))                                                                   \
        return fail(path, "it does not export " #name);
    FUNCTIONS(LOAD)
#undef LOAD
    if (!is_of_version(library, major_version))
        return fail(path, "it is of another major version");
    if (major_version <= 15) { /* 14 has opaque pointers when it is told; 15 guesses, and a text may have both kinds */
        const char *options[] = {"llvm", "-opaque-pointers"};
        llvm.LLVMParseCommandLineOptions(2, options, "");
    }
    llvm.LLVMInitializeX86TargetInfo();
    llvm.LLVMInitializeX86Target();
    llvm.LLVMInitializeX86TargetMC();
    llvm.LLVMInitializeX86AsmPrinter();
    llvm.LLVMInitializeX86AsmParser(); /* inline assembly */
    return 0;
}

struct input {
    const char *path;
    int failed;
};

/* Without a handler LLVM ends the program at the first error, and warnings fill the logs. */
static void on_diagnostic(ref diagnostic, void *data) {
    enum { SEVERITY_ERROR = 0 };
    struct input *input = data;
    if (llvm.LLVMGetDiagInfoSeverity(diagnostic) != SEVERITY_ERROR)
        return;
    input->failed = 1;
    fail(input->path, llvm.LLVMGetDiagInfoDescription(diagnostic));
}

static int read_module(struct input *input, ref *module) {
    ref buffer = NULL, context = llvm.LLVMContextCreate();
    const char *path = input->path;
    char *message = NULL;
    llvm.LLVMContextSetDiagnosticHandler(context, on_diagnostic, input);
    if (llvm.LLVMCreateMemoryBufferWithContentsOfFile(path, &buffer, &message) ||
        llvm.LLVMParseIRInContext(context, buffer, module, &message))
        return fail(path, message);
    llvm.LLVMSetModuleIdentifier(*module, "module", 6); /* the name of the file says nothing */
    return input->failed;
}

static int verify(ref module, const char *path) {
    enum { RETURN_STATUS = 2 };
    char *message = NULL;
    return llvm.LLVMVerifyModule(module, RETURN_STATUS, &message) ? fail(path, message) : 0;
}

static int knows(ref module, const char *path) {
    ref function = llvm.LLVMGetFirstFunction(module);
    size_t length;
    for (; function; function = llvm.LLVMGetNextFunction(function)) {
        const char *name = llvm.LLVMGetValueName2(function, &length);
        if (strncmp(name, "llvm.", 5) == 0 && llvm.LLVMGetIntrinsicID(function) == 0)
            return fail(path, name);
    }
    return 0;
}

static int write_object(ref module, const char *path) {
    enum { LEVEL_LESS = 1, RELOCATION_PIC = 2, CODE_MODEL_DEFAULT = 0, OBJECT_FILE = 1 };
    const char *triple = llvm.LLVMGetTarget(module);
    char *message = NULL;
    ref target = NULL, machine;
    if (llvm.LLVMGetTargetFromTriple(triple, &target, &message))
        return fail(path, message);
    machine = llvm.LLVMCreateTargetMachine(target, triple, "", "", LEVEL_LESS, RELOCATION_PIC, CODE_MODEL_DEFAULT);
    if (llvm.LLVMTargetMachineEmitToFile(machine, module, (char *)path, OBJECT_FILE, &message))
        return fail(path, message);
    return 0;
}

static int run(const char *command, const char *in, const char *out) {
    ref module = NULL;
    char *message = NULL;
    struct input input = {in, 0};
    if (read_module(&input, &module))
        return 1;
    if (strcmp(command, "verify") == 0)
        return verify(module, in) || input.failed;
    if (strcmp(command, "known") == 0)
        return knows(module, in);
    if (!out)
        return fail("usage", "an output file is missing");
    if (strcmp(command, "as") == 0)
        return verify(module, in) || input.failed || (llvm.LLVMWriteBitcodeToFile(module, out) && fail(out, "it cannot be written"));
    if (strcmp(command, "object") == 0)
        return verify(module, in) || write_object(module, out) || input.failed;
    if (strcmp(command, "dis") == 0)
        return (llvm.LLVMPrintModuleToFile(module, out, &message) && fail(out, message)) || input.failed;
    return fail(command, "there is no such command");
}

/* Each job has a process of its own: LLVM dies of some input. */
static int run_apart(const char *command, const char *in, const char *out) {
    enum { SECONDS = 60 };
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        alarm(SECONDS);
        _exit(run(command, in, out));
    }
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return 1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int run_batch(void) {
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        const char *command = strtok(line, "\t\n"), *in = strtok(NULL, "\t\n"), *out = strtok(NULL, "\t\n");
        if (!command || !in)
            return fail("batch", "a line without a command and a file");
        printf("%d\t%s\t%s\n", run_apart(command, in, out), command, in);
        fflush(stdout);
    }
    free(line);
    return 0;
}

int main(int count, char **arguments) {
    if (count < 4)
        return fail("usage", "llvm LIBRARY MAJOR as|dis|verify|known|object IN [OUT], or batch");
    major_version = (unsigned)atoi(arguments[2]);
    if (load_library(arguments[1]))
        return 1;
    if (strcmp(arguments[3], "batch") == 0)
        return run_batch();
    if (count < 5)
        return fail("usage", "an input file is missing");
    return run(arguments[3], arguments[4], count > 5 ? arguments[5] : NULL);
}
