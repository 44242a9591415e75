package dev.turnup.engine.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.kpi.Figures.Counts;
import dev.turnup.engine.kpi.Figures.FellOut;
import dev.turnup.engine.kpi.Figures.Settled;
import dev.turnup.engine.kpi.Figures.Step;
import dev.turnup.engine.kpi.Indicator.Limits;
import dev.turnup.engine.kpi.Indicator.Part;
import dev.turnup.engine.kpi.Indicator.State;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeKpisTest implements Decisions {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private static final Counts NOTHING =
      new Counts(
          0, 0, 0, List.of(new FellOut("", 0, 0)), List.of(new Settled("", 0, 0)), 0, 0, 0, 0, 0);

  private static final Counts SOME =
      new Counts(
          200,
          80,
          72,
          List.of(new FellOut("", 31, 20), new FellOut("a", 30, 19), new FellOut("other", 1, 1)),
          List.of(new Settled("", 2, 7_200 * 2), new Settled("a", 1, 3_600)),
          40,
          160 * 60,
          50,
          1,
          4);

  private final Map<String, Map<String, Object>> table = new HashMap<>();
  private final JudgeKpis judgeKpis = new JudgeKpis(this);

  @Test
  void makesSharesAndMeansOfWhatWasCounted() {
    List<Indicator> judged = judge(SOME, new Step("", "", 5, 60, 7_200, 9_000));

    assertThat(judged)
        .extracting(
            each -> each.kpi(), each -> each.whole().value(), each -> each.whole().counted())
        .containsExactly(
            tuple(Kpi.FIRST_TIME_RIGHT, Optional.of(90.0), 80L),
            tuple(Kpi.FALLOUT_RATE, Optional.of(10.0), 200L),
            tuple(Kpi.TOUCH_TIME, Optional.of(2.0), 80L),
            tuple(Kpi.MEAN_TIME_TO_RESOLVE, Optional.of(2.0), 2L),
            tuple(Kpi.AGEING, Optional.of(2.0), 5L),
            tuple(Kpi.ORDERS_IN_JEOPARDY, Optional.of(10.0), 50L));
    assertThat(of(judged, Kpi.FALLOUT_RATE).parts())
        .extracting(Part::of, part -> part.reading().value().orElseThrow())
        .containsExactly(tuple("a", 9.5), tuple("other", 0.5));
    assertThat(of(judged, Kpi.ORDERS_IN_JEOPARDY).parts())
        .extracting(Part::of, part -> part.reading().value().orElseThrow())
        .containsExactly(tuple("amber", 2.0), tuple("red", 8.0));
  }

  @Test
  void holdsEachAgainstItsOwnLimits() {
    wants("first-time-right", "", "percent", 95, 91, null);
    wants("fallout-rate", "", "percent", 5, null, 10);
    wants("fallout-rate", "a", "percent", null, null, 9);
    wants("ageing", "", "minutes", null, null, 119);

    List<Indicator> judged = judge(SOME, new Step("", "", 5, 60, 7_200, 9_000));

    assertThat(state(judged, Kpi.FIRST_TIME_RIGHT)).isEqualTo(State.BEYOND_LIMIT);
    assertThat(state(judged, Kpi.FALLOUT_RATE)).as("a limit is kept").isEqualTo(State.GOOD);
    assertThat(of(judged, Kpi.FALLOUT_RATE).parts())
        .extracting(part -> part.reading().state())
        .containsExactly(State.BEYOND_LIMIT, State.GOOD);
    assertThat(of(judged, Kpi.AGEING).whole().value()).as("in the table's unit").contains(120.0);
    assertThat(state(judged, Kpi.AGEING)).isEqualTo(State.BEYOND_LIMIT);
    assertThat(of(judged, Kpi.TOUCH_TIME).whole().limits()).isEqualTo(Limits.NONE);
  }

  @Test
  void tellsNoShareInHours() {
    wants("first-time-right", "", "hours", 95, null, null);

    assertThat(of(judge(SOME, new Step("", "", 0, 0, 0, 0)), Kpi.FIRST_TIME_RIGHT).whole().unit())
        .isEqualTo(Unit.PERCENT);
  }

  @Test
  void judgesNothingWhereNothingWasCounted() {
    wants("first-time-right", "", "percent", 95, 90, null);

    assertThat(judge(NOTHING, new Step("", "", 0, 0, 0, 0)))
        .extracting(each -> each.whole().state())
        .containsOnly(State.NOTHING_COUNTED);
  }

  private List<Indicator> judge(Counts counts, Step... steps) {
    return judgeKpis.of(new Figures(NOW, Window.before(NOW), Slice.ALL, counts, List.of(steps)));
  }

  private static Indicator of(List<Indicator> judged, Kpi kpi) {
    return judged.stream().filter(each -> each.kpi() == kpi).findFirst().orElseThrow();
  }

  private static State state(List<Indicator> judged, Kpi kpi) {
    return of(judged, kpi).whole().state();
  }

  private void wants(
      String kpi, String of, String unit, Integer target, Integer lower, Integer upper) {
    Map<String, Object> answer = new HashMap<>(Map.of("unit", unit));
    answer.put("target", target);
    answer.put("lowerLimit", lower);
    answer.put("upperLimit", upper);
    table.put(kpi + " of " + of, answer);
  }

  @Override
  public Answer one(OrderId order, String key, Map<String, Object> inputs) {
    throw new UnsupportedOperationException("a number need not have limits");
  }

  @Override
  public List<Answer> all(OrderId order, String key, Map<String, Object> inputs) {
    assertThat(key).isEqualTo("kpi-target");
    return Optional.ofNullable(table.get(inputs.get("kpi") + " of " + inputs.get("of")))
        .map(outputs -> new Answer(key, outputs))
        .stream()
        .toList();
  }
}
