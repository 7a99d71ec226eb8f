package io.github.dbmigrate.apply;

import io.github.dbmigrate.apply.Own.Part;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in the file an error of the server is. In this order: the position in the Query; the text of a statement that a DO
 * block's body holds; the line of the body that the context names; else the first line of the statement that was running, which
 * the completions before the error have counted.
 */
final class ErrorPlace {
    private static final String AT_OUR_SEMICOLON = "syntax error at or near \";\"";

    private final Block block;
    private final Message sent;
    private final int completed;
    private final ServerError error;
    private final Context context;
    private final Script script;

    /**
     * Looks for it.
     *
     * @param sent what the server was given
     * @param completed how many of its statements came before
     */
    ErrorPlace(Block block, Message sent, int completed, ServerError error) {
        this.block = block;
        this.sent = sent;
        this.completed = completed;
        this.error = error;
        this.context = Context.of(error.where());
        this.script = sent.text().sent();
    }

    /** A problem of our own with the statement that a block sends. */
    static Diagnostic inStatement(Block block, Message sent, Diagnostic problem) {
        ServerError none = new ServerError("", problem.message(), null, null, 0, 0, null, null, null, null, null);
        return new ErrorPlace(block, sent, sent.before().parts().size(), none).located(problem);
    }

    Diagnostic diagnostic() {
        Diagnostic problem = located(Diagnostic.error("sql-error", message()).sqlState(error.sqlState()));
        Context.Frame innermost = context.innermost();
        if (innermost != null) {
            problem = problem.note("at", innermost.shown());
        }
        if (error.detail() != null) {
            problem = problem.note("detail", error.detail());
        }
        if (error.hint() != null) {
            problem = problem.note("hint", error.hint());
        }
        boolean mayNotRecord =
                sent.part(completed) == Part.HISTORY && error.sqlState().equals("42501");
        for (String help : mayNotRecord ? block.grants() : ErrorHelp.of(error)) {
            problem = problem.help(help);
        }
        return setsWhatIsUnknown()
                ? problem.help("if it is a dump of a newer PostgreSQL, take the line out: this one has no such setting")
                : problem;
    }

    /** The head of a dump sets what holds other sessions up, by the names that pg_dump's own version knows. */
    private boolean setsWhatIsUnknown() {
        return error.sqlState().equals("42704")
                && sent.part(completed) == Part.FILE
                && script.statements().get(sent.statement(completed)).startsWith("set");
    }

    /** The semicolon that the server complains about may be ours. */
    private String message() {
        return isAtTheEnd(positionInText()) && error.message().equals(AT_OUR_SEMICOLON)
                ? "syntax error at end of input"
                : error.message();
    }

    private int positionInText() {
        return error.position() > 0 ? sent.offsetInText(error.position()) : -1;
    }

    private boolean isAtTheEnd(int offset) {
        return offset >= script.text().length();
    }

    private Diagnostic located(Diagnostic problem) {
        int offset = positionInText();
        if (offset >= 0) {
            int shown = isAtTheEnd(offset) ? endOfStatementBefore(offset) : offset;
            return at(problem, statementAt(shown), shown, Mark.end(script.text(), shown), false);
        }
        Part part = sent.part(completed);
        if (part != Part.FILE) {
            return problem.at(Place.file(block.migration().file()).withRemark("(" + words(part) + ")"));
        }
        return inStatement(problem, script.statements().get(sent.statement(completed)));
    }

    private Diagnostic inStatement(Diagnostic problem, Statement statement) {
        CopyRow row = sent.copies() ? CopyRow.of(error.where()) : null;
        if (row != null) {
            return inData(problem, statement, row);
        }
        Context.Frame doBlock = context.outermostDoBlock();
        if (doBlock == null || !statement.startsWith("do") || statement.bodyOffset() < 0) {
            return withQuery(at(problem, statement, statement.offset(), firstLineEnd(statement), false));
        }
        BodyText body = new BodyText(script.text(), statement.bodyOffset(), statement.end());
        int line = body.line(doBlock.line());
        if (context.isFlat() && error.internalQuery() != null && error.internalPosition() > 0) {
            int offset = body.find(error.internalQuery(), error.internalPosition(), line);
            if (offset >= 0) {
                return at(problem, statement, offset, Mark.end(script.text(), offset), true);
            }
        }
        int start = firstNonBlank(line);
        return withQuery(at(problem, statement, start, lineEnd(start), true));
    }

    /** The text that failed, where the file does not hold it: it was put together, or a function of the database holds it. */
    private Diagnostic withQuery(Diagnostic problem) {
        Context.Frame innermost = context.innermost();
        if (error.internalQuery() == null) {
            return problem;
        }
        boolean dynamic = innermost != null && innermost.runsDynamicSql();
        return problem.note(dynamic ? "dynamic SQL" : "SQL", oneLine(error.internalQuery()));
    }

