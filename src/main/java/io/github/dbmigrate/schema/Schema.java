package io.github.dbmigrate.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything that a database holds but its data. Two databases with the same objects are equal, whatever the order in which they were
 * made, who owns them and how they lie on the disk.
 *
 * @param objects by kind, id and definition, in the order of their bytes in UTF-8, as the server sorts them
 */
public record Schema(List<SchemaObject> objects) {
    private static final Comparator<String> BYTES = (one, two) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), two.getBytes(StandardCharsets.UTF_8));
    private static final Comparator<SchemaObject> ORDER = Comparator.comparing(SchemaObject::kind, BYTES)
            .thenComparing(SchemaObject::id, BYTES)
            .thenComparing(SchemaObject::definition, BYTES);

    public Schema {
        objects = objects.stream().sorted(ORDER).toList();
    }

    /** SHA-256 of all of it, in lower-case hex: equal to what the server computes when only that is asked for. */
    public String hash() {
        MessageDigest digest = sha256();
        for (int i = 0; i < objects.size(); i++) {
            SchemaObject object = objects.get(i);
            String line = object.kind() + '\u0001' + object.id() + '\u0001' + object.definition();
            digest.update((i == 0 ? line : '\n' + line).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Fit for a log: the definitions are not. */
    @Override
    public String toString() {
        return "Schema[" + objects.size() + " objects]";
    }
}
