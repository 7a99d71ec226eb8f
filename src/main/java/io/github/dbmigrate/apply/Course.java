package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Journal;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Completion;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Effect;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One migration outside a transaction on its way, statement by statement; see {@link Outside}. */
final class Course {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final String TAKEN_OVER = "another run has taken this one over";

    private final Run run;
    private final Database database;
    private final Journal journal;
    private final Migration migration;
    private final JournalEntry entry;
    private final Text text;
    private final Block around;
    private final Script sent;
    private final List<String> checksums;
    private final Stopwatch watch = new Stopwatch();
    private final InvalidIndexes invalid;
    private final FileSession session;

    /** The statements that are finished. In a transaction of the file, those before its BEGIN. */
    private int done;

    private boolean inTransaction;

    private long rows;

    Course(Run run, Migration migration, @Nullable LastRow last) {
        this.run = run;
        this.database = run.database();
        this.journal = run.history().journal();
        this.invalid = new InvalidIndexes(database, journal);
        this.migration = migration;
        this.entry = new JournalEntry(database, run.history(), run.snapshot(), migration, last, this::failure);
        this.text = Text.of(Piece.whole(migration.script()), run.options().placeholders());
        this.around = Block.none(migration, run.options());
        this.sent = text.sent();
        this.session = new FileSession(run, migration, sent);
        this.checksums = Unfinished.doneChecksums(migration.script());
    }

    /**
     * Goes.
     *
     * @param before what an earlier run has left of it
     */
    Result go(@Nullable Unfinished before) {
        if (before != null && before.phase() == Unfinished.Phase.RUNNING) {
            return Result.heldUp(null);
        }
        if (sent.statements().size() != checksums.size() - 1) {
            return Result.failed(failure(manyStatements()));
        }
        Result result = entry.begin(before, sent.statements().size(), List.of());
        if (result.goesOn() && before != null) {
            result = resume(before);
        }
        for (int i = done; result.goesOn() && i < sent.statements().size(); i++) {
            result = step(i);
        }
        return result.goesOn() ? finish() : result;
    }

    private Diagnostic manyStatements() {
        return Diagnostic.error("bad-placeholder", "a placeholder of " + migration.calledBy() + " holds a semicolon")
                .at(Place.file(migration.file()))
                .note("why", "its statements are counted as they stand in the file")
                .help("give the placeholder a value without one");
    }

    /** Goes on behind what an earlier run has done. */
    private Result resume(Unfinished before) {
        done = before.done();
        for (int i = behindDiscard(done); i < done; i++) {
            Statement statement = sent.statements().get(i);
            if (statement.setsSession()) {
                Result result = set(i);
                if (!result.goesOn()) {
                    return result;
                }
            }
        }
        String start =
                migration.calledBy() + (before.phase() == Unfinished.Phase.FAILED ? " failed" : " was interrupted")
                        + " in statement " + (done + 1) + " of " + before.statements();
        if (done >= sent.statements().size()) {
            tell(migration.calledBy()
                    + " was interrupted when all its statements were done; only its history row is missing");
            return Result.GOES_ON;
        }
        if (!before.doing()) {
            tell(start + (before.hasBegun() ? "; goes on there" : "; begins again"));
            return Result.GOES_ON;
        }
        return decide(before, start);
    }

    /** The first statement whose settings no DISCARD ALL has taken back. */
    private int behindDiscard(int end) {
        for (int i = end; i > 0; i--) {
            if (sent.statements().get(i - 1).startsWith("discard", "all")) {
                return i;
            }
        }
        return 0;
    }

    private Result decide(Unfinished before, String start) {
        Statement statement = sent.statements().get(done);
        Effect effect = sent.effect(statement);
        Probe.Fate fate = before.doingMatches(migration.script())
                ? new Probe(database, run.snapshot().facts().serverVersion()).fate(effect)
                : Probe.Fate.UNKNOWN;
        switch (fate) {
            case DONE -> {
                tell(start + ", which was finished; goes on behind it");
                done++;
            }
            case NOT_DONE -> {
                tell(start + ", which was not finished; runs it again");
                clearAway(effect);
            }
            case HALF_DETACHED -> {
                tell(start + ", which was finished by half; finishes it");
                return finalizeDetach(effect);
            }
            case UNKNOWN -> {
                switch (run.options().resume()) {
                    case RETRY -> {
                        tell(start + "; runs it again, as resume=retry says");
                        clearAway(effect);
                    }
                    case SKIP -> {
                        tell(start + "; goes on behind it, as resume=skip says");
                        done++;
                    }
                    case ASK -> {
                        return Result.failed(failure(doubt(before)));
                    }
                }
            }
        }
        return Result.GOES_ON;
    }

