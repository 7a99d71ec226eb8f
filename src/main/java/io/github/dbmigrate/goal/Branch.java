package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.BaseComparison;
import io.github.dbmigrate.source.BaseBranch;
import io.github.dbmigrate.source.BaseLookup;
import io.github.dbmigrate.source.FolderContents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files against the branch that they will be merged into, as far as it is known. */
final class Branch {
    private final String name;
    private final @Nullable BaseComparison comparison;
    private final BaseLookup.@Nullable NotFound notFound;

    private Branch(String name, @Nullable BaseComparison comparison, BaseLookup.@Nullable NotFound notFound) {
        this.name = name;
        this.comparison = comparison;
        this.notFound = notFound;
    }

    static Branch of(Project project, FolderContents files, Validate.Options options) {
        return new BaseBranch(project.folder())
                .find(options.baseBranch(), options.variables())
                .fold(
                        found -> new Branch(
                                found.base().name(),
                                BaseComparison.of(found.base(), files.migrations(), options.plan(), found.age()),
                                null),
                        notFound -> new Branch("", null, notFound));
    }

    boolean isKnown() {
        return comparison != null;
    }

    /** {@code origin/main}; empty when it is not known. */
    String name() {
        return name;
    }

    List<Migration> added() {
        return comparison == null ? List.of() : comparison.added();
    }

    /** Problems of the folder, with what is known from the branch. */
    List<Diagnostic> explained(List<Diagnostic> problems) {
        return comparison == null ? problems : comparison.explained(problems);
    }

    List<Diagnostic> problems() {
        if (comparison != null) {
            return comparison.problems();
        }
        Diagnostic problem = notFound == null ? null : notFound.problem();
        return problem == null ? List.of() : List.of(problem);
    }

    /** Why the files were not compared, and how they would be. */
    String unknown() {
        return notFound == null ? "" : notFound.reason() + (notFound.help().isEmpty() ? "" : "; " + notFound.help());
    }
}
