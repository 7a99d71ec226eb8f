package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {
    @TempDir
    private Path target;

    @Test
    void filesDirectoriesAndLinksComeOutWithTheirModes() throws IOException {
        unpack(directory("lib/"), file("lib/a.so.1", "0755", "code"), link("lib/a.so", "a.so.1"));
        assertThat(target.resolve("lib/a.so")).hasContent("code");
        assertThat(Files.readSymbolicLink(target.resolve("lib/a.so"))).isEqualTo(Path.of("a.so.1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("lib/a.so.1"))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void aDirectoryWithoutAnEntryIsMade() throws IOException {
        unpack(file("bin/deep/postgres", "0644", ""));
        assertThat(target.resolve("bin/deep/postgres")).isEmptyFile();
    }

    @Test
    void theUstarPrefixComesBeforeTheName() throws IOException {
        byte[] entry = file("name", "0644", "x");
        put(entry, 345, "long/prefix");
        unpack(entry);
        assertThat(target.resolve("long/prefix/name")).hasContent("x");
    }

    @Test
    void anEntryThatLeadsOutIsRefused() {
        assertThatThrownBy(() -> unpack(file("../evil", "0644", "x")))
                .isInstanceOf(IOException.class)
                .hasMessage("an entry of the archive leads out of it: ../evil");
        assertThatThrownBy(() -> unpack(link("evil", "/etc/passwd")))
                .isInstanceOf(IOException.class)
                .hasMessage("an entry of the archive leads out of it: evil");
    }

    @Test
    void aTruncatedArchiveIsRefused() {
        byte[] entry = file("name", "0644", "text");
        assertThatThrownBy(() -> unpack(Arrays.copyOf(entry, 514)))
                .isInstanceOf(IOException.class)
                .hasMessage("the archive ends within name");
    }

    private void unpack(byte[]... entries) throws IOException {
        var archive = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            archive.writeBytes(entry);
        }
        if (archive.size() % 512 == 0) {
            archive.writeBytes(new byte[1024]);
        }
        new TarReader(new ByteArrayInputStream(archive.toByteArray()), target).unpack();
    }

    private static byte[] file(String name, String mode, String content) {
        byte[] entry = entry('0', name, mode, content.length(), content.isEmpty() ? 1 : 2);
        put(entry, 512, content);
        return entry;
    }

    private static byte[] directory(String name) {
        return entry('5', name, "0755", 0, 1);
    }

    private static byte[] link(String name, String to) {
        byte[] entry = entry('2', name, "0777", 0, 1);
        put(entry, 157, to);
        return entry;
    }

    private static byte[] entry(char type, String name, String mode, int size, int blocks) {
        byte[] entry = new byte[512 * blocks];
        put(entry, 0, name);
        put(entry, 100, mode);
        put(entry, 124, "%011o".formatted(size));
        put(entry, 156, String.valueOf(type));
        put(entry, 257, "ustar\u000000");
        return entry;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
