package dev.turnup.engine.order;

import java.util.Optional;

/** Work that people have. */
public interface OpenTasks {

  /** What an open task is called, if it is there and is work on this order. */
  Optional<String> labelOf(OrderId order, String task);
}
