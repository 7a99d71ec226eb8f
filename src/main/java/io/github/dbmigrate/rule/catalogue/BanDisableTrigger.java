package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.TriggerDisabled;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows are written past a trigger. */
final class BanDisableTrigger extends Danger {

    BanDisableTrigger() {
        super("ban-disable-trigger", Level.RISKY, "a trigger is disabled", """
                What the trigger does is not done for the rows that anybody writes from now on: no audit row, no copy, no \
                check. Nothing is made good when it is enabled again (ALTER TABLE, DISABLE TRIGGER). DISABLE TRIGGER ALL \
                also disables those that hold foreign keys.""", """
                Enable it again in the same transaction: the lock of DISABLE TRIGGER keeps other writers out until then. Or \
                let the trigger's function look at a setting that only your own session sets.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Rest rest = new Rest(evidence.statement());
        Map<Relation, List<TriggerDisabled>> disabled =
                evidence.existing(TriggerDisabled.class, TriggerDisabled::table).stream()
                        .filter(one -> !rest.enablesTriggers(one.table()))
                        .collect(
                                Collectors.groupingBy(TriggerDisabled::table, LinkedHashMap::new, Collectors.toList()));
        return disabled.values().stream().map(BanDisableTrigger::finding);
    }

    private static Finding finding(List<TriggerDisabled> disabled) {
        TriggerDisabled first = disabled.get(0);
        Relation table = first.table();
        String names = disabled.stream().map(one -> Quoted.shown(one.name())).collect(Collectors.joining(", "));
        return Finding.of(
                first,
                "rows that anybody writes to %s pass by %s".formatted(table, names),
                "disabled on %s: %s".formatted(table, names),
                disabled.stream()
                        .map(one -> "ALTER TABLE %s ENABLE TRIGGER %s;".formatted(table, Quoted.shown(one.name())))
                        .collect(Collectors.joining(
                                "\n", "in the same file, behind what must be written past it:\n", "")));
    }
}
