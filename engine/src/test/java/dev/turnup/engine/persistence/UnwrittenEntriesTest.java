package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.TimelineEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is said in timelines is written once in a transaction, and as if it was at once. */
class UnwrittenEntriesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final StoresAlone stores = StoresAlone.shared();
  private final OrderId order = stores.plan().order;

  @Test
  void areWrittenByOneStatementInTheSequenceInWhichTheyWereSaid() {
    OrderId other = stores.plan().order;
    int before = said(order).size();

    stores.transaction.executeWithoutResult(
        status -> {
          say("first");
          stores.timeline.add(other, TimelineEntry.of(EventKind.NOTED, "elsewhere"));
          say("second");
          assertThat(written(order)).hasSize(before);
        });

    assertThat(said(order)).endsWith("first", "second");
    assertThat(
            stores.jdbc.queryForList(
                "select distinct xmin::text || ' ' || cmin::text from turnup.order_event"
                    + " where text in ('first', 'elsewhere', 'second') and order_id in (?, ?)",
                String.class,
                order.value(),
                other.value()))
        .hasSize(1);
  }

  @Test
  void areWrittenAtOnceWithoutATransaction() {
    say("alone");

    assertThat(written(order)).endsWith("alone");
  }

  @Test
  void areReadInTheirTransaction() {
    stores.transaction.executeWithoutResult(
        status -> {
          say("unread");
          assertThat(said(order)).endsWith("unread");
          say("later");
          assertThat(stores.timeline.story(order, 1))
              .extracting(recorded -> recorded.entry().text())
              .containsExactly("later");
        });
  }

  @Test
  void tellTheStateInWhichTheOrderWasWhenTheyWereSaid() {
    stores.transaction.executeWithoutResult(
        status -> {
          ProductOrder locked = stores.orders.lock(order);
          stores.timeline.add(order, TimelineEntry.of(EventKind.PROMISED, "before"));
          locked.moveAllTo(OrderState.IN_PROGRESS, NOW);
          stores.orders.update(locked);
          stores.timeline.add(order, TimelineEntry.of(EventKind.PROMISED, "after"));
        });

    assertThat(stateAt("before")).isEqualTo("acknowledged");
    assertThat(stateAt("after")).isEqualTo("inProgress");
  }

  @Test
  void tellTheStateOfAnOrderThatIsLockedOnlyLater() {
    stores.transaction.executeWithoutResult(
        status -> {
          stores.timeline.add(order, TimelineEntry.of(EventKind.PROMISED, "before"));
          ProductOrder locked = stores.orders.lock(order);
          locked.moveAllTo(OrderState.IN_PROGRESS, NOW);
          stores.orders.update(locked);
        });

    assertThat(stateAt("before")).isEqualTo("acknowledged");
  }

  @Test
  void areTakenBackWithWhatATransactionGoesBackFrom() {
    stores.transaction.executeWithoutResult(
        status -> {
          say("kept");
          Object point = status.createSavepoint();
          say("taken back");
          assertThat(said(order)).endsWith("kept", "taken back");
          say("never written");
          status.rollbackToSavepoint(point);
          say("said instead");
        });

    assertThat(said(order))
        .endsWith("kept", "said instead")
        .doesNotContain("taken back", "never written");
  }

  @Test
  void areTakenBackWhereNothingWasSaidBefore() {
    stores.transaction.executeWithoutResult(
        status -> {
          Object point = status.createSavepoint();
          say("taken back");
          status.rollbackToSavepoint(point);
        });

    assertThat(said(order)).doesNotContain("taken back");
  }

  @Test
  void areForgottenWithTheirTransaction() {
    stores.transaction.executeWithoutResult(
        status -> {
          say("rolled back");
          status.setRollbackOnly();
        });
    stores.transaction.executeWithoutResult(status -> say("another"));

    assertThat(said(order)).endsWith("another").doesNotContain("rolled back");
  }

  @Test
  void areWrittenIfTheyAreSaidWhileTheTransactionEnds() {
    stores.transaction.executeWithoutResult(
        status -> {
          say("early");
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                  say("late");
                }
              });
        });

    assertThat(said(order)).endsWith("early", "late");
  }

  /** The queue of events is told what is committed, as it always was. */
  @Test
  void areWrittenByWhoeverReadsEntries() throws IOException {
    Path mappers = Path.of("src/main/resources/dev/turnup/engine/persistence");
    Path stores = Path.of("src/main/java/dev/turnup/engine/persistence");
    try (Stream<Path> files = Files.list(mappers)) {
      List<String> readers =
          files
              .filter(file -> text(file).contains("turnup.order_event"))
              .map(file -> file.getFileName().toString().replace("Mapper.xml", "Store.java"))
              .toList();

      assertThat(readers).contains("OrderStore.java", "TimelineStore.java");
      assertThat(readers)
          .filteredOn(reader -> !text(stores.resolve(reader)).contains("unwritten.write()"))
          .containsExactly("EventQueueStore.java");
    }
  }

  private void say(String text) {
    stores.timeline.add(order, TimelineEntry.of(EventKind.NOTED, text));
  }

  private List<String> said(OrderId order) {
    return stores.timeline.of(order, 0, 100).stream()
        .map(recorded -> recorded.entry().text())
        .toList();
  }

  private List<String> written(OrderId order) {
    return stores.jdbc.queryForList(
        "select text from turnup.order_event where order_id = ? order by sequence",
        String.class,
        order.value());
  }

  private String stateAt(String text) {
    return stores.jdbc.queryForObject(
        "select event_state from turnup.order_event where order_id = ? and text = ?",
        String.class,
        order.value(),
        text);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
