package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A foreign key that is checked at once. */
final class AddingForeignKeyConstraint extends Danger {

    AddingForeignKeyConstraint() {
        super(
                "adding-foreign-key-constraint",
                Level.BLOCKING,
                "a foreign key is added and all rows are checked at once",
                "Both tables are locked SHARE ROW EXCLUSIVE while each row is looked up in the other table: nobody can write"
                        + " either (PostgreSQL's documentation, ALTER TABLE, ADD table_constraint). It fails if a row points to"
                        + " nothing.",
                "Add it NOT VALID, which already holds for new rows, and VALIDATE it in the next migration, which lets writers go"
                        + " on.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ConstraintAdded.class, ConstraintAdded::table).stream()
                .filter(added -> added.constraint().type() == Type.FOREIGN_KEY
                        && added.constraint().validated())
                .filter(added -> evidence.isRead() ? !isOfNewColumn(evidence, added) : evidence.scanned(added.table()))
                .map(added -> finding(evidence, added).weighedBy(added.table(), Work.FOREIGN_KEY));
    }

    /** Its rows are all null: there is nothing to check. */
    private static boolean isOfNewColumn(Evidence evidence, ConstraintAdded added) {
        return evidence.statement().all(ColumnAdded.class).stream()
                .anyMatch(column -> column.table().equals(added.table())
                        && !column.column().hasDefault()
                        && added.constraint().columns().contains(column.column().name()));
    }

    private static Finding finding(Evidence evidence, ConstraintAdded added) {
        Relation other = added.constraint().references();
        boolean both = other != null && !other.isNew() && !other.equals(added.table());
        Finding finding = Finding.of(
                added,
                added.table() + (both ? " and " + other : "") + " cannot be written while all of " + added.table()
                        + " is checked",
                evidence.seen(added.table()) + (other != null && both ? alsoHeld(evidence, other) : ""),
                NotValid.help(evidence, added));
        String orphans = orphans(added, other);
        return orphans.isEmpty() ? finding : finding.help("rows that would make it fail:  " + orphans);
    }

    private static String alsoHeld(Evidence evidence, Relation other) {
        return evidence.isRead()
                ? ""
                : evidence.lock(other)
                        .map(mode -> ", " + evidence.held(mode, other))
                        .orElse("");
    }

    private static String orphans(ConstraintAdded added, @Nullable Relation other) {
        List<String> keys = referenced(added.constraint().definition());
        List<String> columns = added.constraint().columns();
        if (other == null || columns.isEmpty() || keys.size() != columns.size()) {
            return "";
        }
        List<String> filled = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String column = "a." + Quoted.shown(columns.get(i));
            filled.add(column + " IS NOT NULL");
            equal.add("b." + keys.get(i) + " = " + column);
        }
        return "SELECT count(*) FROM " + added.table() + " a WHERE " + String.join(" AND ", filled)
                + " AND NOT EXISTS (SELECT FROM " + other + " b WHERE " + String.join(" AND ", equal) + ");";
    }

    /** The columns in the parenthesis behind REFERENCES, as they are written. */
    private static List<String> referenced(String definition) {
        int word = Sql.find(definition, "references");
        int open = word < 0 ? -1 : definition.indexOf('(', word);
        int close = open < 0 ? -1 : definition.indexOf(')', open);
        if (close < 0) {
            return List.of();
        }
        return Stream.of(definition.substring(open + 1, close).split(","))
                .map(String::strip)
                .toList();
    }
}
