package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Figures.Counts;
import dev.turnup.engine.kpi.Indicator;
import dev.turnup.engine.kpi.Indicator.Limits;
import dev.turnup.engine.kpi.Indicator.Part;
import dev.turnup.engine.kpi.Indicator.Reading;
import dev.turnup.engine.kpi.Kpi;
import dev.turnup.engine.kpi.Slice;
import dev.turnup.engine.kpi.Unit;
import dev.turnup.engine.kpi.Window;
import dev.turnup.engine.web.KpisPage.Line;
import dev.turnup.engine.web.KpisPage.Scale;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KpisPageTest {

  private static final Figures FIGURES =
      new Figures(
          Instant.parse("2026-03-31T00:00:00Z"),
          new Window(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-31T00:00:00Z")),
          new Slice(Optional.of("premium"), Optional.empty()),
          new Counts(1_200, 80, 72, List.of(), List.of(), 40, 160, 50, 1, 4),
          List.of());

  @Test
  void drawsAShareThatMustBeLargeUpToAll() {
    Line line = line(90.04, 80, Unit.PERCENT, limits(95, 90, null));

    assertThat(line.value()).isEqualTo("90 %");
    assertThat(line.wanted()).isEqualTo("target 95, at least 90 %");
    assertThat(line.scale()).isEqualTo(new Scale(540, 60, 540, Optional.of(570)));
    assertThat(line.state()).isEqualTo("good");
  }

  @Test
  void drawsWhatMustStaySmallWithSomeRoomBehindIt() {
    Line line = line(6.0, 2, Unit.HOURS, limits(4, null, 5));

    assertThat(line.value()).isEqualTo("6.0 hours");
    assertThat(line.wanted()).isEqualTo("target 4, at most 5 hours");
    assertThat(line.scale()).isEqualTo(new Scale(0, 417, 500, Optional.of(333)));
    assertThat(line.stateTold()).isEqualTo("beyond limit");
  }

  @Test
  void drawsNothingOfNothing() {
    assertThat(line(null, 0, Unit.HOURS, limits(null, null, null)).scale())
        .isEqualTo(new Scale(0, 600, 0, Optional.empty()));
    assertThat(line(0.0, 9, Unit.HOURS, limits(0, null, 0)).scale())
        .isEqualTo(new Scale(0, 0, 0, Optional.of(0)));
  }

  @Test
  void saysWhatItIsOf() {
    Indicator indicator =
        new Indicator(
            Kpi.AGEING,
            reading(7.0, 3, Unit.DAYS, limits(7, null, 21)),
            List.of(new Part("a/b", "Await answer", reading(1.0, 3, Unit.HOURS, limits(1, 1, 1)))));

    KpisPage page = KpisPage.of(FIGURES, List.of(indicator));

    assertThat(page.from()).isEqualTo("2026-03-01");
    assertThat(page.to()).as("the last day that is counted").isEqualTo("2026-03-30");
    assertThat(page.tier()).isEqualTo("premium");
    assertThat(page.summary()).startsWith("1,200 orders accepted");
    assertThat(page.cards().get(0).window()).isEqualTo("now");
    assertThat(page.cards().get(0).lines())
        .extracting(Line::name)
        .containsExactly("all", "Await answer");
  }

  private static Line line(Double value, long counted, Unit unit, Limits limits) {
    Indicator indicator =
        new Indicator(Kpi.TOUCH_TIME, reading(value, counted, unit, limits), List.of());
    return KpisPage.of(FIGURES, List.of(indicator)).cards().get(0).lines().get(0);
  }

  private static Reading reading(Double value, long counted, Unit unit, Limits limits) {
    return new Reading(Optional.ofNullable(value), counted, unit, limits);
  }

  private static Limits limits(Integer target, Integer lower, Integer upper) {
    return new Limits(
        Optional.ofNullable(target), Optional.ofNullable(lower), Optional.ofNullable(upper));
  }
}
