package dev.turnup.connectors;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what was agreed out of an answer, or says what is wrong with it. */
public final class Reading {

  private Reading() {}

  /** An attribute that has to be there. */
  public static <T> T required(@Nullable T value, String name) {
    if (value == null || "".equals(value)) {
      throw new UnreadableAnswer("no " + name);
    }
    return value;
  }

  /** A list that may be left out; it holds no null. */
  public static <T> List<T> list(@Nullable List<@Nullable T> values) {
    return values == null ? List.of() : all(values.stream());
  }

  public static <T> List<T> list(T[] values) {
    return all(Arrays.stream(values));
  }

  /** The only one, if there is one. */
  public static <T> Optional<T> atMostOne(T[] values, String name) {
    if (values.length > 1) {
      throw new UnreadableAnswer("more than one " + name);
    }
    return list(values).stream().findFirst();
  }

  /** An identifier that will be part of an address; its sender is not trusted with more. */
  public static String pathSegment(@Nullable String id) {
    String segment = required(id, "id");
    if (!segment.matches("[A-Za-z0-9._~:@-]{1,200}") || segment.matches("\\.+")) {
      throw new UnreadableAnswer("an id that cannot be part of an address");
    }
    return segment;
  }

  public static OffsetDateTime moment(@Nullable String value, String name) {
    return OffsetDateTime.parse(required(value, name));
  }

  public static Instant instant(@Nullable String value, String name) {
    return moment(value, name).toInstant();
  }

  /** A day, also where the sender gives a moment: the day it is there. */
  public static LocalDate day(@Nullable String value, String name) {
    String day = required(value, name);
    return day.contains("T") ? moment(day, name).toLocalDate() : LocalDate.parse(day);
  }

  private static <T> List<T> all(Stream<@Nullable T> values) {
    return values.map(value -> required(value, "element")).toList();
  }
}
