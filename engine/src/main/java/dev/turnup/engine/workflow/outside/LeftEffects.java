package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.workflow.Variables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * Effects that no task waits for any more: each becomes a fallout of its own, so that somebody
 * undoes it outside or keeps it.
 */
@Component
class LeftEffects {

  private static final String MODEL = "fallout-resolution";

  private final Fallouts fallouts;
  private final RuntimeService runtime;

  LeftEffects(Fallouts fallouts, RuntimeService runtime) {
    this.fallouts = fallouts;
    this.runtime = runtime;
  }

  /**
   * Queues what a call did, or may have done, in the caller's transaction: of a group for each
   * component, since each is undone for itself.
   */
  void handOver(OutsideCall<?, ?, ?> call, boolean certain) {
    if (call.group().isEmpty()) {
      handOver(call, call.component(), certain);
    }
    call.group().forEach(component -> handOver(call, Optional.of(component), false));
  }

  private void handOver(
      OutsideCall<?, ?, ?> call, Optional<ComponentId> component, boolean certain) {
    Failure failure =
        new Failure(
            "turnup",
            "task-gone",
            "it was "
                + (certain ? "" : "perhaps ")
                + "done, and nobody waits for it any more; undo it outside or keep it");
    FalloutId fallout =
        fallouts.raise(call.fellOut(failure, component, call.noted().attempts() + 1));
    Map<String, Object> variables = new HashMap<>();
    variables.put(Variables.ORDER_ID.name(), Variables.ORDER_ID.kept(call.noted().order()));
    variables.put(Variables.FALLOUT_ID.name(), Variables.FALLOUT_ID.kept(fallout));
    component.ifPresent(
        id -> variables.put(Variables.COMPONENT_ID.name(), Variables.COMPONENT_ID.kept(id)));
    call.delivery()
        .ifPresent(
            id -> variables.put(Variables.DELIVERY_ID.name(), Variables.DELIVERY_ID.kept(id)));
    runtime.startProcessInstanceByKey(MODEL, call.noted().order().value(), variables);
  }
}
