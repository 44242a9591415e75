package dev.turnup.engine.order;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Remarks on an order, of its caller, of Turnup and of whoever works on it. */
public interface Notes {

  /** Who remarks something where no person does. */
  String TURNUP = "Turnup";

  /**
   * Adds one that the order's caller is shown too (TMF622 {@code note}), such as why it was
   * rejected or is held, in the caller's transaction and the name of whoever acts.
   */
  void add(OrderId order, String text);

  /** Adds one of somebody who works on the order, in the caller's transaction and that name. */
  Note leave(OrderId order, Left note);

  /** All that were added, oldest first. */
  List<Note> of(OrderId order);

  /**
   * What the caller of an order wrote to whoever works on it, as its document has it now. Whom the
   * caller names as its author follows the caller's login: {@code crm: Ann}.
   */
  List<Note> ofCaller(OrderId order);

  /** All that is remarked on an order by now, oldest first. */
  default List<Note> on(OrderId order) {
    return Stream.concat(ofCaller(order).stream(), of(order).stream())
        .sorted(Comparator.comparing(Note::at))
        .toList();
  }

  /**
   * A remark.
   *
   * @param author {@link #TURNUP}, or a person's login
   * @param about what of the order it is about, for people: {@code item 2}, {@code Repair order};
   *     empty for the order as a whole
   */
  record Note(String id, String author, Instant at, String text, String about) {}

  /**
   * What somebody who works on an order remarks.
   *
   * @param work the label of the task that it is about, if one
   * @param told whether the order's caller is shown it too
   */
  record Left(String text, Optional<ItemId> item, Optional<String> work, boolean told) {}
}
