package dev.turnup.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.scheduling.Appointments.Busy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChooseTechnicianTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final Instant MORNING = MONDAY.atTime(8, 0).atZone(Planning.BERLIN).toInstant();
  private static final Duration HOUR = Duration.ofHours(1);

  private final Planning planning = new Planning();
  private final List<Map<String, Object>> asked = new ArrayList<>();

  @Test
  void tellsTheTableHowWellEachFits() {
    planning.crew.with("zoe", "region", "fibre", "copper");

    order((inputs) -> 0, List.of(new Busy("zoe", MORNING, MORNING.plus(HOUR), Duration.ZERO)));

    assertThat(asked)
        .contains(Map.of("spareSkills", 1, "atHome", false, "visitsThatDay", 1, "tier", "premium"));
  }

  @Test
  void sendsTheHighestScoreEvenIfSomebodyCanComeEarlier() {
    planning.crew.with("ben", "hamburg", "fibre").with("cem", "hamburg", "fibre", "copper");

    assertThat(
            order(
                inputs -> (Integer) inputs.get("spareSkills"),
                List.of(new Busy("cem", MORNING, MORNING.plus(HOUR), Duration.ZERO))))
        .containsExactly("cem", "anna", "ben");
  }

  @Test
  void choosesTheSameOfEqualOnesInWhateverOrderTheyCome() {
    planning.crew.with("ben", "hamburg", "fibre").with("aaron", "hamburg", "fibre");

    assertThat(
            order(
                inputs -> 0,
                List.of(new Busy("aaron", MORNING, MORNING.plus(HOUR), Duration.ZERO))))
        .containsExactly("anna", "ben", "aaron");
  }

  private interface Score {
    int of(Map<String, Object> inputs);
  }

  private List<String> order(Score score, List<Busy> busy) {
    Decisions table =
        new Decisions() {
          @Override
          public Answer one(OrderId order, String table, Map<String, Object> inputs) {
            throw new IllegalArgumentException("many may match");
          }

          @Override
          public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
            asked.add(inputs);
            return List.of(new Answer(table, Map.of("score", score.of(inputs))));
          }
        };
    List<Technician> able =
        new ArrayList<>(
            Stream.of("hamburg", "region").flatMap(t -> planning.crew.in(t).stream()).toList());
    Collections.reverse(able);
    Slots slots = new Slots(able, busy, Planning.BERLIN, MONDAY, MONDAY);
    return new ChooseTechnician(table)
        .inOrder(need(), able, slots.onFirstDay(MORNING, HOUR), slots).stream()
            .map(Slot::technician)
            .toList();
  }

  private VisitNeed need() {
    OrderId order = planning.roomForAll(Planning.item("1", "internet-300"));
    planning.planDeliveries.forOrder(order);
    return new VisitNeed(
        planning.deliveries.of(order).get(0),
        new Territory("hamburg", "Hamburg", Planning.BERLIN),
        Set.of("fibre"),
        HOUR,
        MORNING,
        MORNING,
        "premium",
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
