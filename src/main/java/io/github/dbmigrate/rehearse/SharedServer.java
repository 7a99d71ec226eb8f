package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a migration may not do on a server that others use, because it would reach beyond the rehearsal's own database. */
final class SharedServer {
    static final String ID = "reaches-beyond";

    private static final Set<String> ROLES = Set.of("role", "user", "group");
    private static final Set<String> OF_THE_SERVER = Set.of("system", "database", "tablespace");

    /** What a superuser may do for the plain role: code that only runs when it is called is not among it, for nobody knows its reach. */
    private static final Set<String> HARMLESS = Set.of(
            "create", "alter", "comment", "drop", "grant", "revoke", "insert", "update", "delete", "set", "reset");

    private SharedServer() {}

    /**
     * The first statement that reaches beyond, as a failure; null when none does.
     *
     * @param isForeign whether a role was there before the rehearsal
     */
    static @Nullable Failure reaching(Migration migration, Predicate<String> isForeign) {
        if (migration.isLong()) {
            return null;
        }
        Script script = migration.script();
        for (Statement statement : script.statements()) {
            if (reaches(statement.words(), isForeign)) {
                return new Failure(migration, problem(migration, script, statement), 0, false, null, null);
            }
        }
        return null;
    }

    private static boolean reaches(List<String> words, Predicate<String> isForeign) {
        if (words.size() < 2) {
            return false;
        }
        String verb = words.get(0);
        String kind = words.get(1);
        boolean changes = verb.equals("alter") || verb.equals("drop");
        if (OF_THE_SERVER.contains(kind) && (changes || verb.equals("create"))) {
            return true;
        }
        if (verb.equals("drop") && kind.equals("owned") || verb.equals("reassign")) {
            return words.stream().skip(2).map(Quoted::name).anyMatch(isForeign);
        }
        return changes
                && ROLES.contains(kind)
                && words.stream().skip(2).map(Quoted::name).anyMatch(isForeign);
    }

    private static Diagnostic problem(Migration migration, Script script, Statement statement) {
        String kind = String.join(" ", statement.words().subList(0, 2)).toUpperCase(Locale.ROOT);
        return Diagnostic.error(ID, kind + " would reach beyond the rehearsal's own database")
                .at(Place.at(migration.file(), statement.line(), statement.column()))
                .excerpt(Excerpt.of(script.text(), statement.offset(), statement.end(), statement.offset()));
    }

    /** Whether a superuser may run it, where the plain role may not. */
    static boolean isHarmless(Migration migration) {
        return !migration.isLong()
                && migration.script().statements().stream()
                        .allMatch(statement -> !statement.words().isEmpty()
                                && HARMLESS.contains(statement.words().get(0)));
    }
}
