package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;

/**
 * A migration that could not be applied.
 *
 * @param connectionLost the answer never came, so that it is the server's secret whether the migration was committed
 */
public record Failure(Migration migration, Diagnostic diagnostic, long millis, boolean connectionLost) {}
