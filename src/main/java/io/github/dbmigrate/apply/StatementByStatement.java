package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A migration that is tried out: one statement after the other, for whoever looks at what each of them does. */
public final class StatementByStatement {
    private final Block block;
    private final Text text;

    private StatementByStatement(Block block, Text text) {
        this.block = block;
        this.text = text;
    }

    /**
     * Of a migration that is not too long to be held.
     *
     * @param placeholders what {@code ${name}} stands for
     */
    public static StatementByStatement of(Migration migration, Map<String, String> placeholders) {
        return new StatementByStatement(
                Block.none(migration, ApplyOptions.DEFAULT), Text.of(Piece.whole(migration.script()), placeholders));
    }

    /** Without the word CONCURRENTLY where a transaction does not allow it. */
    public StatementByStatement inTransaction() {
        String sql = text.sent().sqlTextInTransaction();
        return new StatementByStatement(
                block, new Text(text.piece(), text.sent(), sql, text.placeholders(), text.replacements()));
    }

    public List<Statement> statements() {
        return text.sent().statements();
    }

    /** The text of one of them as it is sent, without the data of a COPY. */
    public String sql(int statement) {
        Statement one = text.sent().statements().get(statement);
        return text.sqlText().substring(one.offset(), one.end());
    }

    /** Sends one of them, and its data if it is a COPY; its rows are dropped. */
    public Reply send(Database database, int statement, Consumer<Notice> notices) {
        return InTransaction.send(database, message(statement), notices);
    }

    /** What the server has against one of them, and where in the file that is. */
    public Diagnostic problem(int statement, ServerError error) {
        return new ErrorPlace(block, message(statement), 0, error).diagnostic();
    }

    private Message message(int index) {
        Statement statement = text.sent().statements().get(index);
        return new Message(
                text, statement.offset(), statement.end(), index, 1, Own.NONE, Own.NONE, statement.copiesFromStdin());
    }
}
