package io.github.dbmigrate.rule;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import java.util.List;

/** Nothing is rehearsed yet, so no page is held to it. */
final class RehearsedFixture implements Trial {

    @Override
    public List<Rule> rules() {
        return List.of();
    }

    @Override
    public List<Diagnostic> of(List<Migration> migrations, Rule wanted) {
        throw new IllegalStateException("nothing is rehearsed yet");
    }
}
