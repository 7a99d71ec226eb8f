package io.github.dbmigrate.faults;

import io.github.dbmigrate.testing.CrashingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Many trials with one set of files, on one server. */
final class Campaign implements AutoCloseable {
    private final FileSet set;
    private final Trial trial;
    private final List<Moment> moments;
    private @Nullable Runner spare;

    /**
     * What came of one kind of fault.
     *
     * @param failed what was wrong where it did not end exactly once
     */
    record Row(FileSet set, Strike strike, int points, Duration took, List<String> failed) {
        static final List<String> HEAD =
                List.of("| files | fault | points | exactly once | seconds |", "|---|---|---:|---:|---:|");

        @Override
        public String toString() {
            return "| %s | %s | %d | %d | %.1f |"
                    .formatted(
                            set.name().toLowerCase(Locale.ROOT),
                            strike.shown(),
                            points,
                            points - failed.size(),
                            took.toMillis() / 1e3);
        }
    }

    Campaign(CrashingServer server, FileSet set, Path directory) throws Exception {
        this.set = set;
        this.trial = new Trial(server, set, directory);
        this.moments = Stream.<Moment>concat(trial.messages().stream(), trial.placesInBlocks().stream())
                .toList();
    }

    /**
     * Strikes at every moment at which this fault can happen, or at some of them, evenly spread.
     *
     * @param most how many at most
     */
    Row run(Strike strike, int most) throws Exception {
        long started = System.nanoTime();
        List<Moment> possible = moments.stream().filter(applies(strike)).toList();
        List<String> failed = new ArrayList<>();
        int points = Math.min(most, possible.size());
        for (int i = 0; i < points; i++) {
            // Every kind begins elsewhere, so that together they see more of a run.
            long at = (long) i * possible.size() / points + strike.ordinal();
            try {
                trial.of(strike, possible.get((int) (at % possible.size())), this::runner);
            } catch (AssertionError e) {
                failed.add(e.getMessage());
            }
        }
        return new Row(set, strike, points, Duration.ofNanos(System.nanoTime() - started), failed);
    }

    private static Predicate<Moment> applies(Strike strike) {
        return moment -> moment instanceof Moment.AtMessage at ? strike.appliesTo(at.message()) : strike.cut() == null;
    }

    /** The next one starts while this one is used: a JVM takes longer than a trial. */
    private Runner runner() {
        Runner ready = spare == null ? Runner.start() : spare;
        spare = Runner.start();
        return ready.awaitReady();
    }

    @Override
    public void close() {
        if (spare != null) {
            spare.close();
        }
    }
}
