package io.github.dbmigrate.script;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A backslash outside quotes. psql takes it for a command of its own, the server for a syntax error.
 *
 * @param name what stands behind the backslash: {@code copy}, {@code .}, {@code ;}; may be empty
 */
record PsqlCommand(String name) {
    /** The pair with which pg_dump, since the fix of CVE-2025-8714, keeps psql from running commands hidden in the data. */
    private static final Set<String> PAIR_OF_PG_DUMP = Set.of("restrict", "unrestrict");

    /** They change what psql shows, and nothing that the server keeps. Names with {@code d} in front describe objects. */
    private static final Set<String> SHOW = Set.of(
            ("? a C conninfo copyright echo errverbose f h H help html l l+ list list+ lo_list o out p print pset"
                            + " qecho sf sf+ sv sv+ t T timing warn x z")
                    .split(" "));

    /** Variables of psql itself that change neither what is sent nor when it is committed: an error stops us anyway. */
    private static final Set<String> OWN_VARIABLES = Set.of(
            ("ECHO ECHO_HIDDEN FETCH_COUNT HIDE_TABLEAM HIDE_TOAST_COMPRESSION ON_ERROR_STOP QUIET SHOW_ALL_RESULTS"
                            + " SHOW_CONTEXT VERBOSITY")
                    .split(" "));

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
        boolean ownEncoding = name.equals("encoding") && isUtf8(rest.strip());
        return plain && (ownVariable || ownEncoding || SHOW.contains(name) || describes());
    }

    /** {@code \d}, {@code \dt+}, {@code \dS} and the many others. */
    private boolean describes() {
        return name.startsWith("d");
    }

    private static boolean isUtf8(String encoding) {
        return List.of("", "UTF8", "UTF-8", "UNICODE").contains(encoding.toUpperCase(Locale.ROOT));
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
            case "set", "getenv", "gset", "prompt", "bind", "bind_named" ->
                "write the values themselves, or compute them in a DO block";
            case "if", "elif", "else", "endif" -> "write IF ... THEN ... END IF in a DO block";
            case "gexec" -> "run the generated statements with EXECUTE in a DO block";
            case "g", "gx", "gdesc", "crosstabview", "sendpipeline" -> "end the statement with a semicolon";
            case "watch" -> "end the statement with a semicolon, or wait for what it shows by hand";
            case "parse", "close", "close_prepared" -> "write PREPARE, EXECUTE and DEALLOCATE";
            case "c", "connect" ->
                "a migration runs in one database: dump without --create, or make a folder for the other one";
            case "echo", "qecho", "warn" -> "remove it, or write RAISE NOTICE in a DO block";
            case "!", "setenv" -> "run programs from the build, before or behind this goal";
            case "q", "quit" -> "remove it, and what stands below it: psql does not run that";
            case "r", "reset" -> "remove it, and the text before it that it throws away";
            case "encoding" -> "save the file as UTF-8 and remove it";
            case "password" -> "set it by hand: a password does not belong in a migration";
            case "lo_import" -> "write SELECT lo_from_bytea(0, '\\x...')";
            case "lo_unlink" -> "write SELECT lo_unlink(...)";
            case "lo_export" -> "remove it: a migration writes no files";
            case ";" -> "write the semicolon without the backslash";
            case ":" -> "write the colon without the backslash";
            case "" -> "remove it, or put the text in quotes";
            case "restrict", "unrestrict" -> "put it on a line of its own between two statements, as pg_dump does";
            default -> "remove it: the server gets this file without psql";
        };
    }
}
