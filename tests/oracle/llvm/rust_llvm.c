/* LLVM's assembler, disassembler and verifier, from the LLVM that rustc brings: for machines whose distribution has no LLVM of
 * that major version.
 *
 *   rust_llvm LIBRARY MAJOR dis IN OUT      the text of a module
 *   rust_llvm LIBRARY MAJOR as IN OUT       bitcode of a text
 *   rust_llvm LIBRARY MAJOR verify IN       ends with 0 when the module is right
 *
 * LIBRARY is lib/libLLVM.so.* in rustc's sysroot, which exports the LLVM-C API; it must be of the version MAJOR.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void *ref;

/* What is used of the LLVM-C API: result, name, parameters. */
#define FUNCTIONS(X)                                                                                                  \
    X(void, LLVMGetVersion, (unsigned *major, unsigned *minor, unsigned *patch))                                      \
    X(ref, LLVMContextCreate, (void))                                                                                 \
    X(int, LLVMCreateMemoryBufferWithContentsOfFile, (const char *path, ref *buffer, char **message))                 \
    X(int, LLVMParseIRInContext, (ref context, ref buffer, ref *module, char **message))                              \
    X(int, LLVMPrintModuleToFile, (ref module, const char *path, char **message))                                     \
    X(int, LLVMWriteBitcodeToFile, (ref module, const char *path))                                                    \
    X(int, LLVMVerifyModule, (ref module, int action, char **message))                                                \
    X(void, LLVMSetModuleIdentifier, (ref module, const char *name, size_t size))

static struct {
#define FIELD(result, name, parameters) result(*name) parameters;
    FUNCTIONS(FIELD)
#undef FIELD
} llvm;

static int fail(const char *what, const char *why) {
    fprintf(stderr, "rust_llvm: %s: %s\n", what, why ? why : "unknown error");
    return 1;
}

/* A pointer to a function, from one to an object, as POSIX lets dlsym give it. */
static int load_function(void *library, const char *name, void *place) {
    void *found = dlsym(library, name);
    memcpy(place, &found, sizeof found);
    return found != NULL;
}

static int load_library(const char *path, unsigned wanted) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    unsigned major = 0, minor, patch;
    if (!library)
        return fail(path, dlerror());
#define LOAD(result, name, parameters)                                                                                \
    if (!load_function(library, #name, &llvm.name))                                                                   \
        return fail(path, "it does not export " #name);
    FUNCTIONS(LOAD)
#undef LOAD
    llvm.LLVMGetVersion(&major, &minor, &patch);
    return major == wanted ? 0 : fail(path, "it is of another major version than the one that is pinned");
}

static int read_module(const char *path, ref *module) {
    ref buffer = NULL;
    char *message = NULL;
    if (llvm.LLVMCreateMemoryBufferWithContentsOfFile(path, &buffer, &message) ||
        llvm.LLVMParseIRInContext(llvm.LLVMContextCreate(), buffer, module, &message))
        return fail(path, message);
    llvm.LLVMSetModuleIdentifier(*module, "module", 6); /* the name of the file says nothing */
    return 0;
}

int main(int count, char **arguments) {
    enum { RETURN_STATUS = 2 };
    ref module = NULL;
    char *message = NULL;
    if (count < 5)
        return fail("usage", "rust_llvm LIBRARY MAJOR dis|as|verify IN [OUT]");
    if (load_library(arguments[1], (unsigned)atoi(arguments[2])) || read_module(arguments[4], &module))
        return 1;
    if (strcmp(arguments[3], "verify") == 0)
        return llvm.LLVMVerifyModule(module, RETURN_STATUS, &message) ? fail(arguments[4], message) : 0;
    if (count < 6)
        return fail("usage", "an output file is missing");
    if (strcmp(arguments[3], "as") == 0)
        return llvm.LLVMWriteBitcodeToFile(module, arguments[5]) ? fail(arguments[5], "it cannot be written") : 0;
    return llvm.LLVMPrintModuleToFile(module, arguments[5], &message) ? fail(arguments[5], message) : 0;
}
