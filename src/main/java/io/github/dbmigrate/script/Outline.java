package io.github.dbmigrate.script;

import io.github.dbmigrate.diagnostic.Excerpt;
import java.util.List;

/**
 * What must be known of a migration before it is run, without its text.
 *
 * @param statements how many the server will answer
 * @param orders its directives
 * @param notables the statements that cannot stand in a transaction of ours, at most {@value #MOST}
 * @param isFramed whether a BEGIN and a COMMIT stand around all of it, which are not counted
 * @param setsTransaction whether the first statement sets the properties of the transaction
 * @param resetsAll whether a RESET ALL is among them
 * @param passedOver what is left out, at most {@value #MOST} places
 */
public record Outline(
        int statements,
        List<Order> orders,
        List<Notable> notables,
        boolean isFramed,
        boolean setsTransaction,
        boolean resetsAll,
        List<PassedOver> passedOver) {
    static final int MOST = 100;

    /**
     * A place in the file, as it is shown.
     *
     * @param line 1-based
     * @param column 1-based, counted in code points
     */
    public record Seen(int line, int column, Excerpt excerpt) {}

    /** A directive and its place. */
    public record Order(Directive directive, Seen seen) {}

    /**
     * A statement and its place.
     *
     * @param text how it begins
     */
    public record Notable(Statement statement, String text, Seen seen) {}

    public Outline {
        orders = List.copyOf(orders);
        notables = List.copyOf(notables);
        passedOver = List.copyOf(passedOver);
    }

    /** The directives without their places. */
    public List<Directive> directives() {
        return orders.stream().map(Order::directive).toList();
    }
}
