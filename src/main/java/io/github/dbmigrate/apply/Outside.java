package io.github.dbmigrate.apply;

import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.script.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies a migration whose statements cannot share one transaction. Its row in the journal is there before its first statement,
 * says how far it has come, and goes when the history row comes. So the next run can go on where this one stops, whatever stops it:
 *
 * <ul>
 *   <li>a statement that may share a transaction shares it with the journal's entry that it is done;
 *   <li>what the file itself puts between BEGIN and COMMIT is entered just before its COMMIT;
 *   <li>for all others the journal says beforehand that they are begun. If nothing is entered after that, the catalog is asked
 *       whether they were finished, and if it cannot know, the user.
 * </ul>
 */
final class Outside {
    private final Run run;

    Outside(Run run) {
        this.run = run;
    }

    /**
     * Applies.
     *
     * @param last how the history must end for the migration to be applied
     */
    Result apply(Migration migration, @Nullable LastRow last) {
        Course course = new Course(run, migration, last);
        try {
            return course.go(run.snapshot().unfinished(migration.version()));
        } catch (ConnectionLostException e) {
            return Result.failed(course.lost(e));
        }
    }

    /** The file, and then its history row: psql sends statement by statement, and keeps no journal. */
    static String sql(
            Migration migration, History history, Snapshot snapshot, @Nullable LastRow last, ApplyOptions options) {
        List<String> sql = new ArrayList<>();
        sql.add("BEGIN");
        sql.addAll(Guard.against(history, last));
        sql.add("COMMIT");
        sql.add(Text.of(Piece.whole(migration.script()), options.placeholders())
                        .sent()
                        .text() + "\n");
        sql.add("RESET SESSION AUTHORIZATION");
        sql.add("RESET ROLE");
        sql.add("RESET ALL");
        sql.add("BEGIN");
        sql.addAll(Guard.against(history, last));
        if (migration.isRepeatable()) {
            sql.add(history.delete(migration));
        }
        sql.add(history.insert(
                migration, "pg_catalog.now()", history.appliedBy(snapshot.facts(), options.appliedBy())));
        sql.add("COMMIT");
        return String.join(";\n", sql) + ";\n";
    }
}
