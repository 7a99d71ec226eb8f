package io.github.dbmigrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.postgres.Notice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final String DROP =
            "dbmigrate\u001fdrop\u001fDROP TABLE\u001ftable\u001f1259\u001f16500\u001f0\u001f";

    @Test
    void aMessageIsCutAtItsSeparatorsAndNotAtThoseInNames() {
        assertThat(event(DROP + "public.\"a\u001b1b\u001b0\"\u001ft\u001ff\u001fa\u001b1b\u001b0"))
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(Event.Kind.DROP);
                    assertThat(event.key()).isEqualTo(Key.relation(16500));
                    assertThat(event.identity()).isEqualTo("public.\"a\u001fb\u001b\"");
                    assertThat(event.name()).isEqualTo("a\u001fb\u001b");
                    assertThat(event.isOriginal()).isTrue();
                    assertThat(event.isByCascade()).isFalse();
                });
    }

    @Test
    void whatAnybodyElseSaysIsNoEvent() {
        assertThat(event("dbmigrate")).isNull();
        assertThat(event("dbmigrate\u001fdrop\u001fx")).isNull();
        assertThat(event("relation \"a\" already exists, skipping")).isNull();
    }

    private static @Nullable Event event(String message) {
        return Event.of(new Notice("INFO", message, "00000", null));
    }
}
