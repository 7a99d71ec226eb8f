package io.github.dbmigrate.bench;

/**
 * One run of a whole process.
 *
 * @param startUpTrips round trips until the connections were ready
 * @param roundTrips those after that
 */
record Sample(Cost cost, int connections, int startUpTrips, int roundTrips) {}
