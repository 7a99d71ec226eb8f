package io.github.dbmigrate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.maven.plugin.AbstractMojo;
import org.junit.jupiter.api.Test;

/** A pure core that takes values and returns values, and a shell around it that reads, connects and prints. */
class ArchitectureTest {
    private static final String ROOT = "io.github.dbmigrate.";
    private static final String[] CORE = {
        ROOT + "diagnostic",
        ROOT + "script",
        ROOT + "batch",
        ROOT + "migration",
        ROOT + "target",
        ROOT + "plan",
        ROOT + "schema",
        ROOT + "rule..",
        ROOT + "report"
    };
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.dbmigrate");

    @Test
    void theClassesAreFound() {
        assertThat(OURS).hasSizeGreaterThan(100);
    }

    @Test
    void theCoreReadsNothingConnectsToNothingAndKnowsNoMaven() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "java.io",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net.http..",
                        "javax.sql..",
                        "org.postgresql..",
                        "org.apache.maven..",
                        "org.eclipse.aether..",
                        "org.codehaus.plexus..",
                        "javax.inject..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.management..")
                .check(OURS);
    }

    @Test
    void theCoreKnowsNoShell() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE).or(not(resideInAnyPackage("io.github.dbmigrate.."))))
                .check(OURS);
    }

    @Test
    void mavenCallsGoalsAndGoalsCallTheRest() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.github.dbmigrate..")
                .layer("maven")
                .definedBy(ROOT + "maven")
                .layer("goal")
                .definedBy(ROOT + "goal")
                .layer("shell")
                .definedBy(ROOT + "source", ROOT + "apply", ROOT + "history", ROOT + "rehearse", ROOT + "postgres..")
                .layer("core")
                .definedBy(CORE)
                .whereLayer("maven")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("goal")
                .mayOnlyBeAccessedByLayers("maven")
                .whereLayer("shell")
                .mayOnlyBeAccessedByLayers("goal", "maven")
                .ensureAllClassesAreContainedInArchitecture()
                .check(OURS);
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("io.github.dbmigrate.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void onlyThePackageMavenKnowsMaven() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "maven")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.maven..", "org.eclipse.aether..", "org.codehaus.plexus..", "javax.inject..")
                .check(OURS);
    }

    @Test
    void onlyTheResultIsWrittenToTheStandardOutput() {
        noClasses()
                .that(are(not(simpleName("ResultFiles"))))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(ours());
    }

    /** Goals of several modules run at the same time, and an IDE keeps the classes for days. */
    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.github.dbmigrate..")
                .should()
                .beFinal()
                .check(ours());
    }

    @Test
    void everyMojoIsNamedSo() {
        classes()
                .that()
                .areAssignableTo(AbstractMojo.class)
                .should()
                .resideInAPackage(ROOT + "maven")
                .andShould()
                .haveSimpleNameEndingWith("Mojo")
                .check(OURS);
        classes()
                .that()
                .areAssignableTo(AbstractMojo.class)
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .bePublic()
                .check(OURS);
    }

    /** Without the class that Maven's tools have generated. */
    private static JavaClasses ours() {
        return OURS.that(are(not(simpleName("HelpMojo"))));
    }
}
