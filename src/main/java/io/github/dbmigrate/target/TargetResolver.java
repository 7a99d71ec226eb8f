package io.github.dbmigrate.target;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.target.Candidate.Rank;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which database is meant. The first of these that is there counts: {@code -Ddbmigrate.url}; DBMIGRATE_URL;
 * {@code <url>} or a {@code <server>} of settings.xml; and, only for a goal that was typed, the variables whose names mean
 * "direct", the general ones, PGHOST and its kin, and the same names in a file that was asked for. A password that is
 * missing then is looked for in PGPASSWORD and in settings.xml, at last by the driver in PGPASSFILE or {@code ~/.pgpass}.
 */
public final class TargetResolver {
    private final TargetRequest request;
    private final Environment environment;
    private final Map<String, String> defaults;

    private TargetResolver(TargetRequest request, Environment environment) {
        this.request = request;
        this.environment = environment;
        this.defaults = Sources.defaults(request, environment);
    }

    /** @throws DiagnosticException when no database is named, or none that a migration should run on */
    public static Target resolve(TargetRequest request, Environment environment) {
        return new TargetResolver(request, environment).resolve();
    }

    /** The names of variables that hold an address, for {@link DotEnv#namesIn}. */
    public static Set<String> addressNames() {
        return Sources.names();
    }

    private Target resolve() {
        List<Candidate> all = Sources.list(request, environment);
        Candidate winner = first(all);
        refuseSecretInPom(all);
        return winner.isEmbedded() ? embedded(winner) : server(winner, all);
    }

    private Candidate first(List<Candidate> all) {
        for (Candidate candidate : all) {
            if (!candidate.isForeign()) {
                return candidate;
            }
        }
        throw Refusals.noDatabase(request, all.stream().map(Candidate::source).toList());
    }

    private static Target embedded(Candidate winner) {
        String version = EmbeddedVersion.of(String.valueOf(winner.text()).strip());
        if (version == null) {
            throw Refusals.badAddress(
                    winner.source(),
                    new AddressException(
                            "there is no such embedded PostgreSQL",
                            "write embedded, embedded:17 or embedded:17.11, from 13 to 18"));
        }
        return new Target.Embedded(version, winner.source());
    }

    private Target server(Candidate winner, List<Candidate> all) {
        ServerAssembly server;
        try {
            server = new ServerAssembly(request, winner, defaults);
        } catch (AddressException e) {
            throw Refusals.badAddress(winner.source(), e);
        }
        if (request.writing() && server.asksForReplica()) {
            throw Refusals.replica(winner.source(), request.goal());
        }
        Optional<Poolers.Pooler> pooler = server.pooler();
        if (pooler.isPresent() && !request.pooledAllowed()) {
            throw Refusals.pooled(winner.source(), pooler.get(), request.commandLine());
        }
        PassedOver others = new PassedOver(server);
        for (Candidate other : all) {
            if (other != winner && isComparable(winner, other)) {
                others.add(other, assemble(other));
            }
        }
        if (winner.rank() == Rank.DIRECT) {
            others.refuseAnotherDatabase();
        }
        return server.server(others.remarks());
    }

    /** What was meant for us is not held against what happens to be in the environment. */
    private static boolean isComparable(Candidate winner, Candidate other) {
        return winner.rank() != Rank.GIVEN || other.rank() == Rank.GIVEN;
    }

    /** Null when it cannot be read: it is not used, so that is no error. */
    private @Nullable ServerAssembly assemble(Candidate other) {
        try {
            return other.isEmbedded() || other.isForeign() ? null : new ServerAssembly(request, other, defaults);
        } catch (AddressException unreadable) {
            // Only the address that is used must be well-formed; the remark says that this one is not.
            return null;
        }
    }

    /** Whether it is used or not: it is in the repository. */
    private void refuseSecretInPom(List<Candidate> all) {
        for (Candidate candidate : all) {
            if (candidate.source().equals(request.wanted().pom())) {
                ServerAssembly pom = assemble(candidate);
                if (pom != null && pom.holdsSecret()) {
                    throw Refusals.secretInPom(request.wanted(), request.serverId(), pom.user());
                }
            }
        }
    }
}
