package io.github.dbmigrate.script;

import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.script.Outline.Notable;
import io.github.dbmigrate.script.Outline.Order;
import io.github.dbmigrate.script.Outline.Seen;
import java.util.ArrayList;
import java.util.List;

/** Makes the {@link Outline} of a migration from its pieces, one after the other. */
public final class Outliner {
    /** Of a statement's text in a message. */
    private static final int LONGEST_TEXT = 200;

    private final List<Order> orders = new ArrayList<>();
    private final List<Notable> notables = new ArrayList<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private int statements;
    private int controls;
    private boolean begins;
    private boolean ends;
    private boolean setsTransaction;
    private boolean resetsAll;

    /** Takes the next piece, without its data. */
    public void add(Piece piece) {
        Script script = piece.script();
        for (Directive directive : script.directives()) {
            if (orders.size() < Outline.MOST) {
                orders.add(new Order(directive, seen(piece, directive.offset(), lineEnd(script, directive.offset()))));
            }
        }
        for (Statement statement : script.statements()) {
            add(piece, statement);
        }
        for (PassedOver left : script.passedOver()) {
            if (passedOver.size() < Outline.MOST) {
                passedOver.add(left.below(piece.line() - 1));
            }
        }
    }

    private void add(Piece piece, Statement statement) {
        boolean controlling = statement.controlsTransaction();
        int second = begins ? 1 : 0;
        if (statements == 0) {
            begins = TransactionRules.plainlyBegins(statement);
        }
        if (statements == second) {
            setsTransaction = statement.setsTransaction();
        }
        ends = TransactionRules.plainlyCommits(statement);
        controls += controlling ? 1 : 0;
        resetsAll |= statement.startsWith("reset", "all");
        statements++;
        boolean notable = controlling || statement.refusedInTransaction() != null;
        if (notable && notables.size() <= Outline.MOST) {
            Script script = piece.script();
            int end = Math.min(statement.end(), lineEnd(script, statement.offset()));
            int shown = Math.min(statement.end(), statement.offset() + LONGEST_TEXT);
            notables.add(new Notable(
                    statement,
                    script.text().substring(statement.offset(), shown),
                    seen(piece, statement.offset(), end)));
        }
    }

    private static Seen seen(Piece piece, int offset, int end) {
        Script script = piece.script();
        int line = script.line(offset);
        return new Seen(
                piece.fileLine(line),
                piece.fileColumn(line, script.column(offset)),
                piece.numbered(Excerpt.of(script.text(), offset, end, offset)));
    }

    private static int lineEnd(Script script, int offset) {
        int end = script.text().indexOf('\n', offset);
        return end < 0 ? script.text().length() : end;
    }

    /** What was found. */
    public Outline outline() {
        boolean framed = statements > 1 && begins && ends && controls == 2;
        return new Outline(
                framed ? statements - 2 : statements,
                orders,
                framed
                        ? notables.stream()
                                .filter(n -> !n.statement().controlsTransaction())
                                .toList()
                        : notables,
                framed,
                setsTransaction,
                resetsAll,
                passedOver);
    }
}
