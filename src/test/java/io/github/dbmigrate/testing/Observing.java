package io.github.dbmigrate.testing;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement of a migration and what it was seen to do, put together by hand. Tables are in the schema public. */
public final class Observing {
    private final Migration migration;
    private int number = 1;
    private Observed.Source source = Observed.Source.REHEARSED;
    private boolean inTransaction = true;
    private boolean lockTimeoutOff;
    private final Map<Relation, LockMode> held = new LinkedHashMap<>();
    private final List<Observed.Fact> facts = new ArrayList<>();

    private Observing(Migration migration) {
        this.migration = migration;
    }

    /** The first statement of a file that was run in a transaction, and was seen to do nothing so far. */
    public static Observing given(String sql) {
        return new Observing(Migrations.file("045-it", sql));
    }

    public static Observing given(Migration migration) {
        return new Observing(migration);
    }

    public Observing statement(int other) {
        number = other;
        return this;
    }

    public Observing onlyRead() {
        source = Observed.Source.READ;
        return this;
    }

    public Observing outside() {
        inTransaction = false;
        return this;
    }

    public Observing withoutLockTimeout() {
        lockTimeoutOff = true;
        return this;
    }

    /** A statement before it has taken this lock. */
    public Observing held(String table, LockMode mode) {
        held.put(table(table), mode);
        return this;
    }

    public Observing locked(String table, LockMode mode) {
        return that(new Observation.Locked(table(table), mode));
    }

    public Observing scanned(String table) {
        return that(new Observation.Scanned(table(table)));
    }

    public Observing rewrote(String table, Observation.Rewritten.Cause cause) {
        return that(new Observation.Rewritten(table(table), Set.of(cause)));
    }

    public Observing that(Observation observation) {
        facts.add(new Observed.Fact(observation, whole().offset(), whole().end()));
        return this;
    }

    /** The same, done by this part of the file's text. */
    public Observing that(Observation observation, String by) {
        int offset = migration.script().text().indexOf(by);
        facts.add(new Observed.Fact(observation, offset, offset + by.length()));
        return this;
    }

    private Statement whole() {
        return migration.script().statements().get(number - 1);
    }

    public Observed observed() {
        return new Observed(migration, whole(), number, source, inTransaction, held, lockTimeoutOff, facts);
    }

    /** What some rules have against it, as text; empty when they are silent. */
    public String judgedBy(List<Rule> rules) {
        StringBuilder text = new StringBuilder();
        for (Rule rule : rules) {
            for (Finding finding : rule.judge(observed())) {
                text.append(rule.level().word()).append(' ').append(rule.word()).append(": ");
                text.append(finding.message())
                        .append("\n  seen: ")
                        .append(finding.seen())
                        .append('\n');
                for (String help : finding.help()) {
                    text.append("  help: ")
                            .append(help.replace("\n", "\n        "))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    public static Relation table(String name) {
        return new Relation("public", name, Relation.Kind.TABLE, false);
    }

    public static Relation newTable(String name) {
        return new Relation("public", name, Relation.Kind.TABLE, true);
    }

    public static Relation partitioned(String name) {
        return new Relation("public", name, Relation.Kind.PARTITIONED_TABLE, false);
    }

    public static Relation materializedView(String name) {
        return new Relation("public", name, Relation.Kind.MATERIALIZED_VIEW, false);
    }

    public static Column column(String name, String type) {
        return new Column(name, type, false, null, Column.Identity.NO, Column.Generated.NO);
    }

    public static Column required(String name, String type) {
        return new Column(name, type, true, null, Column.Identity.NO, Column.Generated.NO);
    }

    public static Column withDefault(String name, String type) {
        return new Column(name, type, false, "x", Column.Identity.NO, Column.Generated.NO);
    }

    public static Column identity(String name, String type) {
        return new Column(name, type, true, null, Column.Identity.ALWAYS, Column.Generated.NO);
    }

    public static Column stored(String name, String type) {
        return new Column(name, type, false, "x", Column.Identity.NO, Column.Generated.STORED);
    }

    public static Constraint constraint(String name, Constraint.Type type, String definition, String... columns) {
        return new Constraint(name, type, List.of(columns), null, true, false, definition);
    }

    public static Constraint notValid(Constraint constraint) {
        return new Constraint(
                constraint.name(),
                constraint.type(),
                constraint.columns(),
                constraint.references(),
                false,
                false,
                constraint.definition());
    }

    public static Constraint usingIndex(Constraint constraint) {
        return new Constraint(
                constraint.name(), constraint.type(), constraint.columns(), null, true, true, constraint.definition());
    }

    public static Constraint foreignKey(String name, Relation other, String definition, String... columns) {
        return new Constraint(name, Constraint.Type.FOREIGN_KEY, List.of(columns), other, true, false, definition);
    }

    public static Index index(String name, String definition) {
        return new Index("public", name, false, true, 1, "btree", definition);
    }

    public static Observation.Dropped dropped(String type, String identity, @Nullable Relation relation, String name) {
        return new Observation.Dropped(type, identity, relation, name, true);
    }

    public static Observation.Dropped carriedOff(
            String type, String identity, @Nullable Relation relation, String name) {
        return new Observation.Dropped(type, identity, relation, name, false);
    }
}
