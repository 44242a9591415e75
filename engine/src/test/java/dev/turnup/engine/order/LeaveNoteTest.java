package dev.turnup.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.subscription.EventType;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaveNoteTest {

  private final OrdersInMemory orders = new OrdersInMemory();
  private final NotesInMemory notes = new NotesInMemory();
  private final TimelineInMemory timeline = new TimelineInMemory();
  private final Fulfillment fulfillment = mock(Fulfillment.class);
  private final LeaveNote leaveNote = new LeaveNote(orders, notes, timeline, fulfillment);
  private final OrderId order =
      orders.inProgress(Submissions.triplePlay("key"), Instant.EPOCH).id();

  LeaveNoteTest() {
    notes.author = "ada";
  }

  @Test
  void staysAmongWhoeverWorksOnTheOrder() {
    Note left =
        leaveNote.on(
            order,
            new Left(" mind the dog\n", Optional.empty(), Optional.of("Repair order"), false));

    assertThat(left.text()).isEqualTo("mind the dog");
    assertThat(notes.of(order)).containsExactly(left);
    assertThat(timeline.last().text()).isEqualTo("Repair order: note");
    assertThat(timeline.last().remark()).as("can be erased").isEqualTo("mind the dog");
    assertThat(EventType.of(timeline.last())).isEmpty();
    verify(fulfillment).showNotes(order);
  }

  @Test
  void isAChangeOfTheOrderWhereItsCallerReadsItToo() {
    leaveNote.on(
        order, new Left("we ring", Optional.of(new ItemId("1.1")), Optional.empty(), true));

    assertThat(timeline.last().item()).contains(new ItemId("1.1"));
    assertThat(EventType.of(timeline.last()))
        .contains(EventType.PRODUCT_ORDER_ATTRIBUTE_VALUE_CHANGE);
    assertThat(EventType.fieldPathOf(timeline.last())).contains("note");
  }

  @Test
  void isRefusedEmptyTooLongAboutNothingOrOnceTooOften() {
    isRefused(new Left(" \n", Optional.empty(), Optional.empty(), false), "1 to 2000 characters");
    isRefused(
        new Left("x".repeat(2_001), Optional.empty(), Optional.empty(), false),
        "1 to 2000 characters");
    isRefused(
        new Left("x", Optional.of(new ItemId("7")), Optional.empty(), false), "has no item 7");
    addMost();
    isRefused(new Left("x", Optional.empty(), Optional.empty(), false), "has 500 notes");
    assertThat(timeline.kinds()).isEmpty();
    verifyNoInteractions(fulfillment);
  }

  @Test
  void ofTurnupLeavesRoomForThoseOfPeople() {
    notes.author = Notes.TURNUP;
    addMost();

    leaveNote.on(order, new Left("x", Optional.empty(), Optional.empty(), false));

    assertThat(notes.of(order)).hasSize(LeaveNote.MOST + 1);
  }

  @Test
  void ofAStepIsNeverRefused() {
    addMost();

    leaveNote.tell(
        order, new Left("x".repeat(2_001), Optional.empty(), Optional.of("Approve"), false));

    assertThat(notes.of(order))
        .extracting(Note::text)
        .last()
        .asString()
        .hasSize(2_000)
        .endsWith("x…");
    verify(fulfillment).showNotes(order);
  }

  @Test
  void isNotLeftOnAnOrderThatWasErased() {
    orders.erased.add(order);

    isRefused(new Left("x", Optional.empty(), Optional.empty(), false), "were erased");
    assertThat(notes.of(order)).isEmpty();
  }

  private void addMost() {
    for (int n = 0; n < LeaveNote.MOST; n++) {
      notes.add(order, "again");
    }
  }

  private void isRefused(Left note, String why) {
    assertThatThrownBy(() -> leaveNote.on(order, note))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(why);
  }
}
