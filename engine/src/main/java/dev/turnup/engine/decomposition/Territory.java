package dev.turnup.engine.decomposition;

import java.time.ZoneId;

/**
 * An area that technicians work in.
 *
 * @param zone in which days and appointments there are meant
 */
public record Territory(String id, String name, ZoneId zone) {}
