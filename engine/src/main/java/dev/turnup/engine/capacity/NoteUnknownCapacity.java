package dev.turnup.engine.capacity;

import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.util.List;

/** Notes that the question or the reservation for a component fell out: its date is not known. */
@UseCase
public final class NoteUnknownCapacity {

  private final Components components;
  private final Fallouts fallouts;
  private final Timeline timeline;

  public NoteUnknownCapacity(Components components, Fallouts fallouts, Timeline timeline) {
    this.components = components;
    this.fallouts = fallouts;
    this.timeline = timeline;
  }

  /**
   * Leaves it to the component's delivery to ask again. One that is not open any more needs no
   * capacity.
   *
   * @param fallout of the question or the reservation
   */
  public void forComponent(ComponentId id, FalloutId fallout) {
    fallouts.settle(fallout, "the delivery asks again");
    Component component = components.get(id);
    if (!component.isOpen()) {
      return;
    }
    components.update(List.of(component.available(new Availability.Unknown())));
    timeline.add(
        component.order(),
        TimelineEntry.of(
                EventKind.CAPACITY_CHECKED,
                "Whether there is capacity for " + component.name() + " could not be found out")
            .about(id)
            .with("from", "unknown"));
  }
}
