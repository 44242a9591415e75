package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.desk.Approval;
import dev.turnup.engine.desk.Approval.Verdict;
import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.StepFellOut;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class FalloutStoreTest {

  private final StoresAlone stores = StoresAlone.shared();
  private final PlanInDatabase plan = stores.plan();

  @Test
  void givesBackAFalloutAsItWasWritten() {
    Fallout raised = raised("network.activate-service");
    stores.fallouts.add(raised);
    Fallout closed =
        new Fallout(
            raised.id(),
            raised.what(),
            NOW,
            Optional.of("fallout-desk"),
            Optional.of("retry"),
            Optional.of(NOW.plusSeconds(60)),
            Optional.of(NOW.plusSeconds(30)),
            Optional.of("incident"),
            Optional.of(new Fallout.Closing(NOW, "grace", Decision.RETRY, "mended")),
            0);

    stores.fallouts.update(closed);

    assertThat(stores.fallouts.get(raised.id()))
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(closed);
    assertThat(stores.fallouts.unsettled(plan.order)).isEmpty();
    assertThatThrownBy(() -> stores.fallouts.update(closed)).isInstanceOf(StaleVersion.class);
  }

  @Test
  void findsWhatFellOutAlike() {
    stores.fallouts.add(raised("network.activate-service"));
    stores.fallouts.add(raised("network.verify-service"));
    stores.fallouts.add(raised("network.activate-service"));

    assertThat(stores.fallouts.alike(what("network.activate-service"))).hasSize(2);
    assertThat(stores.fallouts.unsettled(plan.order)).hasSize(3);
  }

  @Test
  void keepsTheWordOfASecondPersonAndNoOther() {
    ApprovalId id = stores.approvals.nextId();
    Approval asked =
        new Approval(id, plan.order, "cancel-component", "grace", NOW, Optional.empty());
    stores.approvals.add(asked);
    assertThat(stores.approvals.get(id)).isEqualTo(asked);

    assertThatThrownBy(() -> stores.approvals.decide(id, new Verdict("grace", NOW, true)))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("ck_approval_second_person");
    assertThat(stores.approvals.decide(id, new Verdict("ada", NOW, false))).isTrue();
    assertThat(stores.approvals.decide(id, new Verdict("eve", NOW, true))).isFalse();

    assertThat(stores.approvals.get(id).verdict()).contains(new Verdict("ada", NOW, false));
  }

  private StepFellOut what(String step) {
    return new StepFellOut(
        plan.order,
        Optional.of(plan.internet.id()),
        Optional.empty(),
        step,
        new Failure("network", "http-422", "no such profile"),
        Optional.of(new CallKey("key")));
  }

  private Fallout raised(String step) {
    return new Fallout(
        new FalloutId(UUID.randomUUID()),
        what(step),
        NOW,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
