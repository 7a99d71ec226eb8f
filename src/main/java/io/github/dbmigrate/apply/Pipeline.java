package io.github.dbmigrate.apply;

import io.github.dbmigrate.apply.Flight.Leg;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.postgres.Reply.Completion;
import io.github.dbmigrate.postgres.ServerError;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Applies migrations that go to the server together, in about one round trip for all of them. */
final class Pipeline {
    private final Database database;
    private final Progress progress;
    private final LockRetries retries;
    private final InTransaction transactions;

    Pipeline(Run run, InTransaction transactions) {
        this.database = run.database();
        this.progress = run.progress();
        this.retries = run.retries();
        this.transactions = transactions;
    }

    /**
     * Applies, up to the first that fails. One that only did not get its locks is tried again, alone.
     *
     * @param applied is told each that was applied, in order
     * @return {@link Result#GOES_ON} when all were applied, else what became of the first that was not
     */
    Result apply(Flight flight, Consumer<Applied> applied) {
        Arrivals arrivals = new Arrivals(flight, applied);
        try {
            database.run(flight.sqls(), arrivals);
        } catch (ConnectionLostException e) {
            return arrivals.lost(e);
        } finally {
            arrivals.landed();
            retries.unwatch();
        }
        return arrivals.result();
    }

    /** What has come back so far. */
    private final class Arrivals implements Database.Answers {
        private final Flight flight;
        private final Consumer<Applied> applied;
        private int current;
        private int completed;
        private long rows;
        private Stopwatch watch = new Stopwatch();
        private @Nullable Trouble trouble;
        private @Nullable Landed landed;
        private String reported;

        Arrivals(Flight flight, Consumer<Applied> applied) {
            this.flight = flight;
            this.applied = applied;
            this.reported = database.applicationName();
            watchCurrent();
        }

        @Override
        public void completed(Completion completion) {
            landed();
            Message message = leg().message();
            rows += InTransaction.rows(message, completed, completion);
            completed++;
            if (completed == message.completions()) {
                land(new Landed(leg(), rows, watch));
                next();
            }
        }

        /** Behind the first error there is one for each that was on its way. */
        @Override
        public void failed(ServerError error) {
            landed();
            trouble = trouble == null ? new Trouble(leg(), completed, error, watch.millis()) : trouble;
            next();
        }

        @Override
        public void notice(Notice notice) {
            landed();
            progress.notice(leg().migration(), notice);
        }

        /** Behind the last one a server that is going down may still say so. */
        private Leg leg() {
            return flight.legs().get(Math.min(current, flight.legs().size() - 1));
        }

        private void next() {
            current++;
            completed = 0;
            rows = 0;
            watch = new Stopwatch();
            if (trouble == null && current < flight.legs().size()) {
                watchCurrent();
            }
        }

        private void watchCurrent() {
            retries.watch(leg().migration(), transactions.lockTimeout(leg().migration()), this::landedLongAgo);
        }

        private synchronized void land(Landed done) {
            landed = done;
        }

        /** The server's report comes behind the last completion, so that it is there when the next thing has come. */
        synchronized void landed() {
            if (landed != null) {
                Landed done = landed;
                landed = null;
                String name = database.applicationName();
                ServerReport report = name.equals(reported) ? null : ServerReport.parse(name);
                reported = name;
                applied.accept(InTransaction.applied(done.leg.migration(), done.rows, report, done.watch));
            }
        }

        /** As {@link #landed()}, when the next thing takes its time. Asked by another thread, which may not see the report yet. */
        private synchronized void landedLongAgo() {
            if (!database.applicationName().equals(reported)) {
                landed();
            }
        }

        Result result() {
            return trouble == null
                    ? Result.GOES_ON
                    : transactions.settle(
                            trouble.leg.block(),
                            trouble.leg.message(),
                            trouble.completed,
                            trouble.error,
                            trouble.millis);
        }

        Result lost(ConnectionLostException e) {
            if (trouble == null && current == flight.legs().size()) {
                return Result.GOES_ON;
            }
            // A server that is being shut down says so before it hangs up.
            Leg leg = trouble == null ? leg() : trouble.leg;
            long millis = trouble == null ? watch.millis() : trouble.millis;
            return Result.failed(Failure.lost(leg.migration(), e, millis, null, flight.behind(leg)));
        }
    }

    /** The first error, and where it came. */
    private record Trouble(Leg leg, int completed, ServerError error, long millis) {}

    /** A migration that is committed, and was not told yet. */
    private record Landed(Leg leg, long rows, Stopwatch watch) {}
}
