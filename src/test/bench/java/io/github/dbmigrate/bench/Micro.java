package io.github.dbmigrate.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lexer, the checksum and the plan, one core, after warm-up, by JMH. */
record Micro(ChildJvm jvm, Wish wish, Results results) {
    private static final String LEXER = "lexer";
    private static final String CHECKSUM = "checksum";

    static Measure lexer(Texts texts) {
        return new Measure(LEXER, texts.words(), "MB/s");
    }

    void run() throws IOException, InterruptedException {
        List<String> lines;
        try {
            lines = jvm.run(MicroMain.class, List.of(Integer.toString(wish.repeat())), Map.of());
        } catch (FailedException e) {
            results.failed(new Measure("JMH", "all", "MB/s"), e.reason());
            return;
        }
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            double nanos = Double.parseDouble(words[2]);
            if (words[0].equals(LEXER) || words[0].equals(CHECKSUM)) {
                Texts texts = Texts.valueOf(words[1]);
                results.add(new Measure(words[0], texts.words(), "MB/s"), texts.length() * 1e3 / nanos);
            } else {
                String files = String.format(Locale.ROOT, "%,d files", Integer.parseInt(words[1]));
                results.add(new Measure(words[0], files, "ms"), nanos / 1e6);
            }
        }
    }
}
