package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.apply.Progress;
import io.github.dbmigrate.batch.Pace;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.report.Running;
import java.time.Duration;
import java.util.function.Consumer;

/** Passes on what the server says, and nothing else: a rehearsal tells what it has seen when it is over. */
record Silent(Consumer<Notice> notices) implements Progress {

    @Override
    public void applied(Applied applied) {}

    @Override
    public void failed(Failure failure) {}

    @Override
    public void retrying(Migration migration, ServerError error, int attempt, int attempts, Duration pause) {}

    @Override
    public void told(Migration migration, String what) {}

    @Override
    public void batches(Migration migration, Pace pace) {}

    @Override
    public void running(Running now) {}

    @Override
    public void notice(Migration migration, Notice notice) {
        notices.accept(notice);
    }
}
