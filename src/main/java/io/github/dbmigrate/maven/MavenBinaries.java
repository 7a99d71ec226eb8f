package io.github.dbmigrate.maven;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.postgres.embedded.Binaries;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;

/**
 * PostgreSQL's binaries as Maven resolves any other artifact: from the local repository, mirrors, proxies and with the
 * credentials of the user's settings, and not at all when offline.
 */
public final class MavenBinaries implements Binaries {
    private static final String GROUP = "io.zonky.test.postgres";

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    public MavenBinaries(
            RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = List.copyOf(repositories);
    }

    @Override
    public Path jar(String classifier, String exactVersion) {
        var artifact = new DefaultArtifact(GROUP, ARTIFACT + classifier, "jar", exactVersion);
        try {
            return system.resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new DiagnosticException("PostgreSQL cannot be fetched", problem(artifact, e));
        }
    }

    private Diagnostic problem(DefaultArtifact artifact, ArtifactResolutionException failure) {
        Diagnostic problem = Diagnostic.error("binaries-not-found", "cannot fetch " + artifact + reason(failure));
        if (session.isOffline()) {
            return problem.help("run Maven once without -o, or without <offline> in the settings, to fetch it")
                    .help("without a network: mvn dependency:get -Dartifact=" + coordinates(artifact)
                            + " on a machine that has one, and copy the local repository");
        }
        String mirror = "a mirror or repository manager must pass on the group " + GROUP;
        return isMissing(failure)
                ? problem.help("check that this release exists; " + mirror)
                        .help("run Maven with -U: it remembers what it did not find")
                : problem.help("check network, proxy and credentials in the settings; " + mirror);
    }

    private String reason(ArtifactResolutionException failure) {
        if (session.isOffline()) {
            return ": Maven is offline and the local repository does not have it";
        }
        if (repositories.isEmpty()) {
            return ": there is no repository to ask";
        }
        String where = repositories.stream().map(RemoteRepository::getId).collect(Collectors.joining(", "));
        return isMissing(failure) ? ": not found in " + where : " from " + where + ": " + rootCause(failure);
    }

    /** Also when Maven answers from what it remembers of an earlier attempt. */
    private static boolean isMissing(ArtifactResolutionException failure) {
        return failure.getCause() instanceof ArtifactNotFoundException;
    }

    /** Not the whole message: that has the repository's address, which may have credentials. */
    private static String rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null || message.contains("://") ? root.getClass().getSimpleName() : message;
    }

    private static String coordinates(DefaultArtifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion();
    }
}
