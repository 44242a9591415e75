package dev.turnup.engine.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.turnup.engine.desk.RecordApproval.Answer;
import dev.turnup.engine.desk.RecordApproval.Decision;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.order.NotesInMemory;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.TimelineInMemory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordApprovalTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final OrdersInMemory orders = new OrdersInMemory();
  private final NotesInMemory notes = new NotesInMemory();
  private final TimelineInMemory timeline = new TimelineInMemory();
  private final ApprovalsInMemory approvals = new ApprovalsInMemory();
  private final RecordApproval recordApproval =
      new RecordApproval(
          approvals,
          orders,
          new LeaveNote(orders, notes, timeline, mock(Fulfillment.class)),
          timeline,
          clock);
  private final OrderId order =
      orders.inProgress(Submissions.triplePlay("key"), Instant.EPOCH).id();
  private final ApprovalId asked = approvals.nextId();

  RecordApprovalTest() {
    approvals.add(
        new Approval(asked, order, "cancel-component", "grace", NOW, Optional.empty()),
        new Approvals.Subject(Optional.of(new FalloutId(UUID.randomUUID())), Set.of()));
  }

  @Test
  void takesTheWordOfAnotherPersonOnce() {
    recordApproval.of(order, asked, new Answer(Decision.APPROVE, "", "ada"));

    assertThat(approvals.get(asked).verdict()).contains(new Approval.Verdict("ada", NOW, true));
    assertThat(timeline.last().text()).isEqualTo("Approved by ada what grace asked for");
    isRefused(new Answer(Decision.REFUSE, "too late", "eve"), "decided already");
  }

  @Test
  void refusesTheWordOfWhoeverAsked() {
    isRefused(new Answer(Decision.APPROVE, "", "grace"), "asked for this yourself");
    isRefused(new Answer(Decision.REFUSE, "I was wrong", "grace"), "asked for this yourself");
    assertThat(approvals.get(asked).verdict()).isEmpty();
  }

  @Test
  void tellsTheFirstPersonWhyItIsRefused() {
    isRefused(new Answer(Decision.REFUSE, " ", "ada"), "Say why");

    recordApproval.of(order, asked, new Answer(Decision.REFUSE, "ask her first", "ada"));

    assertThat(notes.of(order)).extracting(Note::text).containsExactly("Refused: ask her first");
  }

  @Test
  void canAlwaysBeARefusal() {
    recordApproval.of(order, asked, new Answer(Decision.REFUSE, "x".repeat(2_000), "ada"));

    assertThat(notes.of(order)).extracting(Note::text).singleElement().asString().hasSize(2_000);
  }

  @Test
  void isAboutItsOwnOrder() {
    OrderId other = orders.inProgress(Submissions.triplePlay("other"), Instant.EPOCH).id();

    assertThatThrownBy(
            () -> recordApproval.of(other, asked, new Answer(Decision.APPROVE, "", "ada")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("reload");
  }

  private void isRefused(Answer answer, String why) {
    assertThatThrownBy(() -> recordApproval.of(order, asked, answer))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(why);
  }
}
