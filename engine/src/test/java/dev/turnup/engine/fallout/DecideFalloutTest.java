package dev.turnup.engine.fallout;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.turnup.engine.KeptFallouts;
import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.decomposition.ListedValues;
import dev.turnup.engine.delivery.ReplaceComponent;
import dev.turnup.engine.desk.Approval;
import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.desk.ApprovalsInMemory;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.fallout.CloseFallout.Closed;
import dev.turnup.engine.fallout.DecideFallout.Outcome;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.order.NotesInMemory;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.scheduling.CalendarInMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecideFalloutTest {

  private static final Answer CANCEL = new Answer("cancelComponent", "no stock", "", "", "grace");

  private final InternetOrder internet = new InternetOrder();
  private final OutboundCalls outboundCalls = mock(OutboundCalls.class);
  private final Possible possible =
      new Possible(internet.cancelComponents, internet.records, outboundCalls);
  private final FalloutsInMemory fallouts = new FalloutsInMemory();
  private final ReplaceComponent replaceComponent = mock(ReplaceComponent.class);
  private final WordsInMemory words = new WordsInMemory();
  private final NotesInMemory notes = new NotesInMemory();
  private final ApprovalsInMemory approvals = new ApprovalsInMemory();
  private final CloseFallout closeFallout =
      new CloseFallout(
          fallouts,
          internet.orders,
          internet.components,
          internet.cancelComponents,
          replaceComponent,
          words,
          possible,
          new CalendarInMemory(),
          new KeptFallouts(),
          fallouts.releasing(internet),
          internet.timeline,
          internet.clock);
  private final LeaveNote leaveNote =
      new LeaveNote(internet.orders, notes, internet.timeline, mock(Fulfillment.class));
  private boolean secondPerson = true;
  private final DecideFallout decideFallout =
      new DecideFallout(
          fallouts,
          internet.orders,
          closeFallout,
          new SeekApproval(
              internet.orders,
              new Policy(),
              approvals,
              leaveNote,
              internet.timeline,
              internet.clock),
          leaveNote,
          new GiveTimeToUndo(
              fallouts,
              internet.orders,
              internet.components,
              closeFallout,
              internet.siteClock,
              internet.timeline,
              internet.clock),
          words);

  @Test
  void cancelsAtOnceWhereNobodyElseIsAsked() {
    FalloutId id = open();
    secondPerson = false;

    Decided<Closed> outcome = decide(id, CANCEL);

    assertThat(outcome.done()).isPresent();
    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
  }

  @Test
  void carriesOutWhatNobodyTakesBackInTheNameOfWhoeverDecided() {
    secondPerson = false;
    FalloutId id = open();
    mayBeTakenBackFor(5, id);

    Outcome waiting = decideWithTime(id, CANCEL);

    assertThat(waiting.undoUntil()).contains(InternetOrder.NOW.plus(Duration.ofMinutes(5)));
    assertThat(waiting.decided()).isEqualTo(Decided.anew());
    assertThat(internet.stateOf(internet.router)).isNotEqualTo(CANCELLED);
    assertThat(fallouts.get(id).state()).isEqualTo(FalloutState.DECIDED);
    assertThat(internet.timeline.last().text())
        .contains("cancel component, decided by grace")
        .contains("carried out on Tue 3 Mar 2026, 00:35 (Europe/Berlin), unless");

    Outcome over = decideWithTime(id, CANCEL.by("unknown"));

    assertThat(over.decided().done()).isPresent();
    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
    assertThat(fallouts.get(id).closing().orElseThrow().by()).isEqualTo("grace");
    assertThat(fallouts.get(id).undoUntil()).isEmpty();
  }

  @Test
  void asksTheSecondPersonOnceTheFirstMayTakeItBackNoMore() {
    FalloutId id = open();
    mayBeTakenBackFor(5, id);
    decideWithTime(id, CANCEL);

    Decided<Closed> asked = decideWithTime(id, CANCEL.by("unknown")).decided();
    ApprovalId approval = asked.asked().orElseThrow().approval();
    assertThat(approvals.get(approval).requestedBy()).isEqualTo("grace");
    decide(approval, false);

    assertThat(afterApproval(id, approval)).isEqualTo(Decided.anew());
    assertThat(fallouts.get(id).state()).isEqualTo(FalloutState.OPEN);
  }

  @Test
  void letsTheDeskDecideAgainWhereItCannotBeDoneAnyMoreOnceTheTimeIsOver() {
    secondPerson = false;
    FalloutId id = open();
    mayBeTakenBackFor(5, id);
    decideWithTime(id, CANCEL);
    internet.with(ACTIVE, internet.router);

    assertThat(decideWithTime(id, CANCEL).decided()).isEqualTo(Decided.anew());
    assertThat(fallouts.get(id).state()).isEqualTo(FalloutState.OPEN);
    assertThat(notes.of(internet.order))
        .extracting(Note::text)
        .singleElement()
        .asString()
        .startsWith("Decided, but not carried out: Component router is active");
  }

  @Test
  void givesTimeForAChangeAndForARetryWhereTheTableDoesAndWithAWorkflowThatCan() {
    secondPerson = false;
    Answer retry = new Answer("retry", "mended", "", "", "grace");
    FalloutId retried = open();
    mayBeTakenBackFor(5, retried);
    FalloutId later = open();
    mayBeTakenBackFor(0, 3, later);
    FalloutId changed = open();
    mayBeTakenBackFor(5, changed);
    FalloutId cancelled = open(internet.accessLine);
    mayBeTakenBackFor(5, cancelled);

    assertThat(decideWithTime(retried, retry).decided().done()).isPresent();
    assertThat(decideWithTime(later, retry).undoUntil())
        .contains(InternetOrder.NOW.plus(Duration.ofMinutes(3)));
    Answer change = new Answer("changeAndRetry", "", "speed", "100", "grace");
    assertThat(decideWithTime(changed, change).undoUntil()).isPresent();
    assertThat(internet.components.get(internet.router).characteristics())
        .doesNotContainEntry("speed", "100");
    assertThat(decideWithTime(changed, change).decided().done()).isPresent();
    assertThat(internet.components.get(internet.router).characteristics())
        .containsEntry("speed", "100");
    assertThat(decide(cancelled, CANCEL).done()).isPresent();
  }

  @Test
  void meansWhatIsSaidLastWhereTheWorkflowWasMovedBackByHand() {
    secondPerson = false;
    FalloutId id = open();
    mayBeTakenBackFor(5, id);
    decideWithTime(id, CANCEL);

    Outcome anew = decideWithTime(id, new Answer("retry", "", "", "", "ada"));

    assertThat(anew.decided().done()).isPresent();
    assertThat(fallouts.get(id).closing().orElseThrow().decision())
        .isEqualTo(Fallout.Decision.RETRY);
    assertThat(internet.stateOf(internet.router)).isNotEqualTo(CANCELLED);
  }

  @Test
  void takesTheWordOfTwoWhereNothingElseProvesIt() {
    secondPerson = false;
    FalloutId one = open(internet.router, "workforce.cancel-visit");
    FalloutId two = open(internet.router, "workforce.takes-two");
    Answer done = new Answer("markDone", "", "", "", "", "REF-1", "", "grace");

    assertThat(decide(one, done).done()).isPresent();
    assertThat(decide(two, done).asked()).isPresent();
    assertThat(words.said).containsExactly("workforce.cancel-visit done as REF-1");
  }

  @Test
  void isTakenBackByWhoeverDecidedAndBySupervisorsOnly() {
    FalloutId id = open();
    mayBeTakenBackFor(5, id);
    List<FalloutId> taken = new ArrayList<>();
    TakeDecisionBack takeDecisionBack =
        new TakeDecisionBack(
            fallouts, internet.orders, (order, fallout) -> taken.add(fallout), internet.timeline);
    assertThatThrownBy(() -> takeDecisionBack.of(id, "grace", true))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no decision that could be taken back");
    decideWithTime(id, CANCEL);

    assertThatThrownBy(() -> takeDecisionBack.of(id, "ada", false))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Only grace and supervisors");
    assertThat(takeDecisionBack.of(id, "grace", false).state()).isEqualTo(FalloutState.OPEN);
    assertThat(fallouts.get(id).answer()).isEmpty();
    decideWithTime(id, CANCEL);
    assertThat(takeDecisionBack.of(id, "ada", true).state()).isEqualTo(FalloutState.OPEN);
    assertThat(taken).containsExactly(id, id);
    assertThat(internet.timeline.last().text()).endsWith("grace decided is taken back by ada");
  }

  private void mayBeTakenBackFor(int minutes, FalloutId id) {
    mayBeTakenBackFor(minutes, 0, id);
  }

  private void mayBeTakenBackFor(int minutes, int retryMinutes, FalloutId id) {
    fallouts.update(
        fallouts
            .get(id)
            .queued(
                new SuggestResolution.Suggestion(
                    "fallout-desk", "", InternetOrder.NOW, Optional.empty(), minutes, retryMinutes),
                Optional.empty()));
  }

  private Outcome decideWithTime(FalloutId id, Answer answer) {
    return decideFallout.of(
        internet.order,
        id,
        Optional.of(answer),
        new Decider(answer.person(), Optional.empty(), true),
        true);
  }

  @Test
  void asksFirstAndCancelsInTheNameOfWhoeverAsked() {
    FalloutId id = open();

    Decided<Closed> asked = decide(id, CANCEL);
    ApprovalId approval = asked.asked().orElseThrow().approval();

    assertThat(asked.done()).isEmpty();
    assertThat(asked.asked().orElseThrow().situation())
        .isEqualTo("Cancelling router, internet-access, says grace: no stock");
    assertThat(approvals.get(approval).requestedBy()).isEqualTo("grace");
    assertThat(internet.stateOf(internet.router)).isNotEqualTo(CANCELLED);
    assertThat(fallouts.get(id).closing()).isEmpty();

    decide(approval, true);
    Decided<Closed> outcome = afterApproval(id, approval);

    assertThat(outcome.done()).isPresent();
    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
    assertThat(fallouts.get(id).closing().orElseThrow().by()).isEqualTo("grace");
  }

  @Test
  void leavesItToTheFirstPersonWhereTheSecondRefusesOrItCannotBeDoneAnyMore() {
    FalloutId id = open();
    ApprovalId refused = ask(id);
    ApprovalId late = ask(id);
    decide(refused, false);
    decide(late, true);

    Decided<Closed> afterNo = afterApproval(id, refused);
    internet.with(ACTIVE, internet.router);
    Decided<Closed> afterAll = afterApproval(id, late);

    assertThat(List.of(afterNo, afterAll))
        .containsOnly(new Decided<Closed>(Optional.empty(), Optional.empty()));
    assertThat(fallouts.get(id).closing()).isEmpty();
    assertThat(notes.of(internet.order))
        .extracting(Note::text)
        .as("why, as nobody has refused it")
        .singleElement()
        .asString()
        .startsWith("Approved, but not carried out: Component router is active");
    assertThat(internet.timeline.last().remark()).contains("cannot be cancelled any more");
  }

  @Test
  void carriesOutNothingButWhatWasApproved() {
    FalloutId id = open();
    ApprovalId approval = ask(id);
    decide(approval, true);
    FalloutId other = open(internet.accessLine);

    assertThat(afterApproval(other, approval).done()).as("of another fallout").isEmpty();
    assertThat(internet.stateOf(internet.accessLine)).isNotEqualTo(CANCELLED);
    assertThat(afterApproval(id, approval).done()).isPresent();
  }

  @Test
  void asksNobodyForARetryNorWhereTheModelKnowsNobody() {
    Answer retry = new Answer("retry", "mended", "", "", "grace");

    assertThat(decide(open(), retry).done()).isPresent();
    assertThat(
            decideFallout
                .of(
                    internet.order,
                    open(),
                    Optional.of(CANCEL),
                    new Decider("grace", Optional.empty(), false),
                    false)
                .decided()
                .done())
        .isPresent();
  }

  @Test
  void bothersNobodyWithWhatIsImpossible() {
    internet.with(ACTIVE, internet.router);
    FalloutId id = open();

    assertThatThrownBy(() -> decide(id, CANCEL))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cannot be cancelled any more");
  }

  @Test
  void asksWithWordsThatAFormCanHold() {
    Answer longest = new Answer("cancelComponent", "x".repeat(2_000), "", "", "grace");
    Answer longer = new Answer("cancelComponent", "x".repeat(2_001), "", "", "grace");

    assertThat(decide(open(), longest).asked().orElseThrow().situation())
        .hasSizeLessThan(2_500)
        .endsWith("says grace: " + longest.reason());
    assertThatThrownBy(() -> decide(open(), longer))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("2000 characters");
  }

  private ApprovalId ask(FalloutId id) {
    return decide(id, CANCEL).asked().orElseThrow().approval();
  }

  private Decided<Closed> decide(FalloutId id, Answer answer) {
    return decideFallout
        .of(
            internet.order,
            id,
            Optional.of(answer),
            new Decider("grace", Optional.empty(), true),
            false)
        .decided();
  }

  private Decided<Closed> afterApproval(FalloutId id, ApprovalId approval) {
    return decideFallout
        .of(
            internet.order,
            id,
            Optional.of(CANCEL.by("unknown")),
            new Decider("unknown", Optional.of(approval), true),
            false)
        .decided();
  }

  private void decide(ApprovalId approval, boolean approved) {
    approvals.decide(approval, new Approval.Verdict("ada", InternetOrder.NOW, approved));
  }

  private FalloutId open() {
    return open(internet.router);
  }

  private FalloutId open(ComponentId component) {
    return open(component, "network.activate-service");
  }

  private FalloutId open(ComponentId component, String step) {
    FalloutId id =
        fallouts
            .raising(internet)
            .raise(
                new StepFellOut(
                    internet.order,
                    Optional.of(component),
                    Optional.empty(),
                    step,
                    new Failure("network", "http-422", "no such profile")));
    new OpenFallout(
            fallouts,
            internet.orders,
            internet.components,
            possible,
            words,
            new WhatHelped(fallouts, internet.components, mock(ListedValues.class)),
            internet.clock)
        .of(internet.order, id, situation -> "incident");
    return id;
  }

  private final class Policy implements Decisions {

    @Override
    public Decisions.Answer one(OrderId order, String table, Map<String, Object> inputs) {
      assertThat(table).isEqualTo("approval-policy");
      assertThat(inputs).containsKeys("decision", "tier");
      return new Decisions.Answer(table, Map.of("secondPerson", secondPerson));
    }

    @Override
    public List<Decisions.Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }
}
