package dev.turnup.engine.workflow.rules;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import javax.xml.datatype.DatatypeFactory;

/** The times that a model may hold, ISO 8601; the engine reads them when an order is there. */
final class ModelTime {

  private static final DatatypeFactory DURATIONS = DatatypeFactory.newDefaultInstance();

  private ModelTime() {}

  /** {@code PT15M}, or what a variable says. */
  static boolean isDuration(String text) {
    return ModelExpression.isIn(text) || isPlainDuration(text);
  }

  /** {@code 2026-12-01T09:00:00Z}, or what a variable says. */
  static boolean isMoment(String text) {
    return ModelExpression.isIn(text) || isPlainMoment(text);
  }

  private static boolean isPlainDuration(String text) {
    try {
      return DURATIONS.newDuration(text.strip()).getSign() >= 0;
    } catch (IllegalArgumentException noDuration) {
      return false;
    }
  }

  private static boolean isPlainMoment(String text) {
    try {
      DateTimeFormatter.ISO_DATE_TIME.parseBest(
          text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return true;
    } catch (DateTimeParseException noMoment) {
      return false;
    }
  }
}
