package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;

/**
 * Remarks on an order that its caller is shown too (TMF622 {@code note}), such as why it was
 * rejected or is held.
 */
public interface Notes {

  /** Adds a remark in the caller's transaction, in the name of whoever acts. */
  void add(OrderId order, String text);

  /** All remarks on an order, oldest first. */
  List<Note> of(OrderId order);

  /** What the caller of an order wrote to whoever works on it, as its document has it now. */
  List<Note> ofCaller(OrderId order);

  /**
   * A remark.
   *
   * @param author {@code Turnup}, or a person's login
   */
  record Note(String id, String author, Instant at, String text) {}
}
