package io.github.dbmigrate.apply;

import io.github.dbmigrate.apply.Own.Part;
import io.github.dbmigrate.script.CopyData;
import io.github.dbmigrate.script.Range;
import io.github.dbmigrate.script.Statement;

/**
 * One Query message of a migration: statements of the file, verbatim, between statements of ours. The server reads all of it
 * before it runs any of it, so it costs one round trip, and an error's position is an offset in it.
 *
 * @param text what the statements of the file are cut from
 * @param from where the message's share of the text begins
 * @param to where it ends
 * @param statement the first statement of the text that it holds
 * @param statements how many of them
 * @param before ours
 * @param after ours
 * @param copies whether its one statement is a COPY ... FROM STDIN, behind which data is sent
 */
record Message(Text text, int from, int to, int statement, int statements, Own before, Own after, boolean copies) {
    /** About as much of COPY data as is sent at a time; psql sends each line, the server takes what comes. */
    static final int DATA_PIECE = 64 * 1024;

    /** The line break ends a comment on the last line, the semicolon the last statement; an empty statement completes silently. */
    private static final String TAIL = "\n;\n";

    String sql() {
        String file = text.sqlText().substring(from, to);
        return copies || file.isEmpty() ? before.sql() + file + after.sql() : before.sql() + file + TAIL + after.sql();
    }

    /** The data of its COPY; to be asked for once. */
    CopyData data() {
        CopyData own = text.piece().data();
        if (own != null) {
            return text.replaced(own);
        }
        return CopyData.of(text.sent().text(), dataRange(), DATA_PIECE);
    }

    /** Where the data begins, a place in the text. */
    Range dataRange() {
        Range range = only().copyData();
        if (range == null) {
            throw new IllegalStateException("no COPY ... FROM STDIN");
        }
        return range;
    }

    /** The line of the file on which the data begins. */
    int dataLine() {
        return text.line(text.fileOffset(dataRange().offset()));
    }

    private Statement only() {
        return text.sent().statements().get(statement);
    }

    /** Whether its first statement is one before which nothing may be asked. */
    boolean setsTransaction() {
        return text.sent().statements().get(statement).setsTransaction();
    }

    /** How many completions the server sends when all of it runs. */
    int completions() {
        return before.parts().size() + statements + after.parts().size();
    }

    /** The part that was running after so many completions; behind the last one COMMIT itself fails. */
    Part part(int completions) {
        int first = before.parts().size();
        if (completions < first) {
            return before.parts().get(completions);
        }
        if (completions < first + statements) {
            return Part.FILE;
        }
        int behind = completions - first - statements;
        if (behind < after.parts().size()) {
            return after.parts().get(behind);
        }
        return after.parts().isEmpty() ? Part.FILE : Part.COMMIT;
    }

    /** The text's statement that was running after so many completions, counted from 0; only meaningful in {@link Part#FILE}. */
    int statement(int completions) {
        return Math.min(
                completions - before.parts().size() + statement,
                text.sent().statements().size() - 1);
    }

    /**
     * The offset in the sent text of a position the server gave, or -1 when it is in a statement of ours. An error at the
     * semicolon that we have put behind the last statement is one at its end.
     *
     * @param position 1-based, in characters
     */
    int offsetInText(int position) {
        String sql = sql();
        int characters = sql.codePointCount(0, sql.length());
        int offset = sql.offsetByCodePoints(0, Math.min(position - 1, characters))
                - before.sql().length();
        int length = to - from;
        return offset < 0 || offset > length + TAIL.length() ? -1 : from + Math.min(offset, length);
    }
}
