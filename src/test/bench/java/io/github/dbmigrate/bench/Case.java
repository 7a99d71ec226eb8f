package io.github.dbmigrate.bench;

/**
 * One thing that is measured several times.
 *
 * @param tool who does it
 * @param pending how many migrations; 0 for none
 * @param latency the round trip time of the network, in ms
 */
record Case(String tool, int pending, int latency) {}
