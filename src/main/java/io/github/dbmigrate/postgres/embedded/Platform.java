package io.github.dbmigrate.postgres.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The kind of machine that the binaries must fit.
 *
 * @param classifier as the artifacts are named: {@code linux-amd64}, {@code linux-arm64v8-alpine}, {@code windows-amd64}
 */
record Platform(String classifier) {

    static Platform current() {
        return of(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Files.exists(Path.of("/etc/alpine-release")));
    }

    /** @param alpine whether the C library is musl, for which there are binaries of their own */
    static Platform of(String osName, String osArch, boolean alpine) {
        String system = system(osName.toLowerCase(Locale.ROOT));
        String processor = processor(osArch.toLowerCase(Locale.ROOT));
        // There are none for Windows on ARM; it runs those for amd64.
        if (system.equals("windows") && processor.equals("arm64v8")) {
            processor = "amd64";
        }
        boolean published = switch (processor) {
            case "amd64", "arm64v8" -> !system.isEmpty();
            case "ppc64le" -> system.equals("linux");
            default -> false;
        };
        if (!published) {
            throw Problem.noBinariesFor(osName, osArch);
        }
        return new Platform(system + "-" + processor + (alpine && system.equals("linux") ? "-alpine" : ""));
    }

    boolean isWindows() {
        return classifier.startsWith("windows");
    }

    private static String system(String name) {
        if (name.startsWith("linux")) {
            return "linux";
        }
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return "darwin";
        }
        return name.startsWith("windows") ? "windows" : "";
    }

    private static String processor(String arch) {
        return switch (arch) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            case "ppc64le" -> "ppc64le";
            default -> "";
        };
    }
}
