package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.goal.Validate.Rehearse;
import io.github.dbmigrate.goal.Validate.Target;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.rehearse.Drift;
import io.github.dbmigrate.rehearse.Fingerprint;
import io.github.dbmigrate.rehearse.Performance;
import io.github.dbmigrate.rehearse.Rehearsal;
import io.github.dbmigrate.report.Review;
import io.github.dbmigrate.schema.Schema;
import io.github.dbmigrate.schema.SchemaDifference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rehearses the new migrations: applies what is in production already, plainly; then the new ones under observation; and compares
 * the target with it on the way. Where there is no server for it, or something is missing that only production has, the text of the
 * migrations must do.
 */
final class Rehearsing {
    private final Project project;
    private final RehearsalServers servers;
    private final Validate.Options options;
    private final Reviewing reviewing;
    private final Fingerprint fingerprint;
    private final List<Migration> all;

    Rehearsing(
            Project project,
            List<Migration> all,
            RehearsalServers servers,
            Validate.Options options,
            Reviewing reviewing) {
        this.project = project;
        this.all = all;
        this.servers = servers;
        this.options = options;
        this.reviewing = reviewing;
        this.fingerprint = new Fingerprint(project.history().table(), List.of());
    }

    /**
     * Rehearses, judges, and tells what was found.
     *
     * @param fresh the migrations that are judged, in order
     * @param target null when there is none to compare with
     */
    void run(List<Migration> fresh, @Nullable Target target) {
        Judging judging = new Judging(fresh, options, reviewing, target);
        if (options.rehearse() == Rehearse.NEVER) {
            reviewing.notDone("rehearsal", "rehearse=never; the rules have only the text of the files");
            noDrift(target, "it needs the rehearsal");
            judging.byText();
            return;
        }
        if (fresh.isEmpty() && options.rehearse() == Rehearse.AUTO) {
            reviewing.notDone("rehearsal", nothingNew(target));
            noDrift(target, "nothing was rehearsed; -Ddbmigrate.rehearse=always");
            return;
        }
        if (fresh.isEmpty()) {
            reviewing.notDone("rules", nothingNew(target));
        }
        List<Performance> performances = new ArrayList<>();
        try {
            new Evening(fresh, target).run(performances);
        } catch (DiagnosticException e) {
            impossible(e.diagnostics().stream().map(this::otherWays).toList());
            noDrift(target, "nothing was rehearsed");
        } catch (ConnectionLostException e) {
            impossible(List.of(e.because(Diagnostic.error("connection-lost", "the rehearsal's server is gone"))));
            noDrift(target, "nothing was rehearsed");
        }
        judging.rehearsed(performances);
    }

    /** There is no rehearsal: a warning, or what {@code always} makes of it. */
    private void impossible(List<Diagnostic> reasons) {
        Severity severity = options.rehearse() == Rehearse.ALWAYS ? Severity.ERROR : Severity.WARNING;
        for (Diagnostic reason : reasons) {
            reviewing.problem(reason.as(severity));
        }
        reviewing.notDone("rehearsal", "it could not be done; the rules have only the text of the files");
    }

    private Diagnostic otherWays(Diagnostic reason) {
        return reason.help("to do without the rehearsal:  -Ddbmigrate.rehearse=never"
                + (hasShadow() ? "" : "; on a server of yours:  -Ddbmigrate.shadowUrl=..."));
    }

    private boolean hasShadow() {
        return servers.shadow() != null;
    }

    private String nothingNew(@Nullable Target target) {
        boolean isKnown = target != null || reviewing.hasBase() || all.isEmpty();
        return (isKnown ? "no migration is new" : "it is not known which migrations are new")
                + "; -Ddbmigrate.all judges all of them";
    }

    private void noDrift(@Nullable Target target, String reason) {
        if (target != null) {
            reviewing.notDone("drift", reason);
        }
    }

    /** One rehearsal from the start of its server to its end. */
    private final class Evening {
        private final List<Migration> fresh;
        private final @Nullable Target target;
        private final List<Migration> first = new ArrayList<>();
        private final List<Migration> second = new ArrayList<>();
        private final long started = System.nanoTime();

