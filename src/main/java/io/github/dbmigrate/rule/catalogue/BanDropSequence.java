package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.rule.Finding;

/** DROP SEQUENCE; one that a dropped column owns is not told of. */
final class BanDropSequence extends DroppedObject {
    BanDropSequence() {
        super(
                "ban-drop-sequence",
                "a sequence is dropped",
                "Calls of nextval fail, and where the sequence had come to is forgotten: one made anew begins from 1 and gives"
                        + " out numbers that are taken (PostgreSQL's documentation, DROP SEQUENCE).",
                "Drop it in a release after the last one that draws from it.",
                "nextval fails, and where it had come to is forgotten",
                "sequence");
    }

    /** It usually is the sequence of the table that goes with it, which is told. */
    @Override
    Finding rated(Evidence evidence, Finding finding) {
        return Neighbours.of(evidence.statement()).dropTable() ? finding.atMost(Severity.NOTE) : finding;
    }
}
