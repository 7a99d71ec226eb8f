package io.github.dbmigrate.bench;

import io.github.dbmigrate.bench.floor.ConnectMojo;
import io.github.dbmigrate.bench.floor.EmptyMojo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A local repository of Maven's, into which jars are installed as {@code mvn install} does it. */
record LocalRepository(Path directory) {
    private static final String DESCRIPTOR = "META-INF/maven/plugin.xml";
    private static final String GROUP = "io.github.dbmigrate";

    /** The plugin of this build; returns its group, artifact and version. */
    String installPlugin(Path classes, Path pom) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> found = Files.walk(classes)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            entries.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
        return install(
                "dbmigrate-maven-plugin",
                System.getProperty("bench.version.plugin", ""),
                Files.readString(pom),
                entries);
    }

    /** A plugin whose goals do nothing, or connect and do nothing. */
    String installFloor(String driver) throws IOException {
        String artifact = "bench-floor-maven-plugin";
        String version = "1";
        String pom = """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <packaging>maven-plugin</packaging>
                  <dependencies>%s</dependencies>
                </project>
                """.formatted(GROUP, artifact, version, driver);
        String descriptor = """
                <plugin>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <goalPrefix>floor</goalPrefix>
                  <mojos>%s%s</mojos>
                </plugin>
                """.formatted(
                        GROUP, artifact, version, mojo("empty", EmptyMojo.class), mojo("connect", ConnectMojo.class));
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put(DESCRIPTOR, descriptor.getBytes(StandardCharsets.UTF_8));
        for (Class<?> mojo : List.of(EmptyMojo.class, ConnectMojo.class)) {
            String entry = mojo.getName().replace('.', '/') + ".class";
            try (InputStream in = Objects.requireNonNull(mojo.getClassLoader().getResourceAsStream(entry), entry)) {
                entries.put(entry, in.readAllBytes());
            }
        }
        return install(artifact, version, pom, entries);
    }

    private static String mojo(String goal, Class<?> type) {
        return """
                <mojo>
                  <goal>%s</goal>
                  <implementation>%s</implementation>
                  <language>java</language>
                  <instantiationStrategy>per-lookup</instantiationStrategy>
                  <requiresProject>false</requiresProject>
                  <threadSafe>true</threadSafe>
                </mojo>
                """.formatted(goal, type.getName());
    }

    private String install(String artifact, String version, String pom, Map<String, byte[]> entries)
            throws IOException {
        Path home = Files.createDirectories(
                directory.resolve(GROUP.replace('.', '/')).resolve(artifact).resolve(version));
        String name = artifact + "-" + version;
        Files.writeString(home.resolve(name + ".pom"), pom);
        try (OutputStream file = Files.newOutputStream(home.resolve(name + ".jar"));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return GROUP + ":" + artifact + ":" + version;
    }
}
