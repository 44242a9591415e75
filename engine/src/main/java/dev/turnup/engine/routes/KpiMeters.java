package dev.turnup.engine.routes;

import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Figures.Step;
import dev.turnup.engine.kpi.Indicator;
import dev.turnup.engine.kpi.Indicator.Reading;
import dev.turnup.engine.kpi.Indicator.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The numbers as a monitor reads them. Reading them costs nothing: they change when orders were
 * counted, and in between they are what they are. There are as many series as there are numbers,
 * causes and steps, which are bounded where they are counted.
 */
@Component
class KpiMeters {

  private final MultiGauge values;
  private final MultiGauge targets;
  private final MultiGauge lowerLimits;
  private final MultiGauge upperLimits;
  private final MultiGauge beyondLimit;
  private final MultiGauge fallouts;
  private final MultiGauge steps;
  private final MultiGauge ages;
  private final MultiGauge jeopardy;
  private final MultiGauge counted;

  KpiMeters(MeterRegistry registry) {
    values = gauge(registry, "turnup.kpi", "A number of the last 30 days, or of now");
    targets = gauge(registry, "turnup.kpi.target", "What the table kpi-target aims at");
    lowerLimits = gauge(registry, "turnup.kpi.lower.limit", "What it must not fall below");
    upperLimits = gauge(registry, "turnup.kpi.upper.limit", "What it must not exceed");
    beyondLimit = gauge(registry, "turnup.kpi.beyond.limit", "1 if it is beyond a limit");
    fallouts = gauge(registry, "turnup.fallouts", "Fallouts of the last 30 days by cause");
    steps = gauge(registry, "turnup.step.open", "How many are at a step now");
    ages = gauge(registry, "turnup.step.age.seconds", "How old nine of ten at a step are at most");
    jeopardy = gauge(registry, "turnup.orders.jeopardy", "Open orders in jeopardy now");
    counted =
        gauge(registry, "turnup.kpi.counted.at.seconds", "When orders were counted, Unix time");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  void show(Figures figures, List<Indicator> indicators) {
    of(indicators, values, reading -> reading.value());
    of(indicators, targets, reading -> reading.limits().target());
    of(indicators, lowerLimits, reading -> reading.limits().lower());
    of(indicators, upperLimits, reading -> reading.limits().upper());
    of(
        indicators,
        beyondLimit,
        reading -> Optional.of(reading.state() == State.BEYOND_LIMIT ? 1 : 0));
    set(
        fallouts,
        figures.counts().fellOut().stream()
            .filter(cause -> !cause.cause().equals(Figures.ALL))
            .map(cause -> Row.of(Tags.of("fingerprint", cause.cause()), cause.fallouts())));
    set(steps, each(figures).map(step -> Row.of(Tags.of("step", step.step()), step.times())));
    set(ages, each(figures).map(step -> Row.of(Tags.of("step", step.step()), step.ninthSeconds())));
    set(
        jeopardy,
        Stream.of(
            Row.of(Tags.of("colour", "amber"), figures.counts().amber()),
            Row.of(Tags.of("colour", "red"), figures.counts().red())));
    set(counted, Stream.of(Row.of(Tags.empty(), figures.at().getEpochSecond())));
  }

  private static Stream<Step> each(Figures figures) {
    return figures.steps().stream().filter(step -> !step.step().equals(Figures.ALL));
  }

  private static void of(
      List<Indicator> indicators,
      MultiGauge gauge,
      Function<Reading, Optional<? extends Number>> number) {
    set(
        gauge,
        indicators.stream()
            .flatMap(
                indicator ->
                    number.apply(indicator.whole()).stream()
                        .map(
                            value ->
                                Row.of(
                                    Tags.of(
                                        "kpi",
                                        indicator.kpi().code(),
                                        "unit",
                                        indicator.whole().unit().code()),
                                    value))));
  }

  private static void set(MultiGauge gauge, Stream<Row<?>> rows) {
    gauge.register(rows.toList(), true);
  }
}