    private Diagnostic doubt(Unfinished before) {
        Diagnostic problem = Diagnostic.error(
                "interrupted",
                "nobody can know whether statement " + (done + 1) + " of " + migration.calledBy() + " was finished");
        return ErrorPlace.inStatement(around, message(done, Own.NONE, Own.NONE), problem)
                .note(
                        "seen",
                        "the run of " + MINUTE.format(before.begunAt()) + " UTC (pid " + before.pid() + ") ended in it")
                .help("look at the database; if it was finished:  -Ddbmigrate.resume=skip")
                .help("if it was not, or may run twice:  -Ddbmigrate.resume=retry");
    }

    private Result finalizeDetach(Effect effect) {
        session.timeouts(sent.statements().get(done));
        Reply reply = database.run(
                "ALTER TABLE " + effect.names().get(0) + " DETACH PARTITION "
                        + effect.names().get(1) + " FINALIZE",
                notice -> run.progress().notice(migration, notice));
        ServerError error = reply.error();
        if (error != null) {
            return failed(message(done, Own.NONE, Own.NONE), 0, error);
        }
        done++;
        return Result.GOES_ON;
    }

    private Result step(int i) {
        Statement statement = sent.statements().get(i);
        if (inTransaction) {
            return inside(i, statement);
        }
        if (statement.beginsTransaction()) {
            return beginTransaction(i, statement);
        }
        if (statement.setsSession()) {
            return set(i);
        }
        boolean shares = statement.mayShareTransaction() && !statement.controlsTransaction();
        return run.retries().run(migration, session.patience(statement), () -> shares ? shared(i) : alone(i));
    }

