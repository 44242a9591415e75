package dev.turnup.engine.scheduling;

import java.time.ZonedDateTime;

/**
 * A stretch of a technician's time, in the time zone of the site.
 *
 * @param technician empty if the workforce system sends somebody and has not said whom
 */
public record Slot(String technician, ZonedDateTime start, ZonedDateTime end) {}
