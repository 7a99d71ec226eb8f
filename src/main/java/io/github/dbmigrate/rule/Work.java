package io.github.dbmigrate.rule;

/**
 * What takes the time of a statement, for estimates by the size of the table. The throughputs are a third of what was measured in
 * memory without fsync: an estimate on the safe side.
 */
public enum Work {
    /** Only the catalog is changed: the time of the lock alone. */
    LOCK(0),
    SCAN(300),
    FOREIGN_KEY(100),
    INDEX(30),
    REWRITE(10),
    UPDATE(1);

    private final int megabytesPerSecond;

    Work(int megabytesPerSecond) {
        this.megabytesPerSecond = megabytesPerSecond;
    }

    /** Seconds for a table of this size. */
    public double seconds(long bytes) {
        return this == LOCK ? 0 : bytes / (megabytesPerSecond * 1e6);
    }
}
