package io.github.dbmigrate.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script. Comments before it and the semicolon behind it are no part of it.
 *
 * @param offset of its first token, a UTF-16 index into the script's text
 * @param end one past its last token
 * @param line 1-based
 * @param column 1-based, counted in code points
 * @param words the names and keywords outside parentheses with which it begins, at most {@value #WORDS}; unquoted ones in
 *     lower case, quoted ones as written with their quotes, so that they never equal a keyword
 * @param options words, numbers and strings (without quotes) of the first parenthesis, in lower case, at most
 *     {@value #OPTIONS}; only of REINDEX, CLUSTER, VACUUM and what is about a subscription
 * @param bodyOffset just behind the opening quote of the code it carries (that of DO or of a function), else of its first
 *     dollar quote, else -1
 * @param copyData the lines that follow a {@code COPY ... FROM STDIN}, without the closing {@code \.}; null when it is no such
 *     statement
 * @param changesStringSyntax whether strings behind it are read differently from those before it, because it sets
 *     {@code standard_conforming_strings}: the server reads a whole query string by one setting, so it must be sent apart
 */
public record Statement(
        int offset,
        int end,
        int line,
        int column,
        List<String> words,
        List<String> options,
        int bodyOffset,
        @Nullable Range copyData,
        boolean changesStringSyntax) {
    static final int WORDS = 12;
    static final int OPTIONS = 32;
    static final int LONGEST_OPTION = 64;

    public Statement {
        words = List.copyOf(words);
        options = List.copyOf(options);
    }

    /** Whether it begins with these words. */
    public boolean startsWith(String... expected) {
        boolean same = words.size() >= expected.length;
        for (int i = 0; same && i < expected.length; i++) {
            same = words.get(i).equals(expected[i]);
        }
        return same;
    }

    /** What kind of statement it is, if PostgreSQL refuses that kind in a transaction block: {@code VACUUM}; else null. */
    public @Nullable String refusedInTransaction() {
        return TransactionRules.refused(this);
    }

    /** Whether it begins or ends a transaction, which only we may do; savepoints are free. */
    public boolean controlsTransaction() {
        return TransactionRules.controls(this);
    }

    /** Whether it sets the properties of the transaction it is in, which PostgreSQL allows only before the first query. */
    public boolean setsTransaction() {
        return TransactionRules.sets(this);
    }

    /** Whether it only changes settings of the session: SET and RESET, but not of the transaction. */
    public boolean setsSession() {
        return TransactionRules.setsSession(this);
    }

    /** Whether it can be put into a transaction together with our own statements, as far as its words tell. */
    public boolean mayShareTransaction() {
        return refusedInTransaction() == null && !startsWith("call") && !startsWith("do");
    }

    /** Whether it begins a transaction: BEGIN, with or without modes. */
    public boolean beginsTransaction() {
        return startsWith("begin") || startsWith("start", "transaction");
    }

    /** Whether it commits the transaction it is in, and does not go on with another. */
    public boolean commitsTransaction() {
        return TransactionRules.plainlyCommits(this);
    }

    /** Whether it rolls the whole transaction back, and does not go on with another. */
    public boolean rollsBackTransaction() {
        return TransactionRules.plainlyRollsBack(this);
    }

    public boolean copiesFromStdin() {
        return copyData != null;
    }
}
