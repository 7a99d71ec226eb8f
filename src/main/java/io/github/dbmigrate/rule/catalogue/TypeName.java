package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A type by the name that {@code format_type} has for it, also where only a text was read. */
record TypeName(String name, String modifier) {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("serial", "integer"),
            Map.entry("serial4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("bigserial", "bigint"),
            Map.entry("serial8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("smallserial", "smallint"),
            Map.entry("serial2", "smallint"),
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("bpchar", "character"),
            Map.entry("decimal", "numeric"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"));
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character");

    static TypeName of(Column column) {
        return of(column.type());
    }

    /** Of {@code character varying(50)}, {@code timestamp(3) without time zone} or what stands in a file. */
    static TypeName of(String type) {
        int open = type.indexOf('(');
        int close = type.indexOf(')', Math.max(open, 0));
        if (open < 0 || close < 0) {
            return new TypeName(canonical(type), "");
        }
        return new TypeName(
                canonical(type.substring(0, open) + type.substring(close + 1)),
                type.substring(open + 1, close).strip());
    }

    private static String canonical(String type) {
        String name = String.join(" ", type.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return ALIASES.getOrDefault(name, name);
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /** Whether values of both are compared without turning every one of them into another type. */
    boolean comparesWith(TypeName other) {
        return name.equals(other.name) || (TEXTS.contains(name) && TEXTS.contains(other.name));
    }
}
