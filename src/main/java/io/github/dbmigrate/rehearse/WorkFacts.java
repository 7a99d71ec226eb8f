package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Observation.RowsChanged.Extent;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a statement costs those who use the tables that were there before: locks, scans, rows and files that are written. */
final class WorkFacts {
    /** Since then a table that was just emptied says -1 rows, and not 0 as one that is empty. */
    private static final int UNKNOWN_ROWS = 140000;

    /** Bits of the reason that the event trigger is given (event_trigger.h, {@code AT_REWRITE_...}). */
    private static final Map<Cause, Integer> REASONS = new EnumMap<>(Map.of(
            Cause.PERSISTENCE, 1,
            Cause.DEFAULT, 2,
            Cause.COLUMN_TYPE, 4,
            Cause.ACCESS_METHOD, 8));

    private final Step step;
    private final Facts facts;

    private WorkFacts(Step step, Facts facts) {
        this.step = step;
        this.facts = facts;
    }

    static void find(Step step, Facts facts) {
        WorkFacts found = new WorkFacts(step, facts);
        found.locks();
        found.scans();
        found.files();
        found.rows();
    }

    private void locks() {
        for (Map.Entry<Long, Set<LockMode>> entry : step.after().locks().entrySet()) {
            CatalogRelation relation = step.known(entry.getKey());
            LockMode strongest = strongestNew(entry.getKey());
            if (relation != null
                    && relation.isLockable()
                    && step.wasThere(relation.oid())
                    && strongest.compareTo(LockMode.ACCESS_SHARE) > 0) {
                facts.add(
                        new Observation.Locked(step.shown(relation), strongest),
                        step.places().ofTable(relation.oid()));
            }
        }
    }

    private LockMode strongestNew(long oid) {
        return step.locksAfter(oid).stream()
                .filter(mode -> !step.locksBefore(oid).contains(mode))
                .max(LockMode::compareTo)
                .orElse(LockMode.ACCESS_SHARE);
    }

    private void scans() {
        Set<Long> scanned = new TreeSet<>();
        for (Long oid : step.after().scans().keySet()) {
            CatalogRelation relation = step.known(oid);
            if (relation != null && step.scans(oid) > 0) {
                if (relation.index() == null) {
                    scanned.add(oid);
                } else if (checksAConstraint(relation.index().table())) {
                    // On tables that were analysed the check of a foreign key may go through an index.
                    scanned.add(relation.index().table());
                }
            }
        }
        for (long oid : scanned) {
            CatalogRelation table = step.known(oid);
            if (table != null && step.wasThere(oid) && !isFoundByKey(table)) {
                facts.add(
                        new Observation.Scanned(step.shown(table)),
                        step.places().ofTable(oid));
            }
        }
    }

    /** It is read whole here because it is empty, and would not be where it has rows. */
    private boolean isFoundByKey(CatalogRelation table) {
        return step.foresight().of(table.oid()) == Extent.FEW
                || (table.partition() && step.foresight().of(table.parent()) == Extent.FEW);
    }

    private boolean checksAConstraint(long table) {
        CatalogRelation before = step.before().relation(table);
        CatalogRelation after = step.after().relation(table);
        if (before == null || after == null) {
            return false;
        }
        return after.constraints().values().stream()
                .filter(constraint -> constraint.contype() == 'f' && constraint.validated())
                .anyMatch(constraint -> {
                    CatalogConstraint old = before.constraints().get(constraint.oid());
                    return old == null || !old.validated();
                });
    }

    private void files() {
        Map<Long, Set<Cause>> rewritten = new TreeMap<>();
        for (Event event : step.events()) {
            if (event.kind() == Event.Kind.REWRITE) {
                rewritten
                        .computeIfAbsent(event.key().oid(), oid -> EnumSet.noneOf(Cause.class))
                        .addAll(causes(event.reason()));
            }
        }
        for (long oid : new TreeSet<>(step.after().read())) {
            CatalogRelation before = step.before().relation(oid);
            CatalogRelation after = step.after().relation(oid);
            if (before != null && after != null && holdsRows(before) && step.wasThere(oid)) {
                file(before, after, rewritten);
            }
        }
        rewritten.forEach((oid, causes) -> {
            CatalogRelation table = step.known(oid);
            if (table != null && step.wasThere(oid)) {
                facts.add(
                        new Observation.Rewritten(step.shown(table), causes),
                        step.places().ofTable(oid));
            }
        });
    }

    private static boolean holdsRows(CatalogRelation relation) {
        return relation.relkind() == 'r' || relation.relkind() == 'm';
    }

    private static Set<Cause> causes(int reason) {
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        REASONS.forEach((cause, bit) -> {
            if ((reason & bit) != 0) {
                causes.add(cause);
            }
        });
        return causes;
    }

