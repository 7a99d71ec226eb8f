package io.github.dbmigrate.diagnostic;

/** Names and paths as they are typed: plain where that will do. */
public final class ShellWord {
    private ShellWord() {}

    /** As it is, or in single quotes. */
    public static String of(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "_-./".indexOf(c) >= 0));
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
