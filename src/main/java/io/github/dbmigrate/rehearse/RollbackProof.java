package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.schema.Proof;
import io.github.dbmigrate.schema.Schema;
import io.github.dbmigrate.schema.SchemaDifference;
import io.github.dbmigrate.schema.SchemaObject;
import io.github.dbmigrate.script.DownPart;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Runs the rollback of a migration that has just been committed, compares the schema with the one before the migration, runs the migration
 * again behind it, and takes all of that back.
 *
 * <p>The migration must be committed: a value that it adds to an enum cannot be used before. What cannot be tried in a transaction, and
 * what another machine might answer in another way, accuses nobody.
 */
public final class RollbackProof {
    /** A migration's temporary tables and settings are gone with its session, long before somebody rolls it back. */
    private static final String AS_IN_A_NEW_SESSION = "DISCARD TEMP;\nRESET ALL;\nSET LOCAL statement_timeout = ";

    private final Database database;
    private final Fingerprint fingerprint;
    private final Map<String, String> placeholders;
    private final Duration statementTimeout;

    /**
     * Makes the prover.
     *
     * @param database of the rehearsal, without an open transaction
     * @param placeholders what {@code ${name}} stands for
     * @param statementTimeout how long one statement may run
     */
    public RollbackProof(
            Database database, Fingerprint fingerprint, Map<String, String> placeholders, Duration statementTimeout) {
        this.database = database;
        this.fingerprint = fingerprint;
        this.placeholders = Map.copyOf(placeholders);
        this.statementTimeout = statementTimeout;
    }

    /**
     * Proves.
     *
     * @param migration whose last statement is committed
     * @param down what undoes it
     * @param before what the database held before the migration
     * @param after what it holds now
     */
    public Proof of(Migration migration, Migration down, Schema before, Schema after) {
        return of(migration, down, before, after, Set.of());
    }

    /**
     * The same where the migration did not find all that it would drop.
     *
     * @param missing the names of what it would have dropped if it had been there; the rollback may rightly make it
     */
    Proof of(Migration migration, Migration down, Schema before, Schema after, Set<String> missing) {
        Place place = place(migration, down);
        if (!down.script().faults().isEmpty()) {
            return Proof.unproved(place, "it cannot be read as SQL", null);
        }
        if (down.script().statements().stream().anyMatch(RollbackProof::endsOddly)) {
            return Proof.unproved(place, "it rolls back, or chains transactions", null);
        }
        try {
            database.run("BEGIN;\n" + AS_IN_A_NEW_SESSION + statementTimeout.toMillis(), notice -> {});
            return prove(place, migration, down, before, after, missing);
        } finally {
            database.rollback();
        }
    }

    private static boolean endsOddly(Statement statement) {
        return statement.controlsTransaction() && !statement.beginsTransaction() && !statement.commitsTransaction();
    }

    /** Where the rollback begins. */
    private static Place place(Migration migration, Migration down) {
        DownPart part = migration.downFile() == null ? migration.script().downPart() : null;
        return part == null ? Place.file(down.file()) : Place.line(down.file(), part.line());
    }

    private Proof prove(
            Place place, Migration migration, Migration down, Schema before, Schema after, Set<String> missing) {
        Trial trial = Trial.of(down, placeholders, database);
        if (trial.problem() != null) {
            String reason = trial.raises() ? "it raises an exception of its own" : "it cannot be tried here";
            return trial.isExcused()
                    ? Proof.unproved(place, reason, trial.problem())
                    : Proof.fails(place, trial.problem());
        }
        String hash = fingerprint.hashInTransaction(database);
        if (hash.equals(before.hash())) {
            return again(migration, down, after, Proof.of(place, SchemaDifference.NONE));
        }
        if (hash.equals(after.hash()) && onlyAsks(down)) {
            return Proof.unproved(place, "it is there, but does nothing", null);
        }
        SchemaDifference difference = SchemaDifference.between(before, fingerprint.readInTransaction(database))
                .withoutAdded(object -> isMadeIfMissing(migration, object));
        if (difference.isMore()
                && difference.withoutAdded(object -> isOneOf(missing, object)).isEmpty()) {
            String first = difference.added().stream()
                    .map(object -> lastName(object.id()))
                    .filter(missing::contains)
                    .findFirst()
                    .orElse("something");
            return Proof.unproved(place, first + " was not there", null);
        }
        Proof proof = Proof.of(place, difference);
        if (!proof.isAccusation()) {
            return again(migration, down, after, proof);
        }
        return trial.endsItself() ? Proof.unproved(place, "it has transactions of its own", null) : proof;
    }

    /** Nobody can tell whose an extension or a schema is that a migration makes where there is none. */
    private static boolean isMadeIfMissing(Migration migration, SchemaObject object) {
        return !migration.isLong()
                && (object.kind().equals("extension") || object.kind().equals("schema"))
                && migration.script().statements().stream()
                        .anyMatch(statement -> statement.startsWith("create", object.kind(), "if", "not", "exists")
                                && statement.words().stream()
                                        .map(Quoted::name)
                                        .anyMatch(Quoted.name(object.id())::equals));
    }

    /** It itself, or the table that it is a part of. */
    private static boolean isOneOf(Set<String> names, SchemaObject object) {
        return names.contains(lastName(object.id()))
                || (object.parent() != null && names.contains(lastName(object.parent())));
    }

    private static String lastName(String id) {
        int arguments = id.indexOf('(');
        String path = arguments < 0 ? id : id.substring(0, arguments);
        return Quoted.name(path.substring(path.lastIndexOf('.') + 1));
    }

    /** Some tools insist on a rollback where there is none: {@code SELECT 1}. */
    private static boolean onlyAsks(Migration down) {
        return down.script().statements().stream().allMatch(statement -> statement.startsWith("select"));
    }

    /**
     * The migration once more, behind its rollback. Only what contradicts the schema or the data that the rollback has left is worth a
     * word; all else may be owed to the one transaction that both are in.
     */
    private Proof again(Migration migration, Migration down, Schema after, Proof proof) {
        if (migration.isLong()
                || migration.execution() != Execution.TRANSACTION
                || takesRole(down)
                || !asInANewSession()) {
            return proof;
        }
        Trial trial = Trial.of(migration, placeholders, database);
        if (trial.problem() != null) {
            return trial.contradictsSchema() || trial.contradictsData()
                    ? Proof.notAgain(proof.place(), trial.problem(), trial.contradictsData())
                    : proof;
        }
        if (trial.endsItself() || fingerprint.hashInTransaction(database).equals(after.hash())) {
            return proof;
        }
        SchemaDifference difference = SchemaDifference.between(after, fingerprint.readInTransaction(database));
        return difference.isHarmless() ? proof : Proof.notAgain(proof.place(), difference);
    }

    private boolean asInANewSession() {
        return database.run(AS_IN_A_NEW_SESSION + statementTimeout.toMillis(), notice -> {})
                        .error()
                == null;
    }

    /** Nobody can tell which role the session had before. */
    private static boolean takesRole(Migration down) {
        return down.script().statements().stream()
                .anyMatch(statement -> statement.startsWith("set")
                        && (statement.words().contains("role")
                                || statement.words().contains("authorization")));
    }
}
