package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rehearse.Catalog.SessionFacts;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed.Fact;
import java.util.List;
import java.util.function.Predicate;

/** What a statement did, told from the database before it, the database after it, and what the event triggers said meanwhile. */
final class Difference {
    private Difference() {}

    static void find(Step step, Facts facts, Predicate<Key> made) {
        WorkFacts.find(step, facts);
        DroppedFacts.find(step, facts, made);
        RelationFacts.find(step, facts);
        OtherFacts.find(step, facts);
        explicitLocks(step, facts);
        if (step.before().session().transaction() == step.after().session().transaction()) {
            timeouts(step, facts);
        }
    }

    /** LOCK TABLE, or something inside a function or DO block that locks and leaves no other trace. */
    private static void explicitLocks(Step step, Facts facts) {
        boolean command = step.statement().startsWith("lock");
        boolean inside = step.statement().startsWith("do")
                || step.statement().startsWith("select")
                || step.statement().startsWith("call");
        boolean alone = step.events().isEmpty()
                && facts.showsOnlyLocks()
                && (step.triggers() || step.text().has("lock"));
        if (command || (inside && alone)) {
            LockMode least = command ? LockMode.ACCESS_SHARE : LockMode.SHARE;
            for (Fact fact : List.copyOf(facts.all())) {
                if (fact.observation() instanceof Observation.Locked locked
                        && locked.mode().compareTo(least) >= 0) {
                    facts.add(
                            new Observation.LockedExplicitly(locked.relation(), locked.mode()),
                            new Spot(fact.offset(), fact.end()));
                }
            }
        }
    }

    private static void timeouts(Step step, Facts facts) {
        SessionFacts before = step.before().session();
        SessionFacts after = step.after().session();
        timeout("lock_timeout", before.lockTimeout(), after.lockTimeout(), step, facts);
        timeout("statement_timeout", before.statementTimeout(), after.statementTimeout(), step, facts);
    }

    private static void timeout(String setting, String before, String after, Step step, Facts facts) {
        if (after.equals(SessionFacts.OFF) && !before.equals(SessionFacts.OFF)) {
            facts.add(new Observation.TimeoutOff(setting), step.places().whole());
        }
    }
}
