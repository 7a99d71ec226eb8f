package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Journal;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Effect;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One migration outside a transaction on its way, statement by statement; see {@link Outside}. */
final class Course {
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
    private final InvalidIndexes invalid;
    private final FileSession session;
    private final OutsideProblems problems;
    private final Headway headway;
    private boolean inTransaction;

    Course(Run run, Migration migration, @Nullable LastRow last) {
        this.run = run;
        this.database = run.database();
        this.journal = run.history().journal();
        this.invalid = new InvalidIndexes(database, journal);
        this.migration = migration;
        this.text = Text.of(Piece.whole(migration.script()), run.options().placeholders());
        this.around = Block.none(migration, run.options());
        this.sent = text.sent();
        this.session = new FileSession(run, migration, sent);
        this.problems = new OutsideProblems(migration, around);
        this.headway = new Headway(migration, sent.statements().size());
        this.entry = new JournalEntry(database, run.history(), run.snapshot(), migration, last, headway::failure);
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
            return Result.failed(headway.failure(problems.manyStatements()));
        }
        Result result = entry.begin(before, sent.statements().size(), List.of());
        if (result.goesOn() && before != null) {
            result = resume(before);
        }
        if (run.witness() != null) {
            run.witness().begin(migration);
        }
        for (int i = headway.done(); result.goesOn() && i < sent.statements().size(); i++) {
            result = step(i);
        }
        return result.goesOn() ? finish() : result;
    }

    /** Goes on behind what an earlier run has done. */
    private Result resume(Unfinished before) {
        headway.done(before.done());
        Result settings = setAgain();
        if (!settings.goesOn()) {
            return settings;
        }
        Probe probe = new Probe(database, run.snapshot().facts().serverVersion());
        Resumption resumption =
                Resumption.of(before, migration, sent, run.options().resume(), probe);
        if (resumption.told() != null) {
            tell(resumption.told());
        }
        int next = headway.done();
        return switch (resumption.way()) {
            case GO_ON -> Result.GOES_ON;
            case PASS_OVER -> headway.done(next + 1);
            case RUN_AGAIN -> clearAway(next);
            case FINISH -> finalizeDetach(next);
            case ASK -> Result.failed(headway.failure(problems.doubt(message(next), before)));
        };
    }

    private Result setAgain() {
        Result result = Result.GOES_ON;
        for (int i : Resumption.settings(sent, headway.done()).toArray()) {
            if (result.goesOn()) {
                result = set(i);
            }
        }
        return result;
    }

    private Result finalizeDetach(int i) {
        Statement statement = sent.statements().get(i);
        List<String> names = sent.effect(statement).names();
        session.timeouts(statement);
        Reply reply = database.run(
                "ALTER TABLE " + names.get(0) + " DETACH PARTITION " + names.get(1) + " FINALIZE",
                notice -> run.progress().notice(migration, notice));
        return reply.error() == null ? headway.done(i + 1) : failed(message(i), 0, reply.error());
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
        before(i, false);
        Own before = commits ? Own.settings(entered(i + 1)) : Own.NONE;
        Message message = message(i, before, Own.NONE);
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, reply.completions().size(), reply.error());
        }
        if (commits || statement.rollsBackTransaction()) {
            inTransaction = false;
            headway.done(i + 1);
        } else {
            after(i, false);
        }
        return Result.GOES_ON;
    }

    private Result beginTransaction(int i, Statement statement) {
        Reply entered = database.run(
                String.join(";\n", session.asOurselves(journal.done(migration, i, checksums.get(i)))), notice -> {});
        if (entered.error() != null) {
            return entry.unwritable(entered.error());
        }
        Message message = message(i);
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, 0, reply.error());
        }
        inTransaction = true;
        headway.done(i);
        List<String> timeouts = session.localTimeouts(statement);
        if (!timeouts.isEmpty()) {
            database.run(String.join(";\n", timeouts), notice -> {});
        }
        return Result.GOES_ON;
    }

    /** A setting of the session may be made any number of times: it is made again before a run goes on. */
    private Result set(int i) {
        Statement statement = sent.statements().get(i);
        Message message = message(i);
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, 0, reply.error());
        }
        session.set(statement);
        return headway.done(Math.max(headway.done(), i + 1));
    }

    /** In one transaction with the journal's entry. */
    private Result shared(int i) {
        Statement statement = sent.statements().get(i);
        List<String> before = new ArrayList<>();
        before.add("BEGIN");
        before.addAll(session.localTimeouts(statement));
        before.addAll(entered(i + 1));
        if (statement.copiesFromStdin() || run.witness() != null) {
            return sharedAlone(i, before);
        }
        Message message = message(i, Own.settings(before), Own.settings("COMMIT"));
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, reply.completions().size(), reply.error());
        }
        headway.count(reply);
        return headway.done(i + 1);
    }

    /** A COPY cannot share its message with anything, and a witness looks before the COMMIT. */
    private Result sharedAlone(int i, List<String> before) {
        Message message = message(i);
        if (message.copies()) {
            // Nobody reads while rows are sent: see Messages.
            before.add("SET LOCAL client_min_messages = error");
        }
        Reply begun = database.run(String.join(";\n", before), notice -> {});
        if (begun.error() != null) {
            database.rollback();
            return Guard.said(begun.error()) ? Result.heldUp(null) : entry.unwritable(begun.error());
        }
        before(i, false);
        Reply reply = send(message);
        ServerError error = reply.error();
        if (error == null) {
            after(i, false);
            error = database.run("COMMIT", notice -> {}).error();
        }
        if (error != null) {
            return failed(message, 0, error);
        }
        headway.count(reply);
        return headway.done(i + 1);
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
        headway.done(i);
        List<String> inTheWay = invalid.inTheWayOf(effect);
        for (String index : inTheWay) {
            tell("drops the INVALID index " + index + ", which an earlier attempt has left behind");
        }
        invalid.drop(inTheWay);
        session.timeouts(statement);
        Message message = message(i);
        before(i, true);
        Reply reply = send(message);
        if (reply.error() != null) {
            return failed(message, 0, reply.error());
        }
        after(i, true);
        if (invalid.isInvalid(effect)) {
            return Result.failed(headway.failure(
                    problems.stillInvalid(message, effect.names().get(0))));
        }
        if (statement.startsWith("discard", "all")) {
            session.discarded();
        }
        return headway.done(i + 1);
    }

    private void before(int i, boolean alone) {
        if (run.witness() != null) {
            run.witness().before(migration, i, alone);
        }
    }

    private void after(int i, boolean alone) {
        if (run.witness() != null) {
            run.witness().after(migration, i, alone);
        }
    }

    /** So many statements are done; fails when the row is not ours any more. */
    private List<String> entered(int statements) {
        return session.asOurselves(
                Guard.unless("EXISTS (SELECT FROM " + journal.quoted() + journal.own(migration) + ")", TAKEN_OVER),
                journal.done(migration, statements, checksums.get(statements)));
    }

    private Message message(int i) {
        return message(i, Own.NONE, Own.NONE);
    }

    private Message message(int i, Own before, Own after) {
        Statement statement = sent.statements().get(i);
        return new Message(text, statement.offset(), statement.end(), i, 1, before, after, statement.copiesFromStdin());
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
        int done = headway.done();
        List<String> left = new ArrayList<>();
        List<String> remaining = new ArrayList<>();
        session.asOurselves(() -> {
            left.addAll(invalid.leftBy(migration, sent.effect(sent.statements().get(message.statement(completed)))));
            remaining.addAll(invalid.drop(left));
            database.run(journal.failed(migration, done, checksums.get(done), error), notice -> {});
        });
        List<String> dropped =
                left.stream().filter(index -> !remaining.contains(index)).toList();
        return Result.failed(headway.failure(problem, remaining, dropped), error);
    }

    /** Drops what an attempt that was cut off has left behind. */
    private Result clearAway(int i) {
        session.asOurselves(() -> {
            List<String> left =
                    invalid.leftBy(migration, sent.effect(sent.statements().get(i)));
            left.forEach(index -> tell("drops the INVALID index " + index + ", which it has left behind"));
            invalid.drop(left);
        });
        return Result.GOES_ON;
    }

    Failure lost(ConnectionLostException e) {
        return headway.lost(e);
    }

    /** The history row comes and the journal's goes in one transaction. */
    private Result finish() {
        entry.reset();
        Reply entered = database.run(
                journal.done(migration, sent.statements().size(), checksums.get(checksums.size() - 1)), notice -> {});
        if (entered.error() != null) {
            return entry.unwritable(entered.error());
        }
        return entry.finish(headway.rows(), run.options().appliedBy(), headway.watch());
    }

    private void tell(String what) {
        run.progress().told(migration, what);
    }
}
