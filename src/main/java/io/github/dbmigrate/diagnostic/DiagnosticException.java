package io.github.dbmigrate.diagnostic;

import java.util.List;

/** Stops a goal for a reason the user can mend. Its message never holds a password, a token or a whole address. */
public final class DiagnosticException extends RuntimeException {
    private final String headline;
    private final transient List<Diagnostic> diagnostics;

    /**
     * @param headline a few words for Maven's one-line summary: {@code this address is a pooler}
     * @param diagnostics all problems at once, worst first; not empty
     */
    public DiagnosticException(String headline, List<Diagnostic> diagnostics) {
        super(headline + ": " + diagnostics.get(0).message());
        this.headline = headline;
        this.diagnostics = List.copyOf(diagnostics);
    }

    public DiagnosticException(String headline, Diagnostic diagnostic) {
        this(headline, List.of(diagnostic));
    }

    public String headline() {
        return headline;
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
