package io.github.dbmigrate.rule.catalogue;

/** DROP TRIGGER. */
final class BanDropTrigger extends DroppedObject {
    BanDropTrigger() {
        super(
                "ban-drop-trigger",
                "a trigger is dropped",
                "What the trigger did for each write no longer happens, and nobody is told (PostgreSQL's documentation, DROP"
                        + " TRIGGER, which also takes an ACCESS EXCLUSIVE lock).",
                "Drop it together with the release that does its work itself, or create the new one in the same transaction.",
                "writes go on without it",
                "trigger");
    }
}
