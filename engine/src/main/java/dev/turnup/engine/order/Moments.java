package dev.turnup.engine.order;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as staff are told of them. */
public final class Moments {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);

  private Moments() {}

  /** {@code Mon 2 Mar 2026, 10:00 (Europe/Berlin)}. */
  public static String told(Instant moment, ZoneId zone) {
    String place = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    return LOCAL.format(moment.atZone(zone)) + " (" + place + ")";
  }
}
