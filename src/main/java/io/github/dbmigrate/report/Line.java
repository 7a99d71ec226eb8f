package io.github.dbmigrate.report;

/** One line of the console. */
public record Line(Level level, String text) {

    /** Where Maven's log puts it. */
    public enum Level {
        DEBUG,
        INFO,
        WARNING,
        ERROR
    }

    public static Line info(String text) {
        return new Line(Level.INFO, text);
    }

    public static Line warning(String text) {
        return new Line(Level.WARNING, text);
    }

    public static Line error(String text) {
        return new Line(Level.ERROR, text);
    }

    public static Line debug(String text) {
        return new Line(Level.DEBUG, text);
    }
}
