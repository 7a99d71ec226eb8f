package io.github.dbmigrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MentionsTest {

    @Test
    void wordsAreWholeWordsInAnyCaseAndNamesMayHaveSigns() {
        Mentions text = new Mentions("DROP TABLE Users, \"my \"\"own\"\" table\" CASCADE");
        assertThat(text.has("cascade")).isTrue();
        assertThat(text.has("drop")).isTrue();
        assertThat(text.hasName("users")).isTrue();
        assertThat(text.hasName("user")).isFalse();
        assertThat(text.hasName("my \"own\" table")).isTrue();
        assertThat(text.hasName("my table")).isFalse();
    }
}
