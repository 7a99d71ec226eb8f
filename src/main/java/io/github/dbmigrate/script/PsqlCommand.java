package io.github.dbmigrate.script;

import java.util.Set;

/**
 * A backslash outside quotes. psql takes it for a command of its own, the server for a syntax error.
 *
 * @param name what stands behind the backslash: {@code copy}, {@code .}, {@code ;}; may be empty
 */
record PsqlCommand(String name) {
    /** The pair with which pg_dump, since the fix of CVE-2025-8714, keeps psql from running commands hidden in the data. */
    private static final Set<String> PAIR_OF_PG_DUMP = Set.of("restrict", "unrestrict");

    /** They change what psql shows, and nothing that the server gets. */
    private static final Set<String> SHOW = Set.of("echo", "qecho", "warn", "timing", "pset", "x");

    /** Variables of psql itself that change neither what is sent nor when it is committed: an error stops us anyway. */
    private static final Set<String> OWN_VARIABLES =
            Set.of("ON_ERROR_STOP", "ECHO", "ECHO_HIDDEN", "QUIET", "VERBOSITY", "SHOW_CONTEXT");

    static PsqlCommand at(String text, int backslash) {
        int start = backslash + 1;
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        if (end == start && end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return new PsqlCommand(text.substring(start, end));
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '+';
    }

    /**
     * Whether the file means the same without it.
     *
     * @param rest what stands behind it on its line; a backslash there would begin SQL or another command, a backtick a program
     */
    boolean isHarmless(String rest) {
        if (PAIR_OF_PG_DUMP.contains(name)) {
            return true;
        }
        boolean plain = rest.indexOf('\\') < 0 && rest.indexOf('`') < 0;
        boolean ownVariable = name.equals("set") && OWN_VARIABLES.contains(firstWord(rest));
        return plain && (ownVariable || SHOW.contains(name));
    }

    private static String firstWord(String rest) {
        String words = rest.strip();
        int end = 0;
        while (end < words.length() && !Character.isWhitespace(words.charAt(end))) {
            end++;
        }
        return words.substring(0, end);
    }

    /** Whether the rest of the line belongs to it; {@code \;} and {@code \:} only stand for a character. */
    boolean takesLine() {
        return !name.equals(";") && !name.equals(":");
    }

    int length() {
        return 1 + name.length();
    }

    String message() {
        return name.isEmpty()
                ? "a backslash outside quotes is not SQL"
                : "\\" + printable() + " is a psql command, not SQL";
    }

    private String printable() {
        char first = name.charAt(0);
        return first > ' ' && first < 0x7f ? name : "?";
    }

    String help() {
        return switch (name) {
            case "copy" ->
                "write COPY ... FROM STDIN; with the data on the lines below it and \\. on a line of its own";
            case "." -> "it ends the data of a COPY ... FROM STDIN; there is none above it";
            case "i", "ir", "include", "include_relative" ->
                "put the SQL of that file here, or make it a migration of its own";
            case "set", "unset", "getenv", "gset", "prompt", "bind" ->
                "write the values themselves, or compute them in a DO block";
            case "if", "elif", "else", "endif" -> "write IF ... THEN ... END IF in a DO block";
            case "gexec" -> "run the generated statements with EXECUTE in a DO block";
            case "c", "connect" ->
                "a migration runs in one database: dump without --create, or make a folder for the other one";
            case "echo", "qecho", "warn" -> "remove it, or write RAISE NOTICE in a DO block";
            case ";" -> "write the semicolon without the backslash";
            case "" -> "remove it, or put the text in quotes";
            case "restrict", "unrestrict" -> "put it on a line of its own between two statements, as pg_dump does";
            default -> "remove it: the server gets this file without psql";
        };
    }
}
