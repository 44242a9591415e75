package dev.turnup.engine.order;

import java.time.Instant;

/**
 * Work for a person that something else than the desk's table says the time of.
 *
 * @param file what the person has to see
 * @param due until when it should be done
 */
public record Assignment(CaseFile file, Instant due) {}
