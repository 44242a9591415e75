package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.desk.Approval;
import dev.turnup.engine.desk.Approval.Verdict;
import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.desk.Approvals.Subject;
import dev.turnup.engine.fallout.Answer;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.Fallout.Closing;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.fallout.FalloutBook.Experience;
import dev.turnup.engine.fallout.FalloutBook.Result;
import dev.turnup.engine.fallout.FalloutBook.Wanted;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.fallout.SomeFallout;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.StepFellOut;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class FalloutStoreTest {

  private final StoresAlone stores = StoresAlone.shared();
  private final PlanInDatabase plan = stores.plan();

  @Test
  void givesBackAFalloutAsItWasWritten() {
    Fallout raised = raised("network.activate-service");
    stores.fallouts.add(raised);
    Fallout closed = closed(raised, Decision.RETRY);

    stores.fallouts.update(closed);

    assertThat(stores.fallouts.get(raised.id()))
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(closed);
    assertThat(stores.fallouts.unsettled(plan.order)).isEmpty();
    assertThatThrownBy(() -> stores.fallouts.update(closed)).isInstanceOf(StaleVersion.class);
    stores.jdbc.update(
        "update turnup.fallout set message = 'erased' where id = ?", raised.id().value());
    assertThat(stores.fallouts.get(raised.id()).answer()).as("erased with it").isEmpty();
  }

  private static Fallout closed(Fallout raised, Decision decision) {
    return new Fallout(
        raised.id(),
        raised.what(),
        raised.fingerprint(),
        raised.raisedAt(),
        FalloutState.CLOSED,
        Optional.of("grace"),
        Optional.of("fallout-desk"),
        Optional.of("retry"),
        Optional.of(NOW.plusSeconds(60)),
        Optional.of(NOW.plusSeconds(30)),
        5,
        1,
        Optional.of("incident"),
        Optional.of(
            new Answer(
                decision.code(), "mended", "a fault", "speed", "100", "N-1", "router-2", "grace")),
        Optional.empty(),
        Optional.of(new Closing(NOW, "grace", decision, "mended")),
        0);
  }

  @Test
  void letsStatesMoveAsTheStateMachineSaysAndNoOtherwise() {
    List<String> allowed = new ArrayList<>();
    List<String> done = new ArrayList<>();
    for (FalloutState from : FalloutState.values()) {
      for (FalloutState to : FalloutState.values()) {
        if (from != to) {
          String move = from.code() + " to " + to.code();
          if (from.canMoveTo(to)) {
            allowed.add(move);
          }
          Fallout fallout = raised("network.activate-service");
          stores.fallouts.add(fallout);
          for (FalloutState step : WAY_TO.get(from)) {
            stores.fallouts.update(SomeFallout.in(step, stores.fallouts.get(fallout.id())));
          }
          try {
            stores.fallouts.update(SomeFallout.in(to, stores.fallouts.get(fallout.id())));
            done.add(move);
          } catch (DataIntegrityViolationException refused) {
            assertThat(refused).hasMessageContaining("cannot go from " + move);
          }
        }
      }
    }

    assertThat(done).containsExactlyElementsOf(allowed).hasSize(20);
  }

  private static final Map<FalloutState, List<FalloutState>> WAY_TO =
      Map.of(
          FalloutState.RAISED, List.of(),
          FalloutState.OPEN, List.of(FalloutState.OPEN),
          FalloutState.IN_HAND, List.of(FalloutState.OPEN, FalloutState.IN_HAND),
          FalloutState.WAITING_TO_RETRY, List.of(FalloutState.WAITING_TO_RETRY),
          FalloutState.WAITING_FOR_PROBLEM, List.of(FalloutState.WAITING_FOR_PROBLEM),
          FalloutState.DECIDED, List.of(FalloutState.OPEN, FalloutState.DECIDED),
          FalloutState.CLOSED, List.of(FalloutState.CLOSED));

  @Test
  void findsWhatFellOutAlike() {
    stores.fallouts.add(raised("network.activate-service"));
    stores.fallouts.add(raised("network.verify-service"));
    stores.fallouts.add(raised("network.activate-service"));

    assertThat(stores.fallouts.alike(what("network.activate-service"))).hasSize(2);
    assertThat(stores.fallouts.unsettled(plan.order)).hasSize(3);
  }

  @Test
  void findsWhatIsLookedForAPageAtATime() {
    String cause = UUID.randomUUID().toString();
    List<Fallout> all =
        IntStream.range(0, 3)
            .mapToObj(i -> raised("step-" + i, cause, NOW.plusSeconds(i / 2)))
            .toList();
    all.forEach(stores.fallouts::add);
    stores.fallouts.update(closed(all.get(2), Decision.RETRY));

    List<FalloutId> first = found(cause, false, Optional.empty(), 2);
    assertThat(first).hasSize(2).startsWith(all.get(2).id());
    assertThat(found(cause, false, Optional.of(first.get(1)), 2))
        .hasSize(1)
        .doesNotContainAnyElementsOf(first);
    assertThat(found(cause, true, Optional.empty(), 9)).hasSize(2).doesNotContain(first.get(0));
    assertThat(found("another cause", false, Optional.empty(), 9)).isEmpty();
  }

  private List<FalloutId> found(
      String cause, boolean unsettled, Optional<FalloutId> after, int most) {
    return stores
        .fallouts
        .find(
            new Wanted(
                Optional.of(plan.order),
                Optional.of(cause),
                Optional.of("network"),
                Optional.empty(),
                Optional.empty(),
                unsettled,
                after,
                most))
        .stream()
        .map(Fallout::id)
        .toList();
  }

  @Test
  void learnsWhatHelpedFromWhetherTheStepWasReallyDone() {
    String cause = UUID.randomUUID().toString();
    Fallout again = settled(raised("step-1", cause, NOW), Decision.RETRY);
    Fallout unknown = settled(raised("step-1", cause, NOW.plusSeconds(1)), Decision.RETRY);
    settled(raised("step-2", cause, NOW), Decision.CANCEL_COMPONENT);
    settled(raised("step-3", cause, NOW), Decision.CHANGE_AND_RETRY);
    Fallout helped = settled(raised("step-4", cause, NOW), Decision.RETRY);
    stores.fallouts.add(raised("step-2", cause, NOW.minusSeconds(1)));
    called("step-4", NOW.plusSeconds(9));
    called("step-3", NOW.minusSeconds(9));

    assertThat(stores.fallouts.experience(cause))
        .containsExactly(
            new Experience(Decision.RETRY, "", "", "", 3, 1, 1),
            new Experience(Decision.CANCEL_COMPONENT, "", "", "", 1, 1, 0),
            new Experience(Decision.CHANGE_AND_RETRY, "speed", "100", "", 1, 0, 0));
    assertThat(List.of(again, unknown, helped))
        .extracting(each -> stores.fallouts.resultOf(each.id()))
        .containsExactly(Result.FAILED_AGAIN, Result.UNKNOWN_YET, Result.HELPED);
  }

  @Test
  void tellsOfACauseThatThreeCustomersHaveInCommonAndOfNoOther() {
    String fingerprint = UUID.randomUUID().toString();
    for (String customer : List.of("c1", "c2", "c2", "c3")) {
      Fallout fallout = settled(raised("step-1", fingerprint, NOW), Decision.RETRY);
      String order = stores.plan().order.value();
      stores.jdbc.update(
          "update turnup.product_order set customer_id = ? where id = ?", customer, order);
      stores.jdbc.update(
          "update turnup.fallout set order_id = ?, component_id = null where id = ?",
          order,
          fallout.id().value());
      assertThat(stores.fallouts.experience(fingerprint))
          .extracting(Experience::cause)
          .containsExactly(customer.equals("c3") ? "a fault" : "");
    }
  }

  @Test
  void learnsNothingFromWhatNobodyHasDecidedAboutItAlone() {
    String cause = UUID.randomUUID().toString();
    Fallout released = settled(raised("step-1", cause, NOW), Decision.RETRY);
    Fallout byItself = settled(raised("step-2", cause, NOW), Decision.RETRY);
    Fallout given = settled(raised("step-3", cause, NOW), Decision.RETRY);
    stores.jdbc.update(
        "update turnup.fallout set released_at = now() where id = ?", released.id().value());
    stores.jdbc.update(
        "update turnup.fallout set closed_by = 'turnup', reason = ? where id = ?",
        "",
        byItself.id().value());
    stores.jdbc.update(
        "update turnup.fallout set closed_by = 'turnup', reason = ? where id = ?",
        "the order is cancelled",
        given.id().value());

    assertThat(stores.fallouts.experience(cause))
        .extracting(Experience::decision, Experience::times)
        .containsExactly(tuple(Decision.RETRY, 1));
  }

  /** The component's call of that step was answered then. */
  private void called(String topic, Instant at) {
    stores.jdbc.update(
        """
        insert into turnup.outbound_call (key, topic, order_id, subject, external_task_id, state, request, answer,
                    prepared_at, answered_at, applied_at)
        values (?, ?, ?, ?, 'task', 'applied', '{}', '{}', ?, ?, ?)
        """,
        UUID.randomUUID().toString(),
        topic,
        plan.order.value(),
        plan.internet.id().toString(),
        Timestamp.from(at),
        Timestamp.from(at),
        Timestamp.from(at));
  }

  @Test
  void learnsNothingFromThoseOfBeforeCausesWereKnown() {
    settled(raised("step-1", "", NOW), Decision.RETRY);

    assertThat(stores.fallouts.experience("")).isEmpty();
  }

  private Fallout settled(Fallout fallout, Decision decision) {
    stores.fallouts.add(fallout);
    stores.fallouts.update(closed(fallout, decision));
    return fallout;
  }

  @Test
  void keepsTheWordOfASecondPersonAndNoOther() {
    ApprovalId id = stores.approvals.nextId();
    Approval asked =
        new Approval(id, plan.order, "cancel-component", "grace", NOW, Optional.empty());
    Fallout fallout = raised("network.activate-service");
    stores.fallouts.add(fallout);
    Subject both =
        new Subject(Optional.of(fallout.id()), Set.of(plan.accessLine.id(), plan.internet.id()));
    stores.approvals.add(asked, both);
    assertThat(stores.approvals.get(id)).isEqualTo(asked);

    assertThatThrownBy(() -> stores.approvals.decide(id, new Verdict("grace", NOW, true)))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("ck_approval_second_person");
    assertThat(stores.approvals.decide(id, new Verdict("ada", NOW, false))).isTrue();
    assertThat(stores.approvals.decide(id, new Verdict("eve", NOW, true))).isFalse();

    assertThat(stores.approvals.get(id).verdict()).contains(new Verdict("ada", NOW, false));
    assertThat(stores.approvals.carryOut(id, both, NOW)).as("was refused").isFalse();
  }

  @Test
  void letsWhatWasApprovedBeDoneOnceAndNothingElse() {
    Fallout fallout = raised("network.activate-service");
    Fallout other = raised("network.activate-service");
    stores.fallouts.add(fallout);
    stores.fallouts.add(other);
    ApprovalId id = stores.approvals.nextId();
    Set<ComponentId> line = Set.of(plan.accessLine.id());
    Set<ComponentId> both = Set.of(plan.internet.id(), plan.accessLine.id());
    Subject approved = new Subject(Optional.of(fallout.id()), both, "NW-1");
    stores.approvals.add(
        new Approval(id, plan.order, "cancel-component", "grace", NOW, Optional.empty()), approved);
    assertThat(stores.approvals.carryOut(id, approved, NOW)).isFalse();
    stores.approvals.decide(id, new Verdict("ada", NOW, true));

    assertThat(
            stores.approvals.carryOut(id, new Subject(Optional.of(other.id()), both, "NW-1"), NOW))
        .isFalse();
    assertThat(
            stores.approvals.carryOut(
                id, new Subject(Optional.of(fallout.id()), line, "NW-1"), NOW))
        .isFalse();
    assertThat(stores.approvals.carryOut(id, new Subject(Optional.of(fallout.id()), both), NOW))
        .as("under another reference")
        .isFalse();
    assertThat(stores.approvals.carryOut(id, approved, NOW)).isTrue();
    assertThat(stores.approvals.carryOut(id, approved, NOW)).isFalse();

    Subject whole = new Subject(Optional.empty(), Set.of());
    ApprovalId ofOrder = stores.approvals.nextId();
    stores.approvals.add(
        new Approval(ofOrder, plan.order, "give-up-order", "grace", NOW, Optional.empty()), whole);
    stores.approvals.decide(ofOrder, new Verdict("ada", NOW, true));
    assertThat(
            stores.approvals.carryOut(
                ofOrder, new Subject(Optional.of(fallout.id()), Set.of()), NOW))
        .isFalse();
    assertThat(stores.approvals.carryOut(ofOrder, whole, NOW)).isTrue();
  }

  private StepFellOut what(String step) {
    return new StepFellOut(
        plan.order,
        Optional.of(plan.internet.id()),
        Optional.empty(),
        step,
        new Failure("network", "http-422", "no such profile"),
        Optional.of(new CallKey("key")),
        3);
  }

  private Fallout raised(String step) {
    return raised(step, "a cause", NOW);
  }

  private Fallout raised(String step, String fingerprint, Instant at) {
    return SomeFallout.of(
        fingerprint, Fallout.raised(new FalloutId(UUID.randomUUID()), what(step), at));
  }
}
