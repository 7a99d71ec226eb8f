package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Something that production has, and the rehearsal's server has not.
 *
 * @param name of it, as the server writes it; empty when the message does not tell
 */
record Missing(Kind kind, String name) {

    /** What it is. */
    enum Kind {
        ROLE,
        DATABASE,
        /** The rights of a superuser. */
        RIGHTS,
        EXTENSION,
        /** A tablespace, a library, a file of the server's. */
        OTHER
    }

    /** What an error comes from; null when it comes from the migration itself. */
    static @Nullable Missing of(Diagnostic error) {
        String state = error.sqlState();
        if (state == null) {
            return null;
        }
        String message = error.message();
        return switch (state) {
            case "42501" -> new Missing(Kind.RIGHTS, "");
            // src/backend/utils/adt/acl.c, get_role_oid: role "%s" does not exist
            case "42704" ->
                message.startsWith("role ")
                        ? new Missing(Kind.ROLE, quoted(message))
                        : message.startsWith("tablespace ") ? new Missing(Kind.OTHER, quoted(message)) : null;
            // src/backend/commands/dbcommands.c: database "%s" does not exist
            case "3D000" -> new Missing(Kind.DATABASE, quoted(message));
            // src/backend/commands/extension.c: extension "%s" is not available; before 15 the control file cannot be
            // opened.
            case "0A000", "58P01" ->
                message.contains("extension") ? new Missing(Kind.EXTENSION, extension(message)) : other(state, message);
            default -> null;
        };
    }

    /** An error, in the words that all versions have for it: before 15 it is that of a file with a path on this machine. */
    Diagnostic told(Diagnostic error) {
        return kind == Kind.EXTENSION
                ? new Diagnostic(
                        error.id(),
                        error.sqlState(),
                        error.severity(),
                        "extension \"" + name + "\" is not available",
                        error.places(),
                        error.excerpt(),
                        error.notes())
                : error;
    }

    private static @Nullable Missing other(String state, String message) {
        return state.equals("58P01") ? new Missing(Kind.OTHER, quoted(message)) : null;
    }

    private static String quoted(String message) {
        int open = message.indexOf('"');
        int close = message.lastIndexOf('"');
        return open < 0 || close <= open ? "" : message.substring(open + 1, close);
    }

    /** {@code could not open extension control file "/.../postgis.control": No such file or directory}. */
    private static String extension(String message) {
        String name = quoted(message);
        int slash = name.lastIndexOf('/');
        String file = slash < 0 ? name : name.substring(slash + 1);
        return file.endsWith(".control") ? file.substring(0, file.length() - ".control".length()) : file;
    }
}
