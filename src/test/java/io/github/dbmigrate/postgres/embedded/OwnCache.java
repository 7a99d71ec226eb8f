package io.github.dbmigrate.postgres.embedded;

import io.github.dbmigrate.goal.Connector;
import io.github.dbmigrate.goal.Session;
import io.github.dbmigrate.target.TargetRequest;
import io.github.dbmigrate.target.TargetResolver;
import io.github.dbmigrate.testing.ClassPathBinaries;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A cache with the binaries of this user, which nobody writes to; all else is made in it. */
record OwnCache(Path home) implements AutoCloseable {
    /** For projects whose database is opened by {@link #opening}. */
    static final Db ELSEWHERE = new Db("127.0.0.1", 1, "nobody", "none", "none");

    private static final PostgresVersion VERSION = PostgresVersion.of(ClassPathBinaries.version());

    static OwnCache in(Path home) throws IOException, InterruptedException {
        UserSwitch user = UserSwitch.find(Machine.current().ways());
        Path binaries = new Cache(new Places(Machine.current(), user).cache(), Platform.current(), user)
                .installation(VERSION, new ClassPathBinaries(), line -> {})
                .home();
        Path link = Files.createDirectories(home.resolve("postgres")).resolve(binaries.getFileName());
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, binaries);
        }
        return new OwnCache(home);
    }

    Path prepared() {
        return home.resolve("postgres").resolve("prepared-" + PreparedClusters.FORMAT);
    }

    /** Opens a server in a directory as a goal does. */
    Opening opening(Path directory, Consumer<String> told) {
        return new Opening(home, directory, Settings.FAST, told);
    }

    static Db db(EmbeddedPostgres postgres) {
        return new Db(postgres.host(), postgres.port(), postgres.user(), postgres.password(), postgres.database());
    }

    /** Takes the link to the binaries away: what deletes the directory might follow it. */
    @Override
    public void close() throws IOException {
        List<Path> entries;
        try (var list = Files.list(home.resolve("postgres"))) {
            entries = list.filter(Files::isSymbolicLink).toList();
        }
        for (Path link : entries) {
            Files.delete(link);
        }
    }

    record Opening(Path home, Path directory, Settings settings, Consumer<String> told) implements Connector {

        Opening with(Settings others) {
            return new Opening(home, directory, others, told);
        }

        @Override
        public Session open() {
            return open(() -> Recipe.EMPTY);
        }

        @Override
        public Session open(Supplier<Recipe> recipe) {
            EmbeddedPostgres postgres = start(recipe);
            TargetRequest request = new TargetRequest(
                    "migrate",
                    "1.0",
                    "nobody",
                    true,
                    true,
                    false,
                    db(postgres).url(),
                    null,
                    "dbmigrate",
                    null,
                    null,
                    List.of());
            return TargetResolver.resolve(request, name -> null)
                    .fold(server -> Session.to(server, postgres), embedded -> {
                        throw new IllegalStateException("not a server");
                    });
        }

        EmbeddedPostgres start(Supplier<Recipe> recipe) {
            Machine here = Machine.current();
            Machine machine = new Machine(here.platform(), home, here.temporary(), here.ways());
            return new Launcher(machine, new ClassPathBinaries(), told, Duration.ofSeconds(10))
                    .start(VERSION, directory, settings, recipe);
        }
    }
}
