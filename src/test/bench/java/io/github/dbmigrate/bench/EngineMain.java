package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets an engine migrate one database so that its classes are loaded and partly compiled, and then measures how it migrates
 * another.
 */
final class EngineMain {
    private EngineMain() {}

    /** A file for the result, the engine, and then twice a project, a host, a port, a user and a database. */
    public static void main(String[] arguments) throws IOException {
        Engine engine = Engine.valueOf(arguments[1]);
        engine.migrate(database(arguments, 3), Path.of(arguments[2]));
        long started = System.nanoTime();
        engine.migrate(database(arguments, 8), Path.of(arguments[7]));
        double millis = (System.nanoTime() - started) / 1e6;
        Files.writeString(Path.of(arguments[0]), Double.toString(millis));
        // Some engines leave threads behind.
        Runtime.getRuntime().halt(0);
    }

    private static Db database(String[] arguments, int from) {
        return new Db(
                arguments[from],
                Integer.parseInt(arguments[from + 1]),
                arguments[from + 2],
                System.getenv().getOrDefault("BENCH_PASSWORD", ""),
                arguments[from + 3]);
    }
}
