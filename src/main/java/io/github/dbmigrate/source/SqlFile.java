package io.github.dbmigrate.source;

import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.script.Direction;
import java.nio.file.Path;

/**
 * A file that has a migration's name.
 *
 * @param name what its name says
 * @param path where it is
 * @param file its path as it is shown: relative to the project, with forward slashes
 */
record SqlFile(FileName name, Path path, String file) {

    Direction direction() {
        return name.kind() == FileName.Kind.DOWN ? Direction.DOWN : Direction.UP;
    }
}
