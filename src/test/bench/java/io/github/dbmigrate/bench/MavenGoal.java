package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A goal of a plugin, called in a project that configures it: {@code mvn group:artifact:version:goal}. The address of the
 * database is in the environment.
 *
 * @param plugin group, artifact and version, with colons
 * @param configuration elements of the plugin in the pom
 * @param arguments what is typed besides the goal
 * @param content what the goal finds in the project
 */
record MavenGoal(
        String word,
        Maven maven,
        String plugin,
        String goal,
        String configuration,
        List<String> arguments,
        Content content)
        implements Tool {

    /** What a project holds beside its pom. */
    enum Content {
        NOTHING {
            @Override
            void write(Path project, int migrations) {
                // A floor has no migrations.
            }
        },
        MIGRATIONS {
            @Override
            void write(Path project, int migrations) throws IOException {
                MigrationFiles.write(project, migrations);
            }
        },
        CHANGELOG {
            @Override
            void write(Path project, int migrations) throws IOException {
                MigrationFiles.writeForLiquibase(project, migrations);
                Files.writeString(project.resolve("changelog.xml"), CHANGELOG_XML);
            }
        };

        private static final String CHANGELOG_XML = """
                <?xml version="1.0" encoding="UTF-8"?>
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                      http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <includeAll path="db" relativeToChangelogFile="true"/>
                </databaseChangeLog>
                """;

        abstract void write(Path project, int migrations) throws IOException;
    }

    @Override
    public boolean isFloor() {
        return content == Content.NOTHING;
    }

    @Override
    public void write(Path project, int migrations) throws IOException {
        content.write(project, migrations);
        String[] coordinates = plugin.split(":", -1);
        Files.writeString(project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>example</groupId>
                  <artifactId>bench</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>%s</groupId>
                        <artifactId>%s</artifactId>
                        <version>%s</version>
                        %s
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(
                        coordinates[0], coordinates[1], coordinates[2], configuration));
    }

    @Override
    public Command migrate(Path project, Db db) {
        return command(project, db, true);
    }

    @Override
    public Command firstTime(Path project, Db db) {
        return command(project, db, false);
    }

    private Command command(Path project, Db db, boolean offline) {
        List<String> typed = new ArrayList<>();
        typed.add(plugin + ":" + goal);
        typed.addAll(arguments);
        return new Command(maven.words(offline, typed), environment(db), project);
    }

    private static Map<String, String> environment(Db db) {
        return Map.of(
                "DBMIGRATE_URL",
                db.url(),
                "BENCH_JDBC_URL",
                "jdbc:postgresql://%s:%d/%s".formatted(db.host(), db.port(), db.database()),
                "BENCH_USER",
                db.user(),
                "BENCH_PASSWORD",
                db.password(),
                // The others' questions over the network are none of what is measured.
                "REDGATE_DISABLE_TELEMETRY",
                "true",
                "LIQUIBASE_ANALYTICS_ENABLED",
                "false");
    }
}
