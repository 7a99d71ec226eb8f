package io.github.dbmigrate.rule;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a statement did: seen in a rehearsal, or told from its text alone. What it did to objects that came with the
 * migrations that are judged is in here too, where a rule may want it: {@link Relation#isNew} tells them apart.
 */
public sealed interface Observation {

    /** A lock that the statement took on a relation that was there before, the strongest; not on an index. */
    record Locked(Relation relation, LockMode mode) implements Observation {}

    /** All of a table that was there before was read, or all of one of its indexes. */
    record Scanned(Relation relation) implements Observation {}

    /** A table that was there before was written anew, with its indexes. */
    record Rewritten(Relation relation, Set<Cause> causes) implements Observation {
        /** Why. */
        public enum Cause {
            /** LOGGED or UNLOGGED. */
            PERSISTENCE,
            /** A value that has to be computed for each row. */
            DEFAULT,
            COLUMN_TYPE,
            ACCESS_METHOD,
            TABLESPACE,
            /** CLUSTER or VACUUM FULL. */
            CLUSTER
        }

        public Rewritten {
            causes = Set.copyOf(causes);
        }
    }

    /** TRUNCATE of a table that was there before. */
    record Emptied(Relation relation, boolean byCascade) implements Observation {}

    /** Rows of a table that was there before were inserted, updated or deleted. */
    record RowsChanged(Relation relation, boolean wholeTable) implements Observation {}

    /**
     * An object that was there before is gone.
     *
     * @param type as event triggers call it: {@code table}, {@code table column}, {@code table constraint}, {@code index},
     *     {@code view}, {@code function}, {@code schema}, {@code type}, {@code trigger}, {@code policy}, {@code extension}, ...
     * @param identity the whole name: {@code public.users.legacy_name}
     * @param relation the table that it was a part of, or it itself; null for what is no part of a table
     * @param name the last part of the name, unquoted
     * @param named whether the statement named it; false for what went with something else by CASCADE
     */
    record Dropped(String type, String identity, @Nullable Relation relation, String name, boolean named)
            implements Observation {}

    /** A table was made. */
    record TableCreated(Relation table, List<Column> columns, boolean hasPrimaryKey) implements Observation {
        public TableCreated {
            columns = List.copyOf(columns);
        }
    }

    record ColumnAdded(Relation table, Column column) implements Observation {}

    /** A column has another type, default, or demand for values; its name is the same. */
    record ColumnChanged(Relation table, Column before, Column after) implements Observation {}

    record ConstraintAdded(Relation table, Constraint constraint) implements Observation {}

    /** One that was NOT VALID was checked. */
    record ConstraintValidated(Relation table, Constraint constraint) implements Observation {}

    record IndexAdded(Relation table, Index index) implements Observation {}

    /** An index was built anew, but its table was not. */
    record IndexRebuilt(Relation table, Index index) implements Observation {}

    record TriggerAdded(Relation table, String name) implements Observation {}

    record TriggerDisabled(Relation table, String name) implements Observation {}

    /**
     * The same object has another name.
     *
     * @param type {@code table}, {@code column}, {@code schema}, {@code view}, {@code index}, {@code constraint}, {@code function},
     *     {@code type}, ...
     * @param relation the table that it is, or is a part of, under its old name; null for what is no part of a table
     */
    record Renamed(String type, @Nullable Relation relation, String from, String to) implements Observation {}

    record MovedToSchema(Relation from, String schema) implements Observation {}

    record PartitionCreated(Relation parent, Relation partition) implements Observation {}

    record PartitionAttached(Relation parent, Relation partition) implements Observation {}

    record PartitionDetached(Relation parent, Relation partition, boolean concurrently) implements Observation {}

    record Refreshed(Relation view, boolean concurrently) implements Observation {}

    record PersistenceChanged(Relation table, boolean unlogged) implements Observation {}

    record EnumCreated(String type) implements Observation {}

    record EnumValueRenamed(String type, String from, String to) implements Observation {}

    record DomainCreated(String domain, boolean hasConstraint) implements Observation {}

    /** A constraint of a domain that was there before; NOT NULL has an empty name. */
    record DomainConstraintAdded(String domain, String name, boolean validated) implements Observation {}

    /** Row level security is off that was on. */
    record RowSecurityWeakened(Relation table) implements Observation {}

    /** Row level security is on, and no policy lets anybody but the owner see a row. */
    record RowSecurityWithoutPolicy(Relation table) implements Observation {}

    /** A privilege is gone that was there. */
    record Revoked(String object, String privileges, String from) implements Observation {}

    /**
     * A view or function has another definition.
     *
     * @param signatureChanged whether its columns, arguments or result are others, and not only its body
     */
    record Replaced(String type, String identity, boolean signatureChanged) implements Observation {}

    /** A function runs with its owner's rights, and whoever calls it chooses where it finds its tables. */
    record UnsafeSecurityDefiner(String function) implements Observation {}

    /** A foreign key whose columns no index of its table begins with. */
    record ForeignKeyWithoutIndex(Relation table, Constraint constraint) implements Observation {}

    /** A foreign key whose columns have other types than those they point to. */
    record ForeignKeyTypesDiffer(Relation table, Constraint constraint, String type, String referencedType)
            implements Observation {}

    /** An index that another one makes useless. */
    record IndexRedundant(Relation table, Index index, Index other) implements Observation {}

    /** A name was cut to 63 bytes. */
    record IdentifierTruncated(String written, String kept) implements Observation {}

    /** {@code IF NOT EXISTS} found something of that name, and did nothing. */
    record SkippedBecauseItExists(String type, String name) implements Observation {}

    /** LOCK TABLE. */
    record LockedExplicitly(Relation relation, LockMode mode) implements Observation {}

    /** A setting that keeps production safe was turned off: {@code lock_timeout}, {@code statement_timeout}. */
    record TimeoutOff(String setting) implements Observation {}

    /** The statement ended a transaction that is not its own to end, or began one in one. */
    record TransactionEnded() implements Observation {}

    /** PostgreSQL wanted a superuser for it. */
    record NeededSuperuser(String message) implements Observation {}

    /** Nothing but what stands in its text; the whole statement is meant. It is no fact of anything that happened. */
    record Written() implements Observation {}
}
