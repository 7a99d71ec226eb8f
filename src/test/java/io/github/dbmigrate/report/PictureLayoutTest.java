package io.github.dbmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.PictureLayout.Box;
import io.github.dbmigrate.report.Review.Change;
import io.github.dbmigrate.report.Review.Table;
import io.github.dbmigrate.report.Review.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureLayoutTest {

    @Test
    void aTableStandsRightOfAllThatItRefersTo() {
        PictureLayout layout = new PictureLayout(List.of(
                table("lines", "orders", "products"), table("orders", "users"), table("users"), table("products")));
        assertThat(x(layout, "users")).isLessThan(x(layout, "orders"));
        assertThat(x(layout, "orders")).isLessThan(x(layout, "lines"));
        assertThat(layout.edges()).hasSize(3);
        // From products past the layer of the orders.
        assertThat(layout.edges().stream().filter(edge -> edge.to().equals("products")))
                .allMatch(edge -> edge.points().size() == 3);
    }

    @Test
    void circlesAndTablesThatAreNotThereDoNoHarm() {
        PictureLayout layout =
                new PictureLayout(List.of(table("a", "b", "a", "gone"), table("b", "c"), table("c", "a", "a")));
        assertThat(layout.boxes()).hasSize(3);
        assertThat(layout.edges()).hasSize(3);
        assertNoTwoOverlap(layout);
    }

    @Test
    void noTwoTablesOverlapAndAllAreInThePicture() {
        Random random = new Random(7);
        for (int run = 0; run < 50; run++) {
            List<Table> tables = new ArrayList<>();
            int count = 1 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                String[] references = random.ints(random.nextInt(4), 0, count)
                        .mapToObj(other -> "table_" + other)
                        .toArray(String[]::new);
                tables.add(table("table_" + i, references));
            }
            PictureLayout layout = new PictureLayout(tables);
            assertThat(layout.boxes()).hasSize(count);
            assertNoTwoOverlap(layout);
            assertThat(layout.boxes())
                    .allMatch(box -> box.x() >= 0
                            && box.y() >= 0
                            && box.right() <= layout.width()
                            && box.y() + box.table().height() <= layout.height());
        }
    }

    @Test
    void ofTooManyTheChangedOnesAreDrawn() {
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tables.add(table("table_" + i));
        }
        tables.add(new Table("changed", Change.CHANGED, List.of(), List.of()));
        assertThat(SchemaPicture.drawn(tables)).hasSize(40).contains(tables.get(60));
        assertThat(SchemaPicture.drawn(tables.subList(0, 40))).isEqualTo(tables.subList(0, 40));
    }

    @Test
    void aNewTableShowsItsColumnsAndAnotherWhatChanged() {
        List<TableColumn> columns = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            columns.add(new TableColumn("column_" + i, "text", i == 3 ? Change.DROPPED : Change.NONE));
        }
        TableBox added = TableBox.of(new Table("a", Change.ADDED, columns, List.of()));
        assertThat(added.rows()).hasSize(14);
        assertThat(added.moreText()).isEqualTo("6 more columns");
        TableBox changed = TableBox.of(new Table("a", Change.CHANGED, columns, List.of()));
        assertThat(changed.rows()).containsExactly(new TableBox.Row(Change.DROPPED, "- column_3 text"));
        assertThat(changed.moreText()).isEqualTo("19 more columns");
        assertThat(TableBox.of(new Table("a", Change.NONE, columns.subList(0, 1), List.of()))
                        .moreText())
                .isEqualTo("1 column");
    }

    private static void assertNoTwoOverlap(PictureLayout layout) {
        List<Box> boxes = layout.boxes();
        for (Box a : boxes) {
            assertThat(boxes.stream().filter(b -> b != a && overlap(a, b))).isEmpty();
        }
    }

    private static boolean overlap(Box a, Box b) {
        return a.x() < b.right()
                && b.x() < a.right()
                && a.y() < b.y() + b.table().height()
                && b.y() < a.y() + a.table().height();
    }

    private static double x(PictureLayout layout, String name) {
        return layout.boxes().stream()
                .filter(box -> box.table().table().name().equals(name))
                .mapToDouble(Box::x)
                .findFirst()
                .orElseThrow();
    }

    private static Table table(String name, String... references) {
        return new Table(name, Change.NONE, List.of(), List.of(references));
    }
}
