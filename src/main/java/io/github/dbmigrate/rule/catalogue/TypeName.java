package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import java.util.Set;

/** The type of a column. */
record TypeName(String name, String modifier) {
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character");

    static TypeName of(Column column) {
        return of(column.type());
    }

    /** Of {@code character varying(50)}, {@code timestamp(3) without time zone}. */
    static TypeName of(String type) {
        int open = type.indexOf('(');
        int close = type.indexOf(')', Math.max(open, 0));
        return open < 0 || close < 0
                ? new TypeName(type, "")
                : new TypeName(type.substring(0, open) + type.substring(close + 1), type.substring(open + 1, close));
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /** Whether values of both are compared without turning every one of them into another type. */
    boolean comparesWith(TypeName other) {
        return name.equals(other.name) || (TEXTS.contains(name) && TEXTS.contains(other.name));
    }
}
