// Runs a program in JavaScript that may use all languages: java -cp 'jars/*' Run.java greet.js libgreeting.bc
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;

public final class Run {
    public static void main(String[] arguments) throws IOException {
        String[] others = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (Context context = Context.newBuilder("llvm", "js").allowAllAccess(true).arguments("js", others).build()) {
            context.eval(Source.newBuilder("js", new File(arguments[0])).build());
        }
    }
}
