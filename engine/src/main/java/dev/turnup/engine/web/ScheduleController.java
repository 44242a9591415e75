package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.scheduling.DescribeDay;
import dev.turnup.engine.scheduling.DescribeDay.Day;
import dev.turnup.engine.scheduling.Schedules;
import dev.turnup.engine.scheduling.Schedules.Planned;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Dispatch's view: what the technicians of a territory do on a day. */
@Controller
class ScheduleController {

  private static final int MOST_TERRITORIES = 500;

  private final DescribeDay describeDay;
  private final Schedules schedules;

  ScheduleController(DescribeDay describeDay, Schedules schedules) {
    this.describeDay = describeDay;
    this.schedules = schedules;
  }

  /** A day, with times in the territory's zone. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Shown(
      String territory,
      String name,
      String timeZone,
      LocalDate day,
      boolean complete,
      Optional<String> note,
      List<Row> technicians,
      List<Outside> outside) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Row(
        String id,
        String name,
        List<Span> works,
        List<Span> absent,
        Optional<Integer> mostVisits,
        Optional<Long> mostMinutes,
        List<Visit> visits) {}

    /** A visit that the workforce system makes; it may have said by whom. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Outside(Optional<String> technician, @JsonUnwrapped Visit visit) {}

    record Span(OffsetDateTime start, OffsetDateTime end) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Visit(
        Optional<String> order,
        Optional<Integer> delivery,
        String state,
        OffsetDateTime start,
        OffsetDateTime end,
        String address) {}

    static Shown of(Day day) {
      ZoneId zone = day.territory().zone();
      return new Shown(
          day.territory().id(),
          day.territory().name(),
          zone.getId(),
          day.date(),
          day.complete(),
          Optional.of(day.note()).filter(text -> !text.isEmpty()),
          day.rows().stream().map(row -> row(row, zone)).toList(),
          day.outside().stream()
              .map(
                  visit ->
                      new Outside(
                          Optional.of(visit.technician()).filter(name -> !name.isEmpty()),
                          visit(visit, zone)))
              .toList());
    }

    private static Row row(DescribeDay.Row row, ZoneId zone) {
      return new Row(
          row.technician().id(),
          row.technician().name(),
          spans(row.worked(), zone),
          spans(row.away(), zone),
          row.technician().most().visits(),
          row.technician().most().time().map(Duration::toMinutes),
          row.visits().stream().map(visit -> visit(visit, zone)).toList());
    }

    private static Visit visit(Planned visit, ZoneId zone) {
      return new Visit(
          visit.order().map(OrderId::value),
          visit.delivery(),
          visit.state(),
          visit.start().atZone(zone).toOffsetDateTime(),
          visit.end().atZone(zone).toOffsetDateTime(),
          visit.address());
    }

    private static List<Span> spans(List<Opening> openings, ZoneId zone) {
      return openings.stream()
          .map(
              opening ->
                  new Span(
                      opening.start().atZone(zone).toOffsetDateTime(),
                      opening.end().atZone(zone).toOffsetDateTime()))
          .toList();
    }
  }

  /** A page where the request wants HTML first of all, as browsers do; JSON otherwise. */
  @GetMapping("/operations/schedule")
  Object schedule(
      @RequestParam(required = false) @Nullable String territory,
      @RequestParam(required = false) @Nullable String day,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
    boolean page = accept.startsWith(MediaType.TEXT_HTML_VALUE);
    Optional<String> wanted = Optional.ofNullable(territory).filter(id -> !id.isBlank());
    if (wanted.isEmpty() && !page) {
      throw RequestRefused.malformed(
          "missing-criterion", "territory is missing", "Say whose technicians are meant.");
    }
    Optional<LocalDate> date =
        Optional.ofNullable(day).filter(text -> !text.isBlank()).map(ScheduleController::day);
    Optional<Day> found =
        wanted.map(
            id ->
                Optional.of(id)
                    .filter(text -> text.chars().noneMatch(Character::isISOControl))
                    .flatMap(known -> describeDay.of(known, date))
                    .orElseThrow(() -> none(id)));
    return page
        ? Page.of(
            "schedule",
            "schedule",
            SchedulePage.of(schedules.territories(MOST_TERRITORIES), found),
            HttpStatus.OK)
        : ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .body(found.map(Shown::of).orElseThrow());
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 2000 && day.getYear() < 2200) {
        return day;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw RequestRefused.malformed("invalid-criterion", "day is a day, such as 2026-12-24", "");
  }

  private static RequestRefused none(String territory) {
    return new RequestRefused(
        new Problem(
            HttpStatus.NOT_FOUND,
            "unknown-territory",
            "there is no territory " + ListRequest.shown(territory),
            ""));
  }
}
