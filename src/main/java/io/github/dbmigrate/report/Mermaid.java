package io.github.dbmigrate.report;

import io.github.dbmigrate.report.Review.Change;
import io.github.dbmigrate.report.Review.Table;
import io.github.dbmigrate.report.Review.TableColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changed tables and their neighbours in Mermaid's words, within what its parser takes: 50,000 characters, and for types only
 * letters, digits and a few signs.
 */
final class Mermaid {
    private static final int MOST_TABLES = 40;
    private static final int MOST_COLUMNS = 20;
    private static final int LONGEST = 50_000;
    private static final Map<String, String> SHORT_TYPES = Map.of(
            "timestamp with time zone", "timestamptz",
            "timestamp without time zone", "timestamp",
            "time with time zone", "timetz",
            "time without time zone", "time",
            "double precision", "float8",
            "bit varying", "varbit");

    private final List<Table> tables;
    private final Map<String, String> ids = new HashMap<>();
    private final StringBuilder out = new StringBuilder("erDiagram\n");

    private Mermaid(List<Table> tables) {
        this.tables = tables;
        tables.forEach(table -> ids.putIfAbsent(table.name(), "t" + (ids.size() + 1)));
    }

    /** A block of Markdown; empty when there is nothing to see, or too much. */
    static String of(List<Table> tables) {
        if (tables.isEmpty() || tables.size() > MOST_TABLES) {
            return "";
        }
        String picture = new Mermaid(tables).picture();
        return picture.length() > LONGEST
                ? ""
                : Markdown.block("mermaid", picture.lines().toList());
    }

    private String picture() {
        tables.forEach(this::add);
        for (Table table : tables) {
            for (String other : table.references()) {
                if (ids.containsKey(other)) {
                    out.append("    ").append(ids.get(table.name())).append(" }o--|| ");
                    out.append(ids.get(other)).append(" : references\n");
                }
            }
        }
        colour(Change.ADDED, "fill:#d1f0d9,stroke:#1a7f37,color:#0b3a18");
        colour(Change.CHANGED, "fill:#fff3c4,stroke:#9a6700,color:#3d2900");
        colour(Change.DROPPED, "fill:#ffdcd8,stroke:#b3261e,color:#56100b");
        return out.toString();
    }

    private void add(Table table) {
        out.append("    ")
                .append(ids.get(table.name()))
                .append("[\"")
                .append(quoted(table.name()))
                .append("\"]");
        List<TableColumn> columns = table.columns().stream()
                .filter(column -> table.change() == Change.ADDED || column.change() != Change.NONE)
                .limit(MOST_COLUMNS)
                .toList();
        if (columns.isEmpty()) {
            out.append('\n');
            return;
        }
        out.append(" {\n");
        for (TableColumn column : columns) {
            out.append("        ").append(type(column.type())).append(' ').append(word(column.name()));
            if (column.change() != Change.NONE && table.change() != Change.ADDED) {
                out.append(" \"").append(word(column.change())).append('"');
            }
            out.append('\n');
        }
        out.append("    }\n");
    }

    private void colour(Change change, String style) {
        List<String> its = tables.stream()
                .filter(table -> table.change() == change)
                .map(table -> String.valueOf(ids.get(table.name())))
                .toList();
        if (!its.isEmpty()) {
            out.append("    classDef ")
                    .append(word(change))
                    .append(' ')
                    .append(style)
                    .append('\n');
            out.append("    class ")
                    .append(String.join(",", its))
                    .append(' ')
                    .append(word(change))
                    .append('\n');
        }
    }

    static String word(Change change) {
        return switch (change) {
            case ADDED -> "added";
            case CHANGED -> "changed";
            case DROPPED -> "dropped";
            case NONE -> "unchanged";
        };
    }

    /** {@code timestamptz}, {@code varchar(50)}; of {@code numeric(10,2)} the name alone. */
    private static String type(String type) {
        String shown = SHORT_TYPES.getOrDefault(type, type).replace("character varying", "varchar");
        int modifier = shown.indexOf('(');
        if (modifier >= 0 && shown.indexOf(',', modifier) >= 0) {
            shown = shown.substring(0, modifier) + shown.substring(shown.lastIndexOf(')') + 1);
        }
        return mapped(shown, "_-()[]");
    }

    private static String word(String name) {
        return mapped(name, "_");
    }

    /** Letters, digits and these signs; others become an underscore, and so does a first character that is no letter. */
    private static String mapped(String text, String signs) {
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean plain = c < 0x80 && Character.isLetterOrDigit(c) || c < 0x80 && signs.indexOf(c) >= 0;
            word.append(plain ? (char) c : '_');
        });
        boolean begins = word.length() > 0 && (Character.isLetter(word.charAt(0)) || word.charAt(0) == '_');
        return begins ? word.toString() : "_" + word;
    }

    private static String quoted(String name) {
        return Printable.line(name)
                .replace('"', '\'')
                .replace('\\', '/')
                .replace('<', '(')
                .replace('>', ')')
                .replace("%%", "% %");
    }
}
