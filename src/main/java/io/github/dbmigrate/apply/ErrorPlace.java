package io.github.dbmigrate.apply;

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
    private static final String EXPRESSION_PREFIX = "SELECT ";

    private final Block block;
    private final int completed;
    private final ServerError error;
    private final Script sent;

    ErrorPlace(Block block, int completed, ServerError error) {
        this.block = block;
        this.completed = completed;
        this.error = error;
        this.sent = block.text().sent();
    }

    Diagnostic diagnostic() {
        Diagnostic problem =
                located(Diagnostic.error("sql-error", error.message()).sqlState(error.sqlState()));
        Context context = Context.of(error.where());
        if (context != null) {
            problem = problem.note("at", context.shown());
        }
        if (error.detail() != null) {
            problem = problem.note("detail", error.detail());
        }
        if (error.hint() != null) {
            problem = problem.note("hint", error.hint());
        }
        for (String help : ErrorHelp.of(error)) {
            problem = problem.help(help);
        }
        return problem;
    }

    private Diagnostic located(Diagnostic problem) {
        int offset = error.position() > 0 ? block.offsetInText(error.position()) : -1;
        if (offset >= 0) {
            Statement statement = statementAt(offset);
            return at(problem, statement, offset, tokenEnd(sent.text(), offset), false);
        }
        Block.Part part = block.part(completed);
        if (part != Block.Part.FILE) {
            return problem.at(Place.file(block.migration().file()).withRemark("(" + words(part) + ")"));
        }
        return inStatement(problem, sent.statements().get(block.statement(completed)));
    }

    private Diagnostic inStatement(Diagnostic problem, Statement statement) {
        Context context = Context.of(error.where());
        int body = statement.bodyOffset();
        if (context == null || !context.isDoBlock() || body < 0) {
            return at(problem, statement, statement.offset(), firstLineEnd(statement), false);
        }
        int line = lineOfBody(body, context.line());
        if (error.internalQuery() != null && error.internalPosition() > 0) {
            int offset = find(error.internalQuery(), error.internalPosition(), line, statement.end());
            if (offset >= 0) {
                return at(problem, statement, offset, tokenEnd(sent.text(), offset), true);
            }
            problem = problem.note("dynamic SQL", oneLine(error.internalQuery()));
        }
        int start = firstNonBlank(line);
        return at(problem, statement, start, lineEnd(start), true);
    }

    /** Text that a PL/pgSQL statement runs stands verbatim in the body; before PostgreSQL 14 an expression gets a SELECT in front. */
    private int find(String query, int position, int from, int limit) {
        int at = sent.text().indexOf(query, from);
        int skipped = 0;
        if (at < 0 && query.startsWith(EXPRESSION_PREFIX)) {
            skipped = EXPRESSION_PREFIX.length();
            at = sent.text().indexOf(query.substring(skipped), from);
        }
        if (at < 0 || at >= limit || position <= skipped) {
            return -1;
        }
        return sent.text().offsetByCodePoints(at, position - 1 - skipped);
    }

    private Diagnostic at(Diagnostic problem, @Nullable Statement statement, int from, int to, boolean inBody) {
        Script file = block.text().file();
        int start = block.text().fileOffset(from);
        int end = Math.max(start + 1, block.text().fileOffset(to));
        Excerpt excerpt = inBody && statement != null
                ? Excerpt.inside(file.text(), block.text().fileOffset(statement.offset()), start, end)
                : Excerpt.of(file.text(), start, end, block.text().fileOffset(endOfStatementBefore(from)));
        String row = excerpt.rows().get(excerpt.rows().size() - 1).text();
        int column = file.column(start);
        int endColumn = column + row.codePointCount(excerpt.from(), excerpt.to());
        String remark = statement == null
                ? ""
                : "(statement " + (sent.statements().indexOf(statement) + 1) + " of "
                        + sent.statements().size() + ")";
        return problem.at(new Place(block.migration().file(), file.line(start), column, endColumn, remark))
                .excerpt(excerpt);
    }

    private @Nullable Statement statementAt(int offset) {
        Statement found = null;
        for (Statement statement : sent.statements()) {
            if (statement.offset() <= offset) {
                found = statement;
            }
        }
        return found;
    }

    private int endOfStatementBefore(int offset) {
        int end = 0;
        for (Statement statement : sent.statements()) {
            if (statement.end() <= offset) {
                end = statement.end();
            }
        }
        return end;
    }

    /** PL/pgSQL counts lines from the one that holds the body's opening quote. */
    private int lineOfBody(int body, int line) {
        int start = sent.text().lastIndexOf('\n', body - 1) + 1;
        for (int i = 1; i < line; i++) {
            int next = sent.text().indexOf('\n', start);
            if (next < 0) {
                break;
            }
            start = next + 1;
        }
        return start;
    }

    private int firstLineEnd(Statement statement) {
        return Math.min(lineEnd(statement.offset()), statement.end());
    }

    private int lineEnd(int offset) {
        int end = sent.text().indexOf('\n', offset);
        return end < 0 ? sent.text().length() : end;
    }

    private int firstNonBlank(int offset) {
        int end = lineEnd(offset);
        int at = offset;
        while (at < end && Character.isWhitespace(sent.text().charAt(at))) {
            at++;
        }
        return at < end ? at : offset;
    }

    /** The end of the word, quoted word, number or single sign that begins here. */
    private static int tokenEnd(String text, int offset) {
        if (offset >= text.length()) {
            return offset;
        }
        char first = text.charAt(offset);
        if (first == '"' || first == '\'') {
            int close = text.indexOf(first, offset + 1);
            return close < 0 ? offset + 1 : close + 1;
        }
        int end = offset;
        while (end < text.length() && isWord(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end > offset ? end : offset + 1;
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    private static String words(Block.Part part) {
        return switch (part) {
            case COMMIT -> "at COMMIT";
            case HISTORY -> "when its history row was written";
            case SETTINGS, GUARD, FILE, RESET -> "around its statements";
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
                    List.of("this cannot run inside a transaction; give it a migration of its own");
                case "42P07", "42710", "42701", "42723" ->
                    List.of(
                            "the database has it already, but the history does not know from where; was it made by hand?");
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
