package io.github.dbmigrate.faults;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A build that migrates, in a process of its own that can be killed. It reads one line with its address and its directory, so
 * that its JVM may be started before it is needed, and several may start to migrate in the same moment.
 */
final class RunnerMain {
    private static final int FIELDS = 7;

    private RunnerMain() {}

    /** What the process is told. */
    static String line(FileSet set, Db db, Path base) {
        return String.join(
                "\t",
                db.host(),
                Integer.toString(db.port()),
                db.user(),
                db.password(),
                db.database(),
                base.toString(),
                set.name());
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println("ready");
        String line = in.readLine();
        if (line == null) {
            return;
        }
        List<String> fields = List.of(line.split("\t", FIELDS));
        Db db = new Db(fields.get(0), Integer.parseInt(fields.get(1)), fields.get(2), fields.get(3), fields.get(4));
        var ran = FileSet.valueOf(fields.get(6))
                .on(db, Path.of(fields.get(5)))
                .listener(printed -> out.println(printed.text()))
                .run();
        if (ran.report().isFailed()) {
            out.println(ran.report().failure());
        }
        System.exit(ran.report().isFailed() ? 1 : 0);
    }
}
