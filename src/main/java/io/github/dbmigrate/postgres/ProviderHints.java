package io.github.dbmigrate.postgres;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.target.Host;
import io.github.dbmigrate.target.Target;
import java.util.Locale;

/** What the name of a host tells about why it cannot be reached. */
final class ProviderHints {
    private static final String SUPABASE = ".supabase.co";
    private static final String SUPABASE_POOLER = ".pooler.supabase.com";

    private ProviderHints() {}

    /** Whether it sleeps when nobody uses it, so that the first connection may fail: Neon's computes. */
    static boolean wakesUp(Host host) {
        return name(host).endsWith(".neon.tech");
    }

    /** For a host that is unknown or does not answer. */
    static Diagnostic add(Diagnostic diagnostic, Target.Server server) {
        Diagnostic result = diagnostic;
        for (Host host : server.hosts()) {
            String name = name(host);
            if (name.startsWith("db.") && name.endsWith(SUPABASE)) {
                String project = name.substring("db.".length(), name.length() - SUPABASE.length());
                result = result.help("this name has an IPv6 address only: use Supabase's session pooler\n"
                        + "aws-0-<region>.pooler.supabase.com:5432 as postgres." + project);
            } else if (name.startsWith("dpg-") && name.indexOf('.') < 0) {
                result = result.help("this name is known inside Render only: use the external address");
            } else if (name.endsWith(".railway.internal")) {
                result = result.help("this name is known inside Railway only: use DATABASE_PUBLIC_URL");
            } else if (name.endsWith(".internal") || name.endsWith(".flycast")) {
                result = result.help("this name may be known inside its network only");
            }
        }
        return result;
    }

    /** For a user who is not let in. */
    static Diagnostic addUser(Diagnostic diagnostic, Target.Server server) {
        boolean pooler = server.hosts().stream().anyMatch(host -> name(host).endsWith(SUPABASE_POOLER));
        return pooler && server.user().indexOf('.') < 0
                ? diagnostic.help("at Supabase's pooler the user is called " + server.user() + ".<project>")
                : diagnostic;
    }

    private static String name(Host host) {
        return host.name().toLowerCase(Locale.ROOT);
    }
}
