package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Version;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers that nobody has: often a file that was not committed. Only numbers that are counted up one by one can have gaps;
 * times, dates, dotted numbers and steps of ten have none.
 *
 * @param byNumber the versioned files in the order of their numbers
 */
record Gaps(Map<Version, List<SqlFile>> byNumber) {
    /** Eight digits are a date. */
    private static final BigInteger DATE = BigInteger.TEN.pow(7);

    private static final BigInteger SMALLEST_STEP = BigInteger.valueOf(5);

    Optional<Diagnostic> warning() {
        if (byNumber.isEmpty() || !isCounted()) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>();
        SqlFile behind = null;
        BigInteger expected = first();
        for (Map.Entry<Version, List<SqlFile>> entry : byNumber.entrySet()) {
            BigInteger number = number(entry.getKey());
            SqlFile file = entry.getValue().get(0);
            if (number.compareTo(expected) > 0) {
                missing.add(span(
                        expected,
                        number.subtract(BigInteger.ONE),
                        file.name().label().length()));
                behind = behind == null ? file : behind;
            }
            expected = number.add(BigInteger.ONE);
        }
        return behind == null ? Optional.empty() : Optional.of(warning(missing, behind));
    }

    private static Diagnostic warning(List<String> missing, SqlFile behind) {
        return Diagnostic.warning("gap", "no migration has the number " + String.join(", ", missing))
                .at(Place.file(behind.file()))
                .help("if a file was not committed or got lost, bring it back; otherwise nothing is wrong");
    }

    private boolean isCounted() {
        BigInteger step = BigInteger.ZERO;
        for (Version version : byNumber.keySet()) {
            if (version.isDotted() || number(version).compareTo(DATE) >= 0) {
                return false;
            }
            step = step.gcd(number(version));
        }
        return byNumber.size() == 1 || step.compareTo(SMALLEST_STEP) < 0;
    }

    /** A folder that begins far above 1 was squashed; one that lacks only a few at the beginning has lost them. */
    private BigInteger first() {
        BigInteger lowest = number(byNumber.keySet().iterator().next());
        boolean squashed = lowest.compareTo(BigInteger.valueOf(byNumber.size())) > 0;
        return squashed ? lowest : lowest.min(BigInteger.ONE);
    }

    private static String span(BigInteger from, BigInteger to, int width) {
        return from.equals(to) ? padded(from, width) : padded(from, width) + "-" + padded(to, width);
    }

    private static String padded(BigInteger number, int width) {
        String digits = number.toString();
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static BigInteger number(Version version) {
        return version.parts().get(0);
    }
}
