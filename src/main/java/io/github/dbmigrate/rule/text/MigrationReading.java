package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Durations;
import io.github.dbmigrate.script.Range;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One migration, statement by statement. What a later statement does may take back what an earlier one told. */
final class MigrationReading {
    /** Of a statement that is read, in characters: longer ones are data. */
    private static final int LONGEST = 200_000;

    private static final Set<String> OTHERS = Set.of(
            "truncate",
            "cluster",
            "vacuum",
            "reindex",
            "refresh",
            "lock",
            "update",
            "delete",
            "insert",
            "merge",
            "copy",
            "revoke",
            "set");

    /** A statement whose observations are not final. */
    private record Draft(
            Statement statement,
            boolean inTransaction,
            Map<Relation, LockMode> heldBefore,
            boolean lockTimeoutOff,
            Told told) {

        Observed observed(Migration migration, int number) {
            return new Observed(
                    migration,
                    statement,
                    number,
                    Observed.Source.READ,
                    inTransaction,
                    heldBefore,
                    lockTimeoutOff,
                    told.facts());
        }
    }

    private final Migration migration;
    private final Script script;
    private final Execution execution;
    private final Known known;
    private final List<Draft> drafts = new ArrayList<>();
    private Map<Relation, LockMode> held = new LinkedHashMap<>();
    private boolean lockTimeoutOff;

    /** Whether the file has begun a transaction of its own. */
    private boolean inTransaction;

    MigrationReading(Migration migration, Known known) {
        this.migration = migration;
        this.known = known;
        this.script = migration.script();
        this.execution = migration.execution();
        this.inTransaction = execution == Execution.TRANSACTION;
        this.lockTimeoutOff = script.directives().stream().anyMatch(MigrationReading::turnsLockTimeoutOff);
    }

    List<Observed> read() {
        for (Statement statement : script.statements()) {
            Told told = told(statement);
            drafts.add(new Draft(statement, inTransaction, held, lockTimeoutOff, told));
            follow(statement, told);
        }
        Set<Relation> keyed = tablesThatGetKeys();
        List<Observed> observed = new ArrayList<>();
        for (Draft draft : drafts) {
            draft.told().correct(observation -> withKey(observation, keyed));
            observed.add(draft.observed(migration, observed.size() + 1));
        }
        return observed;
    }

    private Told told(Statement statement) {
        Told told = new Told(new Range(statement.offset(), statement.end()));
        if (statement.end() - statement.offset() <= LONGEST) {
            try {
                read(statement, told);
            } catch (UnclearException e) {
                told.withdraw();
            }
        }
        if (execution == Execution.TRANSACTION && statement.controlsTransaction()) {
            told.tell(new Observation.TransactionEnded());
        }
        return told;
    }

    private void read(Statement statement, Told told) throws UnclearException {
        String verb = statement.words().isEmpty() ? "" : statement.words().get(0);
        boolean selectsInto = verb.equals("select") && statement.words().contains("into");
        if (OTHERS.contains(verb) || selectsInto) {
            new OtherReader(known, told, Clause.of(script, statement)).read(execution == Execution.BATCH);
            return;
        }
        switch (verb) {
            case "create" -> new CreateReader(known, told, behindVerb(statement)).read();
            case "alter" -> new AlterReader(known, told, behindVerb(statement)).read();
            case "drop" -> new DropReader(known, told, behindVerb(statement)).read();
            default -> {
                // Nothing is told of a query, a call or a DO block.
            }
        }
    }

    private Clause behindVerb(Statement statement) {
        Clause clause = Clause.of(script, statement);
        clause.skipOne();
        return clause;
    }

    /** What the statement leaves for the next ones. */
    private void follow(Statement statement, Told told) {
        if (statement.startsWith("set", "lock_timeout")
                || statement.startsWith("set", "local", "lock_timeout")
                || statement.startsWith("set", "session", "lock_timeout")) {
            lockTimeoutOff =
                    told.facts().stream().anyMatch(fact -> fact.observation() instanceof Observation.TimeoutOff);
        }
        if (execution == Execution.OUTSIDE && statement.controlsTransaction()) {
            inTransaction = statement.beginsTransaction();
            held = new LinkedHashMap<>();
        }
        if (inTransaction) {
            Map<Relation, LockMode> now = new LinkedHashMap<>(held);
            told.locks().forEach((relation, mode) -> now.merge(relation, mode, MigrationReading::stronger));
            held = now;
        }
    }

    /** As dumps are written: the keys come after the tables. */
    private Set<Relation> tablesThatGetKeys() {
        Set<Relation> tables = new HashSet<>();
        for (Draft draft : drafts) {
            draft.told().facts().forEach(fact -> {
                if (fact.observation() instanceof Observation.ConstraintAdded added
                        && added.constraint().type() == Constraint.Type.PRIMARY_KEY) {
                    tables.add(added.table());
                }
            });
        }
        return tables;
    }

    private static Observation withKey(Observation observation, Set<Relation> tables) {
        return observation instanceof Observation.TableCreated created && tables.contains(created.table())
                ? new Observation.TableCreated(created.table(), created.columns(), true)
                : observation;
    }

    private static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static boolean turnsLockTimeoutOff(Directive directive) {
        return directive.word().equals(Directive.LOCK_TIMEOUT)
                && Durations.parse(directive.argument())
                        .filter(Duration.ZERO::equals)
                        .isPresent();
    }
}
