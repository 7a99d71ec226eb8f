package io.github.dbmigrate.target;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The places that name a database too, held against the one that is used. */
final class PassedOver {
    private final ServerAssembly used;
    private final List<ServerAssembly> pooled = new ArrayList<>();
    private final List<String> otherDatabase = new ArrayList<>();
    private final List<String> notPostgres = new ArrayList<>();
    private final List<String> overridden = new ArrayList<>();

    PassedOver(ServerAssembly used) {
        this.used = used;
    }

    /** @param server null when the place holds no address of a PostgreSQL server that could be read */
    void add(Candidate candidate, @Nullable ServerAssembly server) {
        if (candidate.rank() == Candidate.Rank.GIVEN) {
            overridden.add(candidate.source());
        } else if (server == null) {
            notPostgres.add(candidate.source());
        } else if (server.pooler().isPresent()) {
            pooled.add(server);
        } else if (!samePlace(server)) {
            otherDatabase.add(candidate.source());
        }
    }

    /** For the line that says where the address came from. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        List<String> poolers = new ArrayList<>();
        for (ServerAssembly server : pooled) {
            poolers.add(server.source());
        }
        say(remarks, poolers, "is pooled and was", "are pooled and were");
        say(remarks, otherDatabase, "names another database and was", "name another database and were");
        say(remarks, notPostgres, "is no address of PostgreSQL and was", "are no addresses of PostgreSQL and were");
        say(remarks, overridden, "was", "were");
        return remarks;
    }

    /** A direct and a pooled address are one database's two doors; where they lead to two, nobody can tell which was meant. */
    void refuseAnotherDatabase() {
        for (ServerAssembly other : pooled) {
            if (!sameServer(other) || !used.database().equals(other.database())) {
                throw Refusals.twoDatabases(used, other);
            }
        }
    }

    private boolean samePlace(ServerAssembly other) {
        return used.database().equals(other.database()) && canonical(used).equals(canonical(other));
    }

    private static Set<Host> canonical(ServerAssembly server) {
        Set<Host> hosts = new LinkedHashSet<>();
        server.hosts()
                .forEach(host -> hosts.add(new Host(host.isLocal() ? Host.LOCAL : host.canonicalName(), host.port())));
        return hosts;
    }

    /** Also when the pooler's name does not tell what is behind it. */
    private boolean sameServer(ServerAssembly other) {
        for (Host one : used.hosts()) {
            for (Host two : other.hosts()) {
                String server = Poolers.serverBehind(one, used.user());
                String behind = Poolers.serverBehind(two, other.user());
                if (server == null || behind == null || server.equals(behind)) {
                    return true;
                }
            }
        }
        return used.hosts().isEmpty() || other.hosts().isEmpty();
    }

    private static void say(List<String> remarks, List<String> names, String one, String many) {
        if (!names.isEmpty()) {
            String last = names.get(names.size() - 1);
            String list =
                    names.size() == 1 ? last : String.join(", ", names.subList(0, names.size() - 1)) + " and " + last;
            remarks.add(list + " " + (names.size() == 1 ? one : many) + " not used");
        }
    }
}
