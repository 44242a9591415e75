package dev.turnup.engine.decomposition;

import java.time.ZoneId;

/**
 * An area that technicians work in.
 *
 * @param zone in which days and appointments there are meant
 * @param isOutside whether the outside workforce system says when visits there can be, and not
 *     Turnup
 */
public record Territory(String id, String name, ZoneId zone, boolean isOutside) {

  /** One for which Turnup has the calendars. */
  public Territory(String id, String name, ZoneId zone) {
    this(id, name, zone, false);
  }
}
