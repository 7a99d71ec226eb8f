package io.github.dbmigrate.rule;

/**
 * A table lock, weakest first.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">Table-Level Locks</a>
 */
public enum LockMode {
    ACCESS_SHARE("AccessShareLock", "ACCESS SHARE"),
    ROW_SHARE("RowShareLock", "ROW SHARE"),
    ROW_EXCLUSIVE("RowExclusiveLock", "ROW EXCLUSIVE"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", "SHARE UPDATE EXCLUSIVE"),
    SHARE("ShareLock", "SHARE"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "SHARE ROW EXCLUSIVE"),
    EXCLUSIVE("ExclusiveLock", "EXCLUSIVE"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", "ACCESS EXCLUSIVE");

    private final String catalogName;
    private final String sql;

    LockMode(String catalogName, String sql) {
        this.catalogName = catalogName;
        this.sql = sql;
    }

    /** The mode that {@code pg_locks} calls so. */
    public static LockMode of(String catalogName) {
        for (LockMode mode : values()) {
            if (mode.catalogName.equals(catalogName)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no table lock is called " + catalogName);
    }

    /** {@code ShareLock}, as {@code pg_locks} has it. */
    public String catalogName() {
        return catalogName;
    }

    /** {@code SHARE}, as LOCK TABLE takes it. */
    public String sql() {
        return sql;
    }

    /** Whether nobody can write the table while it is held. */
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** Whether nobody can even read the table while it is held. */
    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }
}
