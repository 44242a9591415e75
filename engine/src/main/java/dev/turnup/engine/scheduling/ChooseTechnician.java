package dev.turnup.engine.scheduling;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.UseCase;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Says who is sent of those who can come on the same day: by table, from how well each fits. Who
 * fits equally well is chosen by who comes first, and then by id: the same choice on every node.
 */
@UseCase
public final class ChooseTechnician {

  /** So that no sum of them overflows. */
  private static final int MOST_POINTS = 1_000_000;

  private static final Output<Integer> SCORE = Output.number("score", -MOST_POINTS, MOST_POINTS);

  public static final DecisionTable TABLE = new DecisionTable("visit-assignment", SCORE);

  private final Decisions decisions;

  public ChooseTechnician(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * @param found a slot of each who can come, on one day
   * @param day what else they have to do
   */
  List<Slot> inOrder(VisitNeed need, List<Technician> able, List<Slot> found, Slots day) {
    Map<String, Technician> known =
        able.stream().collect(toMap(Technician::id, Function.identity()));
    Map<Slot, Integer> scores =
        found.stream()
            .collect(
                toMap(
                    Function.identity(),
                    slot ->
                        score(
                            need,
                            known.get(slot.technician()),
                            day.visitsOn(slot.start().toLocalDate(), slot.technician()))));
    return found.stream()
        .sorted(
            Comparator.<Slot, Integer>comparing(scores::get, Comparator.reverseOrder())
                .thenComparing(slot -> slot.start().toInstant())
                .thenComparing(Slot::technician))
        .toList();
  }

  private int score(VisitNeed need, Technician technician, int visits) {
    return decisions
        .all(
            need.delivery().order(),
            TABLE.key(),
            Map.of(
                "spareSkills",
                technician.skills().size() - need.skills().size(),
                "atHome",
                technician.territory().equals(need.territory().id()),
                "visitsThatDay",
                visits,
                "tier",
                need.tier()))
        .stream()
        .mapToInt(answer -> answer.get(SCORE))
        .sum();
  }
}
