package io.github.dbmigrate.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A line comment that another migration tool reads. Most of them take their comments literally; here upper and lower case and the
 * number of blanks do not matter, since what is meant is the same.
 */
final class ToolComment {
    /** {@code sql.starts_with("-- no-transaction")} in sqlx-core's migrate/source.rs, whatever follows. */
    private static final String SQLX = "-- no-transaction";

    private static final String NO_TRANSACTION = "no-transaction";

    /**
     * A part of a file that a tool runs only when it goes that way.
     *
     * @param tool whose comment it is, so that its other comments are known
     */
    record Part(String tool, Direction direction) {}

    private final String comment;
    private final StringTokenizer behind;

    /** In lower case; no more than the first until it is known to be the first of a tool's comment. */
    private final List<String> words = new ArrayList<>();

    /**
     * A comment that is alone on its line.
     *
     * @param comment from its two dashes to the end of the line
     */
    ToolComment(String comment) {
        this.comment = comment;
        this.behind = new StringTokenizer(comment.substring(2));
        readWord();
    }

    /**
     * Whether it asks for the file to be run outside a transaction.
     *
     * @param first whether the file begins with it
     */
    boolean asksForNoTransaction(boolean first) {
        if (first && comment.startsWith(SQLX)) {
            return true;
        }
        return switch (firstWord()) {
            case NO_TRANSACTION -> words().size() == 1;
            // graphile-migrate: --! no-transaction
            case "!" -> word(1).equals(NO_TRANSACTION);
            case "+goose", "+refinery" -> is(1, "no", "transaction");
            // dbmate: options are pairs behind the direction.
            case "migrate:up" -> words().contains("transaction:false");
            // sql-migrate
            case "+migrate" -> word(1).equals("up") && words().contains("notransaction");
            // tern: ---- tern: disable-tx ----
            case "--" -> is(1, "tern:", "disable-tx", "----");
            case "atlas:txmode" -> is(1, "none");
            case "postgres-migrations" -> is(1, "disable-transaction");
            // yoyo-migrations
            case "transactional:" -> is(1, "false");
            case "transactional:false", "flyway:executeintransaction=false", "evolve-tx-off" -> words().size() == 1;
            // Migratus, a tool for Clojure
            case ":disable-transaction" -> words().size() == 1;
            // Liquibase's formatted SQL
            case "changeset" -> words().contains("runintransaction:false");
            default -> false;
        };
    }

    /** The part that begins below it; null when it begins none. */
    @Nullable
    Part part() {
        String first = firstWord();
        return switch (first) {
            case "+goose", "+micrate", "rambler" -> words().size() == 2 ? part(first, word(1)) : null;
            // sql-migrate: there may be options.
            case "+migrate" -> part(first, word(1));
            // dbmate: there may be options.
            case "migrate:up", "migrate:down" -> part("migrate", first.substring("migrate:".length()));
            // tern: ---- create above / drop below ----
            case "--" -> is(1, "create", "above", "/", "drop", "below", "----") ? part(first, "down") : null;
            // MyBatis Migrations and dbdeploy
            case "//@undo" -> part("//", "down");
            case "//" -> word(1).equals("@undo") ? part(first, "down") : null;
            // node-pg-migrate
            case "up", "down" -> is(1, "migration") ? part("migration", first) : null;
            // shmig
            case "====" -> words().size() == 3 && word(2).equals(first) ? part(first, word(1)) : null;
            default -> null;
        };
    }

    private static @Nullable Part part(String tool, String direction) {
        return switch (direction) {
            case "up" -> new Part(tool, Direction.UP);
            case "down" -> new Part(tool, Direction.DOWN);
            default -> null;
        };
    }

    private String firstWord() {
        return words.isEmpty() ? "" : words.get(0);
    }

    private String word(int index) {
        return index < words().size() ? words.get(index) : "";
    }

    private boolean is(int from, String... rest) {
        return words().size() == from + rest.length
                && words.subList(from, words.size()).equals(List.of(rest));
    }

    private List<String> words() {
        while (behind.hasMoreTokens()) {
            readWord();
        }
        return words;
    }

    private void readWord() {
        if (behind.hasMoreTokens()) {
            words.add(behind.nextToken().toLowerCase(Locale.ROOT));
        }
    }
}
