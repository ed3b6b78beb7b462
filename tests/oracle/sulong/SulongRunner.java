// SPDX-License-Identifier: Apache-2.0 OR MIT
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * Runs programs in GraalVM's LLVM runtime, one after another in this JVM.
 *
 * Each line on standard input is one job, its fields separated by tabs: seconds, libraries (separated by ':' or empty),
 * file, arguments. The guest writes to this process's own standard streams. Before each job a line that begins with the
 * byte 2 is written to the output, and after it one that begins with the byte 1 to both, with the job's number, exit code,
 * time and failure, so that the caller can tell them apart.
 * A guest that does not end within its time ends this JVM. So does one whose threads do not end with it, as they would
 * natively (a context waits for all of them when it is closed): then the exit code is STARTED_ANEW, and the caller goes on.
 */
public final class SulongRunner {
    private static final long STACK = 1L << 30; // guest frames are far larger than native ones
    private static final int TIMED_OUT = 124;
    private static final int STARTED_ANEW = 123;
    private static final long CLOSING = 10000; // milliseconds

    private record Outcome(int exit, String failure) {}

    private static Outcome run(Context context, String file) {
        try {
            Value program = context.eval(Source.newBuilder("llvm", new File(file)).build());
            if (!program.canExecute()) {
                return new Outcome(0, "there is no main in this file");
            }
            return new Outcome(program.execute().asInt(), "");
        } catch (PolyglotException e) {
            if (e.isExit()) {
                return new Outcome(e.getExitStatus(), "");
            }
            if (System.getenv("BCFIX_SULONG_TRACE") != null) {
                e.printStackTrace();
            }
            return new Outcome(125, (e.isInternalError() ? "internal: " : "") + e.getMessage());
        } catch (Throwable e) {
            return new Outcome(125, "internal: " + e);
        }
    }

    private static Context context(String[] fields) {
        String[] arguments = Arrays.copyOfRange(fields, 3, fields.length);
        Context.Builder builder = Context.newBuilder("llvm").allowAllAccess(true).arguments("llvm", arguments)
                .allowExperimentalOptions(true).option("engine.WarnInterpreterOnly", "false");
        if (!fields[1].isEmpty()) {
            builder.option("llvm.libraries", fields[1]);
        }
        return builder.build();
    }

    /** Runs a job and closes its context; what comes of it is there before it is closed. */
    private static final class Guest extends Thread {
        final String[] fields;
        volatile Outcome outcome;

        Guest(String[] fields) {
            super(null, null, "guest", STACK);
            this.fields = fields;
        }

        @Override
        public void run() {
            try (Context context = context(fields)) {
                finish(SulongRunner.run(context, fields[2]));
            } catch (Throwable e) {
                if (outcome == null) {
                    finish(new Outcome(125, "internal: " + e));
                }
            }
        }

        private synchronized void finish(Outcome result) {
            outcome = result;
            notifyAll();
        }

        synchronized Outcome await(long milliseconds) throws InterruptedException {
            long end = System.nanoTime() + milliseconds * 1000000;
            for (long left = milliseconds; outcome == null && left > 0; left = (end - System.nanoTime()) / 1000000) {
                wait(left);
            }
            return outcome;
        }
    }

    private static void mark(int job, Outcome outcome, long milliseconds) {
        String failure = Base64.getEncoder().encodeToString(outcome.failure.getBytes(StandardCharsets.UTF_8));
        String line = "\001" + job + " " + outcome.exit + " " + milliseconds + " " + failure + "\n";
        System.out.print(line);
        System.out.flush();
        System.err.print(line);
        System.err.flush();
    }

    public static void main(String[] unused) throws Exception {
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        for (int job = 0; (line = jobs.readLine()) != null; job++) {
            String[] fields = line.split("\t", -1);
            System.out.print("\002" + job + "\n");
            System.out.flush();
            long start = System.nanoTime();
            Guest guest = new Guest(fields);
            guest.start();
            Outcome outcome = guest.await(Long.parseLong(fields[0]) * 1000);
            long milliseconds = (System.nanoTime() - start) / 1000000;
            if (outcome == null) {
                mark(job, new Outcome(TIMED_OUT, "not finished after " + fields[0] + " s"), milliseconds);
                Runtime.getRuntime().halt(TIMED_OUT);
            }
            guest.join(CLOSING);
            mark(job, outcome, milliseconds);
            if (guest.isAlive()) {
                Runtime.getRuntime().halt(STARTED_ANEW);
            }
        }
        // Threads that a guest left behind must not keep the JVM.
        Runtime.getRuntime().halt(0);
    }
}
