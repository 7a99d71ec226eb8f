package io.github.dbmigrate.rule;

/** What a rule protects from. The first two fail the build unless that is changed. */
public enum Level {
    /** Data is gone for good. */
    DESTRUCTIVE,
    /** Readers or writers wait, or the migration fails on the data that production has. */
    BLOCKING,
    /** An application that runs meanwhile breaks, or behaves differently. */
    RISKY,
    /** Worth knowing; nothing breaks. */
    ADVICE;

    /** As it is configured and printed: {@code destructive}. */
    public String word() {
        return switch (this) {
            case DESTRUCTIVE -> "destructive";
            case BLOCKING -> "blocking";
            case RISKY -> "risky";
            case ADVICE -> "advice";
        };
    }
}
