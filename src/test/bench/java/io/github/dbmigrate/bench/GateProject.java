package io.github.dbmigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A git repository as a pull request leaves it: migrations on a branch {@link #BASE}, and new ones behind them on another, in which
 * there is nothing to find fault with.
 */
record GateProject(Path directory, Stopwatch stopwatch) {
    static final String BASE = "main";
    static final int EARLIER = 300;
    static final List<String> NEW = List.of("V0301__note.sql", "V0302__parcels.sql", "V0303__note_index.sql");

    private static final List<String> SQL = List.of("ALTER TABLE step_1 ADD COLUMN note text;\n", """
            CREATE TABLE parcels (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              label text NOT NULL,
              sent_at timestamptz NOT NULL DEFAULT now()
            );
            """, """
            -- dbmigrate: no-transaction
            CREATE INDEX CONCURRENTLY step_1_note ON step_1 (note);
            """);

    void write() throws IOException, InterruptedException, FailedException {
        MigrationFiles.write(directory, EARLIER);
        Files.writeString(directory.resolve(".gitignore"), "target/\n");
        git("init", "-q");
        git("symbolic-ref", "HEAD", "refs/heads/" + BASE);
        commit("Migrate");
        git("checkout", "-q", "-b", "parcels");
        for (int i = 0; i < NEW.size(); i++) {
            Files.writeString(folder().resolve(NEW.get(i)), SQL.get(i));
        }
        commit("Send parcels");
    }

    Path folder() {
        return directory.resolve(MigrationFiles.FOLDER);
    }

    List<String> files() {
        List<String> files = new ArrayList<>(MigrationFiles.names(EARLIER));
        files.addAll(NEW);
        return files;
    }

    private void commit(String subject) throws IOException, InterruptedException, FailedException {
        git("add", ".");
        git("-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "-q", "-m", subject);
    }

    private void git(String... words) throws IOException, InterruptedException, FailedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        stopwatch.time(new Command(command, Map.of(), directory));
    }
}
