package io.github.dbmigrate.target;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.report.ProblemText;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Problems as the console shows them. */
public final class Shown {
    /** 100 columns, less Maven's {@code [ERROR] }. */
    private static final int WIDTH = 92;

    private Shown() {}

    /** The headline and all problems of the refusal that the call must end in. */
    public static String refusal(ThrowingCallable call) {
        DiagnosticException refusal = catchThrowableOfType(DiagnosticException.class, call);
        if (refusal == null) {
            throw new AssertionError("nothing was refused");
        }
        StringBuilder text = new StringBuilder(refusal.headline()).append('\n');
        refusal.diagnostics().forEach(diagnostic -> text.append(text(diagnostic)));
        return text.toString();
    }

    public static String text(Diagnostic diagnostic) {
        return fitting(String.join("\n", ProblemText.lines(diagnostic)) + "\n");
    }

    /** The place an address came from, and what was passed over for it. */
    public static String source(Target.Server server) {
        return server.remarks().isEmpty()
                ? server.source()
                : server.source() + ": " + String.join("; ", server.remarks());
    }

    private static String fitting(String text) {
        text.lines().filter(line -> line.length() > WIDTH).forEach(line -> {
            throw new AssertionError("longer than " + WIDTH + ": " + line);
        });
        return text;
    }
}