    private void file(CatalogRelation before, CatalogRelation after, Map<Long, Set<Cause>> rewritten) {
        long oid = after.oid();
        Spot spot = step.places().ofTable(oid);
        boolean written = before.storage().file() != after.storage().file();
        boolean isView = after.relkind() == 'm';
        if (isView && written && (step.text().has("refresh") || step.hasTag("REFRESH MATERIALIZED VIEW"))) {
            facts.add(new Observation.Refreshed(step.shown(after), false), spot);
        } else if (isView && !written && isRefreshed(before)) {
            facts.add(new Observation.Refreshed(step.shown(after), true), spot);
        } else if (written && !rewritten.containsKey(oid)) {
            Set<Cause> causes = causes(before, after);
            if (causes.isEmpty() && isEmptied(after)) {
                boolean byCascade = step.text().has("cascade") && !step.text().hasName(before.name());
                facts.add(new Observation.Emptied(step.shown(after), byCascade), spot);
            } else {
                rewritten.put(oid, causes.isEmpty() ? EnumSet.of(Cause.CLUSTER) : causes);
            }
        }
    }

    /** CONCURRENTLY writes rows into the view, and leaves its file. */
    private boolean isRefreshed(CatalogRelation view) {
        boolean told = step.events().stream()
                .anyMatch(event -> event.tag().equals("REFRESH MATERIALIZED VIEW")
                        && event.key().equals(Key.relation(view.oid())));
        return told
                || (!step.triggers()
                        && step.statement().startsWith("refresh")
                        && step.text().hasName(view.name()));
    }

    /** As far as the catalogs tell, where no event did. */
    private Set<Cause> causes(CatalogRelation before, CatalogRelation after) {
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        if (before.storage().tablespace() != after.storage().tablespace()) {
            causes.add(Cause.TABLESPACE);
        }
        if (step.triggers()) {
            return causes;
        }
        if (before.storage().persistence() != after.storage().persistence()) {
            causes.add(Cause.PERSISTENCE);
        }
        if (before.storage().method() != after.storage().method()) {
            causes.add(Cause.ACCESS_METHOD);
        }
        for (CatalogColumn column : after.columns().values()) {
            CatalogColumn old = before.columns().get(column.number());
            if (old == null) {
                causes.add(Cause.DEFAULT);
            } else if (!old.hasTypeOf(column)) {
                causes.add(Cause.COLUMN_TYPE);
            }
        }
        if (causes.isEmpty() && step.text().has("alter") && !step.text().has("truncate")) {
            // A USING that leaves the type as it is.
            causes.add(Cause.COLUMN_TYPE);
        }
        return causes;
    }

    private boolean isEmptied(CatalogRelation after) {
        if (step.after().session().version() >= UNKNOWN_ROWS) {
            return after.storage().rows() < 0;
        }
        return step.text().has("truncate")
                || !(step.text().has("cluster") || step.text().has("vacuum"));
    }

    private void rows() {
        for (Long oid : step.after().locks().keySet()) {
            CatalogRelation table = step.known(oid);
            if (table != null
                    && table.isTable()
                    && step.wasThere(oid)
                    && writes(oid)
                    && !(table.partition() && writes(table.parent()))) {
                facts.add(
                        new Observation.RowsChanged(step.shown(table), extent(oid)),
                        step.places().ofTable(oid));
            }
        }
    }

    private Extent extent(long oid) {
        if (step.foresight().extents() != null) {
            Extent planned = step.foresight().of(oid);
            return planned == null ? Extent.FEW : planned;
        }
        boolean mayChange = !step.statement().startsWith("insert")
                && (!step.statement().startsWith("do")
                        || step.text().has("update")
                        || step.text().has("delete")
                        || step.text().has("merge"));
        return mayChange && isScanned(oid) ? Extent.ALL : Extent.FEW;
    }

    private boolean writes(long oid) {
        if (!step.locksAfter(oid).contains(LockMode.ROW_EXCLUSIVE)) {
            return false;
        }
        return !step.locksBefore(oid).contains(LockMode.ROW_EXCLUSIVE)
                || step.foresight().of(oid) != null
                || step.wrote(oid)
                || (isWriter() && (isScanned(oid) || isLookedUp(oid)));
    }

    /** Whether its first word says that it changes rows. The lock alone is nothing new when a statement before it took it. */
    private boolean isWriter() {
        return step.statement().startsWith("update")
                || step.statement().startsWith("delete")
                || step.statement().startsWith("merge")
                || step.statement().startsWith("with");
    }

    private boolean isScanned(long oid) {
        return step.scans(oid) > 0
                || step.after().relations().values().stream()
                        .anyMatch(one ->
                                one.partition() && one.index() == null && one.parent() == oid && isScanned(one.oid()));
    }

    private boolean isLookedUp(long oid) {
        return step.after().indexesOf(oid).stream().anyMatch(index -> step.scans(index.oid()) > 0);
    }
}
