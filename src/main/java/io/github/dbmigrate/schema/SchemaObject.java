package io.github.dbmigrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * One object of a schema: a table, a column, a constraint, a function, a grant.
 *
 * @param kind what it is, in PostgreSQL's words: {@code table}, {@code materialized view}, {@code grant}
 * @param id its qualified name, quoted where SQL needs it: {@code public.orders.status}
 * @param parent the relation that it goes away with, as its id; null when it stands for itself
 * @param definition in SQL, as the server writes it; empty when the name says everything
 */
public record SchemaObject(String kind, String id, @Nullable String parent, String definition) {

    public SchemaObject(String kind, String id, String definition) {
        this(kind, id, null, definition);
    }

    /** Where it belongs, so that what is said of a table stands together. */
    String subject() {
        return parent == null ? id : parent;
    }

    /** Its name within its relation: {@code status} of {@code public.orders.status}. */
    public String shortName() {
        return parent != null && id.startsWith(parent + ".") ? id.substring(parent.length() + 1) : id;
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
