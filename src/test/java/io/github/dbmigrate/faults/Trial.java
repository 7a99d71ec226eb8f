package io.github.dbmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.faults.Moment.AtMessage;
import io.github.dbmigrate.faults.Moment.InBlock;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.testing.CrashingServer;
import io.github.dbmigrate.testing.Migrating.Ran;
import io.github.dbmigrate.testing.Stop;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One fault in one moment: a run is struck, others follow until all is done, and then each migration has been applied exactly
 * once, nothing is left behind, and everything that was printed made sense.
 */
final class Trial {
    /** What may be said of a connection that broke, or of a server that is not up yet. */
    private static final Set<String> SENSIBLE = Set.of(
            "connection-lost", "no-connection", "refused", "not-ready", "08001", "08006", "57P01", "57P02", "57P03");

    private static final Pattern PROBLEM = Pattern.compile("^error\\[([^]]+)]", Pattern.MULTILINE);
    private static final Pattern IN_DOUBT = Pattern.compile("the connection was lost while (\\S+) was running");
    private static final Pattern TOGETHER = Pattern.compile(" to (\\S+) were on their way together");
    private static final Pattern STATE = Pattern.compile("^(\\d+) applied, (\\d+) pending$", Pattern.MULTILINE);
    private static final int RUNS = 10;

    private final CrashingServer server;
    private final FileSet set;
    private final Path directory;

    /**
     * Prepares trials.
     *
     * @param directory an empty one for the files
     */
    Trial(CrashingServer server, FileSet set, Path directory) {
        this.server = server;
        this.set = set;
        this.directory = directory;
        set.writeTo(set.on(server.admin(), directory));
    }

    /** The messages of a run that nothing happens to, and before each how many the client has sent since the start-up. */
    List<AtMessage> messages() throws Exception {
        Db db = fresh();
        try (Struck run = new Struck(server, db, null)) {
            Stop all = run.proxy().stopAt(Integer.MAX_VALUE);
            run.start(set, directory);
            run.printed().get(120, TimeUnit.SECONDS);
            List<AtMessage> messages = new ArrayList<>();
            int sent = 0;
            for (Stop.Message message : all.seen()) {
                boolean counts = message.from() == Stop.Side.CLIENT && !message.startingUp();
                sent += counts ? 1 : 0;
                messages.add(new AtMessage(message, sent));
            }
            return messages;
        } finally {
            server.drop(db);
        }
    }

    /** The places in a block at which the server is struck, in every migration but the first. */
    List<InBlock> placesInBlocks() {
        return set.countedVersions().stream()
                .skip(1)
                .flatMap(version -> Arrays.stream(Moment.Place.values()).map(place -> new InBlock(place, version)))
                .toList();
    }

    /**
     * Makes one.
     *
     * @param spare gives a process to kill
     */
    void of(Strike strike, Moment moment, Supplier<Runner> spare) throws Exception {
        Db db = fresh();
        boolean done = false;
        try (Struck run = new Struck(server, db, strike == Strike.CLIENT_KILLED ? spare.get() : null)) {
            if (moment instanceof AtMessage message) {
                at(message, strike, run);
            } else {
                in((InBlock) moment, db, strike, run);
            }
            List<Ran> after = again(db, run);
            verify(db, run.end(), after);
            done = true;
        } catch (Exception | AssertionError e) {
            throw new AssertionError(strike.shown() + " " + moment + ": " + e.getMessage(), e);
        } finally {
            if (done) {
                server.drop(db);
            }
        }
    }

    private Db fresh() throws SQLException {
        Db db = server.fresh();
        FileSet.prepare(db);
        return db;
    }

    private void at(AtMessage moment, Strike strike, Struck run) throws Exception {
        if (strike.cut() != null) {
            run.proxy().cutAtMessage(strike.cut(), moment.clientMessages());
            run.start(set, directory);
            run.printed().get(120, TimeUnit.SECONDS);
            assertThat(run.proxy().isCutPending()).as("the message never came").isFalse();
            return;
        }
        Stop stop = run.proxy().stopAt(moment.message().number());
        run.start(set, directory);
        stop.await(run.printed());
        strike.hit(run);
        stop.goOn();
    }

    /** The history table is there already, so that a trigger can be put on it. */
    private void in(InBlock moment, Db db, Strike strike, Struck run) throws Exception {
        set.on(db, directory)
                .plan(new PlanOptions(set.versions().get(0), false))
                .run()
                .ok();
        Hold.install(db);
        try (Connection hold = Hold.at(db, moment)) {
            run.start(set, directory);
            Hold.awaitSomebody(server.admin(), db, run.printed());
            assertThat(hold.isClosed()).isFalse();
            strike.hit(run);
        }
    }

    /** At once, while the server may still be at work for the run that was struck. */
    private List<Ran> again(Db db, Struck struck) {
        List<Ran> runs = new ArrayList<>();
        do {
            runs.add(set.on(db, directory)
                    .listener(line -> {
                        if (line.text().startsWith("waiting for another run")) {
                            struck.proxy().cutNow();
                        }
                    })
                    .run());
        } while (runs.get(runs.size() - 1).report().isFailed() && runs.size() < RUNS);
        return runs;
    }

    private void verify(Db db, String first, List<Ran> after) throws SQLException {
        String everything =
                first + after.stream().map(ran -> "\n--\n" + ran.text()).collect(Collectors.joining());
        Ran last = after.get(after.size() - 1);
        assertThat(last.report().isFailed()).as(everything).isFalse();
        Proof.of(set, db, everything);
        Leftovers.none(db);
        Matcher problem = PROBLEM.matcher(everything);
        while (problem.find()) {
            assertThat(SENSIBLE).as(everything).contains(problem.group(1));
        }
        goesOnWhereItStood(everything, first, last);
    }

    /** The last run says how far it found the database, and begins with what was in doubt, or behind it. */
    private void goesOnWhereItStood(String everything, String first, Ran last) {
        int applied = last.applied().size();
        int total = set.files().size();
        if (applied == 0) {
            assertThat(last.text()).as(everything).contains("(" + total + " applied).");
            return;
        }
        assertThat(lastState(last.text()))
                .as(everything)
                .isEqualTo((total - applied) + " applied, " + applied + " pending");
        Matcher inDoubt = IN_DOUBT.matcher(first);
        if (inDoubt.find()) {
            int doubted = position(inDoubt.group(1));
            Matcher together = TOGETHER.matcher(first);
            int lastDoubted = together.find() ? position(together.group(1)) : doubted;
            assertThat(position(last.applied().get(0))).as(everything).isBetween(doubted, lastDoubted + 1);
        }
    }

    private static @Nullable String lastState(String text) {
        Matcher state = STATE.matcher(text);
        String last = null;
        while (state.find()) {
            last = state.group();
        }
        return last;
    }

    /** Of the migration that is called so: {@code 003}, {@code R__names}, or R alone. */
    private int position(String called) {
        List<String> found = set.versions().stream()
                .filter(version -> version.startsWith(called))
                .toList();
        assertThat(found).as(called).isNotEmpty();
        return set.versions().indexOf(found.get(0));
    }
}
