package io.github.dbmigrate.maven;

/** A field that Maven sets before the goal runs. */
final class Unset {
    private Unset() {}

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T value() {
        return null;
    }
}
