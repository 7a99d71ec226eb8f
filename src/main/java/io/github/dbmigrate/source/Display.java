package io.github.dbmigrate.source;

import java.nio.file.Path;

/** How paths are shown: relative to the project, with forward slashes on every system. */
final class Display {
    private Display() {}

    static String relative(Path base, Path path) {
        Path from = base.toAbsolutePath().normalize();
        Path to = path.toAbsolutePath().normalize();
        boolean sameDrive = from.getRoot().equals(to.getRoot());
        String shown = slashes(sameDrive ? from.relativize(to) : to);
        return shown.isEmpty() ? "." : shown;
    }

    static String slashes(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
