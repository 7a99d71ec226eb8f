package io.github.dbmigrate.script;

import io.github.dbmigrate.script.BatchShape.Kind;
import io.github.dbmigrate.script.BatchShape.Mention;
import io.github.dbmigrate.script.BatchShape.Paged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds where a statement can be cut into batches. It reads only as much grammar as that takes: the table, the places of FROM,
 * WHERE and ON CONFLICT, and the words that make the whole differ from the sum of its batches. What else is wrong the server says.
 */
final class BatchParser {
    /** What may stand behind a table's name and is no alias: the reserved words and joins of {@code gram.y}. */
    private static final Set<String> NO_ALIAS = Set.of(("as cross default except fetch for from full group having"
                    + " inner intersect join left limit natural offset on order overriding returning right select set table"
                    + " tablesample union using values where window with")
            .split(" "));

    private static final Set<String> WHERE = Set.of("where");

    private final Script script;
    private final Directive directive;

    BatchParser(Script script, Directive directive) {
        this.script = script;
        this.directive = directive;
    }

    BatchShape read() throws BatchRefusedException {
        Statement statement = onlyStatement();
        Lexemes lexemes = Lexemes.of(script, statement);
        Lexeme verb = lexemes.next();
        return switch (verb.text()) {
            case "update" -> new Reader(statement, Kind.UPDATE, lexemes).update();
            case "delete" -> new Reader(statement, Kind.DELETE, lexemes).delete();
            case "insert" -> new Reader(statement, Kind.INSERT, lexemes).insert();
            case "with" ->
                throw refused(
                        verb,
                        "WITH before the statement would be evaluated anew for each batch",
                        "write it as a sub-select where it is used, or fill a table in a migration of its own");
            default -> throw refused(verb, "only UPDATE, DELETE and INSERT ... SELECT can run in batches", anyForm());
        };
    }

    private Statement onlyStatement() throws BatchRefusedException {
        if (script.isFramed()) {
            throw new BatchRefusedException(BatchFaults.directive(
                    script,
                    directive,
                    "a batch file cannot have a transaction around it",
                    "take BEGIN and COMMIT out: each batch is a transaction of its own"));
        }
        List<Statement> statements = script.statements();
        if (statements.isEmpty()) {
            throw new BatchRefusedException(
                    BatchFaults.directive(script, directive, "there is nothing to run in batches", anyForm()));
        }
        if (statements.size() > 1) {
            Statement second = statements.get(1);
            throw new BatchRefusedException(BatchFaults.shape(
                    script,
                    new Range(second.offset(), second.end()),
                    "a batch file holds one statement, and this is another",
                    "move it to a migration of its own"));
        }
        return statements.get(0);
    }

    private static String anyForm() {
        return Kind.UPDATE.help() + "\nor  " + form(Kind.DELETE) + "\nor  " + form(Kind.INSERT);
    }

    private static String form(Kind kind) {
        return kind.help().substring(kind.help().indexOf("  ") + 2);
    }

    private BatchRefusedException refused(Lexeme at, String message, String help) {
        return new BatchRefusedException(BatchFaults.shape(script, at.range(), message, help));
    }

    /** Reads one statement behind its verb. */
    private final class Reader {
        private final Statement statement;
        private final Kind kind;
        private final Lexemes lexemes;
        private final BatchClauses clauses;

        Reader(Statement statement, Kind kind, Lexemes lexemes) {
            this.statement = statement;
            this.kind = kind;
            this.lexemes = lexemes;
            this.clauses = new BatchClauses(script, kind, lexemes);
        }

        BatchShape update() throws BatchRefusedException {
            Paged table = table();
            expect("set");
            List<Mention> assigned = clauses.assignments();
            if (lexemes.skip("from")) {
                clauses.skipTo(WHERE);
            }
            return shape(table, table.name(), assigned, List.of());
        }

        BatchShape delete() throws BatchRefusedException {
            expect("from");
            Paged table = table();
            if (lexemes.skip("using")) {
                clauses.skipTo(WHERE);
            }
            return shape(table, table.name(), List.of(), List.of());
        }

