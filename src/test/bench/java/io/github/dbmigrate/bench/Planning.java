package io.github.dbmigrate.bench;

import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.testing.Migrations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Plans a folder of which all is applied but the last file. */
@State(Scope.Benchmark)
public class Planning {
    @Param({"1000", "10000"})
    int files;

    private List<Migration> folder = List.of();
    private List<AppliedMigration> history = List.of();

    @Setup
    public void read() {
        String[] names = IntStream.rangeClosed(1, files)
                .mapToObj(number -> String.format(Locale.ROOT, "%05d-step", number))
                .toArray(String[]::new);
        folder = Migrations.folder(names);
        history = Migrations.history(names).subList(0, files - 1);
    }

    @Benchmark
    public Plan plan() {
        return Plan.of(folder, history, PlanOptions.DEFAULT, file -> Optional.empty());
    }
}
