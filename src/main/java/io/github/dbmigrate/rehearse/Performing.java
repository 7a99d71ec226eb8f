package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.rehearse.Rehearsal.Went;
import io.github.dbmigrate.rule.Observation.NeededSuperuser;
import io.github.dbmigrate.rule.Observation.SkippedBecauseItIsMissing;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.schema.Proof;
import io.github.dbmigrate.schema.Schema;
import io.github.dbmigrate.script.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rehearses migrations one after the other, each before a {@link Spectator}. */
final class Performing {
    private final Rehearsal rehearsal;
    private final Stage stage;
    private final Set<String> ours;
    private final Fingerprint fingerprint;
    private final ApplyOptions options;
    private final Duration limit;
    private final boolean triggers;
    private @Nullable Observer observer;

    /** What the database holds; null when nobody has read it since it was changed. */
    private @Nullable Schema schema;

    Performing(
            Rehearsal rehearsal,
            Stage stage,
            Set<String> ours,
            Fingerprint fingerprint,
            ApplyOptions options,
            Duration limit) {
        this.rehearsal = rehearsal;
        this.stage = stage;
        this.ours = ours;
        this.fingerprint = fingerprint;
        this.options = options;
        this.limit = limit;
        Database superuser = stage.superuser();
        this.triggers = superuser != null && Observer.install(superuser);
    }

    /**
     * Rehearses one.
     *
     * @param each whether what others of them have made was there before
     * @param down what undoes it; null when nothing does
     */
    Performance perform(Migration migration, boolean each, @Nullable Migration down) {
        if (observer == null || each) {
            observer = Observer.start(stage.owner(), ours, triggers);
        }
        Schema before = down == null ? null : current();
        try (Spectator spectator = new Spectator(observer, options.placeholders())) {
            return perform(migration, down, before, observer, spectator);
        }
    }

    private Performance perform(
            Migration migration,
            @Nullable Migration down,
            @Nullable Schema before,
            Observer observer,
            Spectator spectator) {
        long began = System.nanoTime();
        Went went = rehearsal.apply(migration, spectator::on, spectator::notice);
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        schema = null;
        if (went.failure() != null) {
            Diagnostic problem = went.failure().diagnostic();
            return new Performance(
                    migration,
                    spectator.observed(),
                    spectator.micros(),
                    millis,
                    problem,
                    isMissing(went.failure()),
                    null);
        }
        observer.committed(spectator.last());
        List<Observed> seen = observer.afterwards(stage.owner(), spectator.observed());
        if (went.superuser() != null) {
            seen = withSuperuser(seen, went.superuser());
        }
        Proof rollback = down == null || before == null
                ? null
                : prove(new Undoing(migration, down, before, current(), missing(seen)));
        return new Performance(migration, seen, spectator.micros(), millis, null, false, rollback);
    }

    private static boolean isMissing(Failure failure) {
        Diagnostic problem = failure.diagnostic();
        return problem.id().equals(SharedServer.ID) || (Missing.of(problem) != null && !failure.connectionLost());
    }

    /** The names of what it would have dropped if it had been there. */
    private static Set<String> missing(List<Observed> seen) {
        return seen.stream()
                .flatMap(statement -> statement.all(SkippedBecauseItIsMissing.class).stream())
                .map(SkippedBecauseItIsMissing::name)
                .collect(Collectors.toSet());
    }

    private Schema current() {
        Schema known = schema == null ? fingerprint.read(stage.owner()) : schema;
        schema = known;
        return known;
    }

    /** What is tried when a rollback is proved. */
    private record Undoing(Migration migration, Migration down, Schema before, Schema after, Set<String> missing) {}

    private Proof prove(Undoing undoing) {
        Proof proof = prove(stage.owner(), undoing);
        Database superuser = stage.superuser();
        for (int i = 0; i < Rehearsal.REMEDIES && proof.problem() != null; i++) {
            Missing missing = Missing.of(proof.problem());
            if (missing != null && missing.kind() == Missing.Kind.RIGHTS && superuser != null) {
                return prove(superuser, undoing);
            }
            if (missing == null || !rehearsal.remedied(missing)) {
                return proof;
            }
            proof = prove(stage.owner(), undoing);
        }
        return proof;
    }

    private Proof prove(Database session, Undoing undoing) {
        try (TimeLimit ignored = TimeLimit.on(session, limit)) {
            return new RollbackProof(session, fingerprint, options.placeholders(), limit)
                    .of(undoing.migration, undoing.down, undoing.before, undoing.after, undoing.missing);
        }
    }

    /** The statement that the plain role was refused has something to answer for. */
    private static List<Observed> withSuperuser(List<Observed> seen, Diagnostic refused) {
        List<Observed> told = new ArrayList<>(seen);
        for (int i = 0; i < told.size(); i++) {
            Observed observed = told.get(i);
            Statement statement = observed.statement();
            boolean last = i == told.size() - 1;
            if (last
                    || told.get(i + 1).statement().line()
                            > refused.places().get(0).line()) {
                told.set(
                        i,
                        observed.with(new Observed.Fact(
                                new NeededSuperuser(refused.message()), statement.offset(), statement.end())));
                return told;
            }
        }
        return told;
    }
}
