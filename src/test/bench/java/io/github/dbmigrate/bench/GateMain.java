package io.github.dbmigrate.bench;

import io.github.dbmigrate.goal.EmbeddedServers;
import io.github.dbmigrate.goal.Gate;
import io.github.dbmigrate.goal.Validate.Rehearse;
import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.postgres.embedded.Settings;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.report.Review;
import io.github.dbmigrate.testing.ClassPathBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Validates a project, or starts and stops the server that this takes, in a JVM that has done nothing before. */
final class GateMain {
    private GateMain() {}

    /**
     * A file for the result, a directory for the server, and a project with its base branch; without these, the server alone. The
     * result is the milliseconds, and then the files of the migrations that were found to be new, a line each.
     */
    public static void main(String[] arguments) throws IOException {
        Path server = Path.of(arguments[1]);
        List<String> lines = new ArrayList<>();
        // Looks for the jar of the tests' PostgreSQL, which no user has to wait for.
        String version = ClassPathBinaries.version();
        long started = System.nanoTime();
        if (arguments.length == 2) {
            EmbeddedPostgres.startAnew(
                            new ClassPathBinaries(), version, server, Settings.PLAIN, () -> Recipe.EMPTY, line -> {})
                    .discard();
        } else {
            Report report = Gate.of(Path.of(arguments[2]), new EmbeddedServers(server, line -> {}))
                    .baseBranch(arguments[3])
                    .rehearse(Rehearse.ALWAYS)
                    .run()
                    .report();
            Review review = report.review();
            if (report.isFailed() || review == null) {
                throw new IllegalStateException("error: " + report.failure());
            }
            review.migrations()
                    .forEach(reviewed -> lines.add(reviewed.migration().file()));
        }
        lines.add(0, Double.toString((System.nanoTime() - started) / 1e6));
        Files.write(Path.of(arguments[0]), lines);
        Runtime.getRuntime().halt(0);
    }
}