        BatchShape insert() throws BatchRefusedException {
            expect("into");
            TableName target = table().name();
            boolean query = lexemes.peek(1).inQuery();
            if (lexemes.peek().opens() && !query) {
                lexemes.skipParenthesis();
            }
            if (lexemes.skip("overriding")) {
                lexemes.next();
                expect("value");
            }
            expectPlainSelect();
            List<Mention> calls = clauses.selectList();
            if (!lexemes.skip("from")) {
                throw clauses.no(lexemes.peek(), "without FROM there is no table to go through in batches");
            }
            Paged source = source();
            clauses.joins();
            BatchShape shape = shape(source, target, List.of(), calls);
            if (source.name().equals(target)) {
                throw new BatchRefusedException(shape.feedsItself(script));
            }
            return shape;
        }

        private void expectPlainSelect() throws BatchRefusedException {
            Lexeme now = lexemes.peek();
            if (now.opens()) {
                throw clauses.no(now, "the SELECT of an INSERT in batches cannot stand in parentheses");
            }
            if (now.is("with")) {
                throw clauses.no(now, "WITH would be evaluated anew for each batch");
            }
            if (now.is("values") || now.is("default") || now.is("table")) {
                throw clauses.no(now, "an INSERT in batches takes its rows from a SELECT");
            }
            expect("select");
            lexemes.skip("all");
        }

        private BatchShape shape(Paged table, TableName changed, List<Mention> assigned, List<Mention> calls)
                throws BatchRefusedException {
            Range condition = null;
            int cut = lexemes.previous().end();
            if (lexemes.skip("where")) {
                cut = lexemes.previous().end();
                condition = condition(cut);
            }
            if (!lexemes.atEnd() && !clauses.atConflict()) {
                throw clauses.unexpected(lexemes.peek());
            }
            Range tail = new Range(lexemes.peek().start(), statement.end());
            clauses.skipTail();
            Range head = new Range(statement.offset(), cut);
            return new BatchShape(kind, table, changed, assigned, calls, head, condition, tail);
        }

        private Range condition(int start) throws BatchRefusedException {
            if (lexemes.peek().is("current") && lexemes.peek(1).is("of")) {
                throw clauses.no(lexemes.peek(), "WHERE CURRENT OF has no cursor in a batch");
            }
            if (lexemes.atEnd() || clauses.atConflict()) {
                throw clauses.unexpected(lexemes.peek());
            }
            clauses.skipTo(Set.of());
            return new Range(start, lexemes.previous().end());
        }

        /** {@code [ONLY] name [*] [[AS] alias]}. */
        private Paged table() throws BatchRefusedException {
            boolean only = lexemes.skip("only");
            if (lexemes.peek().opens()) {
                throw clauses.no(lexemes.peek(), "batches go through a table, and what stands in parentheses is none");
            }
            int start = lexemes.peek().start();
            List<String> parts = new ArrayList<>(List.of(clauses.name(lexemes.next())));
            while (lexemes.skipSign(".")) {
                parts.add(clauses.name(lexemes.next()));
            }
            TableName table = new TableName(parts);
            Range place = new Range(start, lexemes.previous().end());
            lexemes.skipSign("*");
            boolean alias = lexemes.skip("as") || (lexemes.peek().isName() && !isClause(lexemes.peek()));
            String reference = alias ? clauses.name(lexemes.next()) : table.last();
            return new Paged(table, only, Quoted.identifier(reference), place);
        }

        /** The table that an INSERT reads first. */
        private Paged source() throws BatchRefusedException {
            Lexeme first = lexemes.peek();
            boolean function =
                    first.is("lateral") || (first.is("rows") && lexemes.peek(1).is("from"));
            Paged source = function ? null : table();
            if (source == null || lexemes.peek().opens()) {
                throw clauses.no(
                        first, "batches go through a table, and FROM begins with a function or renames its columns");
            }
            return source;
        }

        private boolean isClause(Lexeme lexeme) {
            return lexeme.token() == Token.WORD && NO_ALIAS.contains(lexeme.text());
        }

        private void expect(String keyword) throws BatchRefusedException {
            if (!lexemes.skip(keyword)) {
                throw clauses.unexpected(lexemes.peek());
            }
        }
    }
}
