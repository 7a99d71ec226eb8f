package io.github.dbmigrate.target;

import org.jspecify.annotations.Nullable;

/** The environment variables of the process, or a map that stands for them. */
@FunctionalInterface
public interface Environment {
    /** The value, or null when no such variable is set; a variable that is set to nothing is the empty string. */
    @Nullable
    String get(String name);
}
