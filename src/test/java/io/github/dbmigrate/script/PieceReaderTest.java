package io.github.dbmigrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.script.TextSource.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A text that is read in pieces is the same text. */
class PieceReaderTest {
    private static final Path CASES = Path.of("src/test/resources/lexer");
    private static final int ENOUGH = 1_000_000;

    /** What is found, told so that it does not matter where the text was cut. */
    private record Found(List<String> statements, List<String> directives, List<String> faults, List<String> data) {}

    private static Reading reading(String text) {
        int[] at = {0};
        return new Reading() {
            @Override
            public int read(char[] into, int from, int length) {
                // Less than was asked for, as files do.
                int count = Math.min(Math.min(length, 7), text.length() - at[0]);
                text.getChars(at[0], at[0] + count, into, from);
                at[0] += count;
                return count == 0 ? -1 : count;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private static Found inPieces(String text, int size) {
        Outliner outliner = new Outliner();
        PieceReader first = new PieceReader(reading(text), size, ENOUGH, null);
        for (boolean last = false; !last; ) {
            Piece piece = first.next();
            outliner.add(piece);
            last = piece.last();
        }
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        PieceReader pieces = new PieceReader(reading(text), size, ENOUGH, outliner.outline());
        for (boolean last = false; !last; ) {
            Piece piece = pieces.next();
            assertThat(piece.statements()).isEqualTo(found.statements().size());
            add(found, piece);
            last = piece.last();
        }
        assertThat(outliner.outline().statements()).isEqualTo(found.statements().size());
        return found;
    }

    private static Found whole(String text) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        add(found, Piece.whole(Script.of(text)));
        return found;
    }

    private static void add(Found found, Piece piece) {
        Script script = piece.script();
        for (Statement statement : script.statements()) {
            found.statements()
                    .add(piece.fileLine(statement.line()) + ":"
                            + piece.fileColumn(statement.line(), statement.column()) + " " + script.text(statement)
                            + " " + statement.words() + statement.options() + statement.changesStringSyntax());
            if (statement.copyData() != null) {
                found.data()
                        .add(all(
                                piece.data() == null
                                        ? CopyData.of(script.text(), statement.copyData(), 5)
                                        : piece.data()));
            }
        }
        script.directives()
                .forEach(d -> found.directives().add(piece.fileLine(d.line()) + " " + d.word() + " " + d.argument()));
        script.faults()
                .forEach(f -> found.faults()
                        .add(piece.fileLine(f.line()) + ":" + piece.fileColumn(f.line(), f.column()) + " "
                                + f.message()));
    }

    private static String all(CopyData data) {
        StringBuilder all = new StringBuilder();
        for (@Nullable String next = data.next(); next != null; next = data.next()) {
            assertThat(next).isNotEmpty();
            all.append(next);
        }
        return all.toString();
    }

    @TestFactory
    Stream<DynamicTest> theLexersCasesAreTheSameInPieces() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        String text = Files.readString(file);
                        for (int size : new int[] {1, 2, 3, 5, 16, 40, 100, 1000}) {
                            assertThat(inPieces(text, size))
                                    .as("%d at a time", size)
                                    .isEqualTo(whole(text));
                        }
                    }));
        }
    }

    @Test
    void theRowsOfACopyArePassedThrough() {
        String rows = "1\tone\n\\.x\n \\.\n2\t" + "two ".repeat(50_000) + "\n\n3\n";
        for (String end : List.of("\\.\n", "\\.\r\n", "\\.", "\\.\nSELECT 2;\n", "")) {
            String text = "SELECT 1;\nCOPY t FROM STDIN;\n" + rows + end;
            assertThat(inPieces(text, 64)).isEqualTo(whole(text));
        }
    }

    @Test
    void rowsThatNobodyTakesAreSkipped() {
        PieceReader pieces =
                new PieceReader(reading("COPY t FROM STDIN;\n" + "row\n".repeat(100_000) + "\\.\nSELECT 1;\n"), ENOUGH);
        assertThat(pieces.next().last()).isFalse();
        Piece rest = pieces.next();
        assertThat(rest.script().text()).isEqualTo("SELECT 1;\n");
        assertThat(rest.line()).isEqualTo(100_003);
        assertThat(rest.last()).isTrue();
    }

    @Test
    void aFrameIsLeftOutWhereverItEnds() {
        String text = "-- x\nBEGIN;\n" + "SELECT 1;\n".repeat(20) + "COMMIT;\n" + "-- y\n".repeat(20);
        assertThat(inPieces(text, 30).statements())
                .isEqualTo(whole(text).statements())
                .hasSize(20);
    }

    @Test
    void aBeginAndACommitInTheMiddleAreNoFrame() {
        String text = "SELECT 1;\n BEGIN;\nSELECT 2;\nCOMMIT;\nSELECT 3;\n";
        assertThat(inPieces(text, 5).statements()).hasSize(5);
    }

    @Test
    void aStatementThatIsTooLongIsAFault() {
        PieceReader pieces = new PieceReader(reading("SELECT 1;\n\n SELECT 'no end" + "x".repeat(200)), 10, 100, null);
        assertThat(pieces.next().script().statements()).hasSize(1);
        Piece stuck = pieces.next();
        assertThat(stuck.last()).isTrue();
        Fault fault = stuck.script().faults().get(0);
        assertThat(fault.message()).isEqualTo("a statement has more than 100 characters, which is all that is held");
        assertThat(stuck.fileLine(fault.line()) + ":" + fault.column()).isEqualTo("3:2");
    }

    @Test
    void aPlaceholderInALineOfDataThatIsVeryLongStaysWhole() {
        String line = "x".repeat(64 * 1024 - 3) + "${name}" + "y".repeat(10);
        PieceReader pieces = new PieceReader(reading("COPY t FROM STDIN;\n" + line + "\n"), ENOUGH);
        CopyData data = Objects.requireNonNull(pieces.next().data());
        assertThat(data.next()).isEqualTo("x".repeat(64 * 1024 - 3));
        assertThat(data.next()).isEqualTo("${name}" + "y".repeat(10) + "\n");
        assertThat(data.next()).isNull();
    }
}
