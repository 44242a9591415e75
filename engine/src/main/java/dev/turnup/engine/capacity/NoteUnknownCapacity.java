package dev.turnup.engine.capacity;

import dev.turnup.engine.order.ComponentId;

/** Notes that the question or the reservation for a component fell out: its date is not known. */
public final class NoteUnknownCapacity {

  public void forComponent(ComponentId id) {
    throw new UnsupportedOperationException();
  }
}
