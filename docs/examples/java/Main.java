// Calls the Rust library of this folder: java -cp JARS Main.java target/bcfix/release/libgreeting.bc
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

public final class Main {
    public static void main(String[] arguments) throws IOException {
        try (Context context = Context.newBuilder("llvm").allowAllAccess(true).build()) {
            Value library = context.eval(Source.newBuilder("llvm", new File(arguments[0])).build());

            // Numbers.
            System.out.println(library.getMember("mean").execute(1.0, 4.0).asDouble());

            // Strings: bytes and their number, and room for the answer.
            ByteBuffer name = ByteBuffer.wrap("Java".getBytes(StandardCharsets.UTF_8));
            ByteBuffer answer = ByteBuffer.allocate(100);
            int size = library.getMember("greet").execute(name, name.capacity(), answer, answer.capacity()).asInt();
            System.out.println(new String(answer.array(), 0, size, StandardCharsets.UTF_8));

            // Callbacks.
            ProxyExecutable lastDigit = values -> values[0].asInt() * values[0].asInt() % 10;
            ProxyExecutable print = values -> {
                System.out.println(values[0].asInt() + " came " + values[1].asInt() + " times");
                return null;
            };
            library.getMember("histogram").execute(100, lastDigit, print);
        }
    }
}
