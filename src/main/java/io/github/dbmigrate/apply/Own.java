package io.github.dbmigrate.apply;

import java.util.ArrayList;
import java.util.List;

/**
 * Statements of ours, as they stand before or behind those of a file.
 *
 * @param parts what each of them is for
 */
record Own(List<Part> parts, String sql) {
    static final Own NONE = new Own(List.of(), "");

    /** What a statement of the transaction is there for. */
    enum Part {
        SETTINGS,
        GUARD,
        FILE,
        MARKER,
        RESET,
        HISTORY,
        COMMIT
    }

    Own {
        parts = List.copyOf(parts);
    }

    /** These, and then those. */
    Own and(Own those) {
        List<Part> both = new ArrayList<>(parts);
        both.addAll(those.parts);
        return new Own(both, sql + those.sql);
    }

    static Own settings(String... statements) {
        return settings(List.of(statements));
    }

    static Own settings(List<String> statements) {
        Writer writer = new Writer();
        statements.forEach(statement -> writer.add(Part.SETTINGS, statement));
        return writer.own();
    }

    /** Puts statements in order. */
    static final class Writer {
        private final StringBuilder sql = new StringBuilder();
        private final List<Part> parts = new ArrayList<>();

        void add(Part part, String statement) {
            sql.append(statement).append(";\n");
            parts.add(part);
        }

        Own own() {
            return new Own(parts, sql.toString());
        }
    }
}
