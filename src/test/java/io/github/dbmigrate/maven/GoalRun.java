package io.github.dbmigrate.maven;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.jspecify.annotations.Nullable;

/**
 * One goal, configured by Maven's own evaluator and configurator from the descriptor, the elements of a pom and what was typed,
 * without the seconds that a Maven container takes to start.
 */
final class GoalRun {
    private final String goal;
    private final Path base;
    private final Map<String, String> pom = new HashMap<>();
    private final Properties typed = new Properties();
    private final Map<String, String> variables = new HashMap<>();
    private final RecordedLog log = new RecordedLog();
    private @Nullable MavenServices services;
    private MojoExecution.Source source = MojoExecution.Source.CLI;
    private String onFailure = MavenExecutionRequest.REACTOR_FAIL_FAST;

    GoalRun(String goal, Path base) {
        this.goal = goal;
        this.base = base;
    }

    /** An element of the plugin's configuration. */
    GoalRun pom(String name, String value) {
        pom.put(name, value);
        return this;
    }

    /** {@code -Ddbmigrate.name=value}. */
    GoalRun typed(String name, String value) {
        typed.setProperty("dbmigrate." + name, value);
        return this;
    }

    GoalRun variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    GoalRun on(Db database) {
        return variable("DBMIGRATE_URL", database.url());
    }

    /** Maven's services; without them only a goal runs that needs none. */
    GoalRun with(MavenServices found) {
        services = found;
        return this;
    }

    GoalRun boundInThePom() {
        source = MojoExecution.Source.LIFECYCLE;
        return this;
    }

    /** {@code mvn -fn}. */
    GoalRun failNever() {
        onFailure = MavenExecutionRequest.REACTOR_FAIL_NEVER;
        return this;
    }

    /** What the log says; a failure's message stands last, as Maven prints it. */
    String run() throws MojoExecutionException {
        try {
            mojo().execute();
        } catch (MojoFailureException e) {
            String.valueOf(e.getMessage()).lines().forEach(log::error);
        }
        return log.toString();
    }

    AbstractDbMigrateMojo mojo() {
        PluginDescriptor plugin = Descriptor.plugin();
        MojoDescriptor descriptor = plugin.getMojo(goal);
        var execution = new MojoExecution(descriptor, "default-cli", source);
        try {
            AbstractDbMigrateMojo mojo = Class.forName(descriptor.getImplementation())
                    .asSubclass(AbstractDbMigrateMojo.class)
                    .getDeclaredConstructor()
                    .newInstance();
            new BasicComponentConfigurator()
                    .configureComponent(
                            mojo,
                            configuration(descriptor),
                            new PluginParameterExpressionEvaluator(session(), execution),
                            new ClassWorld("test", GoalRun.class.getClassLoader()).getClassRealm("test"));
            mojo.setLog(log);
            mojo.variables = variables::get;
            if (services != null) {
                inject(mojo, services);
            }
            return mojo;
        } catch (ReflectiveOperationException | ComponentConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In Maven's place. */
    @SuppressWarnings("UnnecessaryAssignment")
    private static void inject(AbstractDbMigrateMojo mojo, MavenServices services) {
        mojo.services = services;
    }

    /** The pom's elements over the expressions and defaults of the descriptor, as Maven merges them. */
    private PlexusConfiguration configuration(MojoDescriptor descriptor) {
        var merged = new DefaultPlexusConfiguration("configuration");
        for (PlexusConfiguration parameter : descriptor.getMojoConfiguration().getChildren()) {
            var child = new DefaultPlexusConfiguration(parameter.getName());
            for (String attribute : parameter.getAttributeNames()) {
                child.setAttribute(attribute, parameter.getAttribute(attribute, ""));
            }
            child.setValue(pom.getOrDefault(parameter.getName(), parameter.getValue("")));
            merged.addChild(child);
        }
        pom.keySet().stream()
                .filter(name -> merged.getChild(name, false) == null)
                .forEach(name -> merged.addChild(name, pom.get(name)));
        return merged;
    }

    private MavenSession session() {
        var request = new DefaultMavenExecutionRequest();
        request.setUserProperties(typed);
        request.setReactorFailureBehavior(onFailure);
        request.setBaseDirectory(base.toFile());
        @SuppressWarnings("deprecation")
        var session = new MavenSession(
                null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
        session.setCurrentProject(project());
        return session;
    }

    private MavenProject project() {
        var model = new Model();
        model.setBuild(new Build());
        model.getBuild().setDirectory(base.resolve("target").toString());
        var project = new MavenProject(model);
        project.setFile(base.resolve("pom.xml").toFile());
        return project;
    }

    boolean hasResult() {
        return Files.exists(base.resolve("target/dbmigrate/result.json"));
    }
}
