package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.kpi.CountOrders;
import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Indicator;
import dev.turnup.engine.kpi.Indicator.Part;
import dev.turnup.engine.kpi.Indicator.Reading;
import dev.turnup.engine.kpi.JudgeKpis;
import dev.turnup.engine.kpi.Slice;
import dev.turnup.engine.kpi.Snapshots;
import dev.turnup.engine.kpi.Window;
import dev.turnup.engine.order.Decisions.Undecided;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * How well orders go. The last 30 days of all orders are counted once a minute for all who ask;
 * another window, or some of the orders, when somebody asks.
 */
@Controller
class KpisController {

  private static final int LONGEST_CRITERION = 255;

  private final Snapshots snapshots;
  private final CountOrders countOrders;
  private final JudgeKpis judgeKpis;
  private final Clock clock;

  KpisController(Snapshots snapshots, CountOrders countOrders, JudgeKpis judgeKpis, Clock clock) {
    this.snapshots = snapshots;
    this.countOrders = countOrders;
    this.judgeKpis = judgeKpis;
    this.clock = clock;
  }

  /** What was counted, and when; what there is not is left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Shown(
      Instant countedAt,
      Instant from,
      Instant to,
      Optional<String> tier,
      Optional<String> offering,
      List<Number> kpis) {

    /** A number; {@code window} is {@code now} where it is of the moment. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Number(
        String kpi,
        String name,
        String window,
        Optional<BigDecimal> value,
        String unit,
        @JsonInclude long counted,
        Optional<Integer> target,
        Optional<Integer> lowerLimit,
        Optional<Integer> upperLimit,
        String state,
        List<Number> parts) {}

    static Shown of(Figures figures, List<Indicator> indicators) {
      Window window = figures.window();
      return new Shown(
          figures.at(),
          window.from(),
          window.to(),
          figures.slice().tier(),
          figures.slice().offering(),
          indicators.stream().map(indicator -> number(indicator, window)).toList());
    }

    private static Number number(Indicator indicator, Window window) {
      String over = indicator.kpi().isOfNow() ? "now" : window.from() + "/" + window.to();
      return number(
          indicator.kpi().code(),
          indicator.kpi().told(),
          over,
          indicator.whole(),
          indicator.parts().stream().map(part -> part(part, over)).toList());
    }

    private static Number part(Part part, String window) {
      return number(part.of(), part.name(), window, part.reading(), List.of());
    }

    private static Number number(
        String kpi, String name, String window, Reading reading, List<Number> parts) {
      return new Number(
          kpi,
          name,
          window,
          reading.value().map(value -> new BigDecimal(value).setScale(2, RoundingMode.HALF_UP)),
          reading.unit().code(),
          reading.counted(),
          reading.limits().target(),
          reading.limits().lower(),
          reading.limits().upper(),
          reading.state().code(),
          parts);
    }
  }

  /** A page where the request wants HTML first of all, as browsers do; JSON otherwise. */
  @GetMapping("/operations/kpis")
  Object kpis(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String tier,
      @RequestParam(defaultValue = "") String offering,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
    Optional<Figures> snapshot =
        (from + to + tier + offering).isBlank() ? snapshots.newest() : Optional.empty();
    Figures figures =
        snapshot.orElseGet(
            () ->
                counted(
                    window(day(from), day(to)),
                    new Slice(criterion("tier", tier), criterion("offering", offering))));
    try {
      List<Indicator> indicators = judgeKpis.of(figures);
      return accept.startsWith(MediaType.TEXT_HTML_VALUE)
          ? Page.of("kpis", "kpis", KpisPage.of(figures, indicators), HttpStatus.OK)
          : ResponseEntity.ok()
              .contentType(MediaType.APPLICATION_JSON)
              .body(Shown.of(figures, indicators));
    } catch (Undecided e) {
      throw RequestRefused.undecided(e);
    }
  }

  private Figures counted(Window window, Slice slice) {
    return countOrders
        .within(window, slice)
        .orElseThrow(
            () ->
                RequestRefused.malformed(
                    "window-too-expensive",
                    "the database takes too long to count so many orders",
                    "Ask for fewer days."));
  }

  /** Whole days of UTC, both included; the last one as far as it has gone. */
  private Window window(Optional<LocalDate> from, Optional<LocalDate> to) {
    Instant now = clock.instant();
    Instant end =
        to.map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
            .filter(next -> next.isBefore(now))
            .orElse(now);
    Instant start =
        from.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
            .orElseGet(() -> Window.before(end).from());
    try {
      return new Window(start, end);
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(
          "invalid-criterion",
          "from is a day that has begun, to one that is not before it, and no more than %d days lie between them"
              .formatted(Window.LONGEST.toDays()),
          "");
    }
  }

  private static Optional<LocalDate> day(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 2000 && day.getYear() < 2200) {
        return Optional.of(day);
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw RequestRefused.malformed(
        "invalid-criterion", "from and to are days, such as 2026-12-24", "");
  }

  private static Optional<String> criterion(String name, String text) {
    if (text.length() > LONGEST_CRITERION || text.chars().anyMatch(Character::isISOControl)) {
      throw RequestRefused.malformed(
          "invalid-criterion", name + " is a text of up to 255 characters", "");
    }
    return Optional.of(text.strip()).filter(given -> !given.isEmpty());
  }
}
