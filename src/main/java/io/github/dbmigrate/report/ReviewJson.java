package io.github.dbmigrate.report;

import io.github.dbmigrate.report.Review.Allowed;
import io.github.dbmigrate.report.Review.Check;
import io.github.dbmigrate.report.Review.Lock;
import io.github.dbmigrate.report.Review.Rehearsal;
import io.github.dbmigrate.report.Review.Reviewed;
import io.github.dbmigrate.report.Review.RunStatement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A review as a part of {@link ResultJson}. What it has found is in the problems there. */
final class ReviewJson {
    private ReviewJson() {}

    static Map<String, @Nullable Object> of(Review review) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("base", review.base().isEmpty() ? null : review.base());
        json.put("total", review.total());
        json.put("checks", review.checks().stream().map(ReviewJson::check).toList());
        json.put("rehearsal", review.rehearsal() == null ? null : rehearsal(review.rehearsal()));
        json.put(
                "migrations",
                review.migrations().stream().map(ReviewJson::migration).toList());
        json.put("allowed", review.allowed().stream().map(ReviewJson::allowed).toList());
        json.put("schemaChange", review.schemaChange());
        json.put("drift", review.drift());
        return json;
    }

    private static Map<String, @Nullable Object> check(Check check) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", check.name());
        json.put("done", check.done());
        json.put("text", check.text());
        return json;
    }

    private static Map<String, @Nullable Object> rehearsal(Rehearsal rehearsal) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("server", rehearsal.server());
        json.put("millis", rehearsal.millis());
        return json;
    }

    private static Map<String, @Nullable Object> migration(Reviewed reviewed) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", reviewed.migration().version());
        json.put("name", reviewed.migration().description());
        json.put("file", reviewed.migration().file());
        json.put("outcome", word(reviewed.outcome()));
        json.put("millis", reviewed.outcome() == Review.Outcome.NOT_RUN ? null : reviewed.millis());
        json.put("rollback", reviewed.rollback());
        json.put(
                "statements",
                reviewed.statements().stream().map(ReviewJson::statement).toList());
        return json;
    }

    static String word(Review.Outcome outcome) {
        return switch (outcome) {
            case RUN -> "run";
            case FAILED -> "failed";
            case NOT_RUN -> "not-run";
        };
    }

    private static Map<String, @Nullable Object> statement(RunStatement statement) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", statement.number());
        json.put("line", statement.line());
        json.put("text", statement.text());
        json.put("micros", statement.micros());
        json.put("locks", statement.locks().stream().map(ReviewJson::lock).toList());
        return json;
    }

    private static Map<String, @Nullable Object> lock(Lock lock) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("relation", lock.relation());
        json.put("mode", lock.mode());
        json.put("blocks", lock.blocks().isEmpty() ? null : lock.blocks());
        return json;
    }

    private static Map<String, @Nullable Object> allowed(Allowed allowed) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rule", allowed.rule());
        json.put("file", allowed.file());
        json.put("line", allowed.line());
        json.put("message", allowed.message());
        json.put("reason", allowed.reason());
        return json;
    }
}
