package io.github.dbmigrate.batch;

import io.github.dbmigrate.script.Quoted;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a unique index without nulls, in its order: what a table is gone through by. A value of the key is kept as text:
 * that of its only column, or a JSON array of those of several.
 */
public record Key(List<Column> columns) {

    /**
     * One column.
     *
     * @param name as the catalog writes it
     * @param type as {@code format_type} writes it
     * @param collation that of the index, quoted for SQL, where it is not the column's own; else null
     */
    public record Column(String name, String type, @Nullable String collation) {

        /** The column in the order of the index. */
        private String of(String reference) {
            String column = reference + "." + Quoted.identifier(name);
            return collation == null ? column : column + " COLLATE " + collation;
        }
    }

    public Key {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a key needs a column");
        }
        columns = List.copyOf(columns);
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** {@code t."id" AS k1} */
    String selected(String reference) {
        return list(i -> columns.get(i).of(reference) + " AS " + label(i));
    }

    /** {@code t."id"} */
    String ordered(String reference) {
        return list(i -> columns.get(i).of(reference));
    }

    /** Whether a row comes behind this value. */
    String isAfter(String reference, String value) {
        return row(i -> columns.get(i).of(reference)) + " > " + row(i -> constant(i, value));
    }

    /** Whether a row is in this page. */
    String isIn(String reference, String page) {
        return row(i -> columns.get(i).of(reference)) + " IN (SELECT " + list(Key::label) + " FROM " + page + ")";
    }

    /** The last value of a page, as text. Without the page's name ORDER BY would take {@code k1} for the text, named so by its CAST. */
    String last(String page) {
        String text = columns.size() == 1
                ? "CAST(k1 AS text)"
                : "CAST(pg_catalog.json_build_array(" + list(i -> "CAST(" + label(i) + " AS text)") + ") AS text)";
        return "(SELECT " + text + " FROM " + page + " ORDER BY " + list(i -> page + "." + label(i) + " DESC")
                + " LIMIT 1)";
    }

    private String constant(int column, String value) {
        String literal = Quoted.literal(value);
        String text = columns.size() == 1 ? literal : "CAST(" + literal + " AS json) ->> " + column;
        return "CAST(" + text + " AS " + columns.get(column).type() + ")";
    }

    private static String label(int column) {
        return "k" + (column + 1);
    }

    /** A single value needs no parentheses, and gets none: it reads better in a dry run. */
    private String row(Function<Integer, String> column) {
        return columns.size() == 1 ? list(column) : "(" + list(column) + ")";
    }

    private String list(Function<Integer, String> column) {
        return IntStream.range(0, columns.size()).boxed().map(column).collect(Collectors.joining(", "));
    }
}
