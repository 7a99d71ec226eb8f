package io.github.dbmigrate.rule;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param type as {@code format_type} writes it: {@code character varying(50)}; as written when only a text was read
 * @param defaultKey tells one default from another; null when there is none. It is no text to show.
 */
public record Column(
        String name,
        String type,
        boolean notNull,
        @Nullable String defaultKey,
        Identity identity,
        Generated generated) {

    /** Whether its values come from a sequence of its own. */
    public enum Identity {
        NO,
        ALWAYS,
        BY_DEFAULT,
        /** {@code serial}: a default that calls {@code nextval} on a sequence that the column owns. */
        SERIAL
    }

    /** Whether its values are computed. */
    public enum Generated {
        NO,
        STORED,
        VIRTUAL
    }

    public boolean hasDefault() {
        return defaultKey != null;
    }
}
