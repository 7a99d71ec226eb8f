package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FaultDiagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Version;
import io.github.dbmigrate.script.LongText;
import io.github.dbmigrate.script.Marker;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.ScriptConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files of a folder. On two cores threads cost more than they save, with ten thousand files, too (measured). */
final class FileReader {
    private final Path base;
    private final Map<Version, String> downs;
    private final Set<Path> configs;

    /**
     * Makes the reader.
     *
     * @param base the project's directory; paths are shown relative to it
     * @param downs the files that undo others, by number
     * @param configs the files that may tell another tool how to run one of them
     */
    FileReader(Path base, Map<Version, String> downs, Set<Path> configs) {
        this.base = base;
        this.downs = downs;
        this.configs = configs;
    }

    /**
     * What a file holds.
     *
     * @param migration null when it cannot be read as SQL
     */
    record ReadFile(@Nullable Migration migration, List<Diagnostic> problems) {}

    /** In the order of the files. */
    List<ReadFile> read(List<SqlFile> files) {
        List<ReadFile> read = new ArrayList<>();
        for (SqlFile file : files) {
            read.add(read(file));
        }
        return read;
    }

    private ReadFile read(SqlFile file) {
        List<Diagnostic> problems = new ArrayList<>(0);
        Version number = file.name().number();
        String down = number == null ? null : downs.get(number);
        String configured = configuredMarker(file, problems);
        try {
            Migration migration = Files.size(file.path()) > LongText.BYTES
                    ? LongMigration.read(file, down, configured, problems)
                    : read(file, Files.readAllBytes(file.path()), down, configured, problems);
            return new ReadFile(migration, problems);
        } catch (IOException e) {
            problems.add(Unreadable.diagnostic(file.file(), Unreadable.reason(file.path(), e)));
            return new ReadFile(null, problems);
        }
    }

    private static @Nullable Migration read(
            SqlFile file, byte[] bytes, @Nullable String down, @Nullable String configured, List<Diagnostic> problems) {
        Diagnostic problem = SqlText.problem(bytes, file.file());
        if (problem != null) {
            problems.add(problem);
            return null;
        }
        Script script = Script.of(SqlText.of(bytes), file.direction());
        Faults.add(file, Piece.whole(script), problems);
        Marker marker = script.outsideMarker();
        Checksum raw = Checksum.ofBytes(bytes);
        return new Migration(
                file.name(),
                file.file(),
                script,
                SqlText.isNormal(bytes) ? raw : Checksum.of(script.text()),
                raw,
                down,
                marker == null ? configured : marker.shown());
    }

    /** What a file beside the migration says to another tool about running it outside a transaction. */
    private @Nullable String configuredMarker(SqlFile file, List<Diagnostic> problems) {
        ConfigFile config = ConfigFile.beside(file.path(), configs);
        if (config == null) {
            return null;
        }
        String shown = Display.relative(base, config.path());
        try {
            byte[] bytes = Files.readAllBytes(config.path());
            Diagnostic problem = SqlText.problem(bytes, shown);
            if (problem != null) {
                problems.add(problem);
                return null;
            }
            String text = SqlText.of(bytes);
            ScriptConfig said = config.reader().apply(text);
            Piece whole = Piece.whole(Script.of(text));
            said.faults().forEach(fault -> problems.add(FaultDiagnostic.of(shown, whole, 0, fault)));
            return said.outside() == null ? null : config.name() + ": " + said.outside();
        } catch (IOException e) {
            problems.add(Unreadable.diagnostic(shown, Unreadable.reason(config.path(), e)));
            return null;
        }
    }
}
