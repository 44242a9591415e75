package dev.turnup.engine.kpi;

import dev.turnup.engine.kpi.Figures.Counts;
import dev.turnup.engine.kpi.Indicator.Limits;
import dev.turnup.engine.kpi.Indicator.Part;
import dev.turnup.engine.kpi.Indicator.Reading;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes numbers of what was counted, and holds them against what the newest table wants. */
@UseCase
public final class JudgeKpis {

  private static final int MOST = 1_000_000_000;

  private static final Output<Optional<Integer>> TARGET =
      Output.number("target", 0, MOST).optional();
  private static final Output<Optional<Integer>> LOWER =
      Output.number("lowerLimit", 0, MOST).optional();
  private static final Output<Optional<Integer>> UPPER =
      Output.number("upperLimit", 0, MOST).optional();
  private static final Output<Unit> UNIT = Output.oneOf("unit", Unit.values(), Unit::code);

  public static final DecisionTable TABLE =
      new DecisionTable("kpi-target", TARGET, LOWER, UPPER, UNIT)
          .asking("kpi", Words.of(Stream.of(Kpi.values()).map(Kpi::code).toList()));

  /** The newest table is asked, whatever the order. */
  private static final OrderId ANY = new OrderId("PO-1");

  private final Decisions decisions;

  public JudgeKpis(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * All numbers.
   *
   * @throws Decisions.Undecided if the table has no usable answer
   */
  public List<Indicator> of(Figures figures) {
    Decisions newest = decisions.newest();
    return Stream.of(Kpi.values())
        .map(
            kpi -> {
              List<Part> parts =
                  measured(kpi, figures).stream().map(each -> read(kpi, each, newest)).toList();
              return new Indicator(kpi, parts.get(0).reading(), parts.subList(1, parts.size()));
            })
        .toList();
  }

  /** What a number is made of: of everything first. */
  private static List<Measured> measured(Kpi kpi, Figures figures) {
    Counts counts = figures.counts();
    return switch (kpi) {
      case FIRST_TIME_RIGHT -> List.of(Measured.ofAll(counts.right(), counts.ended()));
      case TOUCH_TIME -> List.of(Measured.ofAll(counts.touchSeconds(), counts.ended()));
      case FALLOUT_RATE ->
          counts.fellOut().stream()
              .map(fell -> Measured.share(fell.cause(), fell.orders(), counts.accepted()))
              .toList();
      case MEAN_TIME_TO_RESOLVE ->
          counts.settled().stream()
              .map(
                  settled ->
                      Measured.share(settled.cause(), settled.totalSeconds(), settled.fallouts()))
              .toList();
      case AGEING ->
          figures.steps().stream()
              .map(
                  step ->
                      new Measured(
                          step.step(),
                          step.name(),
                          step.times() == 0 ? Optional.empty() : Optional.of(step.ninthSeconds()),
                          step.times()))
              .toList();
      case ORDERS_IN_JEOPARDY ->
          List.of(
              Measured.ofAll(counts.amber() + counts.red(), counts.open()),
              Measured.share("amber", counts.amber(), counts.open()),
              Measured.share("red", counts.red(), counts.open()));
    };
  }

  private static Part read(Kpi kpi, Measured measured, Decisions newest) {
    Optional<Decisions.Answer> wanted =
        newest.all(ANY, TABLE.key(), Map.of("kpi", kpi.code(), "of", measured.of())).stream()
            .findFirst();
    // a share is never told in hours, whatever the table says
    Unit unit =
        wanted.map(answer -> answer.get(UNIT)).filter(kpi.unit()::isLike).orElse(kpi.unit());
    Limits limits =
        wanted
            .map(answer -> new Limits(answer.get(TARGET), answer.get(LOWER), answer.get(UPPER)))
            .orElse(Limits.NONE);
    return new Part(
        measured.of(),
        measured.name(),
        new Reading(measured.value().map(unit::of), measured.counted(), unit, limits));
  }

  /** In seconds, or as a share of 1. */
  private record Measured(String of, String name, Optional<Double> value, long counted) {

    static Measured ofAll(double measured, long counted) {
      return share(Figures.ALL, measured, counted);
    }

    static Measured share(String of, double measured, long counted) {
      return new Measured(
          of, of, counted == 0 ? Optional.empty() : Optional.of(measured / counted), counted);
    }
  }
}
