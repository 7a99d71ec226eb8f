package io.github.dbmigrate.postgres.embedded;

import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.Migration;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * All that decides what a new cluster holds in the end, as far as it is known without running anything.
 *
 * @param circumstances what else than the migrations decides it, such as the values of placeholders
 * @param migrations in the order in which they are applied
 */
public record Recipe(List<String> circumstances, List<Migration> migrations) {
    /** For whoever wants an empty cluster. */
    public static final Recipe EMPTY = new Recipe(List.of(), List.of());

    public Recipe {
        circumstances = List.copyOf(circumstances);
        migrations = List.copyOf(migrations);
    }

    /** The same with one more circumstance. */
    public Recipe under(String circumstance) {
        List<String> more = new ArrayList<>(circumstances);
        more.add(circumstance);
        return new Recipe(more, migrations);
    }

    /**
     * The key of the cluster as it is after each of the migrations: a chain of hashes, so that a key holds everything that
     * was before.
     *
     * @param server what the server adds to the circumstances
     */
    List<String> keys(List<String> server) {
        List<String> start = new ArrayList<>(server);
        start.addAll(circumstances);
        String key = hash(start);
        List<String> keys = new ArrayList<>(migrations.size());
        for (Migration migration : migrations) {
            key = hash(List.of(
                    key,
                    migration.version(),
                    migration.checksum().hex(),
                    // Line ends and what stands beside a file have no part in its checksum.
                    migration.rawChecksum().hex(),
                    String.valueOf(migration.outsideMarker())));
            keys.add(key);
        }
        return keys;
    }

    /** Each text with its length before it, so that two lists never look alike. */
    private static String hash(List<String> texts) {
        MessageDigest digest = Checksum.digest();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return Checksum.of(digest).hex();
    }
}
