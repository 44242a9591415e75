package dev.turnup.engine.activation;

import dev.turnup.engine.activation.Network.ActivationAnswer;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import java.util.List;

/** What the network says of switching components on and of changing them, at once or later. */
final class NetworkChanges {

  private static final String ANSWERED_LATER = "answeredLater";

  private final Components components;
  private final ServiceRecords records;
  private final Timeline timeline;

  NetworkChanges(Components components, ServiceRecords records, Timeline timeline) {
    this.components = components;
    this.records = records;
    this.timeline = timeline;
  }

  StepResult record(Component component, ActivationAnswer answer) {
    return switch (answer.progress()) {
      case LATER -> StepResult.done(ANSWERED_LATER, true);
      case NOT_ACTIVE ->
          StepResult.fellOut(
              new Failure(
                  "network",
                  isChanged(component) ? "not-modified" : "not-activated",
                  "the network left it in state " + answer.state()));
      case ACTIVE -> active(component, answer);
    };
  }

  private StepResult active(Component component, ActivationAnswer answer) {
    records.save(records.of(component.id()).activated(answer.reference()));
    switch (component.state()) {
      case PLANNED -> take(component);
      case ACTIVATED, VERIFIED, ACTIVE -> {}
      case DEACTIVATED, CEASED, CANCELLED -> {
        String done = isChanged(component) ? "changed it" : "switched it on";
        return StepResult.fellOut(Intent.dropped(component, "network", "the network has " + done));
      }
    }
    return StepResult.done(ANSWERED_LATER, false);
  }

  /** Takes note that the network has done it, for a component for which that is news. */
  void take(Component component) {
    ServiceRecord record = records.of(component.id());
    if (record.network().active().isPresent()) {
      records.save(record.untested());
    }
    timeline.add(
        component.order(),
        (isChanged(component)
                ? TimelineEntry.of(EventKind.MODIFIED, component.name() + " changed in the network")
                : TimelineEntry.of(
                    EventKind.ACTIVATED, component.name() + " switched on in the network"))
            .about(component.item())
            .about(component.id()));
    components.update(List.of(components.lock(component.id()).in(ComponentState.ACTIVATED)));
  }

  private static boolean isChanged(Component component) {
    return component.action() == ComponentAction.MODIFY;
  }
}
