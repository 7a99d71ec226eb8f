package io.github.dbmigrate.bench;

/**
 * What a whole process took, with all processes it started.
 *
 * @param seconds from its start to its end
 * @param cpuSeconds user and system time
 * @param megabytes the largest resident set of a single process; 0 where it cannot be told
 */
record Cost(double seconds, double cpuSeconds, double megabytes) {}
