package dev.turnup.engine.resource;

import dev.turnup.engine.order.WorkingWeek.Span;
import dev.turnup.engine.resource.Cell.Fit;
import dev.turnup.engine.resource.Cell.Unfit;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Working hours of a week as people write them: {@code Mon-Fri 08:00-12:00 12:30-16:30; Sat
 * 22:00-06:00}. What ends before it starts ends on the next day.
 */
public record WeeklyHours(Map<DayOfWeek, List<Span>> days) {

  private static final List<String> NAMES =
      Arrays.stream(DayOfWeek.values()).map(WeeklyHours::nameOf).toList();

  private static final int MOST_SPANS_A_DAY = 8;
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  static Cell reading(String text) {
    try {
      return new Fit(of(text).toString());
    } catch (DateTimeException | IllegalArgumentException e) {
      return new Unfit(
          "is weekdays and spans of hours that do not overlap, such as Mon-Fri 08:00-12:00"
              + " 12:30-16:30; Sat 09:00-13:00");
    }
  }

  /** Those of rows: {@code 1 08:00-12:00;1 12:30-16:30;6 22:00-06:00}. */
  public static WeeklyHours ofRows(String rows) {
    Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
    for (String row : rows.split(";")) {
      days.computeIfAbsent(
              DayOfWeek.of(Integer.parseInt(row.substring(0, 1))), day -> new ArrayList<>())
          .add(span(row.substring(2)));
    }
    return new WeeklyHours(days);
  }

  /**
   * @throws IllegalArgumentException if they are not written so, or overlap
   */
  public static WeeklyHours of(String text) {
    Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
    for (String part : text.split(";")) {
      String[] words = part.strip().split("\\s+");
      List<Span> spans = Arrays.stream(words).skip(1).map(WeeklyHours::span).toList();
      if (spans.isEmpty() || spans.size() > MOST_SPANS_A_DAY) {
        throw new IllegalArgumentException("no hours: " + part);
      }
      for (DayOfWeek day : daysOf(words[0])) {
        if (days.put(day, sortedApart(spans)) != null) {
          throw new IllegalArgumentException("twice: " + day);
        }
      }
    }
    return new WeeklyHours(days);
  }

  /** One row for each span, as {@link #ofRows} takes them. */
  public String rows() {
    return days.entrySet().stream()
        .flatMap(
            entry -> entry.getValue().stream().map(s -> entry.getKey().getValue() + " " + told(s)))
        .collect(Collectors.joining(";"));
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    int day = 0;
    while (day < NAMES.size()) {
      String spans = spansOn(day);
      int last = day;
      while (last + 1 < NAMES.size() && spansOn(last + 1).equals(spans)) {
        last++;
      }
      if (!spans.isEmpty()) {
        parts.add(NAMES.get(day) + (last > day ? "-" + NAMES.get(last) : "") + " " + spans);
      }
      day = last + 1;
    }
    return String.join("; ", parts);
  }

  static Span span(String text) {
    if (!text.matches("\\d\\d:\\d\\d-\\d\\d:\\d\\d")) {
      throw new IllegalArgumentException("no span: " + text);
    }
    String until = text.substring(6);
    return new Span(
        LocalTime.parse(text.substring(0, 5)),
        until.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(until));
  }

  private String spansOn(int day) {
    return days.getOrDefault(DayOfWeek.of(day + 1), List.of()).stream()
        .map(WeeklyHours::told)
        .collect(Collectors.joining(" "));
  }

  private static String told(Span span) {
    return span.from() + "-" + span.until();
  }

  private static List<Span> sortedApart(List<Span> spans) {
    List<Span> sorted = spans.stream().sorted(Comparator.comparing(Span::from)).toList();
    int taken = 0;
    for (Span span : sorted) {
      int from = span.from().toSecondOfDay() / 60;
      int until = span.until().toSecondOfDay() / 60;
      if (from < taken) {
        throw new IllegalArgumentException("overlapping hours");
      }
      taken = until <= from ? until + MINUTES_OF_A_DAY : until;
    }
    return sorted;
  }

  private static List<DayOfWeek> daysOf(String text) {
    String[] ends = text.split("-", -1);
    int first = NAMES.indexOf(ends[0]);
    int last = NAMES.indexOf(ends[ends.length - 1]);
    if (first < 0 || last < first || ends.length > 2) {
      throw new IllegalArgumentException("no weekdays: " + text);
    }
    return Arrays.asList(DayOfWeek.values()).subList(first, last + 1);
  }

  private static String nameOf(DayOfWeek day) {
    return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
  }
}
