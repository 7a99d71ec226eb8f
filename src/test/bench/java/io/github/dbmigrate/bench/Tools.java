package io.github.dbmigrate.bench;

import io.github.dbmigrate.bench.MavenGoal.Content;
import io.github.dbmigrate.testing.ClientProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that is measured, with the versions that the profile names. */
final class Tools {
    static final String PIPELINED = "migrate-pipelined";
    static final String ONE_BY_ONE = "migrate-one-by-one";
    static final String FLYWAY = "flyway";
    static final String LIQUIBASE = "liquibase";
    static final String PSQL = "psql";
    static final String EMPTY = "empty-goal";
    static final String CONNECT = "connecting-goal";

    private Tools() {}

    /** Installs the plugins of this build, and names every tool; psql only where there is one. */
    static List<Tool> all(Maven maven) throws IOException {
        LocalRepository repository = new LocalRepository(maven.repository());
        String plugin = repository.installPlugin(Path.of("target", "classes"), Path.of("pom.xml"));
        String floor = repository.installFloor(driver());
        List<Tool> tools = new ArrayList<>();
        tools.add(ours(PIPELINED, maven, plugin, true));
        tools.add(ours(ONE_BY_ONE, maven, plugin, false));
        tools.add(flyway(maven));
        tools.add(liquibase(maven));
        if (hasPsql()) {
            tools.add(new Psql());
        }
        tools.add(new MavenGoal(EMPTY, maven, floor, "empty", "", List.of(), Content.NOTHING));
        tools.add(new MavenGoal(CONNECT, maven, floor, "connect", "", List.of(), Content.NOTHING));
        return tools;
    }

    static boolean hasPsql() {
        return ClientProgram.find("psql", 0).isPresent();
    }

    private static Tool ours(String word, Maven maven, String plugin, boolean pipeline) {
        return new MavenGoal(
                word,
                maven,
                plugin,
                "migrate",
                "<configuration><directory>db</directory></configuration>",
                List.of("-Ddbmigrate.pipeline=" + pipeline),
                Content.MIGRATIONS);
    }

    private static Tool flyway(Maven maven) {
        String version = version("flyway");
        return new MavenGoal(
                FLYWAY,
                maven,
                "org.flywaydb:flyway-maven-plugin:" + version,
                "migrate",
                """
                <configuration>
                  <url>${env.BENCH_JDBC_URL}</url>
                  <user>${env.BENCH_USER}</user>
                  <password>${env.BENCH_PASSWORD}</password>
                  <locations><location>filesystem:${project.basedir}/db</location></locations>
                </configuration>
                """
                        + dependencies(dependency("org.flywaydb", "flyway-database-postgresql", version)
                                + dependency(
                                        "tools.jackson.dataformat", "jackson-dataformat-toml", version("flyway.toml"))
                                + driver()),
                List.of(),
                Content.MIGRATIONS);
    }

    private static Tool liquibase(Maven maven) {
        return new MavenGoal(
                LIQUIBASE,
                maven,
                "org.liquibase:liquibase-maven-plugin:" + version("liquibase"),
                "update",
                """
                <configuration>
                  <url>${env.BENCH_JDBC_URL}</url>
                  <username>${env.BENCH_USER}</username>
                  <password>${env.BENCH_PASSWORD}</password>
                  <driver>org.postgresql.Driver</driver>
                  <searchPath>${project.basedir}</searchPath>
                  <changeLogFile>changelog.xml</changeLogFile>
                </configuration>
                """ + dependencies(driver()),
                List.of(),
                Content.CHANGELOG);
    }

    private static String driver() {
        return dependency("org.postgresql", "postgresql", version("pgjdbc"));
    }

    private static String dependencies(String dependencies) {
        return "<dependencies>" + dependencies + "</dependencies>";
    }

    private static String dependency(String group, String artifact, String version) {
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                .formatted(group, artifact, version);
    }

    private static String version(String of) {
        return System.getProperty("bench.version." + of, "");
    }
}
