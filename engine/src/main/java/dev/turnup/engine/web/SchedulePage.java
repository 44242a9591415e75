package dev.turnup.engine.web;

import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.scheduling.DescribeDay.Day;
import dev.turnup.engine.scheduling.DescribeDay.Row;
import dev.turnup.engine.scheduling.Schedules.Planned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A day of technicians as its page shows it: a picture, technicians by hours, and the same as a
 * list. Texts and measures only.
 *
 * @param day empty until a territory is chosen
 */
record SchedulePage(List<Choice> territories, Optional<Shown> day) {

  private static final int LEFT = 190;
  private static final int WIDTH = 1_150;
  private static final int HEAD = 30;
  private static final int ROW = 46;

  /** Of a box that can hold an order's number and a state. */
  private static final int WIDE = 96;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  record Choice(String id, String name, boolean chosen) {}

  /** A day; {@code date} as forms have it. */
  record Shown(
      String territory,
      String name,
      String zone,
      String date,
      String title,
      String before,
      String after,
      boolean complete,
      String note,
      int width,
      int height,
      List<Tick> ticks,
      List<Lane> lanes,
      List<Entry> entries) {}

  record Tick(int x, String label) {}

  record Lane(
      int y, String name, String about, List<Box> worked, List<Box> away, List<Visit> visits) {}

  record Box(int x, int width, String title) {}

  /** A visit; {@code link} leads to its order, if there is one yet. */
  record Visit(int x, int width, String state, @Nullable String link, String label, String title) {}

  record Entry(
      String time,
      String technician,
      String order,
      String delivery,
      String state,
      String address) {}

  static SchedulePage of(List<Territory> territories, Optional<Day> day) {
    Optional<String> chosen = day.map(that -> that.territory().id());
    return new SchedulePage(
        territories.stream()
            .map(t -> new Choice(t.id(), t.name(), chosen.equals(Optional.of(t.id()))))
            .toList(),
        day.map(that -> new Writer(that).shown()));
  }

  /** Draws one day: from the first hour that anybody works to the last. */
  private static final class Writer {

    private final Day day;
    private final ZoneId zone;
    private final ZonedDateTime first;
    private final Instant last;

    Writer(Day day) {
      this.day = day;
      this.zone = day.territory().zone();
      List<Opening> all =
          day.rows().stream()
              .flatMap(
                  row ->
                      Stream.concat(
                          row.worked().stream(),
                          row.visits().stream().map(v -> new Opening(v.start(), v.end()))))
              .toList();
      Instant begin = all.stream().map(Opening::start).min(Instant::compareTo).orElse(at(8));
      Instant end = all.stream().map(Opening::end).max(Instant::compareTo).orElse(at(16));
      this.first = (begin.isBefore(day.from()) ? day.from() : begin).atZone(zone).withMinute(0);
      this.last = end.isAfter(day.to()) ? day.to() : end;
    }

    private Instant at(int hour) {
      return day.date().atTime(hour, 0).atZone(zone).toInstant();
    }

    Shown shown() {
      List<Lane> lanes = new ArrayList<>();
      for (Row row : day.rows()) {
        lanes.add(lane(row, HEAD + lanes.size() * ROW));
      }
      LocalDate date = day.date();
      return new Shown(
          day.territory().id(),
          day.territory().name(),
          zone.getId(),
          date.toString(),
          DAY.format(date),
          date.minusDays(1).toString(),
          date.plusDays(1).toString(),
          day.complete(),
          day.note(),
          LEFT + WIDTH + 10,
          HEAD + lanes.size() * ROW + 6,
          ticks(),
          lanes,
          Stream.concat(
                  day.rows().stream()
                      .flatMap(
                          row ->
                              row.visits().stream()
                                  .map(visit -> entry(row.technician().name(), visit))),
                  day.outside().stream().map(visit -> entry(outside(visit), visit)))
              .sorted((one, other) -> one.time().compareTo(other.time()))
              .toList());
    }

    private List<Tick> ticks() {
      List<Tick> ticks = new ArrayList<>();
      for (ZonedDateTime hour = first; !hour.toInstant().isAfter(last); hour = hour.plusHours(1)) {
        ticks.add(new Tick(x(hour.toInstant()), TIME.format(hour)));
      }
      return ticks;
    }

    private Lane lane(Row row, int y) {
      return new Lane(
          y,
          row.technician().name(),
          row.technician().territory()
              + " · "
              + String.join(", ", row.technician().skills().stream().sorted().toList()),
          row.worked().stream().map(span -> box(span, "works")).toList(),
          row.away().stream().map(span -> box(span, "absent")).toList(),
          row.visits().stream().map(this::visit).toList());
    }

    private Box box(Opening span, String what) {
      int x = x(span.start());
      return new Box(
          x,
          Math.max(0, x(span.end()) - x),
          what + " " + time(span.start()) + "–" + time(span.end()));
    }

    private Visit visit(Planned visit) {
      int x = x(visit.start());
      int width = Math.max(4, x(visit.end()) - x);
      String number = number(visit);
      return new Visit(
          x,
          width,
          visit.state(),
          visit.order().map(order -> "/orders/" + order).orElse(null),
          width >= WIDE ? number + " · " + visit.state() : width >= WIDE / 2 ? number : "",
          "%s–%s, %s%s, %s%s"
              .formatted(
                  time(visit.start()),
                  time(visit.end()),
                  visit.order().map(order -> "order " + order).orElse("no order yet"),
                  visit.delivery().map(delivery -> ", delivery " + delivery).orElse(""),
                  visit.state(),
                  visit.address().isEmpty() ? "" : ", " + visit.address()));
    }

    private static String number(Planned visit) {
      return visit.order().map(OrderId::value).orElse("no order yet");
    }

    private static String outside(Planned visit) {
      return visit.technician().isEmpty()
          ? "sent by the workforce system"
          : visit.technician() + ", of the workforce system";
    }

    private Entry entry(String technician, Planned visit) {
      return new Entry(
          time(visit.start()) + "–" + time(visit.end()),
          technician,
          visit.order().map(OrderId::value).orElse(""),
          visit.delivery().map(delivery -> Integer.toString(delivery)).orElse(""),
          visit.state(),
          visit.address());
    }

    private String time(Instant moment) {
      return TIME.format(moment.atZone(zone));
    }

    /** By elapsed time, so that a day of a clock change is as long as it is. */
    private int x(Instant moment) {
      Instant begin = first.toInstant();
      long whole = Math.max(1, Duration.between(begin, last).toMinutes());
      long at = Math.max(0, Math.min(whole, Duration.between(begin, moment).toMinutes()));
      return (int) (LEFT + at * WIDTH / whole);
    }
  }
}
