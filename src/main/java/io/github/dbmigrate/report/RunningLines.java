package io.github.dbmigrate.report;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.report.Activity.Wait;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of migrations that take long. In a log a line after 5, 10, 20 and 40 seconds and then each minute: enough to see
 * that something happens, and not more in an hour than can be read. Who is in the way is told at once, because a lock that is
 * waited for makes others queue, and again when somebody else is. Where a line can be rewritten, that line takes the place of the
 * regular ones.
 */
public final class RunningLines {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration DOUBLED_BELOW = Duration.ofMinutes(1);

    private final MigrationLines lines;
    private @Nullable Migration migration;
    private Duration last = Duration.ZERO;
    private Duration next = FIRST;
    private @Nullable Wait toldWait;
    private boolean toldQueue;

    public RunningLines(MigrationLines lines) {
        this.lines = lines;
    }

    /** What there is to tell now, beside a line that is rewritten. */
    List<Line> news(Running now) {
        begin(now);
        return isNews(now.activity()) ? told(now) : List.of();
    }

    /** What there is to tell now where no line can be rewritten. */
    List<Line> due(Running now) {
        begin(now);
        boolean beat = now.elapsed().compareTo(next) >= 0;
        while (now.elapsed().compareTo(next) >= 0) {
            next = next.compareTo(DOUBLED_BELOW) < 0 ? min(next.multipliedBy(2), DOUBLED_BELOW) : next.plusMinutes(1);
        }
        return beat || isNews(now.activity()) ? told(now) : List.of();
    }

    /** The line that is rewritten. */
    String live(Running now) {
        return lines.live(now);
    }

    /** Another attempt begins from the start; that the same session is in its way again is no news. */
    private void begin(Running now) {
        boolean other = migration == null || !migration.equals(now.migration());
        if (other || now.elapsed().compareTo(last) < 0) {
            next = FIRST;
        }
        if (other) {
            toldWait = null;
            toldQueue = false;
        }
        migration = now.migration();
        last = now.elapsed();
    }

    private boolean isNews(Activity activity) {
        Wait wait = activity.waitsFor();
        return wait != null && !wait.isSameAs(toldWait) || activity.queued() > 0 && !toldQueue;
    }

    private List<Line> told(Running now) {
        Activity activity = now.activity();
        toldWait = activity.waitsFor() == null ? toldWait : activity.waitsFor();
        toldQueue = toldQueue || activity.queued() > 0;
        return lines.running(now);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
