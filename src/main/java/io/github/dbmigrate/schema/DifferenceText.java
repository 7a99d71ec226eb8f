package io.github.dbmigrate.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A difference as people read it:
 *
 * <pre>
 * ~ constraint public.items.items_order_id_fkey
 *     -FOREIGN KEY (order_id) REFERENCES public.orders(id)
 *     +FOREIGN KEY (order_id) REFERENCES public.orders(id) ON DELETE CASCADE
 * - index public.customers_code_idx  CREATE INDEX customers_code_idx ON public.customers USING btree (code)
 * + table public.notes
 *     column id  bigint NOT NULL
 *     constraint notes_pkey  PRIMARY KEY (id)
 * </pre>
 */
final class DifferenceText {
    private static final String INDENT = "    ";
    private static final Set<String> RELATIONS =
            Set.of("table", "partitioned table", "foreign table", "view", "materialized view", "sequence");

    /** The order of what is in a table; the rest comes behind it. */
    private static final List<String> IN_TABLE =
            List.of("column", "constraint", "index", "sequence", "trigger", "rule", "policy", "grant", "comment");

    private final List<Entry> entries = new ArrayList<>();

    /**
     * An object and its lines.
     *
     * @param sign in the order in which they stand when all else is the same
     */
    private record Entry(SchemaObject object, char sign, List<String> lines) {}

    DifferenceText(SchemaDifference difference) {
        for (Change change : difference.changed()) {
            entries.add(new Entry(change.after(), '~', changed(change)));
        }
        whole('-', difference.removed());
        whole('+', difference.added());
        entries.sort(Comparator.comparing((Entry entry) -> entry.object().subject())
                .thenComparing(entry -> rank(entry.object()))
                .thenComparing(entry -> entry.object().id())
                .thenComparing(entry -> entry.object().kind())
                .thenComparing(Entry::sign, Comparator.reverseOrder()));
    }

    int entries() {
        return entries.size();
    }

    List<String> lines() {
        return entries.stream().flatMap(entry -> entry.lines().stream()).toList();
    }

    private static List<String> changed(Change change) {
        List<String> lines = new ArrayList<>();
        String words = change.nature().words();
        lines.add("~ " + change.after() + (words.isEmpty() ? "" : "  " + words));
        if (change.nature().showsDefinitions()) {
            List<String> before = lines(change.before().definition());
            List<String> after = lines(change.after().definition());
            new LineDifference(before, after).lines().forEach(line -> lines.add(INDENT + line));
        }
        return lines;
    }

    /** What came or went together with its table is told as a part of it. */
    private void whole(char sign, List<SchemaObject> objects) {
        Map<String, SchemaObject> relations = new HashMap<>();
        for (SchemaObject object : objects) {
            if (RELATIONS.contains(object.kind())) {
                relations.put(object.id(), object);
            }
        }
        Map<SchemaObject, List<SchemaObject>> parts = new HashMap<>();
        for (SchemaObject object : objects) {
            SchemaObject root = root(object, relations);
            List<SchemaObject> below = parts.computeIfAbsent(root, r -> new ArrayList<>());
            if (!root.equals(object)) {
                below.add(object);
            }
        }
        parts.forEach((root, below) -> entries.add(new Entry(root, sign, whole(sign, root, below))));
    }

    private static SchemaObject root(SchemaObject object, Map<String, SchemaObject> relations) {
        SchemaObject parent = object.parent() == null ? null : relations.get(object.parent());
        return parent == null ? object : root(parent, relations);
    }

    private static List<String> whole(char sign, SchemaObject root, List<SchemaObject> parts) {
        List<String> lines = new ArrayList<>();
        add(lines, sign + " " + root, root.definition(), INDENT);
        parts.sort(Comparator.comparing(DifferenceText::rank).thenComparing(SchemaObject::id));
        for (SchemaObject part : parts) {
            add(lines, INDENT + part.kind() + " " + part.shortName(), part.definition(), INDENT + INDENT);
        }
        return lines;
    }

    /** A definition of one line stands behind the name, a longer one below it. */
    private static void add(List<String> lines, String head, String definition, String indent) {
        List<String> rows = lines(definition);
        if (rows.size() < 2) {
            lines.add(definition.isEmpty() ? head : head + "  " + rows.get(0));
            return;
        }
        lines.add(head);
        rows.forEach(row -> lines.add((indent + row).stripTrailing()));
    }

    /** The server begins a view's text with a blank. */
    private static List<String> lines(String definition) {
        return definition.stripIndent().strip().lines().toList();
    }

    private static int rank(SchemaObject object) {
        int rank = IN_TABLE.indexOf(object.kind());
        return object.parent() == null ? -1 : rank < 0 ? IN_TABLE.size() : rank;
    }
}
