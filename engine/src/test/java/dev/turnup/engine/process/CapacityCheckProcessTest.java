package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CapacityCheckProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of();

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("capacity-check", STUBS);

  CapacityCheckProcessTest() {
    super("capacity-check", STUBS);
  }

  private static final Of FIBRE = of("componentId", "C-1");
  private static final Of BANDWIDTH = of("componentId", "C-2");

  @Test
  void reservesWhatHasADateAndLeavesTheRest() {
    startFor("C-1", "C-2");
    waitsAt("Task_CheckCapacity", "Task_CheckCapacity");

    answer("inventory.check-capacity", FIBRE, Map.of("capacityDated", true));
    waitsAt("Task_ReserveCapacity", "Task_CheckCapacity");

    answer("inventory.check-capacity", BANDWIDTH, Map.of("capacityDated", false));
    waitsAt("Task_ReserveCapacity", "SubProcess_CheckComponent");

    answer("inventory.reserve-capacity", FIBRE, Map.of("capacityReserved", true));
    waitsAt("SubProcess_CheckComponent", "SubProcess_CheckComponent");
    runJobsOf("SubProcess_CheckComponent");

    assertThat(asked()).isEmpty();
    endedAt("EndEvent_CapacityKnown");
  }

  @Test
  void checksAgainWhenSomebodyElseTookIt() {
    startFor("C-1");
    answer("inventory.check-capacity", Map.of("capacityDated", true));
    answer("inventory.reserve-capacity", Map.of("capacityReserved", false));
    waitsAt("Task_CheckCapacity");

    answer("inventory.check-capacity", Map.of("capacityDated", true));
    answer("inventory.reserve-capacity", Map.of("capacityReserved", true));
    runJobOf("SubProcess_CheckComponent");

    endedAt("EndEvent_CapacityKnown");
  }

  @Test
  void goesOnWithoutADateWhenTheCheckFallsOut() {
    startFor("C-1", "C-2");
    fallsOut("inventory.check-capacity", FIBRE);
    waitsAt("Task_NoteUnknownCapacity", "Task_CheckCapacity");

    runJobOf("Task_NoteUnknownCapacity");
    assertThat(seenBy("noteUnknownCapacity"))
        .containsEntry("componentId", "C-1")
        .containsEntry("falloutId", "fallout of Task_CheckCapacity of C-1");

    answer("inventory.check-capacity", BANDWIDTH, Map.of("capacityDated", false));
    runJobsOf("SubProcess_CheckComponent");

    assertThat(asked()).containsExactly("noteUnknownCapacity");
    endedAt("EndEvent_CapacityKnown");
  }

  @Test
  void goesOnWithoutADateWhenTheReservationFallsOut() {
    startFor("C-1", "C-2");
    answer("inventory.check-capacity", FIBRE, Map.of("capacityDated", true));
    fallsOut("inventory.reserve-capacity");
    runJobOf("Task_NoteUnknownCapacity");

    assertThat(seenBy("noteUnknownCapacity"))
        .containsEntry("componentId", "C-1")
        .containsEntry("falloutId", "fallout of Task_ReserveCapacity");
    waitsAt("Task_CheckCapacity", "SubProcess_CheckComponent");
  }

  @Test
  void keepsTheFalloutsOfComponentsApart() {
    startFor("C-1", "C-2");
    fallsOut("inventory.check-capacity", FIBRE);
    fallsOut("inventory.check-capacity", BANDWIDTH);
    runJobsOf("Task_NoteUnknownCapacity");

    assertThat(eachSeenBy("noteUnknownCapacity"))
        .extracting(seen -> seen.get("componentId"), seen -> seen.get("falloutId"))
        .containsExactlyInAnyOrder(
            tuple("C-1", "fallout of Task_CheckCapacity of C-1"),
            tuple("C-2", "fallout of Task_CheckCapacity of C-2"));
  }

  @Test
  void asksNothingForAnOrderThatTakesNoRoom() {
    startFor();

    endedAt("EndEvent_CapacityKnown");
  }

  @Test
  void reservesForAllTogether() {
    start(Map.of("componentIds", list("C-1", "C-2")));
    waitsAt("Task_CheckCapacities");

    answer("inventory.check-capacities", Map.of("allAnswered", true, "leftComponentIds", list()));
    waitsAt("Task_ReserveCapacities");

    answer("inventory.reserve-capacities", Map.of("leftComponentIds", list()));
    assertThat(asked()).isEmpty();
    endedAt("EndEvent_CapacityKnown");
  }

  @Test
  void goesOnAloneWithWhatCouldNotBeReservedTogether() {
    start(Map.of("componentIds", list("C-1", "C-2")));
    answer("inventory.check-capacities", Map.of("allAnswered", true, "leftComponentIds", list()));
    answer("inventory.reserve-capacities", Map.of("leftComponentIds", list("C-2")));

    waitsAt("Task_CheckCapacity");
    answer("inventory.check-capacity", BANDWIDTH, Map.of("capacityDated", false));
    runJobOf("SubProcess_CheckComponent");
    endedAt("EndEvent_CapacityKnown");
  }

  @Test
  void asksForEachAloneWhenTheChecksFallOut() {
    when("askOneByOne", Map.of("leftComponentIds", list("C-1", "C-2")));

    start(Map.of("componentIds", list("C-1", "C-2")));
    fallsOut("inventory.check-capacities");
    runJobOf("Task_AskOneByOne");

    assertThat(seenBy("askOneByOne"))
        .containsEntry("falloutId", "fallout of Task_CheckCapacities")
        .containsEntry("componentIds", list("C-1", "C-2"));
    waitsAt("Task_CheckCapacity", "Task_CheckCapacity");
  }

  @Test
  void asksForEachAloneWhenTheReservationsFallOut() {
    when("askOneByOne", Map.of("leftComponentIds", list("C-1")));

    start(Map.of("componentIds", list("C-1")));
    answer("inventory.check-capacities", Map.of("allAnswered", true, "leftComponentIds", list()));
    fallsOut("inventory.reserve-capacities");
    runJobOf("Task_AskOneByOne");

    waitsAt("Task_CheckCapacity");
  }

  /** Together did not do. */
  private void startFor(String... components) {
    start(Map.of("componentIds", list(components)));
    answer(
        "inventory.check-capacities",
        Map.of("allAnswered", false, "leftComponentIds", list(components)));
  }
}
