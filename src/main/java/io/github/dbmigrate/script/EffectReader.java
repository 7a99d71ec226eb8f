package io.github.dbmigrate.script;

import io.github.dbmigrate.script.Effect.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads the names out of a statement that runs outside a transaction. */
final class EffectReader {
    private final Scanner scanner;
    private Token token = Token.END;

    EffectReader(String statement) {
        scanner = new Scanner(statement);
        advance();
    }

    Effect read(Statement statement) {
        List<String> words = statement.words();
        String refused = statement.refusedInTransaction();
        if (words.isEmpty() || refused == null) {
            return effect(Kind.UNKNOWN);
        }
        return switch (refused) {
            case "CREATE INDEX CONCURRENTLY" -> createsIndex();
            case "DROP INDEX CONCURRENTLY" -> effect(Kind.DROPS_INDEX, nameBehind("drop", "index", "concurrently"));
            case "ALTER TABLE ... DETACH PARTITION CONCURRENTLY" -> detaches();
            case "CREATE DATABASE" -> effect(Kind.CREATES_DATABASE, nameBehind("create", "database"));
            case "DROP DATABASE" -> effect(Kind.DROPS_DATABASE, nameBehind("drop", "database"));
            case "CREATE TABLESPACE" -> effect(Kind.CREATES_TABLESPACE, nameBehind("create", "tablespace"));
            case "DROP TABLESPACE" -> effect(Kind.DROPS_TABLESPACE, nameBehind("drop", "tablespace"));
            case "CREATE SUBSCRIPTION" -> effect(Kind.CREATES_SUBSCRIPTION, nameBehind("create", "subscription"));
            case "DROP SUBSCRIPTION" -> effect(Kind.DROPS_SUBSCRIPTION, nameBehind("drop", "subscription"));
            case "REINDEX CONCURRENTLY" -> effect(Kind.REBUILDS_INDEXES);
            case "VACUUM",
                    "DISCARD ALL",
                    "CLUSTER without a table",
                    "REINDEX SCHEMA",
                    "REINDEX DATABASE",
                    "REINDEX SYSTEM",
                    "ALTER SYSTEM",
                    "ALTER DATABASE ... SET TABLESPACE",
                    "ALTER SUBSCRIPTION with a refresh" -> effect(Kind.REPEATABLE);
            default -> effect(Kind.UNKNOWN);
        };
    }

    private Effect createsIndex() {
        skip("create");
        skip("unique");
        skip("index");
        skip("concurrently");
        skipIf("not", "exists");
        String index = isWord("on") ? "" : name();
        skip("on");
        skip("only");
        String table = name();
        return index.isEmpty() ? effect(Kind.CREATES_UNNAMED_INDEX, table) : effect(Kind.CREATES_INDEX, index, table);
    }

    private Effect detaches() {
        skip("alter");
        skip("table");
        skipIf("exists");
        skip("only");
        String table = name();
        if (token == Token.OTHER && scanner.text().equals("*")) {
            advance();
        }
        skip("detach");
        skip("partition");
        return effect(Kind.DETACHES_PARTITION, table, name());
    }

    private String nameBehind(String... words) {
        for (String word : words) {
            skip(word);
        }
        skipIf("exists");
        return name();
    }

    /** Without a name, or with one like {@code U&"d\\0061ta"} that would have to be decoded, the effect cannot be seen. */
    private static Effect effect(Kind kind, String... names) {
        return Stream.of(names).anyMatch(name -> name.isEmpty() || name.contains("&"))
                ? new Effect(Kind.UNKNOWN, List.of())
                : new Effect(kind, List.of(names));
    }

    /** {@code public . "Users"}, without blanks. */
    private String name() {
        StringBuilder name = new StringBuilder();
        boolean expected = true;
        while (expected && (token == Token.WORD || token == Token.QUOTED_NAME)) {
            name.append(scanner.text());
            advance();
            expected = token == Token.OTHER && scanner.isDot();
            if (expected) {
                name.append('.');
                advance();
            }
        }
        return name.toString();
    }

    private void skipIf(String... condition) {
        if (isWord("if")) {
            advance();
            for (String word : condition) {
                skip(word);
            }
        }
    }

    private void skip(String word) {
        if (isWord(word)) {
            advance();
        }
    }

    private boolean isWord(String word) {
        return token == Token.WORD && scanner.text().toLowerCase(Locale.ROOT).equals(word);
    }

    private void advance() {
        do {
            token = scanner.next();
        } while (token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT);
    }
}
