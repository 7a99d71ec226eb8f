package io.github.dbmigrate.plan;

/** Where a migration stands. */
public enum State {
    /** In the history, with the checksum of its file. */
    APPLIED,
    /** In the history, but its file has another checksum now. */
    CHANGED,
    /** In the history, but it has no file. */
    MISSING,
    /** Not in the history; the next run applies it. */
    PENDING,
    /** A repeatable migration whose file was changed since it ran; the next run applies it again. */
    OUTDATED,
    /** Not in the history, and beyond the target version; this run leaves it alone. */
    HELD;

    /** As it is printed. */
    public String word() {
        return switch (this) {
            case APPLIED -> "applied";
            case CHANGED -> "changed";
            case MISSING -> "missing";
            case PENDING, OUTDATED, HELD -> "pending";
        };
    }

    public boolean isPending() {
        return this == PENDING || this == OUTDATED;
    }

    public boolean isInHistory() {
        return this != PENDING && this != HELD;
    }
}
