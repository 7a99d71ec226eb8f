package io.github.dbmigrate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Wall time by the number of migrations, a panel for each latency and a line for each tool, as SVG. Both axes are logarithmic. */
record Plot(Machine machine, Wish wish, Results results) {
    private static final int PANEL = 260;
    private static final int HEIGHT = 280;
    private static final int LEFT = 56;
    private static final int TOP = 48;
    private static final int GAP = 28;
    private static final int LEGEND_LINE = 18;
    /** From 10 ms to 1,000 s. */
    private static final int LEAST_POWER = -2;

    private static final int MOST_POWER = 3;
    /** Colours that people who cannot tell red from green can tell apart (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#56b4e9", "#d55e00", "#009e73", "#000000", "#999999", "#cc79a7");

    List<String> svg() {
        List<String> tools =
                results.series().keySet().stream().map(Case::tool).distinct().toList();
        int width = LEFT + wish.latencies().size() * (PANEL + GAP);
        int height = TOP + HEIGHT + 56 + LEGEND_LINE * ((tools.size() + 2) / 3) + 36;
        List<String> svg = new ArrayList<>();
        svg.add(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">")
                .formatted(width, height, width, height));
        svg.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        svg.add(text(LEFT, 20, "start", "Seconds of the whole process by pending migrations", "font-size=\"15\""));
        for (int panel = 0; panel < wish.latencies().size(); panel++) {
            panel(svg, LEFT + panel * (PANEL + GAP), wish.latencies().get(panel), tools, panel == 0);
        }
        for (int tool = 0; tool < tools.size(); tool++) {
            int x = LEFT + tool % 3 * 200;
            int y = TOP + HEIGHT + 58 + LEGEND_LINE * (tool / 3);
            svg.add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>"
                    .formatted(x, y - 4, x + 22, y - 4, colour(tool)));
            svg.add(text(x + 28, y, "start", tools.get(tool), ""));
        }
        int half = machine.words().size() / 2;
        svg.add(small(height - 22, machine.date() + ": " + words(0, half)));
        svg.add(small(height - 10, words(half, machine.words().size())));
        svg.add("</svg>");
        return svg;
    }

    private void panel(List<String> svg, int left, int latency, List<String> tools, boolean labelled) {
        svg.add(text(left + PANEL / 2, TOP - 8, "middle", "network round trip " + latency + " ms", ""));
        for (int power = LEAST_POWER; power <= MOST_POWER; power++) {
            double y = y(Math.pow(10, power));
            svg.add("<line x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\" stroke=\"#dddddd\"/>"
                    .formatted(left, number(y), left + PANEL, number(y)));
            if (labelled) {
                String label = power < 0 ? number(Math.pow(10, power)) : Integer.toString((int) Math.pow(10, power));
                svg.add(text(left - 6, y + 4, "end", label + " s", ""));
            }
        }
        List<Integer> counts = counts();
        for (int at = 0; at < counts.size(); at++) {
            String label = counts.get(at) == 0 ? "none" : String.format(Locale.ROOT, "%,d", counts.get(at));
            svg.add(text(x(left, at, counts.size()), TOP + HEIGHT + 16, "middle", label, ""));
        }
        svg.add(text(left + PANEL / 2, TOP + HEIGHT + 34, "middle", "pending migrations", ""));
        for (int tool = 0; tool < tools.size(); tool++) {
            line(svg, left, latency, tools.get(tool), colour(tool), counts);
        }
    }

    private void line(List<String> svg, int left, int latency, String tool, String colour, List<Integer> counts) {
        StringBuilder points = new StringBuilder();
        for (int at = 0; at < counts.size(); at++) {
            Optional<Series> series = results.measured(new Case(tool, counts.get(at), latency));
            if (series.isEmpty()) {
                continue;
            }
            String x = number(x(left, at, counts.size()));
            String y = number(y(series.get().seconds().median()));
            points.append(x).append(',').append(y).append(' ');
            svg.add("<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"><title>%s</title></circle>"
                    .formatted(
                            x, y, colour, tool + ": " + series.get().seconds().in("%.2f") + " s"));
        }
        svg.add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                .formatted(points.toString().strip(), colour));
    }

    private List<Integer> counts() {
        return Stream.concat(Stream.of(0), wish.migrations().stream()).toList();
    }

    private String words(int from, int to) {
        return String.join("; ", machine.words().subList(from, to));
    }

    private static String small(int y, String words) {
        return text(LEFT, y, "start", words, "font-size=\"9\" fill=\"#555555\"");
    }

    private static double x(int left, int at, int count) {
        return left + 16 + (PANEL - 32.0) * at / Math.max(1, count - 1);
    }

    private static double y(double seconds) {
        double share = (Math.log10(seconds) - LEAST_POWER) / (MOST_POWER - LEAST_POWER);
        return TOP + HEIGHT * (1 - Math.max(0, Math.min(1, share)));
    }

    private static String colour(int tool) {
        return COLOURS.get(tool % COLOURS.size());
    }

    private static String text(double x, double y, String anchor, String words, String more) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" %s>%s</text>"
                .formatted(
                        number(x),
                        number(y),
                        anchor,
                        more,
                        words.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private static String number(double value) {
        String shown = String.format(Locale.ROOT, "%.2f", value);
        return shown.endsWith(".00") ? shown.substring(0, shown.length() - 3) : shown;
    }
}
