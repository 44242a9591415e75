package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderProgress.Escalation;
import dev.turnup.engine.order.OrderProgress.Fallout;
import dev.turnup.engine.order.OrderProgress.Milestone;
import dev.turnup.engine.order.OrderProgress.Progress;
import dev.turnup.engine.order.TimelineEntry;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderProgressStoreTest {

  private final StoresAlone stores = StoresAlone.shared();
  private final PlanInDatabase written = stores.plan();
  private final PlanInDatabase other = stores.plan();

  @Test
  void tellsTheMilestonesOfEachOrderInSequence() {
    stores.timeline.add(written.order, TimelineEntry.of(EventKind.ACCEPTED, "Order accepted"));
    stores.timeline.add(written.order, TimelineEntry.of(EventKind.CAPACITY_CHECKED, "Checked"));
    stores.timeline.add(
        written.order,
        TimelineEntry.of(EventKind.ACTIVATED, "Switched on").about(new ItemId("1.1")));
    stores.timeline.add(other.order, TimelineEntry.of(EventKind.COMPLETED, "Completed"));

    Map<OrderId, Progress> progress = stores.progress.of(List.of(written.order, other.order));

    assertThat(progress.get(written.order).milestones())
        .extracting(Milestone::name, Milestone::text, Milestone::item)
        .containsExactly(
            tuple("accepted", "Order accepted", Optional.empty()),
            tuple("activated", "Switched on", Optional.of(new ItemId("1.1"))));
    assertThat(progress.get(other.order).milestones())
        .extracting(Milestone::name)
        .containsExactly("completed");
  }

  @Test
  void tellsWhatFellOutAndIsNotSettled() {
    fallout("open", "network-refused", null);
    fallout("closed", "settled", NOW.toString());

    assertThat(progress().fallouts())
        .extracting(Fallout::code, Fallout::system, Fallout::message, Fallout::item)
        .containsExactly(
            tuple("network-refused", "network", "no such port", Optional.of(new ItemId("1.1"))));
  }

  @Test
  void tellsTheEscalationThatIsOpen() {
    escalation("closed", NOW.toString());
    escalation("open", null);

    assertThat(progress().escalation()).map(Escalation::finding).contains("no-next-event");
    assertThat(stores.progress.of(List.of(other.order)).get(other.order).escalation()).isEmpty();
  }

  @Test
  void projectsTheDayOfTheLastOpenDelivery() {
    assertThat(progress().projectedDate()).contains(LocalDate.parse("2026-03-04"));
    assertThat(progress().zone()).isEqualTo(ZoneId.of("UTC"));

    stores.jdbc.update(
        "update turnup.delivery set state = 'delivered' where order_id = ?", written.order.value());

    assertThat(progress().projectedDate()).isEmpty();
  }

  @Test
  void asksNothingForNoOrder() {
    assertThat(stores.progress.of(List.of())).isEmpty();
  }

  private Progress progress() {
    return stores.progress.of(List.of(written.order)).get(written.order);
  }

  private void fallout(String state, String code, String closedAt) {
    stores.jdbc.update(
        "insert into turnup.fallout (id, order_id, component_id, step, system, code, message, state,"
            + " raised_at, closed_at) values (?, ?, ?, 'Activate service', 'network', ?, 'no such port',"
            + " ?, ?::timestamptz, ?::timestamptz)",
        UUID.randomUUID(),
        written.order.value(),
        written.internet.id().value(),
        code,
        state,
        NOW.toString(),
        closedAt);
  }

  private void escalation(String state, String closedAt) {
    stores.jdbc.update(
        "insert into turnup.escalation (id, order_id, finding, explanation, state, opened_at,"
            + " closed_at) values (?, ?, 'no-next-event', 'nothing moves it', ?, ?::timestamptz, ?::timestamptz)",
        UUID.randomUUID(),
        written.order.value(),
        state,
        NOW.toString(),
        closedAt);
  }
}
