package io.github.dbmigrate.script;

import java.util.List;

/**
 * What a statement that runs outside a transaction leaves in the catalog. When a run was killed in the middle of it, the
 * catalog says whether it was finished.
 *
 * @param kind what it does
 * @param names of what, as written, quotes included; their meaning depends on the kind
 */
public record Effect(Kind kind, List<String> names) {

    /** What a statement does, as far as it can be seen afterwards. */
    public enum Kind {
        /** Names: the index and its table. */
        CREATES_INDEX,
        /** Creates an index whose name PostgreSQL makes. Names: its table. */
        CREATES_UNNAMED_INDEX,
        /** Names: the index. */
        DROPS_INDEX,
        /** Names: the partitioned table and its partition. */
        DETACHES_PARTITION,
        /** Names: the database. */
        CREATES_DATABASE,
        DROPS_DATABASE,
        /** Names: the tablespace. */
        CREATES_TABLESPACE,
        DROPS_TABLESPACE,
        /** Names: the subscription. */
        CREATES_SUBSCRIPTION,
        DROPS_SUBSCRIPTION,
        /** Rebuilds indexes concurrently: may be done twice, but may leave invalid ones behind. */
        REBUILDS_INDEXES,
        /** May be done twice. */
        REPEATABLE,
        /** Cannot be seen. */
        UNKNOWN
    }

    public Effect {
        names = List.copyOf(names);
    }

    /** Of one statement. */
    static Effect of(Statement statement, String text) {
        return new EffectReader(text).read(statement);
    }

    /** Whether it builds an index without locking writers out, which leaves an invalid one behind when it fails. */
    public boolean buildsIndex() {
        return kind == Kind.CREATES_INDEX || kind == Kind.CREATES_UNNAMED_INDEX || kind == Kind.REBUILDS_INDEXES;
    }
}
