package io.github.dbmigrate.target;

/** Poolers by their names. */
final class Poolers {
    private Poolers() {}

    static boolean isOneToOneProxy(Host host) {
        String name = host.canonicalName();
        return (name.endsWith(".neon.tech")
                        && !name.substring(0, name.indexOf('.')).endsWith("-pooler"))
                || (name.endsWith(".pooler.supabase.com") && host.port() == Host.DEFAULT_PORT);
    }
}
