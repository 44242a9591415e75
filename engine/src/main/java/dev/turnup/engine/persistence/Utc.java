package dev.turnup.engine.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The driver takes and gives {@code timestamptz} as {@link OffsetDateTime}. */
final class Utc {

  private Utc() {}

  static OffsetDateTime of(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
