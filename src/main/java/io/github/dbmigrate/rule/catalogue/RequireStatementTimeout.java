package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.TimeoutOff;
import java.util.stream.Stream;

/** statement_timeout is turned off. Many do so for an index that is built concurrently, so it is asked only on request. */
final class RequireStatementTimeout extends Danger {

    RequireStatementTimeout() {
        super(
                "require-statement-timeout",
                Level.ADVICE,
                "the statement timeout is turned off",
                "A statement that goes wrong then runs, and holds its locks, until somebody notices (PostgreSQL's documentation,"
                        + " statement_timeout). A migration has a statement timeout unless its file turns it off.",
                "Leave statement_timeout alone, or give the file a longer one with the directive statement-timeout.");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(TimeoutOff.class).stream()
                .filter(off -> off.setting().equals("statement_timeout"))
                .map(off -> Finding.of(
                        off,
                        "a statement that goes wrong runs until somebody notices",
                        "statement_timeout is 0",
                        "take it out; a file that needs longer says so:\n-- dbmigrate: statement-timeout 3h"));
    }
}
