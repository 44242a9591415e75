package dev.turnup.connectors.sandbox.clock;

/**
 * Where the clock stands.
 *
 * @param step counts what the walk asked for; a node answers with the step it is ready with
 * @param led whether a walk is going on; one whose walker died is none
 */
record Position(long offsetMillis, long step, Phase phase, boolean led) {}
