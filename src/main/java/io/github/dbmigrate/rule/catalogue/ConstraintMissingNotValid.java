package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** A CHECK that is checked at once. */
final class ConstraintMissingNotValid extends Danger {

    ConstraintMissingNotValid() {
        super(
                "constraint-missing-not-valid",
                Level.BLOCKING,
                "a CHECK is added and all rows are checked at once",
                "ADD CONSTRAINT ... CHECK reads the whole table under an ACCESS EXCLUSIVE lock, and fails if a row is at odds"
                        + " with it (PostgreSQL's documentation, ALTER TABLE, ADD table_constraint).",
                "Add it NOT VALID, which already holds for new rows, and VALIDATE it in the next migration, which lets readers"
                        + " and writers go on.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ConstraintAdded.class, ConstraintAdded::table).stream()
                .filter(added -> added.constraint().type() == Type.CHECK
                        && added.constraint().validated())
                .filter(added -> evidence.isRead() || evidence.scanned(added.table()))
                .map(added -> finding(evidence, added).weighedBy(added.table(), Work.SCAN));
    }

    private static Finding finding(Evidence evidence, ConstraintAdded added) {
        Finding finding = Finding.of(
                added,
                added.table() + " cannot be read or written while all of it is checked",
                evidence.seen(added.table()),
                NotValid.help(evidence, added));
        String condition = condition(added.constraint().definition());
        return condition.isEmpty() || NotValid.isOfNewColumn(evidence, added)
                ? finding
                : finding.help("rows that would make it fail:  SELECT count(*) FROM " + added.table() + " WHERE NOT "
                        + condition + ";");
    }

    /** What stands in the parentheses of CHECK, with them. */
    private static String condition(String definition) {
        int open = definition.indexOf('(');
        int close = definition.lastIndexOf(')');
        return definition.startsWith("CHECK") && open >= 0 && close > open ? definition.substring(open, close + 1) : "";
    }
}
