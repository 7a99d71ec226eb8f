package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.script.Quoted;
import java.util.Objects;
import java.util.stream.Stream;

/** Rows get another value than the application expects. */
final class BanSetDefault extends Danger {

    BanSetDefault() {
        super("ban-set-default", Level.RISKY, "a default is changed or dropped", """
                A default is what the database writes for a column that an INSERT leaves out. Versions of the application \
                that run at the same time rely on the old one, and libraries such as ORMs keep a copy of it: rows of the \
                same moment get different values. Rows that are there already keep theirs (ALTER TABLE, SET DEFAULT). \
                Without a default, a column that is NOT NULL must be named by every INSERT.""", """
                Deploy an application that always writes the column first, and change the default when no other version \
                runs. A default where there was none is not reported.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ColumnChanged.class, ColumnChanged::table).stream()
                .filter(BanSetDefault::isAnotherDefault)
                .map(changed -> finding(evidence, changed));
    }

    /** With another type it is another expression, and {@code nextval} of a serial column makes place for its identity. */
    private static boolean isAnotherDefault(ColumnChanged changed) {
        Column before = changed.before();
        Column after = changed.after();
        return before.hasDefault()
                && !Objects.equals(before.defaultKey(), after.defaultKey())
                && before.type().equals(after.type())
                && before.identity() == after.identity()
                && before.generated() == after.generated();
    }

    private static Finding finding(Evidence evidence, ColumnChanged changed) {
        String column = Quoted.shown(changed.after().name());
        boolean fails = !changed.after().hasDefault() && changed.after().notNull();
        return Finding.of(
                changed,
                fails
                        ? "inserts into %s that leave out %s fail from now on".formatted(changed.table(), column)
                        : "inserts into %s that leave out %s write another value from now on"
                                .formatted(changed.table(), column),
                "column %s of %s has %s"
                        .formatted(
                                column,
                                changed.table(),
                                changed.after().hasDefault() ? another(evidence, changed) : "no default any more"),
                "first deploy an application that always writes %s".formatted(column));
    }

    private static String another(Evidence evidence, ColumnChanged changed) {
        String value =
                DefaultText.of(evidence.statement().text(), changed.after().name());
        return value.equals(DefaultText.UNKNOWN) ? "another default" : "another default, " + value;
    }
}