    private Diagnostic at(Diagnostic problem, @Nullable Statement statement, int from, int to, boolean inBody) {
        Text text = sent.text();
        int start = text.fileOffset(from);
        int end = Math.max(start + 1, text.fileOffset(to));
        Excerpt excerpt = inBody && statement != null
                ? Excerpt.inside(text.file().text(), text.fileOffset(statement.offset()), start, end)
                : Excerpt.of(text.file().text(), start, end, text.fileOffset(endOfStatementBefore(from)));
        return marked(
                problem,
                text.line(start),
                text.column(start),
                remark(statement),
                text.piece().numbered(excerpt));
    }

    private Diagnostic marked(Diagnostic problem, int line, int column, String remark, Excerpt excerpt) {
        String row = excerpt.rows().get(excerpt.rows().size() - 1).text();
        int endColumn = column + row.codePointCount(excerpt.from(), excerpt.to());
        return problem.at(new Place(block.migration().file(), line, column, endColumn, remark))
                .excerpt(excerpt);
    }

    private String remark(@Nullable Statement statement) {
        if (statement == null) {
            return "";
        }
        int number = sent.text().piece().statements() + script.statements().indexOf(statement) + 1;
        return "(statement " + number + " of " + block.statements(sent.text()) + ")";
    }

    /** A row of COPY data: the server counts from the first, and names what it could not take. */
    private Diagnostic inData(Diagnostic problem, Statement statement, CopyRow row) {
        int line = sent.dataLine() + row.line() - 1;
        String text = block.line(line);
        int found = row.offsetIn(text);
        Excerpt excerpt = new Excerpt(
                List.of(new Excerpt.Row(line, text)),
                Math.max(0, found),
                found < 0 ? text.length() : found + row.length());
        int column = found < 0 ? 1 : text.codePointCount(0, found) + 1;
        return marked(problem, line, column, remark(statement), excerpt).note("at", row.shown());
    }

    private @Nullable Statement statementAt(int offset) {
        Statement found = null;
        for (Statement statement : script.statements()) {
            if (statement.offset() <= offset) {
                found = statement;
            }
        }
        return found;
    }

    private int endOfStatementBefore(int offset) {
        int end = 0;
        for (Statement statement : script.statements()) {
            if (statement.end() <= offset) {
                end = statement.end();
            }
        }
        return end;
    }

    private int firstLineEnd(Statement statement) {
        return Math.min(lineEnd(statement.offset()), statement.end());
    }

    private int lineEnd(int offset) {
        int end = script.text().indexOf('\n', offset);
        return end < 0 ? script.text().length() : end;
    }

    private int firstNonBlank(int offset) {
        int end = lineEnd(offset);
        int at = offset;
        while (at < end && Character.isWhitespace(script.text().charAt(at))) {
            at++;
        }
        return at < end ? at : offset;
    }

    private static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    private static String words(Part part) {
        return switch (part) {
            case COMMIT -> "at COMMIT";
            case HISTORY -> "when its history row was written";
            case SETTINGS, GUARD, FILE, MARKER, RESET -> "around its statements";
        };
    }

    /** What else helps, for the errors that migrations meet most. */
    private static final class ErrorHelp {
        static List<String> of(ServerError error) {
            return switch (error.sqlState()) {
                case "23502" -> notNull(error);
                case "55P03" ->
                    List.of("try when the table is quiet, or wait longer for each lock:  -Ddbmigrate.lockTimeout=10s");
                case "57014" -> List.of("a slow statement may take longer with  -Ddbmigrate.statementTimeout=3h");
                case "2D000", "25001" ->
                    List.of(
                            "put  -- dbmigrate: no-transaction  on a line of its own: the file then runs outside a transaction");
                case "42P07", "42710", "42701", "42723" ->
                    List.of(
                            "the database has it already, but the history does not know from where; was it made by hand?");
                // Until PostgreSQL knows that the transaction is committed, the value may not be stored anywhere.
                case "55P04" ->
                    List.of("put the ALTER TYPE ... ADD VALUE into a migration of its own, before this one");
                // pg_dump --schema=public begins with CREATE SCHEMA public, which every database has.
                case "42P06" -> List.of("write CREATE SCHEMA IF NOT EXISTS");
                default -> List.of();
            };
        }

        private static List<String> notNull(ServerError error) {
            if (error.schema() == null || error.table() == null || error.column() == null) {
                return List.of();
            }
            return List.of("see the rows with  SELECT * FROM " + Quoted.shown(error.schema()) + "."
                    + Quoted.shown(error.table()) + " WHERE " + Quoted.shown(error.column()) + " IS NULL LIMIT 10;");
        }
    }
}
