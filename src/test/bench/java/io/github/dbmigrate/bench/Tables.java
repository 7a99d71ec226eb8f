package io.github.dbmigrate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What was measured, in Markdown. */
record Tables(Machine machine, Wish wish, Results results) {
    private static final String NONE = "-";

    /** Everything. */
    List<String> all() {
        List<String> lines = new ArrayList<>(List.of("# Measured side by side", "", machine.toString(), ""));
        lines.addAll(figures());
        lines.addAll(List.of(
                "",
                "## Whole processes",
                "",
                "`mvn -o -q` from start to end, or psql. Medians (least..most) of so many runs, tools in turn; a case is run up to "
                        + wish.repeat() + " times,",
                "fewer when a tool would take longer than "
                        + wish.budget().toSeconds()
                        + " s for it. CPU: user and system time of the process and its children, as the shell's `times`",
                "tells; that of the server is not in it. Memory: the largest VmHWM of one process, looked up every 40 ms. Round"
                        + " trips: counted before the",
                "delay; the answer to a request for encryption is not delayed. \"migrations 0\": "
                        + WholeProcesses.APPLIED
                        + " are applied and nothing is to be done.",
                "",
                "| migrations | network, ms | tool | s | CPU s | MB | connections | round trips to connect | after that | runs |",
                "|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|"));
        results.series().forEach((of, series) -> lines.add(row(of, series)));
        lines.addAll(List.of(
                "",
                "## Without Maven",
                "",
                "| what | who | unit | median (least..most) | runs |",
                "|---|---|---|---:|---:|"));
        for (Measure measure : results.measures()) {
            String reason = results.failure(measure);
            lines.add("| %s | %s | %s | %s | %s |"
                    .formatted(
                            measure.what(),
                            measure.who(),
                            measure.unit(),
                            results.measured(measure)
                                            .map(spread -> spread.in("%.1f"))
                                            .orElse("")
                                    + (reason == null ? "" : " failed: " + reason),
                            results.measured(measure).map(Spread::values).orElse(0)));
        }
        lines.addAll(unfit());
        return lines;
    }

    /** What the README shows. */
    List<String> brief() {
        List<String> lines = new ArrayList<>(List.of(
                machine + ".",
                "Medians of up to %d runs, fewer where one takes long; the tools in turn.".formatted(wish.repeat()),
                "",
                "| whole process, median | nothing to do, s | CPU s | MB | round trips | 1,000 migrations at 0 ms, s | at 20 ms, s |"
                        + " round trips |",
                "|---|---:|---:|---:|---:|---:|---:|---:|"));
        results.series().keySet().stream().map(Case::tool).distinct().forEach(tool -> lines.add(brief(tool)));
        lines.add("");
        lines.addAll(figures());
        lines.addAll(unfit());
        return lines;
    }

    private List<String> figures() {
        List<String> lines = new ArrayList<>(List.of("| figure | goal | measured | |", "|---|---|---:|---|"));
        new Figures(wish, results).all().forEach(figure -> lines.add(figure.row()));
        return lines;
    }

    private List<String> unfit() {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> tool : results.unfit().entrySet()) {
            lines.addAll(List.of("", "Not measured: " + tool.getKey() + ", " + tool.getValue()));
        }
        return lines;
    }

    private String brief(String tool) {
        Optional<Series> nothing = results.measured(new Case(tool, 0, 0));
        Optional<Series> near = results.measured(new Case(tool, 1000, 0));
        Optional<Series> far = results.measured(new Case(tool, 1000, 20));
        return "| %s | %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        tool,
                        cell(nothing, "%.2f", Series::seconds),
                        cell(nothing, "%.2f", Series::cpu),
                        cell(nothing, "%.0f", Series::megabytes),
                        cell(nothing, "%.0f", Tables::allTrips),
                        cell(near, "%.1f", Series::seconds),
                        cell(far, "%.1f", Series::seconds),
                        cell(near.or(() -> far), "%.0f", Tables::allTrips));
    }

    private static Spread allTrips(Series series) {
        return series.spread(sample -> sample.startUpTrips() + (double) sample.roundTrips());
    }

    private static String cell(Optional<Series> series, String form, Function<Series, Spread> value) {
        return series.map(found ->
                        String.format(Locale.ROOT, form, value.apply(found).median()))
                .orElse(NONE);
    }

    private static String row(Case of, Series series) {
        String start = "| %d | %d | %s | ".formatted(of.pending(), of.latency(), of.tool());
        String reason = series.failure();
        if (series.isEmpty()) {
            return start + "failed: " + reason + " | | | | | | 0 |";
        }
        return start
                + "%s | %s | %s | %s | %s | %s | %d%s |"
                        .formatted(
                                series.seconds().in("%.2f"),
                                series.cpu().in("%.2f"),
                                series.megabytes().in("%.0f"),
                                whole(series.connections()),
                                whole(series.startUpTrips()),
                                whole(series.roundTrips()),
                                series.size(),
                                reason == null ? "" : ", then failed: " + reason);
    }

    /** A number that is the same in every run is shown once. */
    private static String whole(Spread spread) {
        return spread.least() == spread.most()
                ? String.format(Locale.ROOT, "%.0f", spread.median())
                : spread.in("%.0f");
    }
}
