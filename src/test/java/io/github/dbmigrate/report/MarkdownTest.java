package io.github.dbmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.report.Review.Change;
import io.github.dbmigrate.report.Review.Table;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void nothingFromOutsideIsAMark() {
        assertThat(Markdown.text("a|b <b>&amp; `c` *d* [e](f) ~g~ $h$ #1 \\i"))
                .isEqualTo("a&#124;b &lt;b&gt;&amp;amp; \\`c\\` \\*d\\* \\[e\\](f) \\~g\\~ \\$h\\$ \\#1 \\\\i");
        assertThat(Markdown.text("one\r\ntwo\u001b")).isEqualTo("one<br>two?");
    }

    @Test
    void namesKeepTheirLooks() {
        assertThat(Markdown.text("public.order_lines _x_ y_")).isEqualTo("public.order_lines \\_x\\_ y\\_");
    }

    @Test
    void nobodyIsMentioned() {
        assertThat(Markdown.text("@ann")).isEqualTo("@&#8203;ann");
        assertThat(Markdown.code("ann@b")).isEqualTo("<code>ann@b</code>");
    }

    @Test
    void noLineEndsABlock() {
        assertThat(Markdown.block("diff", List.of("+ a", "````"))).isEqualTo("`````diff\n+ a\n````\n`````\n");
    }

    @Test
    void whatDoesNotFitIntoACommentIsLeftOutAndNamed() {
        Diagnostic problem = Diagnostic.error("x", "y".repeat(500));
        List<String> change = Collections.nCopies(3_000, "+ table public.orders");
        Review review = new Review("", List.of(), 0, List.of(), null, List.of(), change, List.of("- a"), List.of());
        Report report = Report.refused("validate", "", null, null, "x", Collections.nCopies(110, problem))
                .with(review);
        String summary = MarkdownSummary.of(report, Sample.CONTEXT);
        assertThat(summary.length()).isLessThan(65_536);
        assertThat(summary).contains("|  |  | 10 more |  |  |\n").contains("- a\n");
        assertThat(summary).endsWith("\nToo long for here, and left out: the schema.\n");
    }

    @Test
    void aPictureIsSmallOrNone() {
        List<Table> many = IntStream.range(0, 41)
                .mapToObj(i -> new Table("t" + i, Change.ADDED, List.of(), List.of()))
                .toList();
        assertThat(Mermaid.of(many)).isEmpty();
        assertThat(Mermaid.of(many.subList(0, 40))).startsWith("```mermaid\nerDiagram\n    t1[\"t0\"]\n");
        assertThat(Mermaid.of(List.of())).isEmpty();
    }
}
