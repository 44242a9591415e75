package dev.turnup.engine.order;

import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.Notes.Note;
import java.util.Optional;

/** Lets whoever works on an order remark something for those who do so next. */
@UseCase
public final class LeaveNote {

  /** Characters of a note. */
  public static final int LONGEST = 2_000;

  /** Notes of people on one order. */
  static final int MOST = 500;

  private final Orders orders;
  private final Notes notes;
  private final Timeline timeline;
  private final Fulfillment fulfillment;

  public LeaveNote(Orders orders, Notes notes, Timeline timeline, Fulfillment fulfillment) {
    this.orders = orders;
    this.notes = notes;
    this.timeline = timeline;
    this.fulfillment = fulfillment;
  }

  /**
   * Leaves it, in the name of whoever acts; all who work on the order see it at once.
   *
   * @throws Refused if it is empty or too long, about an item that the order does not have, one too
   *     many, or on an order that was erased
   */
  public Note on(OrderId id, Left note) {
    ProductOrder order = orders.lock(id);
    if (orders.isErased(id)) {
      throw new Refused("The personal data of order " + id + " were erased: it takes no notes.");
    }
    String text = note.text().strip();
    if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
      throw new Refused("A note has 1 to " + LONGEST + " characters.");
    }
    note.item()
        .filter(item -> order.items().stream().noneMatch(one -> one.id().equals(item)))
        .ifPresent(
            item -> {
              throw new Refused("Order " + id + " has no item " + item + ".");
            });
    if (notes.of(id).stream().filter(one -> !one.author().equals(Notes.TURNUP)).count() >= MOST) {
      throw new Refused("Order " + id + " has " + MOST + " notes, which is the most.");
    }
    return leave(id, new Left(text, note.item(), note.work(), note.told()));
  }

  /** Leaves what a step has to tell: it is never refused, and cut where it is too long. */
  public void tell(OrderId id, Left note) {
    orders.lockRow(id);
    leave(
        id,
        new Left(Shortened.to(LONGEST - 1, note.text()), note.item(), note.work(), note.told()));
  }

  /** Leaves the text of an entry as a note too, which the order's caller is shown. */
  public void alsoTell(OrderId id, TimelineEntry entry) {
    orders.lockRow(id);
    leave(id, new Left(entry.text(), entry.item(), Optional.empty(), true), entry);
  }

  private Note leave(OrderId id, Left note) {
    return leave(id, note, entry(note));
  }

  /** What its caller is shown too is a change of the order to subscribers. */
  private Note leave(OrderId id, Left note, TimelineEntry entry) {
    Note left = notes.leave(id, note);
    timeline.add(id, note.told() ? entry.with("fieldPath", "note") : entry);
    fulfillment.showNotes(id);
    return left;
  }

  private static TimelineEntry entry(Left note) {
    TimelineEntry about =
        TimelineEntry.of(EventKind.NOTED, note.work().map(work -> work + ": note").orElse("Note"));
    return note.item().map(about::about).orElse(about).remarking(note.text());
  }
}
