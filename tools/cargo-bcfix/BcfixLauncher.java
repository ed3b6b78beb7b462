// SPDX-License-Identifier: Apache-2.0 OR MIT
import java.io.File;
import java.io.OutputStream;
import java.util.Arrays;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * Runs one program in GraalVM's LLVM runtime: BcfixLauncher quiet|talk LIBRARIES FILE [ARGUMENT]...
 *
 * The program has this process's standard streams, and this process ends with its exit code; with 125 when the runtime
 * failed. LIBRARIES are separated by ':', or empty.
 */
public final class BcfixLauncher {
    // Frames of the runtime are up to a hundred times as large as native ones, whose stack has 8 MB.
    private static final long STACK = 2L << 30;
    private static final int FAILED = 125;

    private static void say(String text) {
        System.err.println("bcfix: " + text);
        System.err.flush();
    }

    /**
     * What the runtime itself says: it reports here that a thread of the program failed inside of the runtime. Natively such a
     * program would not go on either; its other threads would wait forever for that one.
     */
    private static final class EndingStream extends OutputStream {
        @Override
        public void write(int b) {
            System.err.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int size) {
            System.err.write(bytes, from, size);
            System.err.flush();
            if (new String(bytes, from, size).contains("at com.oracle.truffle.")) {
                say("a thread of the program failed in the runtime");
                Runtime.getRuntime().halt(FAILED);
            }
        }
    }

    private static int run(boolean quiet, String libraries, String file, String[] arguments) {
        Context.Builder builder = Context.newBuilder("llvm").allowAllAccess(true).arguments("llvm", arguments)
                .err(new EndingStream()).option("engine.WarnInterpreterOnly", "false");
        if (!libraries.isEmpty()) {
            builder.option("llvm.libraries", libraries);
        }
        try {
            // It is not closed: closing waits for threads that the program left behind.
            Context context = builder.build();
            if (!quiet && context.getEngine().getImplementationName().equals("Interpreted")) {
                say("no Graal compiler is active: the program is interpreted, which is far slower; see cargo-bcfix(1)");
            }
            Value program = context.eval(Source.newBuilder("llvm", new File(file)).build());
            if (!program.canExecute()) {
                say(file + ": there is no main in it");
                return FAILED;
            }
            return program.execute().asInt();
        } catch (PolyglotException e) {
            if (e.isExit()) {
                return e.getExitStatus();
            }
            say(file + ": " + (e.isInternalError() ? "the runtime failed: " : "") + e.getMessage());
            if (System.getenv("BCFIX_TRACE") != null) {
                e.printStackTrace();
            }
            return FAILED;
        } catch (Throwable e) {
            say(file + ": the runtime failed: " + e);
            return FAILED;
        }
    }

    public static void main(String[] words) throws InterruptedException {
        int[] code = {FAILED};
        String[] arguments = Arrays.copyOfRange(words, 3, words.length);
        Thread program = new Thread(null, () -> code[0] = run(words[0].equals("quiet"), words[1], words[2], arguments), "main", STACK);
        program.start();
        program.join();
        System.out.flush();
        System.err.flush();
        // Threads that the program left behind end with it.
        Runtime.getRuntime().halt(code[0]);
    }
}
