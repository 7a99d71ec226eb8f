package io.github.dbmigrate.script;

import io.github.dbmigrate.script.BatchShape.Kind;
import io.github.dbmigrate.script.BatchShape.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Passes over the clauses of a statement and stops at what its batches could not add up to. All words looked for are reserved in
 * {@code gram.y}, or told from a name by their neighbours; what stands in a sub-select is a matter of its own.
 */
final class BatchClauses {
    private static final Set<String> FROM_OR_WHERE = Set.of("from", "where");

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("returning", "RETURNING has nobody to return rows to"),
            Map.entry("order", "ORDER BY cannot be kept: batches follow the key"),
            Map.entry("limit", "LIMIT would hold for each batch, not for the whole"),
            Map.entry("offset", "OFFSET would hold for each batch, not for the whole"),
            Map.entry("fetch", "FETCH FIRST would hold for each batch, not for the whole"),
            Map.entry("group", "GROUP BY would group the rows of each batch, not of the whole table"),
            Map.entry("having", "HAVING would look at the rows of each batch, not of the whole table"),
            Map.entry("window", "WINDOW would look at the rows of each batch, not of the whole table"),
            Map.entry("union", "UNION joins two queries, and batches go through one table"),
            Map.entry("intersect", "INTERSECT joins two queries, and batches go through one table"),
            Map.entry("except", "EXCEPT joins two queries, and batches go through one table"),
            Map.entry("for", "FOR UPDATE and its like cannot lock the rows of more than one batch"));

    /** The aggregates of PostgreSQL that nobody would take for an ordinary function; the catalog knows the others. */
    private static final Set<String> AGGREGATES =
            Set.of(("any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or"
                            + " corr count covar_pop covar_samp every grouping json_agg json_arrayagg json_object_agg json_objectagg"
                            + " jsonb_agg jsonb_object_agg max min percentile_cont percentile_disc range_agg stddev stddev_pop"
                            + " stddev_samp string_agg sum var_pop var_samp variance xmlagg")
                    .split(" "));

    private final Script script;
    private final Kind kind;
    private final Lexemes lexemes;

    BatchClauses(Script script, Kind kind, Lexemes lexemes) {
        this.script = script;
        this.kind = kind;
        this.lexemes = lexemes;
    }

    /** Passes over what stands behind SET. */
    List<Mention> assignments() throws BatchRefusedException {
        List<Mention> columns = new ArrayList<>();
        do {
            if (lexemes.peek().opens()) {
                columns.addAll(columnList());
            } else if (lexemes.peek().isName()) {
                columns.add(mention(lexemes.next()));
            }
            skipToCommaOr(FROM_OR_WHERE);
        } while (lexemes.skipSign(","));
        return columns;
    }

    /** {@code (a, b)} of {@code SET (a, b) = (1, 2)}. */
    private List<Mention> columnList() throws BatchRefusedException {
        List<Mention> columns = new ArrayList<>();
        int depth = lexemes.next().depth();
        boolean first = true;
        while (!lexemes.atEnd() && lexemes.peek().depth() > depth) {
            Lexeme now = lexemes.next();
            if (first && now.isName()) {
                columns.add(mention(now));
            }
            first = now.isSign(",");
        }
        lexemes.next();
        return columns;
    }

    /** Passes over the list behind SELECT and keeps the functions that it calls. */
    List<Mention> selectList() throws BatchRefusedException {
        if (lexemes.peek().is("distinct")) {
            throw no(lexemes.peek(), "DISTINCT would hold for each batch, not for the whole");
        }
        List<Mention> calls = new ArrayList<>();
        while (!lexemes.atEnd() && !stopsAt(FROM_OR_WHERE)) {
            check();
            Lexeme now = lexemes.next();
            if (now.isName() && !now.inQuery() && lexemes.peek().opens()) {
                calls.add(mention(now));
                if (AGGREGATES.contains(now.text())) {
                    throw no(now, now.text() + " would be computed for each batch, not for the whole table");
                }
            }
        }
        return calls;
    }

    /** Passes over what is joined to the first table of FROM, whose rows must each be there once and never be missing. */
    void joins() throws BatchRefusedException {
        while (!lexemes.atEnd() && !stopsAt(Set.of("where"))) {
            Lexeme now = lexemes.peek();
            boolean outer = now.is("right") || now.is("full");
            if (outer && (lexemes.peek(1).is("join") || lexemes.peek(1).is("outer"))) {
                throw no(
                        now,
                        "a " + now.text().toUpperCase(Locale.ROOT)
                                + " JOIN has rows without the first table, which no batch would find");
            }
            if (now.is("tablesample")) {
                throw no(now, "TABLESAMPLE would be drawn anew for each batch");
            }
            check();
            lexemes.next();
        }
    }

    /** Passes over everything up to one of these words. */
    void skipTo(Set<String> words) throws BatchRefusedException {
        while (!lexemes.atEnd() && !stopsAt(words)) {
            check();
            lexemes.next();
        }
    }

    /** Passes over ON CONFLICT ..., which has a WHERE of its own. */
    void skipTail() throws BatchRefusedException {
        while (!lexemes.atEnd()) {
            check();
            lexemes.next();
        }
    }

    /** {@code ON CONFLICT} of an INSERT; behind a JOIN {@code conflict} is a column. */
    boolean atConflict() {
        Lexeme third = lexemes.peek(2);
        return kind == Kind.INSERT
                && lexemes.peek().is("on")
                && lexemes.peek(1).is("conflict")
                && (third.opens() || third.is("do") || third.is("on"));
    }

    private void skipToCommaOr(Set<String> words) throws BatchRefusedException {
        while (!lexemes.atEnd() && !stopsAt(words)) {
            if (lexemes.peek().depth() == 0 && lexemes.peek().isSign(",")) {
                return;
            }
            check();
            lexemes.next();
        }
    }

    private boolean stopsAt(Set<String> words) {
        Lexeme now = lexemes.peek();
        if (atConflict()) {
            return true;
        }
        // IS DISTINCT FROM is a comparison.
        boolean comparison = now.is("from") && lexemes.previous().isWord("distinct");
        return !comparison && words.stream().anyMatch(now::is);
    }

    private void check() throws BatchRefusedException {
        Lexeme now = lexemes.peek();
        String refused = now.depth() == 0 && now.token() == Token.WORD && !now.label() ? REFUSED.get(now.text()) : null;
        if (refused != null) {
            throw no(now, refused);
        }
        Lexeme behind = lexemes.peek(1);
        boolean window = !now.inQuery()
                && now.isWord("over")
                && lexemes.previous().token() == Token.CLOSE_PARENTHESIS
                && (behind.opens() || behind.isName());
        if (window) {
            throw no(now, "a window function would look at the rows of each batch, not of the whole table");
        }
    }

    private Mention mention(Lexeme lexeme) throws BatchRefusedException {
        return new Mention(name(lexeme), lexeme.range());
    }

    /** A name as the catalog writes it. */
    String name(Lexeme lexeme) throws BatchRefusedException {
        if (!lexeme.isName()) {
            throw unexpected(lexeme);
        }
        if (lexeme.hasUnicodeEscapes()) {
            throw no(lexeme, "a name in a batch cannot be written with U&");
        }
        return lexeme.name();
    }

    BatchRefusedException unexpected(Lexeme at) {
        return no(
                at,
                at.token() == Token.END
                        ? "the statement ends too early to be cut into batches"
                        : "this " + kind + " cannot be cut into batches from here on");
    }

    BatchRefusedException no(Lexeme at, String message) {
        return new BatchRefusedException(BatchFaults.shape(script, at.range(), message, kind.help()));
    }
}
