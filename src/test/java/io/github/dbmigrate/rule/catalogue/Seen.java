package io.github.dbmigrate.rule.catalogue;

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
import io.github.dbmigrate.testing.Migrations;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A statement and what it was seen to do, made by hand. */
record Seen(String sql, int number, Observed.Source source, boolean inTransaction, List<Observation> observations) {

    /** The first statement of a file that was run in a transaction, and was seen to do nothing. */
    static Seen in(String sql) {
        return new Seen(sql, 1, Observed.Source.REHEARSED, true, List.of());
    }

    Seen statement(int other) {
        return new Seen(sql, other, source, inTransaction, observations);
    }

    Seen onlyRead() {
        return new Seen(sql, number, Observed.Source.READ, inTransaction, observations);
    }

    Seen outsideTransaction() {
        return new Seen(sql, number, source, false, observations);
    }

    Seen that(Observation... facts) {
        return new Seen(sql, number, source, inTransaction, List.of(facts));
    }

    /** What a rule has against it, as text: nothing when it is silent. */
    String judgedBy(Rule rule) {
        return rule.judge(observed()).stream().map(Seen::text).collect(Collectors.joining());
    }

    private Observed observed() {
        Migration migration = Migrations.file("007-it", sql);
        Statement statement = migration.script().statements().get(number - 1);
        List<Observed.Fact> facts = observations.stream()
                .map(one -> new Observed.Fact(one, statement.offset(), statement.end()))
                .toList();
        Map<Relation, LockMode> held = Map.of();
        return new Observed(migration, statement, number, source, inTransaction, held, false, facts);
    }

    private static String text(Finding finding) {
        StringBuilder text = new StringBuilder(finding.message()).append('\n');
        text.append("seen: ").append(finding.seen()).append('\n');
        for (String help : finding.help()) {
            text.append("help: ").append(help.replace("\n", "\n      ")).append('\n');
        }
        return text.toString();
    }

    static Relation table(String name) {
        return new Relation("public", name, Relation.Kind.TABLE, false);
    }

    static Relation newTable(String name) {
        return new Relation("public", name, Relation.Kind.TABLE, true);
    }

    static Relation partitioned(String name) {
        return new Relation("public", name, Relation.Kind.PARTITIONED_TABLE, false);
    }

    static Relation view(String name) {
        return new Relation("public", name, Relation.Kind.VIEW, false);
    }

    static Column column(String name, String type) {
        return new Column(name, type, false, null, Column.Identity.NO, Column.Generated.NO);
    }

    static Column notNull(Column column) {
        return new Column(
                column.name(), column.type(), true, column.defaultKey(), column.identity(), column.generated());
    }

    static Column withDefault(String key, Column column) {
        return new Column(column.name(), column.type(), column.notNull(), key, column.identity(), column.generated());
    }

    static Column numbered(Column.Identity identity, Column column) {
        return new Column(
                column.name(), column.type(), column.notNull(), column.defaultKey(), identity, column.generated());
    }

    static Constraint foreignKey(String name, Relation references, String... columns) {
        return new Constraint(name, Constraint.Type.FOREIGN_KEY, Arrays.asList(columns), references, true, false, "");
    }

    static Index index(String name, int keyColumns) {
        return new Index("public", name, false, true, keyColumns, "btree", "");
    }
}
