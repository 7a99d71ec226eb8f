package io.github.dbmigrate.script;

import java.util.List;

/** What a migration's file says: a script that is held, or a long text that is read again whenever it is needed. */
public sealed interface Contents permits Script, LongText {

    /** What must be known of it before it is run. */
    Outline outline();

    /** All its directives, in order. */
    List<Directive> directives();

    /** What of it is left out, in order. */
    List<PassedOver> passedOver();

    /** Reads it from the beginning. */
    Pieces pieces();

    /** A line of it, 1-based; empty when there is none. */
    String lineText(int number);
}
