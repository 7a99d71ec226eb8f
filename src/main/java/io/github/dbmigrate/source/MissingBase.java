package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.diagnostic.ShellWord;
import io.github.dbmigrate.source.BaseLookup.NotFound;
import io.github.dbmigrate.source.WantedBase.Candidate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says why there is nothing to compare with, and what to do. It is an error when somebody has asked for the comparison: a pull request
 * must not pass because nobody looked. Without a repository nobody can look, and a build from a bare source tree goes on.
 */
record MissingBase(WantedBase wanted, Git git) {
    private static final String ID = "base-not-found";
    private static final String ASK = "-Ddbmigrate.baseBranch=... names the branch that this one will be merged into";

    NotFound noFolder() {
        return new NotFound("there is no migration folder", ASK, null);
    }

    NotFound noName() {
        String reason = "\"" + wanted.name() + "\" is not the name of a branch, tag or commit";
        return new NotFound(reason, ASK, problem(reason).help(ASK));
    }

    NotFound noCommit() {
        return new NotFound("nothing is committed yet", "commit the migrations", null);
    }

    /** Git would not look for anything at all. */
    NotFound noRepository() {
        Optional<String> complaint = git.complaint("rev-parse", "--git-dir");
        if (complaint.isEmpty()) {
            return unread("there is no git command", "install git");
        }
        String said = complaint.get().lines().findFirst().orElse("nothing");
        if (said.contains("not a git repository")) {
            return unread("the folder is in no git repository", "run it in a clone of the repository");
        }
        // In a container the files often belong to another user.
        String allowed = complaint
                .get()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("git config "))
                .findFirst()
                .orElse("see what it says:  git status");
        String reason = "git does not read the repository";
        return new NotFound(
                reason, allowed, asked(problem(reason).note("git", said).help(allowed)));
    }

    /** In a build whose variables name a base it may be meant so: a container may hold the files alone. */
    private NotFound unread(String reason, String help) {
        Diagnostic problem = problem(reason).help(help);
        return new NotFound(
                reason,
                help,
                wanted.isConfigured() ? problem : wanted.isAskedFor() ? problem.as(Severity.WARNING) : null);
    }

    NotFound noBranch() {
        Candidate first = wanted.candidates().get(0);
        if (!wanted.isAskedFor()) {
            return new NotFound("there is no origin/main and no origin/master", ASK, null);
        }
        String fetched = WantedBase.fetched(wanted.name());
        if (isShallow()) {
            return shallow("there is no " + first.shown(), "git fetch --unshallow origin " + fetched);
        }
        String reason = "there is no " + first.shown();
        String help = "git fetch origin " + fetched;
        return new NotFound(reason, help, problem(reason).help(help));
    }

    NotFound noCommonCommit(Candidate base) {
        String reason = "this branch has no commit in common with " + base.shown();
        if (isShallow()) {
            return shallow(reason, "git fetch --unshallow origin");
        }
        return new NotFound(reason, ASK, asked(problem(reason).help(ASK)));
    }

    NotFound noAnswer(Candidate base) {
        String reason = "git could not compare the files with " + base.shown();
        String help = "see what it says:  git diff " + ShellWord.of(base.typed());
        return new NotFound(reason, help, asked(problem(reason).help(help)));
    }

    NotFound noSuchName(String file) {
        String reason = "this machine's locale has no letters for the name of " + file;
        String help = "set the variable  LC_ALL=C.UTF-8";
        return new NotFound(reason, help, asked(problem(reason).help(help)));
    }

    private NotFound shallow(String what, String command) {
        String reason = what + ": the clone is shallow";
        return new NotFound(
                reason,
                command,
                asked(problem(reason)
                        .help("GitHub: actions/checkout with  fetch-depth: 0")
                        .help("GitLab: the variable  GIT_DEPTH: 0")
                        .help(command)));
    }

    private Diagnostic problem(String reason) {
        Diagnostic problem = Diagnostic.error(ID, reason);
        return wanted.from() == null ? problem : problem.note("from", wanted.from());
    }

    private @Nullable Diagnostic asked(Diagnostic problem) {
        return wanted.isAskedFor() ? problem : null;
    }

    private boolean isShallow() {
        return git.text("rev-parse", "--is-shallow-repository")
                .map(answer -> answer.strip().equals("true"))
                .orElse(false);
    }
}
