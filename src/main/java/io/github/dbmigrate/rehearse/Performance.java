package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.schema.Proof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a migration went when it was rehearsed.
 *
 * @param statements what was seen of each that ran, also when a later one failed; empty for what is not looked at, such as batches
 * @param micros how long each of them took
 * @param problem what stopped it; null when it was applied
 * @param missing whether it was stopped by something that only production has
 * @param rollback what became of its rollback; null when it has none, or was not applied
 */
public record Performance(
        Migration migration,
        List<Observed> statements,
        List<Long> micros,
        long millis,
        @Nullable Diagnostic problem,
        boolean missing,
        @Nullable Proof rollback) {

    public Performance {
        statements = List.copyOf(statements);
        micros = List.copyOf(micros);
    }

    public boolean isApplied() {
        return problem == null;
    }
}
