package io.github.dbmigrate.script;

import io.github.dbmigrate.script.TextSource.Reading;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a long text a piece at a time. Between two statements the lexer's state is no more than the line, the column and
 * {@code standard_conforming_strings}: so as much is read as fits a buffer, the statements that are complete are handed out, and
 * the rest waits for what follows it. The buffer grows when not even one statement is complete. The rows of a COPY are passed
 * through and never held. What stands below a Down comment is passed over.
 */
public final class PieceReader implements Pieces {
    /** Characters that are read at a time: as many as are sent in one message. */
    static final int SIZE = 256 * 1024;

    /** A placeholder's name is not cut in two where a line of data is longer than the buffer. */
    private static final int LONGEST_PLACEHOLDER = 1000;

    private final Reading reading;
    private final int longest;
    private final Direction direction;
    private final @Nullable Outline outline;

    private char[] buffer;
    private int start;
    private int end;
    private boolean exhausted;
    private boolean finished;

    private int line = 1;
    private int column = 1;
    private int statements;
    private boolean standardStrings = true;
    private @Nullable Rows rows;

    /**
     * Reads for the first time.
     *
     * @param longest how many characters one statement may have
     */
    public PieceReader(Reading reading, int longest, Direction direction) {
        this(reading, SIZE, longest, direction, null);
    }

    /**
     * Reads.
     *
     * @param size how many characters are read at a time
     * @param outline what was found the first time
     */
    PieceReader(Reading reading, int size, int longest, Direction direction, @Nullable Outline outline) {
        this.buffer = new char[size];
        this.reading = reading;
        this.longest = longest;
        this.direction = direction;
        this.outline = outline;
    }

    @Override
    public Piece next() {
        if (finished) {
            throw new NoSuchElementException("behind the last piece");
        }
        if (rows != null) {
            rows.skip();
            rows = null;
        }
        fill();
        while (true) {
            String text = new String(buffer, start, end - start);
            boolean full = !exhausted && text.length() >= longest;
            Before before = new Before(line, column, statements, standardStrings);
            Stretch stretch = new Lexer(text, before, direction).readStretch(exhausted, full ? longest : 0);
            if (stretch.end() > 0 || exhausted || full) {
                return piece(stretch, full && stretch.end() == 0);
            }
            grow();
        }
    }

    private Piece piece(Stretch stretch, boolean tooLong) {
        finished = tooLong || stretch.below() != null || (exhausted && !stretch.copies());
        Script script = withoutFrame(stretch.script());
        int fromLine = line;
        int fromColumn = column;
        pass(stretch.end());
        if (stretch.below() != null) {
            script = passOver(stretch.below()).into(script);
        }
        if (stretch.copies()) {
            rows = new Rows();
        }
        Piece piece = new Piece(
                script,
                fromLine,
                fromColumn,
                framedStatements(),
                standardStrings,
                finished,
                stretch.copies() ? rows : null);
        statements += stretch.script().statements().size();
        standardStrings = stretch.standardStrings();
        return piece;
    }

    /** Reads to the end what is not run, since only then is it known that the file is what it was. */
    private DownPartReader passOver(DownPartReader below) {
        while (!exhausted) {
            fill();
            below.add(CharBuffer.wrap(buffer, start, end - start));
            start = end;
        }
        return below;
    }

    private int framedStatements() {
        return outline != null && outline.isFramed() && statements > 0
                ? Math.min(statements - 1, outline.statements())
                : statements;
    }

    /** The BEGIN and the COMMIT around the whole text are the first and the last statement of all. */
    private Script withoutFrame(Script script) {
        if (outline == null || !outline.isFramed()) {
            return script;
        }
        int last = outline.statements() + 1 - statements;
        List<Statement> kept = new ArrayList<>();
        StringBuilder text = new StringBuilder(script.text());
        for (int i = 0; i < script.statements().size(); i++) {
            Statement statement = script.statements().get(i);
            if (statements + i == 0 || i == last) {
                int length = statement.end() - statement.offset();
                text.replace(statement.offset(), statement.end(), " ".repeat(length));
            } else {
                kept.add(statement);
            }
        }
        return new Script(
                text.toString(),
                kept,
                script.directives(),
                script.faults(),
                script.ignored(),
                false,
                script.outsideMarker(),
                script.downPart());
    }

    /** Leaves characters behind. */
    private void pass(int count) {
        for (int i = start; i < start + count; i++) {
            char c = buffer[i];
            if (c == '\n') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
        }
        start += count;
    }

    private void grow() {
        if (start == 0 && end == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, Math.max(longest, buffer.length)));
        }
        fill();
    }

    /** Reads until the buffer is full or the text ends. */
    private void fill() {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        while (!exhausted && end < buffer.length) {
            int read = reading.read(buffer, end, buffer.length - end);
            exhausted = read < 0;
            end += Math.max(0, read);
        }
    }

    @Override
    public void close() {
        reading.close();
    }

    /** The lines behind a COPY, up to {@code \.} or the end of the text. */
    private final class Rows implements CopyData {
        private static final int PIECE = 64 * 1024;

        /** So that the line that ends the data is in the buffer whole. */
        private static final int MARGIN = 4;

        private boolean over;
        private boolean lineStarts = true;

        @Override
        public @Nullable String next() {
            if (over) {
                return null;
            }
            if (end - start < PIECE + MARGIN && !exhausted) {
                fill();
            }
            int limit = Math.min(end, start + PIECE);
            int to = start;
            int lines = 0;
            while (to < limit) {
                if (lineStarts && isEndOfData(to)) {
                    return last(to, lines);
                }
                int lineEnd = indexOfLineBreak(to, limit);
                if (lineEnd < 0) {
                    break;
                }
                to = lineEnd + 1;
                lines++;
                lineStarts = true;
            }
            if (to == start && to < limit) {
                // A line that is longer than the piece, or the text's last one without a line break.
                to = limit == end && exhausted ? end : partOfLine(limit);
                lineStarts = false;
            }
            if (to == start) {
                over = true;
                return null;
            }
            return take(to, lines);
        }

        private @Nullable String last(int to, int lines) {
            over = true;
            String rest = to == start ? null : take(to, lines);
            int behind = indexOfLineBreak(start, end);
            pass((behind < 0 ? end : behind + 1) - start);
            return rest;
        }

        private String take(int to, int lines) {
            String text = new String(buffer, start, to - start);
            if (buffer[to - 1] == '\n') {
                line += lines;
                column = 1;
                start = to;
            } else {
                pass(to - start);
            }
            return text;
        }

        private boolean isEndOfData(int at) {
            if (end - at < 2 || buffer[at] != '\\' || buffer[at + 1] != '.') {
                return false;
            }
            int behind = at + 2 < end && buffer[at + 2] == '\r' ? at + 3 : at + 2;
            return behind == end || buffer[behind] == '\n';
        }

        private int indexOfLineBreak(int from, int to) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            return -1;
        }

        private int partOfLine(int limit) {
            int to = Character.isHighSurrogate(buffer[limit - 1]) ? limit - 1 : limit;
            for (int i = to - 1; i > start && i > to - LONGEST_PLACEHOLDER && buffer[i] != '}'; i--) {
                if (buffer[i] == '{' && buffer[i - 1] == '$' && i - 1 > start) {
                    return i - 1;
                }
            }
            return buffer[to - 1] == '$' ? to - 1 : to;
        }

        void skip() {
            while (next() != null) {
                // Passed over.
            }
        }
    }
}
