package io.github.dbmigrate.rule.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The type of a column in a statement. */
record TypeName(String text, boolean serial) {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("float", "double precision"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("char varying", "character varying"),
            Map.entry("nchar", "character"),
            Map.entry("varbit", "bit varying"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("timetz", "time with time zone"));

    private static final Map<String, String> SERIAL = Map.of(
            "serial", "integer",
            "serial4", "integer",
            "bigserial", "bigint",
            "serial8", "bigint",
            "smallserial", "smallint",
            "serial2", "smallint");

    /** What ends a type in the definition of a column, and a default value. */
    static final Set<String> BEHIND = Set.of(
            "constraint",
            "not",
            "null",
            "check",
            "default",
            "generated",
            "unique",
            "primary",
            "references",
            "deferrable",
            "initially",
            "collate",
            "storage",
            "compression",
            "using",
            "enforced",
            "options",
            "with");

    private static final Set<String> TIMES = Set.of("timestamp", "time");

    /** Reads a type, up to what may stand behind one. */
    static TypeName read(Clause clause) throws UnclearException {
        StringBuilder name = new StringBuilder();
        String modifier = null;
        StringBuilder array = new StringBuilder();
        boolean zoned = false;
        while (!clause.atEnd() && (!clause.isAny(BEHIND) || clause.is("with", "time"))) {
            int mark = clause.mark();
            if (clause.skip("with", "time", "zone") || clause.skip("without", "time", "zone")) {
                zoned |= clause.textSince(mark).toLowerCase(Locale.ROOT).startsWith("with ");
            } else if (clause.opens()) {
                clause.skipOne();
                modifier = clause.textSince(mark).replace(" ", "");
            } else if (isBracket(clause.word()) || !array.isEmpty()) {
                clause.skipOne();
                array.append(clause.textSince(mark));
            } else if (clause.skip("array")) {
                array.append("[]");
            } else {
                clause.skipOne();
                String word = clause.since(mark).get(0).isName() ? clause.textSince(mark) : ".";
                boolean quoted = word.startsWith("\"");
                boolean apart = !name.isEmpty() && !word.equals(".") && name.charAt(name.length() - 1) != '.';
                name.append(apart ? " " : "").append(quoted ? word : word.toLowerCase(Locale.ROOT));
            }
        }
        if (name.isEmpty()) {
            throw new UnclearException();
        }
        return named(withoutCatalog(name.toString()), modifier, zoned, array.isEmpty() ? "" : "[]");
    }

    private static TypeName named(String written, @Nullable String modifier, boolean zoned, String array) {
        String serial = SERIAL.get(written);
        if (serial != null) {
            return new TypeName(serial, true);
        }
        String given = modifier == null ? "" : modifier;
        if (TIMES.contains(written)) {
            return new TypeName(written + given + (zoned ? " with time zone" : " without time zone") + array, false);
        }
        String name = ALIASES.getOrDefault(written, written);
        if (name.endsWith(" with time zone")) {
            return new TypeName(name.substring(0, name.indexOf(' ')) + given + " with time zone" + array, false);
        }
        boolean one = modifier == null && (name.equals("character") || name.equals("bit"));
        boolean floating = modifier != null && name.equals("double precision");
        return new TypeName(name + (one ? "(1)" : floating ? "" : given) + array, false);
    }

    private static String withoutCatalog(String name) {
        return name.startsWith("pg_catalog.") ? name.substring("pg_catalog.".length()) : name;
    }

    private static boolean isBracket(String sign) {
        return sign.equals("[");
    }
}
