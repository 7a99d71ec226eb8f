package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a migration's text holds that cannot run inside the one transaction that also writes its history row. */
final class ScriptProblems {
    private ScriptProblems() {}

    static List<Diagnostic> of(Migration migration) {
        List<Diagnostic> problems = new ArrayList<>();
        for (Statement statement : migration.script().statements()) {
            String refused = statement.refusedInTransaction();
            if (refused != null) {
                problems.add(
                        located(
                                        "refused-in-transaction",
                                        refused + " cannot run inside a transaction",
                                        migration,
                                        statement)
                                .note(
                                        "why",
                                        "a migration and its history row are one transaction: it is applied exactly once")
                                .help(
                                        "run it by hand before or after the deployment;\nmigrations outside a transaction are not supported yet"));
            } else if (statement.controlsTransaction()) {
                problems.add(located(
                                "transaction-control",
                                "a migration cannot begin or end a transaction",
                                migration,
                                statement)
                        .note("why", "every migration is one transaction already, together with its history row")
                        .help("take " + migration.script().text(statement) + " out"));
            } else if (statement.copiesFromStdin()) {
                problems.add(
                        located("copy-from-stdin", "COPY ... FROM STDIN is not supported yet", migration, statement)
                                .help("write the rows as INSERT statements"));
            } else if (statement.changesStringSyntax()) {
                problems.add(located(
                                "string-syntax",
                                "strings behind this statement would be read as if it were not there",
                                migration,
                                statement)
                        .note("why", "the server reads a migration whole, by the setting it begins with")
                        .help("write backslash escapes as E'...' and take the SET out"));
            }
        }
        return problems;
    }

    private static Diagnostic located(String id, String message, Migration migration, Statement statement) {
        Script script = migration.script();
        int lineEnd = script.text().indexOf('\n', statement.offset());
        int end = lineEnd < 0 ? statement.end() : Math.min(lineEnd, statement.end());
        return Diagnostic.error(id, message)
                .at(Place.at(migration.file(), statement.line(), statement.column()))
                .excerpt(Excerpt.of(script.text(), statement.offset(), end, statement.offset()));
    }
}
