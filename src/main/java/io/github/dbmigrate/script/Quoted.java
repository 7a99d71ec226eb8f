package io.github.dbmigrate.script;

import java.util.Locale;

/** Names and values that come from outside, made safe for SQL text. */
public final class Quoted {
    private Quoted() {}

    /** A quoted identifier. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** As people write it: quoted only where it must be. Keywords are left to them; this is for texts, not for the server. */
    public static String shown(String name) {
        boolean plain = !name.isEmpty()
                && name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                && !(name.charAt(0) >= '0' && name.charAt(0) <= '9');
        return plain ? name : identifier(name);
    }

    /** The name that an identifier of a script stands for: unquoted ones are folded to lower case. */
    public static String name(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier.toLowerCase(Locale.ROOT);
    }

    /** A string constant that means the same whatever {@code standard_conforming_strings} says. */
    public static String literal(String value) {
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
