package dev.turnup.engine.bulk;

import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Leaves the same note on many orders. */
@UseCase
public final class LeaveNotes implements OfferedAction {

  private static final String TEXT = "text";
  private static final String TELL_CALLER = "tellCaller";
  private static final Set<String> FLAGS = Set.of("true", "false");

  private final Orders orders;
  private final LeaveNote leaveNote;

  public LeaveNotes(Orders orders, LeaveNote leaveNote) {
    this.orders = orders;
    this.leaveNote = leaveNote;
  }

  @Override
  public String name() {
    return "leave-note";
  }

  @Override
  public Map<String, String> checked(Map<String, String> parameters, Selection selection) {
    String text = parameters.getOrDefault(TEXT, "").strip();
    if (!Set.of(TEXT, TELL_CALLER).containsAll(parameters.keySet())
        || text.isEmpty()
        || text.codePointCount(0, text.length()) > LeaveNote.LONGEST
        || !FLAGS.contains(parameters.getOrDefault(TELL_CALLER, "false"))) {
      throw new Refused(
          "leave-note takes the parameters text, of 1 to %d characters, and tellCaller, true or false."
              .formatted(LeaveNote.LONGEST));
    }
    return parameters;
  }

  @Override
  public Forecast forecast(OrderSketch order, Map<String, String> parameters) {
    if (order.erased()) {
      return Forecast.not("the order's personal data were erased, so it takes no notes");
    }
    return Forecast.that(
        isTold(parameters)
            ? "a note is left, which the order's caller is shown"
            : "a note is left");
  }

  @Override
  public Outcome run(OrderId order, Map<String, String> parameters) {
    if (orders.lockShown(order, Optional.empty()).isEmpty()) {
      return new Outcome.NotNeeded("it was deleted");
    }
    leaveNote.on(
        order,
        new Left(
            parameters.getOrDefault(TEXT, ""),
            Optional.empty(),
            Optional.empty(),
            isTold(parameters)));
    return new Outcome.Done();
  }

  private static boolean isTold(Map<String, String> parameters) {
    return Boolean.parseBoolean(parameters.get(TELL_CALLER));
  }
}
