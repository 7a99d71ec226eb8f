package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;

/** Moments that depend on the reader. */
final class PreferTimestampTz extends ColumnTaste {

    PreferTimestampTz() {
        super("prefer-timestamp-tz", "a new column is a timestamp without time zone", """
                It keeps what a clock showed and not which clock: sessions with different TimeZone settings take one value \
                for different moments, and in the hour that is repeated in autumn nobody can tell. timestamptz takes the \
                same eight bytes, keeps the moment, and shows it in the reader's time zone (Date/Time Types).""", """
                Use timestamptz for moments. A timestamp is right for what is meant in local time wherever it is read, such \
                as an opening hour.""");
    }

    @Override
    boolean dislikes(Column column) {
        return TypeName.of(column).is("timestamp without time zone");
    }

    @Override
    String message(NewColumns columns) {
        return "readers in other time zones take %s for other moments".formatted(columns);
    }

    @Override
    String better(Column column) {
        return "timestamptz";
    }
}