    /** In a transaction of the file: nothing of it is done before its COMMIT. */
    private Result inside(int i, Statement statement) {
        boolean commits = statement.commitsTransaction();
        Own before = commits ? ours(entered(i + 1)) : Own.NONE;
        Message message = message(i, before, Own.NONE);
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, reply.completions().size(), reply.error());
        }
        if (commits || statement.rollsBackTransaction()) {
            inTransaction = false;
            done = i + 1;
        }
        return Result.GOES_ON;
    }

    private Result beginTransaction(int i, Statement statement) {
        Reply entered = database.run(
                String.join(";\n", session.asOurselves(journal.done(migration, i, checksums.get(i)))), notice -> {});
        if (entered.error() != null) {
            return entry.unwritable(entered.error());
        }
        Message message = message(i, Own.NONE, Own.NONE);
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, 0, reply.error());
        }
        inTransaction = true;
        done = i;
        List<String> timeouts = session.localTimeouts(statement);
        if (!timeouts.isEmpty()) {
            database.run(String.join(";\n", timeouts), notice -> {});
        }
        return Result.GOES_ON;
    }

    /** A setting of the session may be made any number of times: it is made again before a run goes on. */
    private Result set(int i) {
        Statement statement = sent.statements().get(i);
        Message message = message(i, Own.NONE, Own.NONE);
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, 0, reply.error());
        }
        session.set(statement);
        done = Math.max(done, i + 1);
        return Result.GOES_ON;
    }

    /** In one transaction with the journal's entry. */
    private Result shared(int i) {
        Statement statement = sent.statements().get(i);
        List<String> before = new ArrayList<>();
        before.add("BEGIN");
        before.addAll(session.localTimeouts(statement));
        before.addAll(entered(i + 1));
        if (statement.copiesFromStdin()) {
            return sharedCopy(i, before);
        }
        Message message = message(i, ours(before), ours(List.of("COMMIT")));
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, reply.completions().size(), reply.error());
        }
        count(reply);
        done = i + 1;
        return Result.GOES_ON;
    }

    /** A COPY cannot share its message with anything. */
    private Result sharedCopy(int i, List<String> before) {
        Message message = message(i, Own.NONE, Own.NONE);
        // Nobody reads while rows are sent: see Messages.
        before.add("SET LOCAL client_min_messages = error");
        Reply begun = database.run(String.join(";\n", before), notice -> {});
        if (begun.error() != null) {
            database.rollback();
            return Guard.said(begun.error()) ? Result.heldUp(null) : entry.unwritable(begun.error());
        }
        Reply reply = send(message);
        ServerError error = reply.error();
        if (error == null) {
            error = database.run("COMMIT", notice -> {}).error();
        }
        if (error != null) {
            return failed(message, 0, error);
        }
        count(reply);
        done = i + 1;
        return Result.GOES_ON;
    }

    private void count(Reply reply) {
        rows += reply.completions().stream()
                .filter(InTransaction::changesRows)
                .mapToLong(Completion::count)
                .sum();
    }

    /** On its own, entered as begun before. */
    private Result alone(int i) {
        Statement statement = sent.statements().get(i);
        Effect effect = sent.effect(statement);
        session.timeouts(statement);
        Reply entered = database.run(
                String.join(";\n", session.asOurselves(journal.doing(migration, i, checksums.get(i)))), notice -> {});
        if (entered.error() != null) {
            return entry.unwritable(entered.error());
        }
        if (entered.completions().stream().noneMatch(done -> done.tag().equals("UPDATE") && done.count() == 1)) {
            return Result.heldUp(null);
        }
        done = i;
        List<String> inTheWay = invalid.inTheWayOf(effect);
        for (String index : inTheWay) {
            tell("drops the INVALID index " + index + ", which an earlier attempt has left behind");
        }
        invalid.drop(inTheWay);
        session.timeouts(statement);
        Message message = message(i, Own.NONE, Own.NONE);
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, 0, reply.error());
        }
        if (invalid.isInvalid(effect)) {
            return Result.failed(failure(stillInvalid(message, effect.names().get(0))));
        }
        if (statement.startsWith("discard", "all")) {
            session.discarded();
        }
        done = i + 1;
        return Result.GOES_ON;
    }

    /** IF NOT EXISTS has found an index that is there and is of no use. */
    private Diagnostic stillInvalid(Message message, String index) {
        return ErrorPlace.inStatement(
                        around,
                        message,
                        Diagnostic.error("invalid-index", "the index " + index + " is there, but it is INVALID"))
                .help("if no other session is building it:  DROP INDEX CONCURRENTLY " + index + ";  and run again");
    }

    /** So many statements are done; fails when the row is not ours any more. */
    private List<String> entered(int statements) {
        return session.asOurselves(
                Guard.unless("EXISTS (SELECT FROM " + journal.quoted() + journal.own(migration) + ")", TAKEN_OVER),
                journal.done(migration, statements, checksums.get(statements)));
    }

    private Message message(int i, Own before, Own after) {
        Statement statement = sent.statements().get(i);
        return new Message(text, statement.offset(), statement.end(), i, 1, before, after, statement.copiesFromStdin());
    }

    private static Own ours(List<String> statements) {
        Own.Writer writer = new Own.Writer();
        statements.forEach(statement -> writer.add(Own.Part.SETTINGS, statement));
        return writer.own();
    }

    private Reply send(Message message) {
        return InTransaction.send(database, message, notice -> run.progress().notice(migration, notice));
    }

    /** Enters that the server has refused a statement, and clears away what it has left behind. */
    private Result failed(Message message, int completed, ServerError error) {
        if (message.part(completed) == Own.Part.SETTINGS && Guard.said(error)) {
            database.rollback();
            return Result.heldUp(null);
        }
        Diagnostic problem = new ErrorPlace(around, message, completed, error).diagnostic();
        database.rollback();
        inTransaction = false;
        List<String> left = new ArrayList<>();
        List<String> remaining = new ArrayList<>();
        session.asOurselves(() -> {
            left.addAll(invalid.leftBy(migration, sent.effect(sent.statements().get(message.statement(completed)))));
            remaining.addAll(invalid.drop(left));
            database.run(journal.failed(migration, done, checksums.get(done), error), notice -> {});
        });
        List<String> dropped =
                left.stream().filter(index -> !remaining.contains(index)).toList();
        Failure failure = new Failure(
                migration,
                problem,
                watch.millis(),
                new Failure.Left(done, sent.statements().size(), remaining, dropped));
        return Result.failed(failure, error);
    }

    /** Drops what an attempt that was cut off has left behind. */
    private void clearAway(Effect effect) {
        session.asOurselves(() -> {
            List<String> left = invalid.leftBy(migration, effect);
            left.forEach(index -> tell("drops the INVALID index " + index + ", which it has left behind"));
            invalid.drop(left);
        });
    }

    private Failure failure(Diagnostic problem) {
        return new Failure(
                migration,
                problem,
                watch.millis(),
                new Failure.Left(done, sent.statements().size(), List.of(), List.of()));
    }

    Failure lost(ConnectionLostException e) {
        return Failure.lost(
                migration,
                e,
                watch.millis(),
                new Failure.Left(done, sent.statements().size(), List.of(), List.of()),
                null);
    }

    /** The history row comes and the journal's goes in one transaction. */
    private Result finish() {
        entry.reset();
        Reply entered = database.run(
                journal.done(migration, sent.statements().size(), checksums.get(checksums.size() - 1)), notice -> {});
        if (entered.error() != null) {
            return entry.unwritable(entered.error());
        }
        return entry.finish(rows, run.options().appliedBy(), watch);
    }

    private void tell(String what) {
        run.progress().told(migration, what);
    }
}
