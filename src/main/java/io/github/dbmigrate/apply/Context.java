package io.github.dbmigrate.apply;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions and DO blocks that were running when an error arose, innermost first. The server writes them as
 * {@code PL/pgSQL function inline_code_block line 4 at SQL statement} ({@code plpgsql_exec_error_callback} in pl_exec.c) and
 * {@code SQL function "total" statement 1} ({@code sql_exec_error_callback} in functions.c).
 */
public record Context(List<Frame> frames) {

    /**
     * One of them.
     *
     * @param function what it is called, {@code function total(integer)} or {@code DO block}, with its language in front
     * @param line of its body for PL/pgSQL, counted from the line of the opening quote; the number of its statement for SQL;
     *     0 when it is not known
     * @param activity what ran there: SQL statement, EXECUTE, RAISE, IF; may be empty
     */
    public record Frame(String function, int line, String activity) {
        private static final String SQL = "SQL function ";
        private static final String PL = "PL/pgSQL function ";
        private static final String DO_BLOCK = "PL/pgSQL DO block";

        static @Nullable Frame of(String text) {
            if (text.startsWith(PL)) {
                return parse(text, " line ");
            }
            return text.startsWith(SQL) ? parse(text, " statement ") : null;
        }

        private static @Nullable Frame parse(String text, String unit) {
            int before = text.lastIndexOf(unit);
            int number = before + unit.length();
            int end = number;
            while (before > 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            if (end == number || before < 0) {
                return null;
            }
            int at = text.indexOf(" at ", end);
            int during = text.indexOf(" during ", end);
            String activity = at >= 0 ? text.substring(at + 4) : during >= 0 ? text.substring(during + 1) : "";
            String name = text.substring(0, before);
            return new Frame(
                    name.equals(PL + "inline_code_block") ? DO_BLOCK : name,
                    Integer.parseInt(text.substring(number, end)),
                    activity);
        }

        boolean isDoBlock() {
            return function.equals(DO_BLOCK);
        }

        boolean runsDynamicSql() {
            return activity.contains("EXECUTE");
        }

        /** {@code PL/pgSQL DO block, line 4, SQL statement}. */
        String shown() {
            String unit = function.startsWith(SQL) ? ", statement " : ", line ";
            return function + unit + line + (activity.isEmpty() ? "" : ", " + activity);
        }
    }

    public Context {
        frames = List.copyOf(frames);
    }

    public static Context of(@Nullable String where) {
        List<Frame> frames = new ArrayList<>();
        for (String line : where == null ? List.<String>of() : where.lines().toList()) {
            Frame frame = Frame.of(line);
            if (frame != null) {
                frames.add(frame);
            }
        }
        return new Context(frames);
    }

    @Nullable
    Frame innermost() {
        return frames.isEmpty() ? null : frames.get(0);
    }

    /** The frame of the DO block that everything else was called from, if it is one. */
    public @Nullable Frame outermostDoBlock() {
        Frame last = frames.isEmpty() ? null : frames.get(frames.size() - 1);
        return last != null && last.isDoBlock() ? last : null;
    }

    /** Whether nothing was called: the error arose in the outermost frame itself. */
    boolean isFlat() {
        return frames.size() == 1;
    }
}