        /** The target has a part of what is not new; its cluster is worth keeping, and its schema can be compared. */
        Evening(List<Migration> fresh, @Nullable Target target) {
            this.fresh = fresh;
            this.target = target;
            Set<String> judged = versions(fresh);
            Set<String> applied = target == null ? Set.of() : versions(target.applied());
            for (Migration migration : all) {
                if (!judged.contains(migration.version())) {
                    boolean there = target == null || applied.contains(migration.version());
                    (there ? first : second).add(migration);
                }
            }
        }

        void run(List<Performance> performances) {
            try (RehearsalServer server = open()) {
                if (!prepare(server)) {
                    return;
                }
                perform(rehearsal(server), performances);
                reviewing.rehearsed(new Review.Rehearsal(server.shown(), millis(started)));
            }
        }

        private RehearsalServer open() {
            Connector shadow = servers.shadow();
            return shadow == null
                    ? new ThrowAwayServer(
                            servers,
                            version(),
                            project.recipe(first, options.apply()).under("rehearsal"))
                    : new ShadowServer(shadow, project.history());
        }

        private String version() {
            if (!options.postgresVersion().isEmpty() || target == null) {
                return options.postgresVersion();
            }
            return Integer.toString(target.facts().serverVersion() / 10_000);
        }

        private Rehearsal rehearsal(RehearsalServer server) {
            return new Rehearsal(server.stage(), project.history(), options.apply(), options.limit());
        }

        /** Applies what is not new. False when that cannot be done here. */
        private boolean prepare(RehearsalServer server) {
            long began = System.nanoTime();
            List<Migration> missing = rehearsal(server).missing(first);
            if (!plainly(rehearsal(server), missing)) {
                return false;
            }
            server.applied(missing, Duration.ofNanos(System.nanoTime() - began));
            drift(server);
            return plainly(rehearsal(server), second);
        }

        private boolean plainly(Rehearsal rehearsal, List<Migration> migrations) {
            Optional<Failure> failure = rehearsal.applyPlainly(migrations);
            if (failure.isEmpty()) {
                return true;
            }
            impossible(List.of(otherWays(stuck(failure.get()))));
            noDrift(target, "the rehearsal did not come so far");
            return false;
        }

        private Diagnostic stuck(Failure failure) {
            Diagnostic why = failure.diagnostic();
            return new Diagnostic(
                    Unrehearsed.ID,
                    null,
                    Severity.ERROR,
                    failure.migration().calledBy() + ", which is not new, cannot be applied to an empty PostgreSQL: "
                            + why.message(),
                    why.places(),
                    why.excerpt(),
                    why.notes());
        }

        private void drift(RehearsalServer server) {
            if (target == null) {
                return;
            }
            if (target.applied().stream().anyMatch(fresh::contains)) {
                reviewing.notDone("drift", "the database has new migrations already");
                return;
            }
            SchemaDifference difference =
                    new Drift(fingerprint).between(server.stage().owner(), target.database());
            if (difference.isHarmless()) {
                reviewing.done("drift", "the schema of " + target.facts().database() + " is what its migrations make");
            } else {
                reviewing.drift(difference, target.facts().database());
            }
        }

        private void perform(Rehearsal rehearsal, List<Performance> performances) {
            Schema before = fingerprint.read(rehearsal.stage().owner());
            rehearsal.perform(fresh, options.all(), fingerprint, project.folder()::down, performances);
            Schema after = fingerprint.read(rehearsal.stage().owner());
            reviewing.schemaChange(before, after);
            boolean whole =
                    performances.size() == fresh.size() && performances.stream().allMatch(Performance::isApplied);
            if (whole) {
                reviewing.done("rehearsal", "applied to an empty PostgreSQL");
            } else {
                String stopped =
                        performances.get(performances.size() - 1).migration().calledBy();
                reviewing.notDone(
                        "rehearsal",
                        stopped + " failed; of it and of what comes after it the rules have only the text");
            }
        }
    }

    /** By which they are found among a thousand without comparing each with all. */
    private static Set<String> versions(List<Migration> migrations) {
        return migrations.stream().map(Migration::version).collect(Collectors.toSet());
    }

    private static long millis(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }
}
