package io.github.dbmigrate.rehearse;

/**
 * A function or procedure.
 *
 * @param prokind as in {@code pg_proc}
 * @param arguments as DROP FUNCTION takes them
 * @param signature tells arguments and result from others
 * @param body tells a body from another
 * @param ofTrigger whether only triggers can call it
 */
record CatalogFunction(
        long oid,
        long schema,
        String name,
        char prokind,
        String arguments,
        String signature,
        String body,
        Privileges privileges,
        boolean ofTrigger) {

    /** As event triggers call it, but for those that only triggers can call. */
    String typeWhenDropped() {
        return ofTrigger ? "trigger function" : type();
    }

    /** As event triggers call it. */
    String type() {
        return switch (prokind) {
            case 'p' -> "procedure";
            case 'a' -> "aggregate";
            default -> "function";
        };
    }
}
