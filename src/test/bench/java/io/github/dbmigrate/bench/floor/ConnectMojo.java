package io.github.dbmigrate.bench.floor;

import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;

/** Opens a JDBC connection, with the driver's defaults, and closes it. */
public final class ConnectMojo extends AbstractMojo {
    @Override
    public void execute() throws MojoExecutionException {
        Map<String, String> environment = System.getenv();
        Properties properties = new Properties();
        properties.setProperty("user", environment.getOrDefault("BENCH_USER", ""));
        properties.setProperty("password", environment.getOrDefault("BENCH_PASSWORD", ""));
        try (var connection =
                new org.postgresql.Driver().connect(environment.getOrDefault("BENCH_JDBC_URL", ""), properties)) {
            if (connection == null) {
                throw new MojoExecutionException("BENCH_JDBC_URL is no address of the driver's");
            }
        } catch (SQLException e) {
            throw new MojoExecutionException("no connection", e);
        }
    }
}
