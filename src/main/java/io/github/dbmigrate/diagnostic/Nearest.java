package io.github.dbmigrate.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant, for "did you mean ...". */
public final class Nearest {
    /** One slip in every three letters still counts as the same word. */
    private static final int LETTERS_PER_SLIP = 3;

    private Nearest() {}

    /** The known word that needs the fewest slips of the finger to become this one; the first of several; none if too many. */
    public static Optional<String> to(String word, Collection<String> known) {
        String best = null;
        int fewest = Math.max(1, word.length() / LETTERS_PER_SLIP) + 1;
        for (String candidate : known) {
            int slips = slips(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (slips < fewest) {
                fewest = slips;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The optimal string alignment distance: a letter missing, added, wrong, or two neighbours swapped is one slip. */
    private static int slips(String typed, String meant) {
        int[][] cost = new int[typed.length() + 1][meant.length() + 1];
        for (int i = 0; i <= typed.length(); i++) {
            for (int j = 0; j <= meant.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, typed, meant, i, j);
            }
        }
        return cost[typed.length()][meant.length()];
    }

    private static int cheapest(int[][] cost, String typed, String meant, int i, int j) {
        int wrong = cost[i - 1][j - 1] + (typed.charAt(i - 1) == meant.charAt(j - 1) ? 0 : 1);
        int missingOrAdded = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        int cheapest = Math.min(wrong, missingOrAdded);
        boolean swapped = i > 1
                && j > 1
                && typed.charAt(i - 1) == meant.charAt(j - 2)
                && typed.charAt(i - 2) == meant.charAt(j - 1);
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }
}
