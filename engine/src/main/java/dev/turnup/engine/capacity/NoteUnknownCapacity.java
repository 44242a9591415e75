package dev.turnup.engine.capacity;

import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import java.util.List;

/** Notes that the question or the reservation for a component fell out: its date is not known. */
public final class NoteUnknownCapacity {

  private final Components components;
  private final Timeline timeline;

  public NoteUnknownCapacity(Components components, Timeline timeline) {
    this.components = components;
    this.timeline = timeline;
  }

  /** One that is not open any more needs no capacity: nothing changes. */
  public void forComponent(ComponentId id) {
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
