package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.Escalation.Closing;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EscalationStoreTest {

  private final StoresAlone stores = StoresAlone.shared();
  private final OrderId order = stores.plan().order;

  @Test
  void opensOneEscalationForAnOrderAtATime() {
    Escalation first = open();

    assertThat(stores.escalations.add(first)).isTrue();
    assertThat(stores.escalations.add(open())).isFalse();
    close(first, Optional.empty());
    assertThat(stores.escalations.add(open())).isTrue();
  }

  @Test
  void givesBackAnEscalationAsItWasWritten() {
    Escalation open = open();
    stores.escalations.add(open);
    Escalation told =
        new Escalation(
            open.id(),
            open.why(),
            NOW,
            2,
            Optional.of("supervisors"),
            Optional.of(NOW.plusSeconds(60)),
            Optional.of(new Closing(NOW, "grace", "seen", Optional.of(NOW.plusSeconds(3600)))),
            0);

    stores.escalations.update(told);

    assertThat(stores.escalations.get(open.id()))
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(told);
  }

  @Test
  void leavesAloneWhatIsLookedAfterOrWasAskedToBeLeftAlone() {
    assertThat(stores.escalations.unattended(List.of(order), NOW)).containsExactly(order);

    Escalation escalation = open();
    stores.escalations.add(escalation);
    assertThat(stores.escalations.unattended(List.of(order), NOW)).isEmpty();

    close(escalation, Optional.of(NOW.plusSeconds(60)));
    assertThat(stores.escalations.unattended(List.of(order), NOW)).isEmpty();
    assertThat(stores.escalations.unattended(List.of(order), NOW.plusSeconds(61)))
        .containsExactly(order);
  }

  @Test
  void walksThroughAllOpenOrdersPageByPage() {
    OrderId second = stores.plan().order;
    stores.jdbc.update(
        "update turnup.product_order set state = 'failed', completed_at = now() where id = ?",
        second.value());

    List<OrderId> walked = new ArrayList<>();
    Optional<OrderId> last = Optional.empty();
    List<OrderId> page;
    do {
      page = stores.escalations.open(NOW, last, 2);
      walked.addAll(page);
      last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1));
    } while (!page.isEmpty());

    assertThat(walked).doesNotHaveDuplicates().contains(order).doesNotContain(second);
  }

  @Test
  void letsOneHolderHaveALeaseUntilItEnds() {
    String name = "lease-" + UUID.randomUUID();

    assertThat(stores.leases.take(name, "one", Duration.ofMinutes(1))).isTrue();
    assertThat(stores.leases.take(name, "other", Duration.ofMinutes(1))).isFalse();
    assertThat(stores.leases.take(name, "one", Duration.ZERO)).isTrue();
    assertThat(stores.leases.take(name, "other", Duration.ofMinutes(1))).isTrue();
    assertThat(stores.leases.take(name, "one", Duration.ofMinutes(1))).isFalse();
  }

  private Escalation open() {
    return new Escalation(
        new EscalationId(UUID.randomUUID()),
        new Stuck(order, Finding.NO_NEXT_EVENT, "nothing will make it move"),
        NOW,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  private void close(Escalation escalation, Optional<Instant> quietUntil) {
    stores.escalations.update(
        new Escalation(
            escalation.id(),
            escalation.why(),
            NOW,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Closing(NOW, "grace", "", quietUntil)),
            0));
  }
}
