package io.github.dbmigrate.maven;

import io.github.dbmigrate.target.Environment;
import java.io.Console;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/** Whether somebody watches the build on a terminal whose last line can be rewritten. */
final class Terminal {
    private Terminal() {}

    /**
     * Where Maven colours its output, about. Builds of several modules at a time print between each other, and with -X so much
     * is printed that the line would never be seen.
     *
     * @param attached whether the standard output is a terminal; asked last, because on JDK 22 and newer it takes time
     */
    static boolean isWatched(MavenSession session, Log log, Environment variables, BooleanSupplier attached) {
        return session.getRequest().isInteractiveMode()
                && !session.isParallel()
                && log.isInfoEnabled()
                && !log.isDebugEnabled()
                && variables.get("CI") == null
                && variables.get("NO_COLOR") == null
                && !"dumb".equals(variables.get("TERM"))
                && understandsSequences(variables)
                && attached.getAsBoolean();
    }

    /** The old console of Windows prints them; its newer terminal, and shells that come with one of their own, say that they are there. */
    private static boolean understandsSequences(Environment variables) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return !windows || variables.get("WT_SESSION") != null || variables.get("TERM") != null;
    }

    // That there is a console from JDK 22 on even without a terminal is what isTerminal is for.
    @SuppressWarnings("SystemConsoleNull")
    static boolean isAttached() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** From JDK 22 to 24 there is a console even when the output goes into a pipe (JDK-8308591); since 22 it can be asked. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            // Then a plain log is the safe choice.
            return false;
        }
    }
}
