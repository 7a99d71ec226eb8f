package io.github.dbmigrate.report;

/** A page as it grows: our own markup, and text from outside, which is escaped here and nowhere else. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Markup that holds nothing from outside. */
    Html markup(String ours) {
        out.append(ours);
        return this;
    }

    /** Text, in an element or in a quoted attribute. */
    Html text(String outside) {
        out.append(escaped(outside));
        return this;
    }

    /** An element without attributes. */
    Html element(String name, String text) {
        return markup("<" + name + ">").text(text).markup("</" + name + ">");
    }

    /** An element of a class. */
    Html element(String name, String ofClass, String text) {
        return markup("<" + name + " class=\"" + ofClass + "\">").text(text).markup("</" + name + ">");
    }

    /** An attribute with a blank before it. */
    Html attribute(String name, String value) {
        return markup(" " + name + "=\"").text(value).markup("\"");
    }

    /** Something to press that leads to a place of this page. */
    Html link(String id, String text) {
        return markup("<a").attribute("href", "#" + id).markup(">").text(text).markup("</a>");
    }

    private static String escaped(String outside) {
        StringBuilder safe = new StringBuilder(outside.length());
        outside.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append((char) c);
                default -> safe.appendCodePoint(isShown(c) ? c : '?');
            }
        });
        return safe.toString();
    }

    /** Control characters are not; nor are those that turn the reading direction, so that SQL reads as it runs. */
    private static boolean isShown(int c) {
        boolean turns = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        boolean half = c >= 0xd800 && c <= 0xdfff;
        return !Character.isISOControl(c) && !turns && !half;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
