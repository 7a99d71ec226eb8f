package io.github.dbmigrate.target;

/**
 * A password, and the place it came from. It is shown nowhere: {@link #toString()} is three stars.
 *
 * @param value as it is sent to the server
 * @param source the place by which the user knows it: {@code PGPASSWORD}, {@code DATABASE_URL}
 */
public record Secret(String value, String source) {

    /** Whether it ends in a line break, as passwords do that were stored with {@code echo} instead of {@code printf}. */
    public boolean endsInLineBreak() {
        return value.endsWith("\n") || value.endsWith("\r");
    }

    @Override
    public String toString() {
        return "***";
    }
}
