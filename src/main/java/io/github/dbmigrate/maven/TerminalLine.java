package io.github.dbmigrate.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The last line of a terminal, which is rewritten while something takes long and is gone before anything else is printed. It is
 * written past Maven: Maven 3 strips what moves the cursor from its log, and Maven 4 turns System.out into log lines.
 */
final class TerminalLine {
    private static final String START = "\r";
    private static final String ERASE_THE_REST = "\u001b[K";
    /** Twelve times a second looks smooth, and does not slow down a terminal at the other end of a slow line. */
    private static final long BETWEEN_UPDATES = Duration.ofSeconds(1).toNanos() / 12;

    private final OutputStream out;
    private final Charset charset;
    private final LongSupplier clock;
    private boolean isShown;
    private long updated;

    TerminalLine(OutputStream out, Charset charset, LongSupplier clock) {
        this.out = out;
        this.charset = charset;
        this.clock = clock;
    }

    static TerminalLine onStandardOutput() {
        String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return new TerminalLine(new FileOutputStream(FileDescriptor.out), Charset.forName(encoding), System::nanoTime);
    }

    /** Shows a text in place of the last one, unless that has only just appeared. */
    synchronized void show(String text) {
        long now = clock.getAsLong();
        if (!isShown || now - updated >= BETWEEN_UPDATES) {
            updated = now;
            isShown = true;
            write(START + text + ERASE_THE_REST);
        }
    }

    /** Prints something that stays. */
    synchronized void above(Runnable print) {
        clear();
        print.run();
    }

    synchronized void clear() {
        if (isShown) {
            isShown = false;
            write(START + ERASE_THE_REST);
        }
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(charset));
            out.flush();
        } catch (IOException e) {
            // The terminal is gone; the migration goes on, and its result is in the log and in the history.
            return;
        }
    }
}
