package io.github.dbmigrate.script;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as a statement names it.
 *
 * @param parts the table's name, its schema's before it if that is said, as the catalog writes them
 */
public record TableName(List<String> parts) {

    public TableName {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a table needs a name");
        }
        parts = List.copyOf(parts);
    }

    /** The table's own name, by which its columns are qualified when it has no alias. */
    String last() {
        return parts.get(parts.size() - 1);
    }

    /** {@code "public"."orders"}, to be sent. */
    public String quoted() {
        return parts.stream().map(Quoted::identifier).collect(Collectors.joining("."));
    }

    /** {@code public.orders}, as people write it. */
    @Override
    public String toString() {
        return parts.stream().map(Quoted::shown).collect(Collectors.joining("."));
    }
}
