package io.github.dbmigrate.rehearse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of a plan, as {@code EXPLAIN (VERBOSE, FORMAT YAML)} shows it.
 *
 * @param properties by their names: {@code Node Type}, {@code Relation Name}, {@code Index Cond}
 * @param targets the aliases of the partitions that it changes
 */
record PlanNode(Map<String, String> properties, List<String> targets, List<PlanNode> children) {
    private static final String FIRST = "Node Type";
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    private PlanNode() {
        this(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    boolean is(String type) {
        return property(FIRST).equals(type);
    }

    /** Whether it is no source of rows, but computes a value, or is a part of a WITH. */
    boolean isAside() {
        String relationship = property("Parent Relationship");
        return relationship.equals("InitPlan") || relationship.equals("SubPlan");
    }

    /** The roots: a rule may make several plans of one statement. */
    static List<PlanNode> read(String yaml) {
        List<PlanNode> roots = new ArrayList<>();
        Deque<PlanNode> open = new ArrayDeque<>();
        Deque<Integer> indents = new ArrayDeque<>();
        for (String line : yaml.split("\n", -1)) {
            int indent = indent(line);
            int colon = line.indexOf(':', indent);
            if (colon < 0 || line.startsWith("\"", indent)) {
                continue;
            }
            String key = line.substring(indent, colon);
            boolean begins = key.equals(FIRST);
            while (!open.isEmpty() && indents.getLast() > (begins ? indent - 1 : indent)) {
                open.removeLast();
                indents.removeLast();
            }
            if (begins) {
                PlanNode node = new PlanNode();
                (open.isEmpty() ? roots : open.getLast().children).add(node);
                open.addLast(node);
                indents.addLast(indent);
            }
            if (!open.isEmpty()) {
                String value = value(line.substring(colon + 1).strip());
                if (indents.getLast() == indent) {
                    open.getLast().properties.put(key, value);
                } else if (key.equals("Alias")) {
                    open.getLast().targets.add(value);
                }
            }
        }
        return roots;
    }

    /** Where the key begins, behind the dash of an item. */
    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.startsWith("- ", at))) {
            at++;
        }
        return at;
    }

    /** Strings are written as in JSON. */
    private static String value(String written) {
        if (!written.startsWith("\"") || !written.endsWith("\"") || written.length() < 2) {
            return written;
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < written.length() - 1; i++) {
            char c = written.charAt(i);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            i++;
            switch (written.charAt(i)) {
                case 'n' -> value.append('\n');
                case 't' -> value.append('\t');
                case 'r' -> value.append('\r');
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'u' -> {
                    value.append((char) Integer.parseInt(written.substring(i + 1, i + 1 + HEX_DIGITS), HEX));
                    i += HEX_DIGITS;
                }
                default -> value.append(written.charAt(i));
            }
        }
        return value.toString();
    }
}
