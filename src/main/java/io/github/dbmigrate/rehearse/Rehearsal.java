package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.apply.Applier;
import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.apply.Outcome;
import io.github.dbmigrate.apply.Witness;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.State;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.script.Quoted;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Applies migrations on a {@link Stage} as production would, by the plain role; what that one may not do the superuser does. What
 * only production has is put up where that is harmless: roles and databases of a name that is missing.
 */
public final class Rehearsal {
    /** The id of the problem of a migration that did not end. */
    public static final String TIMEOUT = "rehearsal-timeout";

    /** Each is something that was missing and is there now; a migration does not miss more. */
    static final int REMEDIES = 50;

    private final Stage stage;
    private final History history;
    private final ApplyOptions options;
    private final Duration limit;

    /**
     * Makes a rehearsal.
     *
     * @param limit how long one migration may take; zero is no limit
     */
    public Rehearsal(Stage stage, History history, ApplyOptions options, Duration limit) {
        this.stage = stage;
        this.history = history;
        this.options = options;
        this.limit = limit;
    }

    /**
     * How one migration went.
     *
     * @param failure null when it was applied
     * @param superuser what the plain role was refused, so that the superuser had to run it; null when it was not
     */
    record Went(@Nullable Failure failure, @Nullable Diagnostic superuser) {}

    /**
     * Applies migrations as fast as can be, and looks at none.
     *
     * @return what stopped it; empty when all were applied
     */
    public Optional<Failure> applyPlainly(List<Migration> migrations) {
        List<Migration> rest = new ArrayList<>(missing(migrations));
        while (!rest.isEmpty()) {
            Went first = limited(rest, limit.multipliedBy(rest.size()));
            if (first.failure() == null) {
                return Optional.empty();
            }
            // Those before it are done.
            rest = new ArrayList<>(missing(rest));
            Migration stuck = first.failure().migration();
            Went alone = apply(stuck, database -> null, notice -> {});
            if (alone.failure() != null) {
                return Optional.of(alone.failure());
            }
            rest.remove(stuck);
        }
        return Optional.empty();
    }

    /** Those that are not in the history yet. */
    public List<Migration> missing(List<Migration> migrations) {
        if (migrations.isEmpty()) {
            return migrations;
        }
        Snapshot now = history.read(stage.owner());
        Set<String> applied = now.history().stream().map(row -> row.version()).collect(Collectors.toSet());
        return migrations.stream()
                .filter(migration -> !applied.contains(migration.version()))
                .toList();
    }

    private Went limited(List<Migration> migrations, Duration time) {
        Failure reaching = reaching(migrations);
        if (reaching != null) {
            return new Went(reaching, null);
        }
        migrations.forEach(stage::plays);
        try (TimeLimit ignored = TimeLimit.on(stage.owner(), time)) {
            return new Went(run(stage.owner(), migrations, null, notice -> {}), null);
        }
    }

