package io.github.dbmigrate.diagnostic;

/** How much a {@link Diagnostic} matters: an error stops the goal, a warning is something the user should change. */
public enum Severity {
    ERROR,
    WARNING,
    /** Worth knowing. */
    NOTE;

    /** The word as it is printed and written to JSON. */
    public String word() {
        return switch (this) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }
}
