package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How the server's programs are started so that they do not run as root, which PostgreSQL refuses. Every way replaces
 * itself by the program (exec), so that the process we started is the program.
 *
 * @param prefix the words before the command; empty when we are not root
 * @param uid whom the data directory must belong to; {@link #UNCHANGED} when files stay as they are
 */
record UserSwitch(List<String> prefix, int uid) {
    static final int UNCHANGED = -1;
    private static final int NOBODY = 65534;
    private static final Path STATUS = Path.of("/proc/self/status");

    static final UserSwitch NONE = new UserSwitch(List.of(), UNCHANGED);

    /**
     * A user namespace without a map: still root to the file system, but not in its own eyes. Nothing to chown. Docker's
     * seccomp profile denies it.
     */
    static final UserSwitch NAMESPACE = new UserSwitch(List.of("unshare", "-U"), UNCHANGED);

    static final UserSwitch SETPRIV = nobody("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    static final UserSwitch CHROOT = nobody("chroot", "--userspec=65534:65534", "/");

    /** From the cheapest to the rarest; the last two are what images made for containers bring. */
    static final List<UserSwitch> ALL =
            List.of(NONE, NAMESPACE, SETPRIV, CHROOT, nobody("gosu", "65534:65534"), nobody("su-exec", "65534:65534"));

    UserSwitch {
        prefix = List.copyOf(prefix);
    }

    /** The first of the ways that really ends up as somebody else than root. */
    static UserSwitch find(List<UserSwitch> ways) throws InterruptedException {
        for (UserSwitch way : ways) {
            if (way.works()) {
                return way;
            }
        }
        throw Problem.cannotLeaveRoot(ways);
    }

    boolean works() throws InterruptedException {
        try {
            if (prefix.isEmpty() && Files.exists(STATUS)) {
                return !isRoot();
            }
            Command.Result id = command("id", "-u").run();
            return id.succeeded()
                    && !id.output().isEmpty()
                    && id.output().chars().allMatch(Character::isDigit)
                    && !id.output().equals("0");
        } catch (IOException e) {
            // The program is not installed: not a way, the next one may be.
            return false;
        }
    }

    /** What Linux says of this process; asking {@code id} would start another. */
    private static boolean isRoot() throws IOException {
        for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("Uid:")) {
                // The real user, then the effective one, which counts.
                return line.split("\t", 4)[2].equals("0");
            }
        }
        throw new IOException("there is no Uid in " + STATUS);
    }

    /** Whether the switched user gets into a directory: root's home, or a home below another user's, may be closed to it. */
    boolean reaches(Path directory) throws IOException, InterruptedException {
        return prefix.isEmpty()
                || command("sh", "-c", "cd -- \"$1\"", "sh", directory.toString())
                        .run()
                        .succeeded();
    }

    Command command(String... words) {
        return Command.of(words).after(prefix);
    }

    /** Makes a data directory's files those of the user that the server runs as. */
    void own(Path directory) throws IOException {
        if (uid != UNCHANGED) {
            new Tree(directory).giveTo(uid);
        } else if (!prefix.isEmpty()) {
            new Tree(directory).giveTo(0);
        }
    }

    private static UserSwitch nobody(String... prefix) {
        return new UserSwitch(List.of(prefix), NOBODY);
    }
}
