package io.github.dbmigrate.goal;

import io.github.dbmigrate.report.Review.Change;
import io.github.dbmigrate.report.Review.Table;
import io.github.dbmigrate.report.Review.TableColumn;
import io.github.dbmigrate.schema.Schema;
import io.github.dbmigrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables that differ between two schemas, and those that they refer to or that refer to them, for a picture. */
final class ChangedTables {
    private static final Set<String> TABLES = Set.of("table", "partitioned table", "foreign table");
    private static final String REFERENCES = " REFERENCES ";

    /** What may stand behind a column's type. */
    private static final List<String> CLAUSES =
            List.of(" COLLATE ", " NOT NULL", " GENERATED ", " DEFAULT ", " STORAGE ", " STATISTICS ", " OPTIONS ");

    private final Map<String, Drawn> before = new HashMap<>();
    private final Map<String, Drawn> after = new LinkedHashMap<>();

    private ChangedTables(Schema before, Schema after) {
        read(before, this.before);
        read(after, this.after);
    }

    static List<Table> between(Schema before, Schema after) {
        return new ChangedTables(before, after).tables();
    }

    /** A table with its columns' definitions by their names, and the tables it refers to. */
    private record Drawn(Map<String, String> columns, Set<String> references, Set<String> rest) {
        Drawn() {
            this(new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    private static void read(Schema schema, Map<String, Drawn> tables) {
        for (SchemaObject object : schema.objects()) {
            if (TABLES.contains(object.kind())) {
                tables.put(object.id(), new Drawn());
            }
        }
        for (SchemaObject object : schema.objects()) {
            String parent = object.parent();
            Drawn table = parent == null ? null : tables.get(parent);
            if (parent == null || table == null) {
                continue;
            }
            if (object.kind().equals("column")) {
                table.columns().put(object.id().substring(parent.length() + 1), object.definition());
            } else {
                table.rest().add(object + " " + object.definition());
            }
            String referenced = object.kind().equals("constraint") ? referenced(object.definition()) : null;
            if (referenced != null) {
                table.references().add(referenced);
            }
        }
    }

    /** {@code public.orders} of {@code FOREIGN KEY (order_id) REFERENCES public.orders(id) ON DELETE CASCADE}. */
    private static @Nullable String referenced(String definition) {
        int at = definition.startsWith("FOREIGN KEY") ? definition.indexOf(REFERENCES) : -1;
        int end = at < 0 ? -1 : definition.indexOf('(', at);
        return end < 0 ? null : definition.substring(at + REFERENCES.length(), end);
    }

    private List<Table> tables() {
        Map<String, Change> changes = new LinkedHashMap<>();
        after.forEach((name, table) -> {
            Drawn was = before.get(name);
            changes.put(name, was == null ? Change.ADDED : was.equals(table) ? Change.NONE : Change.CHANGED);
        });
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> changes.put(name, Change.DROPPED));
        Set<String> shown = new LinkedHashSet<>();
        changes.forEach((name, change) -> {
            if (change != Change.NONE) {
                shown.add(name);
                shown.addAll(drawn(name).references());
            }
        });
        after.forEach((name, table) -> {
            if (table.references().stream()
                    .anyMatch(other -> changes.getOrDefault(other, Change.NONE) != Change.NONE)) {
                shown.add(name);
            }
        });
        List<Table> tables = new ArrayList<>();
        for (String name : shown) {
            if (changes.containsKey(name)) {
                tables.add(table(name, changes.getOrDefault(name, Change.NONE)));
            }
        }
        return tables;
    }

    /** {@code numeric(10,2)} of {@code numeric(10,2) NOT NULL DEFAULT 0}. */
    private static String type(String definition) {
        int end = definition.length();
        for (String clause : CLAUSES) {
            int at = definition.indexOf(clause);
            end = at < 0 ? end : Math.min(end, at);
        }
        return definition.substring(0, end);
    }

    private Drawn drawn(String name) {
        Drawn now = after.get(name);
        return now == null ? before.getOrDefault(name, new Drawn()) : now;
    }

    private Table table(String name, Change change) {
        Drawn now = drawn(name);
        Map<String, String> was = before.getOrDefault(name, new Drawn()).columns();
        List<TableColumn> columns = new ArrayList<>();
        now.columns().forEach((column, definition) -> {
            String old = was.get(column);
            boolean same = change == Change.DROPPED || definition.equals(old);
            Change changed = change == Change.ADDED || same ? Change.NONE : old == null ? Change.ADDED : Change.CHANGED;
            columns.add(new TableColumn(column, type(definition), changed));
        });
        was.forEach((column, definition) -> {
            if (!now.columns().containsKey(column)) {
                columns.add(new TableColumn(column, type(definition), Change.DROPPED));
            }
        });
        return new Table(name, change, columns, List.copyOf(now.references()));
    }
}
