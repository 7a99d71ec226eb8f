package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.plan.Base;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of the search for the branch that this one will be merged into. */
public sealed interface BaseLookup {
    <T> T fold(Function<Found, T> found, Function<NotFound, T> notFound);

    /**
     * It is there.
     *
     * @param age how old a file of the base is, by its path as it is shown; asks git each time
     */
    record Found(Base base, Function<String, Optional<Duration>> age) implements BaseLookup {
        @Override
        public <T> T fold(Function<Found, T> found, Function<NotFound, T> notFound) {
            return found.apply(this);
        }
    }

    /**
     * The files cannot be compared with it.
     *
     * @param reason why, a part of a sentence: {@code not in a git repository}
     * @param help what to do for it to be compared
     * @param problem when somebody asked for the comparison; null when nobody did
     */
    record NotFound(String reason, String help, @Nullable Diagnostic problem) implements BaseLookup {
        @Override
        public <T> T fold(Function<Found, T> found, Function<NotFound, T> notFound) {
            return notFound.apply(this);
        }
    }
}
