package dev.turnup.engine.web;

import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Indicator;
import dev.turnup.engine.kpi.Indicator.Limits;
import dev.turnup.engine.kpi.Indicator.Reading;
import dev.turnup.engine.kpi.Unit;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The numbers as their page shows them: each value on a scale, with its target and between its
 * limits. Texts and measures only.
 *
 * @param from the first day, as forms have it
 * @param to the last day
 */
record KpisPage(
    String from,
    String to,
    String tier,
    String offering,
    String countedAt,
    String summary,
    List<Card> cards) {

  private static final int WIDTH = 600;
  private static final double ROOM = 1.2;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  /** A number as a table: all together, and what it comes from. */
  record Card(String name, String window, List<Line> lines) {}

  /** A value on a scale of its own. */
  record Line(
      String name, String value, String wanted, String state, String stateTold, Scale scale) {}

  /**
   * Places between 0 and 600.
   *
   * @param kept from where the limits are kept
   * @param keptWidth and how far
   * @param value how far the value reaches; 0 if there is none
   * @param target where the target is, if there is one
   */
  record Scale(int kept, int keptWidth, int value, Optional<Integer> target) {}

  static KpisPage of(Figures figures, List<Indicator> indicators) {
    return new KpisPage(
        DAY.format(figures.window().from()),
        DAY.format(figures.window().to().minusMillis(1)),
        figures.slice().tier().orElse(""),
        figures.slice().offering().orElse(""),
        MOMENT.format(figures.at()),
        "%,d orders accepted, %,d ended, %,d open with a promise"
            .formatted(
                figures.counts().accepted(), figures.counts().ended(), figures.counts().open()),
        indicators.stream().map(KpisPage::card).toList());
  }

  private static Card card(Indicator indicator) {
    return new Card(
        indicator.kpi().told(),
        indicator.kpi().isOfNow() ? "now" : "in these days",
        Stream.concat(
                Stream.of(line("all", indicator.whole())),
                indicator.parts().stream().map(part -> line(part.name(), part.reading())))
            .toList());
  }

  private static Line line(String name, Reading reading) {
    return new Line(
        name,
        reading.value().map(value -> told(value, reading.unit())).orElse("–"),
        wanted(reading.limits(), reading.unit()),
        reading.state().code(),
        reading.state().code().replace('-', ' '),
        scale(reading));
  }

  private static String wanted(Limits limits, Unit unit) {
    String told =
        Stream.of(
                limits.target().map(target -> "target " + target),
                limits.lower().map(lower -> "at least " + lower),
                limits.upper().map(upper -> "at most " + upper))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return told.isEmpty() ? "no limits" : told + " " + sign(unit);
  }

  private static Scale scale(Reading reading) {
    double end = end(reading);
    int kept = reading.limits().lower().map(lower -> place(lower, end)).orElse(0);
    int until = reading.limits().upper().map(upper -> place(upper, end)).orElse(WIDTH);
    return new Scale(
        kept,
        Math.max(0, until - kept),
        reading.value().map(value -> place(value, end)).orElse(0),
        reading.limits().target().map(target -> place(target, end)));
  }

  /** With some room behind the greatest; a share that must be large ends at all. */
  private static double end(Reading reading) {
    if (reading.unit() == Unit.PERCENT && reading.limits().lower().isPresent()) {
      return 100;
    }
    Limits limits = reading.limits();
    return Stream.of(limits.target(), limits.lower(), limits.upper())
            .flatMap(Optional::stream)
            .map(Integer::doubleValue)
            .reduce(reading.value().orElse(0.0), Math::max)
            .doubleValue()
        * ROOM;
  }

  private static int place(double value, double end) {
    return end > 0 ? (int) Math.min(WIDTH, Math.round(value / end * WIDTH)) : 0;
  }

  private static String told(double value, Unit unit) {
    return String.format(Locale.ENGLISH, value < 10 ? "%.1f %s" : "%.0f %s", value, sign(unit));
  }

  private static String sign(Unit unit) {
    return unit == Unit.PERCENT ? "%" : unit.code();
  }
}
