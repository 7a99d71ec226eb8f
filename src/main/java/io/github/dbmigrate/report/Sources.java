package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.report.Review.Reviewed;
import io.github.dbmigrate.report.Review.RunStatement;
import io.github.dbmigrate.script.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The migrations of a report by their files, so that a place in one leads to its statement. */
final class Sources {
    private final Map<String, Migration> migrations = new HashMap<>();
    private final Map<String, Reviewed> reviewed = new HashMap<>();

    Sources(Report report) {
        if (report.plan() != null) {
            for (Entry entry : report.plan().entries()) {
                if (entry.migration() != null) {
                    migrations.put(entry.file().file(), entry.file());
                }
            }
        }
        if (report.review() != null) {
            for (Reviewed looked : report.review().migrations()) {
                migrations.put(looked.migration().file(), looked.migration());
                reviewed.put(looked.migration().file(), looked);
            }
        }
    }

    Optional<Migration> migration(String file) {
        return Optional.ofNullable(migrations.get(file));
    }

    /** The SQL of the statement that a place is in; none for a file that is not held, and for what stands above all of them. */
    Optional<String> statement(Place place) {
        return migration(place.file())
                .filter(migration -> !migration.isLong())
                .map(Migration::script)
                .flatMap(script -> script.statements().stream()
                        .filter(statement -> !isAfter(statement, place))
                        .reduce((earlier, later) -> later)
                        .map(script::text));
    }

    private static boolean isAfter(Statement statement, Place place) {
        return statement.line() > place.line()
                || statement.line() == place.line() && place.column() > 0 && statement.column() > place.column();
    }

    /** What was seen of the statement that a place is in. */
    Optional<RunStatement> run(Place place) {
        Reviewed looked = reviewed.get(place.file());
        List<RunStatement> statements = looked == null ? List.of() : looked.statements();
        return statements.stream()
                .filter(statement -> statement.line() <= place.line())
                .reduce((earlier, later) -> later);
    }
}
