package io.github.dbmigrate.script;

import java.util.Arrays;

/**
 * Words in lower case. A long script says the same few words again and again, so the last ones are kept: a million INSERTs
 * share one "insert".
 */
final class FoldedWords {
    /** The logarithm of how many are kept. */
    private static final int BITS = 8;

    /** Of the fractional part of the golden ratio: spreads what is multiplied with it over the upper bits. */
    private static final int SPREADING = 0x9e3779b1;

    /** What is kept from the beginning: a short script says each of these only once. */
    private static final String[] COMMON = common("""
            add alter as by column comment constraint create default delete do drop each exists foreign from function \
            if index insert into is key language not null on or plpgsql replace returns row select set table trigger \
            type unique update using values view where with""");

    private final String[] recent = COMMON.clone();

    private static String[] common(String words) {
        String[] slots = new String[1 << BITS];
        Arrays.fill(slots, "");
        for (String word : words.split(" ")) {
            slots[slot(word, 0, word.length())] = word;
        }
        return slots;
    }

    String folded(String text, int from, int to) {
        if (from == to) {
            return "";
        }
        int slot = slot(text, from, to);
        if (!isFolded(recent[slot], text, from, to)) {
            recent[slot] = fold(text, from, to);
        }
        return recent[slot];
    }

    /** Where a word is kept that is not empty: its length and three of its letters tell most from each other. */
    private static int slot(String text, int from, int to) {
        int hash = 33 * (to - from) + Letters.folded(text.charAt(from));
        hash = 33 * hash + Letters.folded(text.charAt((from + to) >>> 1));
        hash = 33 * hash + Letters.folded(text.charAt(to - 1));
        return (hash * SPREADING) >>> (Integer.SIZE - BITS);
    }

    private static boolean isFolded(String word, String text, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (word.charAt(i - from) != Letters.folded(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String fold(String text, int from, int to) {
        char[] word = new char[to - from];
        for (int i = from; i < to; i++) {
            word[i - from] = Letters.folded(text.charAt(i));
        }
        return new String(word);
    }
}
