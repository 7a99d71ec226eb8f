package io.github.dbmigrate.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The checkout that the project lies in. */
final class WorkTree {
    private WorkTree() {}

    /** The way from its root to a folder, {@code services/shop/}; empty for the root, and where there is no checkout. */
    static String prefix(Path folder) {
        Path below = folder.toAbsolutePath().normalize();
        for (Path root = below; root != null; root = root.getParent()) {
            // A file in a linked work tree and in a submodule.
            if (Files.exists(root.resolve(".git"))) {
                String way = Objects.toString(root.relativize(below), "").replace('\\', '/');
                return way.isEmpty() ? "" : way + "/";
            }
        }
        return "";
    }
}
