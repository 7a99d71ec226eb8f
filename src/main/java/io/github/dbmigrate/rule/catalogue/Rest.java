package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a file does behind a statement: some of it makes good what the statement does. */
final class Rest {
    private static final Set<String> KINDS =
            Set.of("table", "view", "function", "procedure", "aggregate", "schema", "domain", "type", "sequence");

    private static final Set<String> WORK = Set.of(
            "update", "delete", "merge", "with", "do", "select", "call", "refresh", "cluster", "truncate", "reindex");

    private final Observed statement;

    Rest(Observed statement) {
        this.statement = statement;
    }

    /** Whether something gets the old name of what was renamed, moved or dropped, so that those who use it still find it. */
    boolean makes(Head.Name old) {
        return any(head -> {
            boolean names = head.skip("create") ? isBehindCreate(head) : isBehindRename(head);
            return names && head.name().filter(made -> made.means(old)).isPresent();
        });
    }

    private static boolean isBehindCreate(Head head) {
        head.skip("or", "replace");
        head.skip("materialized");
        boolean known = KINDS.stream().anyMatch(head::skip);
        head.skip("if", "not", "exists");
        return known;
    }

    private static boolean isBehindRename(Head head) {
        return head.skipAlterTable() && head.name().isPresent() && head.skip("rename", "to");
    }

    /**
     * Whether something behind it may take its time: it changes rows, calls what nobody knows, or is about a table that the file has not
     * made, for whose lock it may have to wait.
     */
    boolean takesLong() {
        if (statement.migration().isLong()) {
            return true;
        }
        Script script = statement.migration().script();
        List<Head.Name> made = new ArrayList<>();
        for (Statement other : script.statements()) {
            Head head = Head.of(script, other);
            if (head.skip("create") && isBehindCreate(head)) {
                head.name().ifPresent(made::add);
            }
        }
        List<Statement> all = script.statements();
        return all.subList(Math.min(statement.number(), all.size()), all.size()).stream()
                .anyMatch(later -> isWork(later) || Head.of(script, later).isAboutOthers(made));
    }

    private static boolean isWork(Statement later) {
        boolean fills = later.startsWith("insert") && later.words().contains("select");
        return fills
                || later.copiesFromStdin()
                || (!later.words().isEmpty() && WORK.contains(later.words().get(0)));
    }

    /** Whether triggers of the table are enabled again before anybody else can write to it. */
    boolean enablesTriggers(Relation table) {
        return statement.inTransaction()
                && any(head -> head.skipAlterTable()
                        && head.name().filter(altered -> altered.means(table)).isPresent()
                        && head.skip("enable", "trigger"));
    }

    private boolean any(Predicate<Head> property) {
        return heads().anyMatch(property);
    }

    private Stream<Head> heads() {
        if (statement.migration().isLong()) {
            return Stream.of();
        }
        Script script = statement.migration().script();
        List<Statement> all = script.statements();
        return all.subList(Math.min(statement.number(), all.size()), all.size()).stream()
                .map(later -> Head.of(script, later));
    }
}
