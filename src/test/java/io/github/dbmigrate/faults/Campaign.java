package io.github.dbmigrate.faults;

import io.github.dbmigrate.faults.Moment.AtMessage;
import io.github.dbmigrate.faults.Moment.InBlock;
import io.github.dbmigrate.testing.CrashingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many trials with one set of files, on one server. */
final class Campaign implements AutoCloseable {
    private final FileSet set;
    private final Trial trial;
    private final List<AtMessage> messages;
    private final List<InBlock> places;
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
        this.messages = trial.messages();
        this.places = trial.placesInBlocks();
    }

    /**
     * Strikes at every moment at which this fault can happen, or at some of them, evenly spread.
     *
     * @param atMessages at how many messages at most
     * @param inBlocks at how many places in the server's transactions at most
     */
    Row run(Strike strike, int atMessages, int inBlocks) throws Exception {
        long started = System.nanoTime();
        List<AtMessage> possible = messages.stream()
                .filter(moment -> strike.appliesTo(moment.message()))
                .toList();
        List<Moment> chosen = new ArrayList<>(spread(possible, atMessages, strike.ordinal()));
        if (strike.cut() == null) {
            chosen.addAll(spread(places, inBlocks, strike.ordinal()));
        }
        List<String> failed = new ArrayList<>();
        for (Moment moment : chosen) {
            try {
                trial.of(strike, moment, this::runner);
            } catch (AssertionError e) {
                failed.add(e.getMessage());
            }
        }
        return new Row(set, strike, chosen.size(), Duration.ofNanos(System.nanoTime() - started), failed);
    }

    /** Every kind of fault begins elsewhere, so that together they see more of a run. */
    private static <T> List<T> spread(List<T> all, int most, int from) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) (((long) i * all.size() / count + from) % all.size())))
                .toList();
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
