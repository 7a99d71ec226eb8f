package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Completion;
import java.util.List;

/** How far a migration outside a transaction has come, and so what remains of it when it fails. */
final class Headway {
    private final Migration migration;
    private final int statements;
    private final Stopwatch watch = new Stopwatch();

    /** The statements that are finished. In a transaction of the file, those before its BEGIN. */
    private int done;

    private long rows;

    Headway(Migration migration, int statements) {
        this.migration = migration;
        this.statements = statements;
    }

    int done() {
        return done;
    }

    /** So many statements are finished. */
    Result done(int finished) {
        done = finished;
        return Result.GOES_ON;
    }

    long rows() {
        return rows;
    }

    void count(Reply reply) {
        rows += reply.completions().stream()
                .filter(InTransaction::changesRows)
                .mapToLong(Completion::count)
                .sum();
    }

    Stopwatch watch() {
        return watch;
    }

    Failure failure(Diagnostic problem) {
        return failure(problem, List.of(), List.of());
    }

    /**
     * A statement has failed.
     *
     * @param remaining the indexes that it has left behind, and that could not be dropped
     * @param dropped those that could
     */
    Failure failure(Diagnostic problem, List<String> remaining, List<String> dropped) {
        return new Failure(migration, problem, watch.millis(), left(remaining, dropped));
    }

    Failure lost(ConnectionLostException e) {
        return Failure.lost(migration, e, watch.millis(), left(List.of(), List.of()), null);
    }

    private Failure.Left left(List<String> remaining, List<String> dropped) {
        return new Failure.Left(done, statements, remaining, dropped);
    }
}
