package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.report.Console;
import io.github.dbmigrate.report.Line;
import io.github.dbmigrate.source.MigrationFolder;
import io.github.dbmigrate.target.Target;
import io.github.dbmigrate.target.TargetRequest;
import io.github.dbmigrate.target.TargetResolver;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class SessionTest {
    @TempDir
    private Path directory;

    @Test
    void aParameterThatMeansNothingIsToldToWhoLooksForIt(Db db) {
        List<Line> lines = new ArrayList<>();
        History history = new History(HistoryTable.DEFAULT);
        Project project =
                new Project(directory, new MigrationFolder(directory, directory), history, "", new Console(lines::add));
        try (Session session = Session.to(server(db.url() + "?keepalives_count=3"))) {
            session.introduce(history.read(session.database()).facts(), project);
        }
        assertThat(lines)
                .last()
                .isEqualTo(Line.debug("keepalives_count in -Ddbmigrate.url means nothing here and was not used"));
    }

    private static Target.Server server(String url) {
        TargetRequest request = new TargetRequest(
                "status", "1.0", "nobody", true, false, false, url, null, "dbmigrate", null, null, List.of());
        return TargetResolver.resolve(request, name -> null).fold(server -> server, embedded -> {
            throw new IllegalStateException("not a server");
        });
    }
}
