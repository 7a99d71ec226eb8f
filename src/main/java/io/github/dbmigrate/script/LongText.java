package io.github.dbmigrate.script;

import java.util.List;

/**
 * A text that is too long to be held.
 *
 * @param source where it is read
 * @param longest how many characters one statement may have, since a statement is held whole
 */
public record LongText(Outline outline, TextSource source, int longest) implements Contents {
    /** A file is long if it has more bytes than this. */
    public static final int BYTES = 4 * 1024 * 1024;

    @Override
    public List<Directive> directives() {
        return outline.directives();
    }

    @Override
    public List<PassedOver> passedOver() {
        return outline.passedOver();
    }

    @Override
    public Pieces pieces() {
        return new PieceReader(source.open(), PieceReader.SIZE, longest, Direction.UP, outline);
    }

    @Override
    public String lineText(int number) {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[PieceReader.SIZE];
        int line = 1;
        try (TextSource.Reading reading = source.open()) {
            for (int read = reading.read(buffer, 0, buffer.length);
                    read >= 0 && line <= number;
                    read = reading.read(buffer, 0, buffer.length)) {
                for (int i = 0; i < read && line <= number; i++) {
                    if (buffer[i] == '\n') {
                        line++;
                    } else if (line == number && text.length() < longest) {
                        text.append(buffer[i]);
                    }
                }
            }
        }
        return text.toString();
    }

    /** Fit for a log. */
    @Override
    public String toString() {
        return "LongText[" + outline.statements() + " statements]";
    }
}
