package io.github.dbmigrate.apply;

import io.github.dbmigrate.script.Pieces;
import io.github.dbmigrate.script.Range;
import io.github.dbmigrate.script.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration's transaction, cut into Query messages. It is one message if it can be: a file of ordinary length. A longer one is
 * cut at ends of statements, a COPY ... FROM STDIN goes alone, since its data follows it, and what stands behind a change of
 * {@code standard_conforming_strings} begins a new one, since the server reads a whole message by one setting.
 */
final class Messages implements AutoCloseable {
    /** Characters of the file in one message. Measured: 64 to 1024 thousand make no difference, the server holds it all. */
    static final int LONGEST = 256 * 1024;

    /**
     * While many rows are sent nobody reads what the server says: a trigger that says something about each row would fill the buffers
     * on both sides, until server and driver wait for each other for ever.
     */
    private static final Own QUIET = Own.settings(
            "SELECT pg_catalog.set_config('dbmigrate.messages', pg_catalog.current_setting('client_min_messages'), true)",
            "SET LOCAL client_min_messages = error");

    private static final Own LOUD = Own.settings(
            "SELECT pg_catalog.set_config('client_min_messages', pg_catalog.current_setting('dbmigrate.messages'), true)");

    private final Pieces pieces;
    private final Map<String, String> placeholders;
    private final Own after;
    private final boolean singly;
    private Own before;
    private @Nullable Text text;
    private int offset;
    private int statement;
    private boolean quiet;
    private boolean ended;

    /**
     * Begins.
     *
     * @param before what the transaction opens with
     * @param after what it ends with
     * @param singly whether each statement has a message of its own
     */
    Messages(Pieces pieces, Map<String, String> placeholders, Own before, Own after, boolean singly) {
        this.pieces = pieces;
        this.placeholders = placeholders;
        this.before = before;
        this.after = after;
        this.singly = singly;
    }

    /** The next message; null behind the last. It may only be asked for when the one before has been sent. */
    @Nullable
    Message next() {
        while (!ended) {
            Text current = text == null ? begin() : text;
            Message message = cut(current);
            if (message != null) {
                return message;
            }
            text = null;
        }
        return null;
    }

    private Text begin() {
        text = Text.of(pieces.next(), placeholders);
        offset = 0;
        statement = 0;
        return text;
    }

    /** Null when nothing is left of the text that a message must be made for. */
    private @Nullable Message cut(Text current) {
        List<Statement> statements = current.sent().statements();
        if (statement < statements.size() && statements.get(statement).copiesFromStdin()) {
            Statement copy = statements.get(statement);
            boolean ready = quiet || (before.parts().isEmpty() && !hasManyRows(current, copy));
            return ready ? copy(current, copy) : opening(current, copy);
        }
        if (singly && statement < statements.size() && !before.parts().isEmpty()) {
            return opening(current, statements.get(statement));
        }
        int first = statement;
        int from = offset;
        boolean cut = false;
        boolean quietNext = false;
        while (!cut && statement < statements.size()) {
            Statement next = statements.get(statement);
            quietNext = hasManyRows(current, next);
            if (next.copiesFromStdin() || (statement > first && next.end() - from > LONGEST)) {
                cut = true;
            } else {
                statement++;
                cut = singly || next.changesStringSyntax();
            }
        }
        boolean end = statement == statements.size();
        offset = end ? current.sent().end() : statements.get(statement).offset();
        ended = end && !cut && current.piece().last();
        if (statement == first && !ended) {
            return null;
        }
        Own opens = quiet ? before.and(LOUD) : before;
        Own closes = ended ? after : quietNext ? QUIET : Own.NONE;
        quiet = quietNext;
        before = Own.NONE;
        return new Message(current, from, offset, first, statement - first, opens, closes, false);
    }

    /** Whether the rows of a COPY are sent in more than one piece: a single one is out before the server says much. */
    private static boolean hasManyRows(Text text, Statement copy) {
        Range rows = copy.copyData();
        return rows != null && (text.piece().data() != null || rows.length() > Message.DATA_PIECE);
    }

    /** Our own statements alone, before a COPY or a statement that stands alone. */
    private Message opening(Text current, Statement copy) {
        quiet = hasManyRows(current, copy);
        Message message = new Message(current, offset, offset, statement, 0, before, quiet ? QUIET : Own.NONE, false);
        before = Own.NONE;
        return message;
    }

    private Message copy(Text current, Statement copy) {
        Message message = new Message(current, copy.offset(), copy.end(), statement, 1, Own.NONE, Own.NONE, true);
        statement++;
        offset = message.dataRange().end();
        return message;
    }

    @Override
    public void close() {
        pieces.close();
    }
}
