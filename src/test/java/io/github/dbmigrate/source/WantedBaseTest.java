package io.github.dbmigrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.source.WantedBase.Candidate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WantedBaseTest {

    @ParameterizedTest
    @CsvSource({
        "GitHub,    GITHUB_BASE_REF,                     develop,            ''",
        "GitLab,    CI_MERGE_REQUEST_TARGET_BRANCH_NAME, develop,            ''",
        "Bitbucket, BITBUCKET_PR_DESTINATION_BRANCH,     develop,            ''",
        "Azure,     SYSTEM_PULLREQUEST_TARGETBRANCH,     refs/heads/develop, ''",
        "Azure,     SYSTEM_PULLREQUEST_TARGETBRANCH,     develop,            ''",
        "Buildkite, BUILDKITE_PULL_REQUEST_BASE_BRANCH,  develop,            ''",
        "Jenkins,   CHANGE_TARGET,                       develop,            CHANGE_ID",
        "Drone,     DRONE_TARGET_BRANCH,                 develop,            DRONE_PULL_REQUEST",
    })
    void thePullRequestsBaseIsTriedAtTheOriginThenHere(String service, String variable, String value, String other) {
        WantedBase wanted = wanted(null, Map.of(variable, value, other, "42"));
        assertThat(wanted.from()).isEqualTo(variable);
        assertThat(wanted.name()).isEqualTo("develop");
        assertThat(wanted.isAskedFor()).isTrue();
        assertThat(wanted.candidates())
                .containsExactly(
                        new Candidate("refs/remotes/origin/develop", "origin/develop", "origin/develop"),
                        new Candidate("refs/heads/develop", "develop", "develop"));
    }

    @Test
    void onGitLabTheCommitWhereTheTwoPartedIsThereWithoutTheBranch() {
        WantedBase wanted = wanted(
                null,
                Map.of(
                        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main",
                        "CI_MERGE_REQUEST_DIFF_BASE_SHA", "5b1c0de4f1a2b3c4d5e6f708192a3b4c5d6e7f80"));
        assertThat(wanted.candidates())
                .extracting(Candidate::shown)
                .containsExactly("origin/main", "main at 5b1c0de", "main");
        assertThat(wanted.candidates().get(1).typed()).isEqualTo("5b1c0de");
    }

    @Test
    void aBuildThatIsNoPullRequestNamesNoBase() {
        for (Map<String, String> variables : java.util.List.of(
                Map.<String, String>of(),
                Map.of("GITHUB_BASE_REF", "", "BUILDKITE_PULL_REQUEST_BASE_BRANCH", " "),
                Map.of("DRONE_TARGET_BRANCH", "main", "DRONE_PULL_REQUEST", ""),
                Map.of("CHANGE_TARGET", "main"))) {
            WantedBase wanted = wanted(" ", variables);
            assertThat(wanted.isAskedFor()).isFalse();
            assertThat(wanted.candidates())
                    .extracting(Candidate::shown)
                    .containsExactly("origin/main", "origin/master");
        }
    }

    @Test
    void whatIsConfiguredComesFirst() {
        WantedBase wanted = wanted("release/1.x", Map.of("GITHUB_BASE_REF", "main"));
        assertThat(wanted.from()).isEqualTo("-Ddbmigrate.baseBranch");
        assertThat(wanted.candidates())
                .extracting(Candidate::revision)
                .containsExactly("release/1.x", "refs/remotes/origin/release/1.x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-rf", "--output=x", "a b", "a\nb", "HEAD:db", "\u0007"})
    void whatCouldBeAnythingButARevisionIsNoName(String name) {
        assertThat(wanted(name, Map.of()).isName()).isFalse();
        assertThat(wanted(null, Map.of("GITHUB_BASE_REF", "x" + name)).isName()).isEqualTo(name.startsWith("-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "release/1.x", "HEAD~3", "v1.0^{}", "5b1c0de", "@{upstream}", "gr\u00fcn"})
    void branchesTagsAndCommitsAreNames(String name) {
        assertThat(wanted(name, Map.of()).isName()).isTrue();
    }

    private static WantedBase wanted(@Nullable String configured, Map<String, String> variables) {
        return WantedBase.of(configured, new HashMap<>(variables)::get);
    }
}
