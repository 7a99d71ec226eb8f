package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.RefusedInTransaction;
import java.util.stream.Stream;

/** Something that PostgreSQL refuses in a transaction is run in one, where the text of the file does not show it. */
final class BanConcurrentIndexCreationInTransaction extends Danger {

    BanConcurrentIndexCreationInTransaction() {
        super(
                "ban-concurrent-index-creation-in-transaction",
                Level.BLOCKING,
                "something runs in a transaction that PostgreSQL refuses there",
                "CREATE INDEX CONCURRENTLY, VACUUM and others have transactions of their own and fail in one (SQLSTATE 25001;"
                        + " PostgreSQL's documentation, CREATE INDEX). A function or DO block is always in one. That a statement of"
                        + " the file itself is refused is told without this rule.",
                "Write it as a statement of a file of its own, which then runs outside a transaction.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        if (evidence.statement().statement().refusedInTransaction() != null) {
            return Stream.of();
        }
        return evidence.statement().all(RefusedInTransaction.class).stream()
                .map(refused -> Finding.of(
                        refused,
                        refused.statement() + " cannot run inside a transaction, so this fails",
                        evidence.isRead() ? evidence.text() : "PostgreSQL refused it (25001)",
                        "write it as a statement of a file of its own:\n" + Sql.OUTSIDE + refused.statement()
                                + " ...;"));
    }
}
