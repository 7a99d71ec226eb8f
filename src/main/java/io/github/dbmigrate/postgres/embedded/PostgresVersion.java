package io.github.dbmigrate.postgres.embedded;

/**
 * A PostgreSQL that can be started.
 *
 * @param major 13 to 18
 * @param minor the release within it
 */
record PostgresVersion(int major, int minor) {
    private static final int DEFAULT_MAJOR = 17;
    private static final int OLDEST_MAJOR = 13;

    /**
     * The newest minor release of each major one, from 13 on. Shipped with the plugin, not looked up: the same build then
     * runs the same PostgreSQL everywhere and asks no repository for a list of versions.
     */
    private static final int[] NEWEST_MINORS = {23, 24, 19, 15, 11, 6};

    /** @param text nothing for the default, {@code 17} for a release that is known to exist, {@code 17.11} for that one */
    static PostgresVersion of(String text) {
        String asked = text.trim();
        if (asked.isEmpty()) {
            return newest(DEFAULT_MAJOR, asked);
        }
        // The third part is the packaging's own number: 17.11 is published as 17.11.0.
        String plain = asked.endsWith(".0") && asked.indexOf('.') != asked.lastIndexOf('.')
                ? asked.substring(0, asked.length() - 2)
                : asked;
        int dot = plain.indexOf('.');
        int major = number(dot < 0 ? plain : plain.substring(0, dot), asked);
        PostgresVersion newest = newest(major, asked);
        return dot < 0 ? newest : new PostgresVersion(major, number(plain.substring(dot + 1), asked));
    }

    /** As the artifacts are named: {@code 17.11.0}. */
    String exact() {
        return this + ".0";
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }

    private static PostgresVersion newest(int major, String asked) {
        int index = major - OLDEST_MAJOR;
        if (index < 0 || index >= NEWEST_MINORS.length) {
            throw Problem.noSuchVersion(asked, OLDEST_MAJOR, OLDEST_MAJOR + NEWEST_MINORS.length - 1);
        }
        return new PostgresVersion(major, NEWEST_MINORS[index]);
    }

    private static int number(String digits, String asked) {
        boolean valid =
                !digits.isEmpty() && digits.length() < 4 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!valid) {
            throw Problem.noSuchVersion(asked, OLDEST_MAJOR, OLDEST_MAJOR + NEWEST_MINORS.length - 1);
        }
        return Integer.parseInt(digits);
    }
}
