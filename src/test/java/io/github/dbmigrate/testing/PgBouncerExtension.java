package io.github.dbmigrate.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves out, with the reason, what needs {@link PgBouncer} where it is not installed, unless {@code DBM_TEST_PGBOUNCER=required}
 * is set: then the tests run, and fail. Machines that check changes set it.
 */
public final class PgBouncerExtension implements ExecutionCondition {
    private static final String SWITCH = "DBM_TEST_PGBOUNCER";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (PgBouncer.program().isPresent()) {
            return ConditionEvaluationResult.enabled("PgBouncer is installed");
        }
        return "required".equals(System.getenv(SWITCH))
                ? ConditionEvaluationResult.enabled(SWITCH + " wants it")
                : ConditionEvaluationResult.disabled("PgBouncer is not installed (Debian: apt-get install pgbouncer); "
                        + SWITCH + "=required makes this a failure");
    }
}
