package dev.turnup.engine.scheduling;

import java.time.ZonedDateTime;

/** A stretch of a technician's time, in the time zone of the site. */
public record Slot(String technician, ZonedDateTime start, ZonedDateTime end) {}
