package io.github.dbmigrate.script;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the leading words of a statement say about transactions. The rules are the calls of {@code PreventInTransactionBlock}
 * in PostgreSQL's source. They need no catalog, so they cannot know that a table of {@code REINDEX TABLE} is partitioned;
 * then the server refuses it itself (25001).
 */
final class TransactionRules {
    private static final Set<String> FALSE = Set.of("false", "off", "no", "0");

    private TransactionRules() {}

    static @Nullable String refused(Statement statement) {
        List<String> words = statement.words();
        if (words.isEmpty()) {
            return null;
        }
        return switch (words.get(0)) {
            case "vacuum" -> "VACUUM";
            case "discard" -> statement.startsWith("discard", "all") ? "DISCARD ALL" : null;
            case "cluster" -> Set.of("cluster", "verbose").containsAll(words) ? "CLUSTER without a table" : null;
            case "reindex" -> refusedReindex(statement);
            case "create" -> refusedCreate(statement);
            case "drop" -> refusedDrop(statement);
            case "alter" -> refusedAlter(statement);
            default -> null;
        };
    }

    static boolean controls(Statement statement) {
        List<String> words = statement.words();
        if (words.isEmpty()) {
            return false;
        }
        return switch (words.get(0)) {
            case "begin", "commit", "end", "abort" -> true;
            case "start" -> statement.startsWith("start", "transaction");
            case "prepare" -> statement.startsWith("prepare", "transaction");
            case "rollback" ->
                !statement.startsWith("rollback", "to")
                        && !statement.startsWith("rollback", "work", "to")
                        && !statement.startsWith("rollback", "transaction", "to");
            default -> false;
        };
    }

    /** A BEGIN without modes: just what we send ourselves. */
    static boolean plainlyBegins(Statement statement) {
        return isAllOf(statement, "begin")
                || (statement.words().size() == 2 && statement.startsWith("start", "transaction"));
    }

    /** A COMMIT that does not go on with another transaction. */
    static boolean plainlyCommits(Statement statement) {
        return isAllOf(statement, "commit") || isAllOf(statement, "end");
    }

    /** A ROLLBACK that does not go on with another transaction, and is not to a savepoint. */
    static boolean plainlyRollsBack(Statement statement) {
        return isAllOf(statement, "rollback") || isAllOf(statement, "abort");
    }

    /** Whether it is this word alone, or with one of those behind it that mean nothing ({@code opt_transaction} in gram.y). */
    private static boolean isAllOf(Statement statement, String verb) {
        List<String> words = statement.words();
        return switch (words.size()) {
            case 1 -> words.get(0).equals(verb);
            case 2 ->
                words.get(0).equals(verb)
                        && (words.get(1).equals("work") || words.get(1).equals("transaction"));
            default -> false;
        };
    }

    static boolean setsSession(Statement statement) {
        boolean sets = statement.startsWith("set") && !statement.startsWith("set", "local") && !sets(statement);
        return (sets && !statement.startsWith("set", "constraints")) || statement.startsWith("reset");
    }

    static boolean sets(Statement statement) {
        if (!statement.startsWith("set")) {
            return false;
        }
        List<String> words = statement.words();
        int variable = statement.startsWith("set", "local") || statement.startsWith("set", "session") ? 2 : 1;
        if (words.size() <= variable) {
            return false;
        }
        return switch (words.get(variable)) {
            case "transaction", "transaction_isolation", "transaction_read_only", "transaction_deferrable" -> true;
            default -> false;
        };
    }

    private static @Nullable String refusedReindex(Statement statement) {
        List<String> words = statement.words();
        if (words.size() < 2) {
            return null;
        }
        boolean concurrently = words.size() > 2 && words.get(2).equals("concurrently");
        if (concurrently || isOn(statement, "concurrently", false)) {
            return "REINDEX CONCURRENTLY";
        }
        return switch (words.get(1)) {
            case "schema" -> "REINDEX SCHEMA";
            case "database" -> "REINDEX DATABASE";
            case "system" -> "REINDEX SYSTEM";
            default -> null;
        };
    }

    private static @Nullable String refusedCreate(Statement statement) {
        if (statement.startsWith("create", "index", "concurrently")
                || statement.startsWith("create", "unique", "index", "concurrently")) {
            return "CREATE INDEX CONCURRENTLY";
        }
        if (statement.startsWith("create", "database")) {
            return "CREATE DATABASE";
        }
        if (statement.startsWith("create", "tablespace")) {
            return "CREATE TABLESPACE";
        }
        // Only the replication slot cannot be created in a transaction.
        boolean subscribes = statement.startsWith("create", "subscription")
                && isOn(statement, "connect", true)
                && isOn(statement, "create_slot", true);
        return subscribes ? "CREATE SUBSCRIPTION" : null;
    }

    private static @Nullable String refusedDrop(Statement statement) {
        if (statement.startsWith("drop", "index", "concurrently")) {
            return "DROP INDEX CONCURRENTLY";
        }
        if (statement.startsWith("drop", "database")) {
            return "DROP DATABASE";
        }
        if (statement.startsWith("drop", "tablespace")) {
            return "DROP TABLESPACE";
        }
        return statement.startsWith("drop", "subscription") ? "DROP SUBSCRIPTION" : null;
    }

    private static @Nullable String refusedAlter(Statement statement) {
        List<String> words = statement.words();
        if (statement.startsWith("alter", "system")) {
            return "ALTER SYSTEM";
        }
        if (statement.startsWith("alter", "database")) {
            return words.size() > 4 && words.subList(3, 5).equals(List.of("set", "tablespace"))
                    ? "ALTER DATABASE ... SET TABLESPACE"
                    : null;
        }
        if (statement.startsWith("alter", "table")) {
            int detach = words.indexOf("detach");
            return detach > 0 && words.subList(detach, words.size()).contains("concurrently")
                    ? "ALTER TABLE ... DETACH PARTITION CONCURRENTLY"
                    : null;
        }
        if (statement.startsWith("alter", "subscription") && words.size() > 3) {
            return refusedAlterSubscription(statement, words.get(3));
        }
        return null;
    }

    /** A list of publications is changed with a refresh unless it is said otherwise, and the refresh is what is refused. */
    private static @Nullable String refusedAlterSubscription(Statement statement, String action) {
        boolean publications = List.of("set", "add", "drop").contains(action)
                && statement.words().size() > 4
                && statement.words().get(4).equals("publication");
        boolean refresh = action.equals("refresh") || (publications && isOn(statement, "refresh", true));
        return refresh ? "ALTER SUBSCRIPTION with a refresh" : null;
    }

    /** A parenthesised option: {@code (concurrently)}, {@code (concurrently false)}, {@code (connect = 'off')}. */
    private static boolean isOn(Statement statement, String option, boolean absent) {
        List<String> options = statement.options();
        int at = options.indexOf(option);
        if (at < 0) {
            return absent;
        }
        return at + 1 == options.size() || !FALSE.contains(options.get(at + 1));
    }
}
