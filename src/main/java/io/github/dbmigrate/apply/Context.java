package io.github.dbmigrate.apply;

import org.jspecify.annotations.Nullable;

/**
 * The innermost PL/pgSQL frame of an error's context, as {@code plpgsql_exec_error_callback} in pl_exec.c writes it:
 * {@code PL/pgSQL function inline_code_block line 4 at SQL statement}.
 *
 * @param function {@code inline_code_block} for a DO block, else the function with its argument types
 * @param line counted from the line of the body's opening quote
 * @param activity what ran there: SQL statement, EXECUTE, RAISE, IF; may be empty
 */
record Context(String function, int line, String activity) {
    private static final String FRAME = "PL/pgSQL function ";
    private static final String DO_BLOCK = "inline_code_block";

    static @Nullable Context of(@Nullable String where) {
        if (where == null) {
            return null;
        }
        for (String frame : where.lines().toList()) {
            int line = frame.lastIndexOf(" line ");
            if (frame.startsWith(FRAME) && line > 0) {
                return parse(frame, line);
            }
        }
        return null;
    }

    private static @Nullable Context parse(String frame, int line) {
        int number = line + " line ".length();
        int end = number;
        while (end < frame.length() && Character.isDigit(frame.charAt(end))) {
            end++;
        }
        if (end == number) {
            return null;
        }
        int at = frame.indexOf(" at ", end);
        int during = frame.indexOf(" during ", end);
        String activity = at >= 0 ? frame.substring(at + 4) : during >= 0 ? frame.substring(during + 1) : "";
        return new Context(
                frame.substring(FRAME.length(), line), Integer.parseInt(frame.substring(number, end)), activity);
    }

    boolean isDoBlock() {
        return function.equals(DO_BLOCK);
    }

    /** {@code PL/pgSQL DO block, line 4, SQL statement}. */
    String shown() {
        String name = isDoBlock() ? "DO block" : "function " + function;
        return "PL/pgSQL " + name + ", line " + line + (activity.isEmpty() ? "" : ", " + activity);
    }
}