    /** The first that would do something to a server that others use. */
    private @Nullable Failure reaching(List<Migration> migrations) {
        if (stage.isThrowAway()) {
            return null;
        }
        return migrations.stream()
                .map(migration -> SharedServer.reaching(migration, stage::isForeign))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * Applies one migration.
     *
     * @param witness looks on; made anew for every attempt, on the session that runs it
     */
    Went apply(Migration migration, Function<Database, @Nullable Witness> witness, Consumer<Notice> notices) {
        Failure reaching = reaching(List.of(migration));
        if (reaching != null) {
            return new Went(reaching, null);
        }
        stage.plays(migration);
        Database session = stage.owner();
        Diagnostic refused = null;
        for (int i = 0; ; i++) {
            Failure failure;
            boolean late;
            try (TimeLimit time = TimeLimit.on(session, limit)) {
                failure = run(session, List.of(migration), witness.apply(session), notices);
                late = time.isReached();
            }
            if (failure == null) {
                if (refused != null) {
                    stage.handOver();
                }
                return new Went(null, refused);
            }
            if (failure.connectionLost()) {
                reconnect();
                return new Went(late ? late(failure) : ended(failure), refused);
            }
            Missing missing = Missing.of(failure.diagnostic());
            if (late || i == REMEDIES || missing == null) {
                return new Went(late ? late(failure) : failure, refused);
            }
            Database superuser = stage.isThrowAway() || SharedServer.isHarmless(migration) ? stage.superuser() : null;
            if (missing.kind() == Missing.Kind.RIGHTS && refused == null && superuser != null) {
                refused = failure.diagnostic();
                session = superuser;
            } else if (!remedied(missing)) {
                return new Went(failure.with(missing.told(failure.diagnostic())), refused);
            }
        }
    }

    /**
     * Applies migrations before a witness, proves their rollbacks, and stops at the first that cannot be applied.
     *
     * @param each whether what another of them has made was there before, as if they were not new together
     * @param fingerprint reads the schema where a rollback is proved
     * @param downs what undoes a migration
     * @param performances is given one for each, as it is done
     */
    public void perform(
            List<Migration> migrations,
            boolean each,
            Fingerprint fingerprint,
            Function<Migration, Optional<Migration>> downs,
            List<Performance> performances) {
        Performing performing = new Performing(this, stage, ours(), fingerprint, options, limit);
        for (Migration migration : migrations) {
            Performance performance =
                    performing.perform(migration, each, downs.apply(migration).orElse(null));
            performances.add(performance);
            if (!performance.isApplied()) {
                return;
            }
        }
    }

    /** Tables that are not the user's. */
    private Set<String> ours() {
        HistoryTable table = history.table();
        return Set.of(table.toString(), history.journal().shown());
    }

    public Stage stage() {
        return stage;
    }

    boolean remedied(Missing missing) {
        return switch (missing.kind()) {
            case ROLE -> stage.stubRole(missing.name());
            case DATABASE -> stage.stubDatabase(missing.name());
            case RIGHTS, EXTENSION, OTHER -> false;
        };
    }

    private void reconnect() {
        try {
            stage.reconnect();
        } catch (SQLException e) {
            throw new IllegalStateException("the rehearsal's server lets nobody in any more", e);
        }
    }

    /** What is told of a lost connection elsewhere is about the history, which nobody keeps here. */
    private static Failure ended(Failure failure) {
        Diagnostic lost = failure.diagnostic();
        Diagnostic problem = new Diagnostic(
                        "session-ended",
                        null,
                        lost.severity(),
                        "its session was ended while " + failure.migration().calledBy() + " ran",
                        lost.places(),
                        lost.excerpt(),
                        List.of())
                .help("a migration must not end sessions, nor stop the server");
        return failure.with(problem);
    }

    private Failure late(Failure failure) {
        Diagnostic cut = failure.diagnostic();
        Diagnostic problem = new Diagnostic(
                        TIMEOUT,
                        null,
                        cut.severity(),
                        failure.migration().calledBy() + " did not end within " + limit.toSeconds() + " s",
                        cut.places(),
                        cut.excerpt(),
                        List.of())
                .note("why", "a loop without an end, or a wait for something that only production has")
                .help("if it only takes long:  -Ddbmigrate.rehearsalTimeout=10min");
        return new Failure(failure.migration(), problem, failure.millis(), false, null, null);
    }

    /** Null when all of them were applied. */
    private @Nullable Failure run(
            Database session, List<Migration> migrations, @Nullable Witness witness, Consumer<Notice> notices) {
        try {
            makeSchema(session);
            Snapshot snapshot = history.prepare(session, history.read(session));
            Plan plan = new Plan(
                    migrations.stream()
                            .map(migration -> new Entry(State.PENDING, migration, null))
                            .toList(),
                    List.of());
            if (plan.needsJournal()) {
                snapshot = history.prepareJournal(session, snapshot);
            }
            Outcome outcome =
                    new Applier(session, history, options, new Silent(notices), witness).apply(plan, snapshot, true);
            if (outcome.failure() == null && outcome.moved()) {
                throw new IllegalStateException("somebody else has written to the rehearsal's history");
            }
            return outcome.failure();
        } catch (ConnectionLostException e) {
            Diagnostic lost = e.because(Diagnostic.error("connection-lost", "the session was ended"));
            return new Failure(migrations.get(0), lost, 0, true, null, null);
        }
    }

    /** Production has the schema of the history table before the first migration. */
    private void makeSchema(Database session) {
        String schema = history.table().schema();
        if (!schema.equals("public")) {
            session.run("CREATE SCHEMA IF NOT EXISTS " + Quoted.identifier(schema), notice -> {});
        }
    }
}
