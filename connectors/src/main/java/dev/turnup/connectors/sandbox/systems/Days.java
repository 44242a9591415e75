package dev.turnup.connectors.sandbox.systems;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Days and moments as the wire has them. */
final class Days {

  private Days() {}

  /** A day, or the local day of a moment with an offset; empty if it is neither. */
  static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(
          text.length() > 10 ? OffsetDateTime.parse(text).toLocalDate() : LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A moment with an offset; empty if it is none. */
  static Optional<Instant> moment(String text) {
    return there(text).map(OffsetDateTime::toInstant);
  }

  /** The same as it is told there. */
  static Optional<OffsetDateTime> there(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
