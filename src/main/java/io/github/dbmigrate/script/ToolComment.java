package io.github.dbmigrate.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * A line comment that another migration tool reads. Most of them take their comments literally; here upper and lower case and the
 * number of blanks do not matter, since what is meant is the same.
 */
final class ToolComment {
    /** {@code sql.starts_with("-- no-transaction")} in sqlx-core's migrate/source.rs, whatever follows. */
    private static final String SQLX = "-- no-transaction";

    private static final String NO_TRANSACTION = "no-transaction";

    private final String comment;
    private final List<String> words;

    /**
     * A comment that is alone on its line.
     *
     * @param comment from its two dashes to the end of the line
     */
    ToolComment(String comment) {
        this.comment = comment;
        this.words = words(comment);
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
        return switch (word(0)) {
            case NO_TRANSACTION -> words.size() == 1;
            // graphile-migrate: --! no-transaction
            case "!" -> word(1).equals(NO_TRANSACTION);
            case "+goose", "+refinery" -> is(1, "no", "transaction");
            // dbmate: options are pairs behind the direction.
            case "migrate:up" -> words.contains("transaction:false");
            // sql-migrate
            case "+migrate" -> word(1).equals("up") && words.contains("notransaction");
            // tern: ---- tern: disable-tx ----
            case "--" -> is(1, "tern:", "disable-tx", "----");
            case "atlas:txmode" -> is(1, "none");
            case "postgres-migrations" -> is(1, "disable-transaction");
            // yoyo-migrations
            case "transactional:" -> is(1, "false");
            case "transactional:false", "flyway:executeintransaction=false", "evolve-tx-off" -> words.size() == 1;
            // Migratus, a tool for Clojure
            case ":disable-transaction" -> words.size() == 1;
            // Liquibase's formatted SQL
            case "changeset" -> words.contains("runintransaction:false");
            default -> false;
        };
    }

    /** Whether what stands below it undoes what stands above it. */
    boolean beginsDownPart() {
        return switch (word(0)) {
            case "+goose", "+micrate", "rambler" -> is(1, "down");
            // They may have options.
            case "+migrate" -> word(1).equals("down");
            case "migrate:down" -> true;
            // tern: ---- create above / drop below ----
            case "--" -> is(1, "create", "above", "/", "drop", "below", "----");
            // MyBatis Migrations and dbdeploy
            case "//@undo" -> true;
            case "//" -> word(1).equals("@undo");
            // node-pg-migrate
            case "down" -> is(1, "migration");
            // shmig
            case "====" -> is(1, "down", "====");
            default -> false;
        };
    }

    private String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    private boolean is(int from, String... rest) {
        return words.size() == from + rest.length
                && words.subList(from, words.size()).equals(List.of(rest));
    }

    private static List<String> words(String comment) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(comment.substring(2).toLowerCase(Locale.ROOT));
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
