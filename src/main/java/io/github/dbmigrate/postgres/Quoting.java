package io.github.dbmigrate.postgres;

/** Names as they are typed: plain where that will do. */
final class Quoting {
    private Quoting() {}

    /** For a shell. */
    static String shell(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "_-.".indexOf(c) >= 0));
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** For SQL. */
    static String sql(String name) {
        boolean plain = !name.isEmpty()
                && name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                && !(name.charAt(0) >= '0' && name.charAt(0) <= '9');
        return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
