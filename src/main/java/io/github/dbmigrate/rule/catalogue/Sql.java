package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of the SQL that a finding proposes. */
final class Sql {
    static final String NEXT = "\n-- in the next migration\n";
    static final String OUTSIDE = "-- dbmigrate: no-transaction\n";
    static final String IN_BATCHES = "\n-- in a migration of its own\n-- dbmigrate: batch\n";

    private Sql() {}

    /** {@code public.users.legacy_name} */
    static String column(Relation table, String column) {
        return table + "." + Quoted.shown(column);
    }

    /** {@code id, "Name"} */
    static String columns(Collection<String> names) {
        return names.stream().map(Quoted::shown).collect(Collectors.joining(", "));
    }

    /** What something is called; a constraint may have no name when only its text was read. */
    static String shown(String name) {
        return name.isEmpty() ? "<name>" : Quoted.shown(name);
    }

    static String alter(Relation table) {
        return "ALTER TABLE " + table + " ";
    }

    /** A name for something new of a table: {@code orders_status_filled}. */
    static String name(Relation table, String... parts) {
        return Quoted.shown(table.name() + "_" + String.join("_", parts));
    }

    /** A name in the schema of a table: {@code public.orders_status_seq}. */
    static String qualified(Relation table, String... parts) {
        String name = name(table, parts);
        return table.schema().isEmpty() ? name : Quoted.shown(table.schema()) + "." + name;
    }

    /** The user's own statement, with something more behind one of its words; as it is when it lacks the word. */
    static String insertBehind(String sql, String word, String more) {
        int at = find(sql, word);
        return at < 0 ? sql : sql.substring(0, at + word.length()) + " " + more + sql.substring(at + word.length());
    }

    /** Where a word stands first, whatever its case; -1 when it does not. */
    static int find(String sql, String word) {
        for (int at = 0; at + word.length() <= sql.length(); at++) {
            if (sql.regionMatches(true, at, word, 0, word.length())
                    && !isPartOfName(sql, at - 1)
                    && !isPartOfName(sql, at + word.length())) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isPartOfName(String sql, int at) {
        return at >= 0 && at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_');
    }
}
