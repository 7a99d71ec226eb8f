package io.github.dbmigrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.script.TextSource.Reading;
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
    private static final int ENOUGH = 1_000_000;

    /** What is found, told so that it does not matter where the text was cut. */
    private record Found(
            List<String> statements,
            List<String> directives,
            List<String> faults,
            List<String> data,
            List<PassedOver> passedOver) {
        Found(List<PassedOver> passedOver) {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), passedOver);
        }
    }

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
        PieceReader first = new PieceReader(reading(text), size, ENOUGH, Direction.UP, null);
        for (boolean last = false; !last; ) {
            Piece piece = first.next();
            outliner.add(piece);
            last = piece.last();
        }
        Found found = new Found(outliner.outline().passedOver());
        PieceReader pieces = new PieceReader(reading(text), size, ENOUGH, Direction.UP, outliner.outline());
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
        Script script = Script.of(text);
        Found found = new Found(script.passedOver());
        add(found, Piece.whole(script));
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
    Stream<DynamicTest> theLexersCasesAreTheSameInPieces() {
        return LexerCase.all().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    String text = one.script();
                    for (int size : new int[] {1, 2, 3, 5, 16, 40, 100, 1000}) {
                        assertThat(inPieces(text, size))
                                .as("%d at a time", size)
                                .isEqualTo(whole(text));
                    }
                }));
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
        PieceReader pieces = new PieceReader(
                reading("COPY t FROM STDIN;\n" + "row\n".repeat(100_000) + "\\.\nSELECT 1;\n"), ENOUGH, Direction.UP);
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
    void nothingBelowADownCommentIsHandedOutHoweverMuchItIs() {
        String above = "SELECT 1;\n".repeat(30);
        String text = above + "SELECT 2\n-- +goose Down\n" + "DROP 'no end (\n".repeat(10_000);
        for (int size : new int[] {1, 10, 311, 312, 10_000}) {
            Found found = inPieces(text, size);
            assertThat(found).isEqualTo(whole(text));
            assertThat(found.statements()).hasSize(31);
            assertThat(found.faults()).isEmpty();
            assertThat(found.passedOver()).containsExactly(new PassedOver.Undoing(32, 10_032));
        }
    }

    @Test
    void anUpPartFarBelowADownPartIsAFaultAtTheDownComment() {
        String text =
                "SELECT 1;\n".repeat(30) + "-- +goose Down\n" + "DROP 'no end (\n".repeat(10_000) + "-- +goose Up\n";
        assertThat(inPieces(text, 20).faults())
                .containsExactly("31:1 an Up part follows below this Down part, in line 10032")
                .isEqualTo(whole(text).faults());
    }

    @Test
    void aTextThatUndoesIsReadBelowItsDownComment() {
        PieceReader alone =
                new PieceReader(reading("-- +goose Down\nDROP TABLE t;\n"), 5, ENOUGH, Direction.DOWN, null);
        List<String> statements = new ArrayList<>();
        for (boolean last = false; !last; ) {
            Piece piece = alone.next();
            piece.script()
                    .statements()
                    .forEach(statement -> statements.add(piece.script().text(statement)));
            assertThat(piece.script().faults()).isEmpty();
            last = piece.last();
        }
        assertThat(statements).containsExactly("DROP TABLE t");
        PieceReader both = new PieceReader(
                reading("SELECT 1;\n-- +goose Down\nDROP TABLE t;\n"), 12, ENOUGH, Direction.DOWN, null);
        assertThat(both.next().script().faults()).isEmpty();
        assertThat(both.next().script().faults()).extracting(Fault::id).containsExactly("down-part");
    }

    @Test
    void aStatementThatIsTooLongIsAFault() {
        PieceReader pieces =
                new PieceReader(reading("SELECT 1;\n\n SELECT 'no end" + "x".repeat(200)), 10, 100, Direction.UP, null);
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
        PieceReader pieces = new PieceReader(reading("COPY t FROM STDIN;\n" + line + "\n"), ENOUGH, Direction.UP);
        CopyData data = Objects.requireNonNull(pieces.next().data());
        assertThat(data.next()).isEqualTo("x".repeat(64 * 1024 - 3));
        assertThat(data.next()).isEqualTo("${name}" + "y".repeat(10) + "\n");
        assertThat(data.next()).isNull();
    }
}
