package io.github.dbmigrate.rule;

import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;

/** Where in its file a finding is. */
record Spot(int offset, Place place, Excerpt excerpt) {

    static Spot of(Observed statement, Finding finding) {
        Statement whole = statement.statement();
        int offset = whole.offset();
        int end = whole.end();
        for (Observed.Fact fact : statement.facts()) {
            if (fact.observation() == finding.observation()) {
                offset = fact.offset();
                end = fact.end();
                break;
            }
        }
        return at(statement, offset, end);
    }

    private static Spot at(Observed statement, int offset, int end) {
        Script script = statement.migration().script();
        boolean inside = offset > statement.statement().offset();
        Excerpt excerpt = Excerpt.of(script.text(), offset, end, inside ? offset : endOfStatementBefore(statement));
        String row = excerpt.rows().get(excerpt.rows().size() - 1).text();
        int column = script.column(offset);
        int endColumn = column + row.codePointCount(excerpt.from(), excerpt.to());
        Place place = new Place(statement.migration().file(), script.line(offset), column, endColumn, "");
        return new Spot(offset, place, excerpt);
    }

    private static int endOfStatementBefore(Observed statement) {
        int end = 0;
        for (Statement other : statement.migration().script().statements()) {
            if (other.end() <= statement.statement().offset()) {
                end = other.end();
            }
        }
        return end;
    }
}
