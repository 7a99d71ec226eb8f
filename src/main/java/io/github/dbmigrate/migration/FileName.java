package io.github.dbmigrate.migration;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a migration's file says. The forms are ours ({@code 042-add-order-status.sql}), Flyway's
 * ({@code V1_2__name.sql}, {@code R__name.sql}, {@code U1_2__name.sql}), that of golang-migrate and sqlx
 * ({@code 042_name.up.sql}, {@code 042_name.down.sql}), Prisma's ({@code 20240101120000_name/migration.sql}) and Diesel's
 * ({@code 2024-01-01-120000_name/up.sql}, {@code down.sql}).
 *
 * @param kind what the file is for
 * @param number its place in the order; null for repeatable ones, which have none
 * @param label the number as it is written: {@code 042}; for repeatable ones {@code R}
 * @param description the rest as it is written: {@code add-order-status}; may be empty for Flyway's {@code V1.sql}
 * @param stem what the history knows it by: {@code 042-add-order-status}
 */
public record FileName(Kind kind, @Nullable Version number, String label, String description, String stem) {
    private static final String SQL = ".sql";

    /** What a file is for. */
    public enum Kind {
        /** Runs once, in the order of the numbers. */
        VERSIONED,
        /** Runs again whenever it was changed, after all others. */
        REPEATABLE,
        /** Undoes the versioned one of the same number. */
        DOWN
    }

    /** Whether it has to be a migration, going by the end of its name. */
    public static boolean isSql(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(SQL);
    }

    /**
     * Reads a name; it is empty when it has none of the forms.
     *
     * @param path relative to the migration folder, with forward slashes
     */
    public static Optional<FileName> parse(String path) {
        int slash = path.lastIndexOf('/');
        String file = path.substring(slash + 1);
        if (!file.endsWith(SQL)) {
            return Optional.empty();
        }
        String base = file.substring(0, file.length() - SQL.length());
        return switch (base) {
            case "migration", "up" -> directory(path, slash, Kind.VERSIONED);
            case "down" -> directory(path, slash, Kind.DOWN);
            default -> file(base);
        };
    }

    /**
     * A valid name for a {@code .sql} file that has none.
     *
     * @param next the number that is free, with its separator: {@code 046-} or {@code V46__}
     */
    public static String nearest(String path, String next) {
        return NameSuggestion.of(path, next);
    }

    private static Optional<FileName> directory(String path, int slash, Kind kind) {
        if (slash < 0) {
            return Optional.empty();
        }
        String name = path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
        return Optional.ofNullable(
                NameForms.isDated(name) ? NameForms.dated(kind, name) : NameForms.numbered(kind, name));
    }

    private static Optional<FileName> file(String base) {
        if (base.endsWith(".up")) {
            return Optional.ofNullable(
                    NameForms.paired(Kind.VERSIONED, base.substring(0, base.length() - ".up".length())));
        }
        if (base.endsWith(".down")) {
            return Optional.ofNullable(
                    NameForms.paired(Kind.DOWN, base.substring(0, base.length() - ".down".length())));
        }
        return Optional.ofNullable(
                switch (base.isEmpty() ? ' ' : base.charAt(0)) {
                    case 'V' -> NameForms.flyway(Kind.VERSIONED, base);
                    case 'U' -> NameForms.flyway(Kind.DOWN, base);
                    case 'R' -> NameForms.repeatable(base);
                    default -> NameForms.numbered(Kind.VERSIONED, base);
                });
    }

    /** The number of a file that has one. */
    public Version orderedBy() {
        return Objects.requireNonNull(number, "a repeatable migration has no number");
    }

    /** The stem with another number in it, written as this one's is: as wide, with the same letter between its parts. */
    public String renumbered(Version other) {
        int from = stem.indexOf(label);
        char point = label.indexOf('_') < 0 ? '.' : '_';
        String digits = other.toString().replace('.', point);
        String padded = "0".repeat(Math.max(0, label.length() - digits.length())) + digits;
        boolean dotted = number == null || number.isDotted() || other.isDotted();
        return stem.substring(0, from) + (dotted ? digits : padded) + stem.substring(from + label.length());
    }

    /** The description for people: {@code Add order status}. */
    public String readableName() {
        String words = description.replace('-', ' ').replace('_', ' ').strip();
        if (words.isEmpty()) {
            return stem;
        }
        StringBuilder name = new StringBuilder();
        boolean blank = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c != ' ' || !blank) {
                name.append(c);
            }
            blank = c == ' ';
        }
        int first = name.codePointAt(0);
        return name.replace(0, Character.charCount(first), Character.toString(Character.toUpperCase(first)))
                .toString();
    }
}
