package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.ShellWord;
import io.github.dbmigrate.target.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which base is meant, before anybody has looked whether there is one.
 *
 * @param from who named it: a parameter or a variable; null when nobody did
 * @param name as it was given; empty when nobody did
 * @param candidates in the order in which they are tried
 */
record WantedBase(@Nullable String from, String name, List<Candidate> candidates) {
    private static final String PARAMETER = "-Ddbmigrate.baseBranch";
    private static final String HEADS = "refs/heads/";
    private static final String ORIGIN = "refs/remotes/origin/";

    /**
     * Variables that hold the branch into which a pull request goes, and are empty or missing in other builds: GitHub Actions, GitLab,
     * Bitbucket, Azure (with {@value #HEADS} in front), Buildkite.
     */
    private static final List<String> VARIABLES = List.of(
            "GITHUB_BASE_REF",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
            "BITBUCKET_PR_DESTINATION_BRANCH",
            "SYSTEM_PULLREQUEST_TARGETBRANCH",
            "BUILDKITE_PULL_REQUEST_BASE_BRANCH");

    /** Jenkins and Drone: the branch, and what is set in a pull request's build alone. */
    private static final Map<String, String> WITH_A_PULL_REQUEST =
            Map.of("CHANGE_TARGET", "CHANGE_ID", "DRONE_TARGET_BRANCH", "DRONE_PULL_REQUEST");

    /** GitLab fetches a merge request without its target. This is the commit where the two parted. */
    private static final String GITLAB_FORK = "CI_MERGE_REQUEST_DIFF_BASE_SHA";

    private static final String GITLAB_BRANCH = "CI_MERGE_REQUEST_TARGET_BRANCH_NAME";

    /**
     * A branch or commit.
     *
     * @param revision what git is asked for
     * @param shown what the user knows it by
     * @param typed what the user gives to git
     */
    record Candidate(String revision, String shown, String typed) {
        static Candidate ofOrigin(String branch) {
            return new Candidate(ORIGIN + branch, "origin/" + branch, "origin/" + branch);
        }
    }

    WantedBase {
        candidates = List.copyOf(candidates);
    }

    static WantedBase of(@Nullable String configured, Environment environment) {
        if (configured != null && !configured.isBlank()) {
            return new WantedBase(
                    PARAMETER,
                    configured,
                    List.of(new Candidate(configured, configured, configured), Candidate.ofOrigin(configured)));
        }
        for (String variable : VARIABLES) {
            String branch = value(environment, variable);
            if (!branch.isEmpty()) {
                return ofBuild(variable, branch, environment);
            }
        }
        for (Map.Entry<String, String> variable : WITH_A_PULL_REQUEST.entrySet()) {
            String branch = value(environment, variable.getKey());
            if (!branch.isEmpty() && !value(environment, variable.getValue()).isEmpty()) {
                return ofBuild(variable.getKey(), branch, environment);
            }
        }
        return new WantedBase(null, "", List.of(Candidate.ofOrigin("main"), Candidate.ofOrigin("master")));
    }

    private static WantedBase ofBuild(String variable, String value, Environment environment) {
        String branch = value.startsWith(HEADS) ? value.substring(HEADS.length()) : value;
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(Candidate.ofOrigin(branch));
        String fork = value(environment, GITLAB_FORK);
        if (variable.equals(GITLAB_BRANCH) && !fork.isEmpty()) {
            String commit = GitCommit.abbreviated(fork);
            candidates.add(new Candidate(fork, branch + " at " + commit, commit));
        }
        candidates.add(new Candidate(HEADS + branch, branch, branch));
        return new WantedBase(variable, branch, candidates);
    }

    /** What {@code git fetch origin} is given to get a branch that a build's clone does not have. */
    static String fetched(String branch) {
        return ShellWord.of(branch) + ":" + ShellWord.of(ORIGIN + branch);
    }

    /** Whether somebody named it; then it must be there. */
    boolean isAskedFor() {
        return from != null;
    }

    /** Whether it was named to us, and not to a build. */
    boolean isConfigured() {
        return PARAMETER.equals(from);
    }

    /** Whether git can be asked for it: it is no option, and one word of one line. */
    boolean isName() {
        for (Candidate candidate : candidates) {
            if (!isWord(candidate.revision()) || !isWord(candidate.typed())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(String revision) {
        return !revision.startsWith("-") && revision.chars().allMatch(c -> c > ' ' && c != 0x7f && c != ':');
    }

    private static String value(Environment environment, String name) {
        String value = environment.get(name);
        return value == null ? "" : value.strip();
    }
}
