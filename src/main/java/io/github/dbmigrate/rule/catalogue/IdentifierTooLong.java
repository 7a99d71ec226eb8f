package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.IdentifierTruncated;
import io.github.dbmigrate.script.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Names that are other than they were written. */
final class IdentifierTooLong extends Danger {

    IdentifierTooLong() {
        super(
                "identifier-too-long",
                Level.ADVICE,
                "a name has more than 63 bytes",
                """
                PostgreSQL cuts it to 63 bytes and goes on with a mere notice (SQL Syntax, Identifiers). A second long name \
                with the same beginning then collides, IF NOT EXISTS takes one for the other, and tools that compare names \
                with the catalog do not find it.""",
                "Choose a name of at most 63 bytes.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(IdentifierTruncated.class).stream()
                .map(truncated -> Finding.of(
                        truncated,
                        "a name is cut to 63 bytes: it will be %s".formatted(Quoted.shown(truncated.kept())),
                        "%s has %d bytes".formatted(Quoted.shown(truncated.written()), bytes(truncated.written())),
                        "choose a shorter name"));
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
