package io.github.dbmigrate.rule;

import io.github.dbmigrate.diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has against a statement.
 *
 * @param observation what it is about; its place is the finding's
 * @param message one line that names what happens to whom: {@code public.orders cannot be written while this runs}
 * @param seen what was observed: {@code ShareLock on public.orders until the end of the statement}
 * @param help each a way out, ready to paste, with the user's own names; may have several lines
 * @param relation the table whose size decides how bad it is; null when size makes no difference
 * @param work what takes its time
 * @param atMost how bad it is where nobody knows the size of the table; a rule may be surer of some findings than of others
 */
public record Finding(
        Observation observation,
        String message,
        String seen,
        List<String> help,
        @Nullable Relation relation,
        Work work,
        Severity atMost) {

    public Finding {
        help = List.copyOf(help);
    }

    /** A finding that is as bad on a small table as on a big one. */
    public static Finding of(Observation observation, String message, String seen, String... help) {
        return new Finding(observation, message, seen, List.of(help), null, Work.LOCK, Severity.ERROR);
    }

    /** The same, for a table whose size decides how long it takes. */
    public Finding weighedBy(Relation table, Work takesLong) {
        return new Finding(observation, message, seen, help, table, takesLong, atMost);
    }

    /** The same with one more way out. */
    public Finding help(String text) {
        List<String> more = new ArrayList<>(help);
        more.add(text);
        return new Finding(observation, message, seen, more, relation, work, atMost);
    }

    /** The same, and worth no more than this unless the size of its table says so. */
    public Finding atMost(Severity mild) {
        return new Finding(observation, message, seen, help, relation, work, mild);
    }

    /** The same, which was found so many times more. */
    Finding more(int others) {
        String counted = others == 1 ? "1 more statement" : others + " more statements";
        return others == 0
                ? this
                : new Finding(
                        observation, message + "; and " + counted + " like it", seen, help, relation, work, atMost);
    }
}
