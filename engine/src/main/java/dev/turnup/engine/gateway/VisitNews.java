package dev.turnup.engine.gateway;

import dev.turnup.engine.order.DeliveryId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/** What the workforce system says of a visit of its own accord. */
final class VisitNews {

  static final String CHANGED = "visit-changed";

  private static final Duration LONGEST_VISIT = Duration.ofHours(24);
  private static final int LAST_YEAR = 2200;

  private VisitNews() {}

  static boolean isToldBy(String type) {
    return type.equals(CHANGED);
  }

  /** Whether it says which visit it is about, and what became of it. */
  static boolean isComplete(Map<String, String> facts) {
    try {
      DeliveryId.of(facts.getOrDefault("externalId", ""));
    } catch (IllegalArgumentException noUuid) {
      return false;
    }
    return switch (facts.getOrDefault("status", "")) {
      case "confirmed" -> isTime(facts);
      case "cancelled", "completed" -> true;
      default -> false;
    };
  }

  private static boolean isTime(Map<String, String> facts) {
    try {
      OffsetDateTime start = OffsetDateTime.parse(facts.getOrDefault("startDateTime", ""));
      OffsetDateTime end = OffsetDateTime.parse(facts.getOrDefault("endDateTime", ""));
      return start.isBefore(end)
          && !end.isAfter(start.plus(LONGEST_VISIT))
          && start.getYear() < LAST_YEAR;
    } catch (DateTimeException unreadable) {
      return false;
    }
  }

  /** When it was said decides whether it counts. */
  static Map<String, String> facts(Map<String, String> told, Instant saidAt) {
    Map<String, String> facts = new HashMap<>(told);
    facts.put("said", saidAt.toString());
    return facts;
  }
}
