package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.order.Amendment;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderDocuments;
import dev.turnup.engine.order.OrderDocuments.OrderDocument;
import dev.turnup.engine.order.OrderHistory;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderLookup;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.ibatis.session.SqlSessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class OrderStoreTest extends TurnupTest {

  private static final String ITEMS = "\"productOrderItem\":[{\"id\":\"1\",\"action\":\"add\"}]}";
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @Autowired private Orders orders;
  @Autowired private OrderDocuments documents;
  @Autowired private OrderHistory history;
  @Autowired private Notes notes;
  @Autowired private OrderLookup lookup;
  @Autowired private Timeline timeline;
  @Autowired private Cancellations cancellations;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private SqlSessionFactory sessions;
  @Autowired private TransactionTemplate transaction;

  /** What the database throws has Spring's name already where a store calls it. */
  @Test
  void isCalledWithoutAProxyThatTranslates() {
    assertThat(orders).isExactlyInstanceOf(OrderStore.class);
  }

  @Test
  void hasItsRowsMadeByConstructorsThatAreKnown() {
    assertThat(sessions.getConfiguration().getObjectFactory())
        .isInstanceOf(KnownConstructors.class);
  }

  @Test
  void givesBackAnOrderAsItWasAdded() {
    OrderSubmission submission = Submissions.triplePlay(UUID.randomUUID().toString());
    ProductOrder order = add(submission);

    ProductOrder read = orders.get(order.id());

    assertThat(read.header()).isEqualTo(order.header());
    assertThat(read.items()).isEqualTo(submission.items());
    assertThat(read.state()).isEqualTo(OrderState.ACKNOWLEDGED);
  }

  /** Rows of one statement have the same command id. */
  @Test
  void writesWhatMovedOfAVeryLargeOrderWithOneStatementEach() {
    List<OrderItem> items =
        IntStream.range(0, 300)
            .mapToObj(n -> Submissions.item("" + n, Optional.empty(), "internet-300"))
            .toList();
    ProductOrder order = add(Submissions.submission(UUID.randomUUID().toString(), items));
    order.moveAllTo(OrderState.IN_PROGRESS, NOW);
    transaction.executeWithoutResult(status -> orders.update(order));

    ProductOrder again = orders.get(order.id());
    again.moveItem(new ItemId("7"), ItemState.HELD, NOW);
    transaction.executeWithoutResult(status -> orders.update(again));

    assertThat(writes("order_item", order.id())).containsExactlyInAnyOrder(299, 1);
    assertThat(writes("order_event", order.id())).containsExactlyInAnyOrder(301, 1);
    assertThat(orders.get(order.id()).items()).isEqualTo(again.items());
  }

  /** How many rows each statement left that wrote into the table last. */
  private List<Integer> writes(String table, OrderId order) {
    return jdbc.queryForList(
        "select count(*) from turnup."
            + table
            + " where order_id = ? group by xmin::text, cmin::text",
        Integer.class,
        order.value());
  }

  @Test
  void readsAnOrderThatItHasLockedOnceAndSeesWhatItWrites() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));

    transaction.executeWithoutResult(
        status -> {
          orders.lock(order.id());
          rename(order.id());
          ProductOrder locked = orders.lock(order.id());
          assertThat(locked.header()).isEqualTo(order.header());
          locked.moveAllTo(OrderState.IN_PROGRESS, NOW);
          orders.update(locked);
          ProductOrder written = orders.get(order.id());
          assertThat(written.state()).isEqualTo(OrderState.IN_PROGRESS);
          assertThat(written.items()).isEqualTo(locked.items());
          written.moveAllTo(OrderState.HELD, NOW);
          orders.update(written);
        });

    assertThat(orders.header(order.id()).customer().name()).isEqualTo("renamed");
    assertThat(orders.get(order.id()).state()).isEqualTo(OrderState.HELD);
  }

  @Test
  void readsAnOrderAgainWhoseLockWasTakenBack() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));

    transaction.executeWithoutResult(
        status -> {
          Object before = status.createSavepoint();
          orders.lock(order.id());
          status.rollbackToSavepoint(before);
          rename(order.id());
          assertThat(orders.header(order.id()).customer().name()).isEqualTo("renamed");
        });
  }

  private void rename(OrderId order) {
    jdbc.update(
        "update turnup.product_order set customer_name = 'renamed' where id = ?", order.value());
  }

  @Test
  void givesBackOneItemWithWhatBundlesIt() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));
    OrderItem part =
        order.items().stream().filter(item -> item.parent().isPresent()).findFirst().orElseThrow();

    ProductOrder around = orders.around(order.id(), part.id());

    assertThat(around.items()).containsExactly(order.item(part.parent().orElseThrow()), part);
    assertThat(around.siteOf(part.id())).isEqualTo(order.siteOf(part.id()));
    assertThat(around.header()).isEqualTo(order.header());
  }

  /** However many the order has. */
  @Test
  void movesAnOrderByOneOfItsItemsAndWhatTheOthersDo() {
    OrderItem bundle = Submissions.item("2", Optional.empty(), "business");
    OrderItem mobile = Submissions.item("3", Optional.empty(), "mobile-line");
    ProductOrder order =
        add(
            Submissions.submission(
                UUID.randomUUID().toString(),
                List.of(
                    Submissions.item("1", Optional.empty(), "internet-300"),
                    bundle,
                    Submissions.item("2.1", Optional.of("2"), "internet-300"),
                    Submissions.item("2.2", Optional.of("2"), "tv-basic"),
                    mobile)));
    order.moveAllTo(OrderState.IN_PROGRESS, NOW);
    transaction.executeWithoutResult(status -> orders.update(order));

    assertThat(orders.lockAround(order.id(), bundle.id()).items())
        .extracting(item -> item.id().value())
        .containsExactly("2", "2.1", "2.2");
    assertThat(moved(order.id(), "1", ItemState.HELD)).isEqualTo(OrderState.IN_PROGRESS);
    assertThat(moved(order.id(), "2.1", ItemState.COMPLETED)).isEqualTo(OrderState.IN_PROGRESS);
    assertThat(moved(order.id(), "2.2", ItemState.PENDING)).isEqualTo(OrderState.IN_PROGRESS);
    // what bundles only does not count
    assertThat(moved(order.id(), "3", ItemState.COMPLETED)).isEqualTo(OrderState.HELD);
    assertThat(moved(order.id(), "1", ItemState.CANCELLED)).isEqualTo(OrderState.PENDING);
    assertThat(moved(order.id(), "2.2", ItemState.IN_PROGRESS)).isEqualTo(OrderState.IN_PROGRESS);
  }

  private OrderState moved(OrderId id, String item, ItemState next) {
    transaction.executeWithoutResult(
        status -> {
          ProductOrder around = orders.lockAround(id, new ItemId(item));
          around.moveItem(new ItemId(item), next, NOW);
          orders.update(around);
        });
    return orders.get(id).state();
  }

  @Test
  void keepsUnknownAttributesAndTheDigitsOfNumbers() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));

    String document = documents.find(order.id(), Optional.of("crm")).orElseThrow().document();

    assertThat(document).contains("1.50").contains("\"kept\": true");
  }

  @Test
  void showsAForeignOrderToNobody() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));

    assertThat(documents.find(order.id(), Optional.of("other"))).isEmpty();
  }

  @Test
  void recognisesASecondOrderUnderTheSameKey() {
    OrderSubmission submission = Submissions.triplePlay(UUID.randomUUID().toString());
    ProductOrder first = add(submission);

    assertThat(orders.add(order(submission), submission)).contains(first.id());
    assertThat(
            jdbc.queryForObject(
                "select count(*) from turnup.product_order where idempotency_key = ?",
                Integer.class,
                submission.idempotencyKey().orElseThrow()))
        .isEqualTo(1);
  }

  @Test
  void writesStatesAndThePromise() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));

    ProductOrder read = orders.get(order.id());
    read.moveAllTo(OrderState.IN_PROGRESS, NOW);
    read.moveItem(new ItemId("1.2"), ItemState.HELD, NOW);
    read.promise(Optional.of(LocalDate.parse("2026-03-12")));
    orders.update(read);

    assertThat(
            jdbc.queryForMap(
                "select state, promised_date::text from turnup.product_order where id = ?",
                order.id().value()))
        .containsEntry("state", "inProgress")
        .containsEntry("promised_date", "2026-03-12");
    assertThat(
            jdbc.queryForObject(
                "select state from turnup.order_item where order_id = ? and id = '1.2'",
                String.class,
                order.id().value()))
        .isEqualTo("held");
    assertThat(
            jdbc.queryForList(
                "select concat_ws(' ', item_id, facts ->> 'from', facts ->> 'to')"
                    + " from turnup.order_event where order_id = ? order by sequence",
                String.class,
                order.id().value()))
        .containsExactly(
            "1 acknowledged inProgress",
            "1.1 acknowledged inProgress",
            "1.2 acknowledged inProgress",
            "1.3 acknowledged inProgress",
            "acknowledged inProgress",
            "1.2 inProgress held");
    assertThat(timeline.story(order.id(), 10))
        .extracting(recorded -> recorded.entry().kind())
        .containsExactly(EventKind.STATE_CHANGED);
  }

  @Test
  void tellsTheEndOfALongStory() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));
    for (String chapter : List.of("one", "two", "three")) {
      timeline.add(order.id(), TimelineEntry.of(EventKind.NOTED, chapter));
    }

    assertThat(timeline.story(order.id(), 2))
        .extracting(recorded -> recorded.entry().text())
        .containsExactly("two", "three");
  }

  @Test
  void refusesToWriteOverANewerVersion() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));
    ProductOrder mine = orders.get(order.id());
    ProductOrder theirs = orders.get(order.id());
    theirs.moveAllTo(OrderState.IN_PROGRESS, NOW);
    orders.update(theirs);

    mine.moveAllTo(OrderState.REJECTED, NOW);

    assertThatThrownBy(() -> orders.update(mine)).isInstanceOf(StaleVersion.class);
  }

  @Test
  void keepsEveryRevisionAndShowsTheNewest() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));
    ProductOrder mine = orders.get(order.id());
    Customer grace =
        new Customer("C-2", "Grace", "gold", Optional.empty(), Optional.of("https://g.example"));

    orders.amend(order.id(), amendment(grace, "{\"x\": 2.0," + ITEMS), NOW.plusSeconds(1));
    orders.amend(order.id(), amendment(grace, "{\"x\": 3.0," + ITEMS), NOW.plusSeconds(2));

    OrderDocument newest = documents.find(order.id(), Optional.of("crm")).orElseThrow();
    assertThat(newest.revision()).isEqualTo(3);
    assertThat(newest.document()).contains("\"x\": 3.0");
    assertThat(newest.order().header().customer()).isEqualTo(grace);
    assertThat(newest.order().header().caller()).isEqualTo("crm");
    assertThat(newest.order().header().requestedStart()).contains(NOW);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from turnup.order_document where order_id = ?",
                Integer.class,
                order.id().value()))
        .isEqualTo(3);
    mine.moveAllTo(OrderState.IN_PROGRESS, NOW);
    assertThatThrownBy(() -> orders.update(mine)).isInstanceOf(StaleVersion.class);
  }

  /** An event is told late, and tells what was then. */
  @Test
  void knowsWhatAnOrderWasLikeAtEachEntry() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));
    OrderId id = order.id();
    timeline.add(id, TimelineEntry.of(EventKind.ACCEPTED, "accepted"));
    promise(id, LocalDate.parse("2026-03-09"));
    orders.amend(
        id,
        amendment(
            order.header().customer(),
            "{\"note\": [{\"text\": \"ring twice\"}, {\"text\": \"soon\", \"author\": \"Ann\"}],"
                + ITEMS),
        NOW);
    timeline.add(id, TimelineEntry.of(EventKind.AMENDED, "amended"));
    promise(id, LocalDate.parse("2026-03-12"));

    List<OrderDocument> then =
        timeline.of(id, 0, 10).stream()
            .map(entry -> history.asOf(id, entry.sequence()).orElseThrow())
            .toList();

    assertThat(then).extracting(OrderDocument::revision).containsExactly(1, 1, 2, 2);
    assertThat(then.get(0).document()).doesNotContain("ring twice");
    assertThat(then.get(2).document()).contains("ring twice");
    assertThat(then)
        .extracting(each -> each.order().promisedDate().map(LocalDate::toString).orElse(""))
        .containsExactly("", "2026-03-09", "2026-03-09", "2026-03-12");
    assertThat(notes.ofCaller(id))
        .containsExactly(
            new Notes.Note("", "crm", order.header().orderDate(), "ring twice", ""),
            new Notes.Note("", "crm: Ann", order.header().orderDate(), "soon", ""));
  }

  private void promise(OrderId id, LocalDate day) {
    ProductOrder order = orders.lock(id);
    order.promise(Optional.of(day));
    orders.update(order);
    timeline.add(id, TimelineEntry.of(EventKind.PROMISED, "promised").with("date", day));
  }

  @Test
  void keepsTheCancellationOfADeletedOrderForItsEventsOnly() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));
    order.moveAllTo(OrderState.REJECTED, NOW);
    orders.update(order);
    UUID id = cancellations.nextId();
    cancellations.add(
        new Cancellation(
            id,
            order.id(),
            "{}",
            Optional.of("moved away"),
            Cancellation.State.TERMINATED_WITH_ERROR,
            Optional.of("it has ended"),
            Optional.empty(),
            NOW,
            Optional.of(NOW)));

    orders.hide(order.id(), NOW);

    assertThat(cancellations.find(id, Optional.empty())).isEmpty();
    assertThat(cancellations.get(id).reason()).isEmpty();
  }

  @Test
  void hidesAndErasesAnOrderButKnowsItsKey() {
    String key = UUID.randomUUID().toString();
    OrderSubmission submission = Submissions.triplePlay(key);
    ProductOrder order = add(submission);
    ProductOrder read = orders.get(order.id());
    read.moveAllTo(OrderState.REJECTED, NOW);
    orders.update(read);

    orders.hide(order.id(), NOW);

    assertThat(orders.find(order.id())).isEmpty();
    assertThat(documents.find(order.id(), Optional.empty())).isEmpty();
    assertThat(documents.lock(order.id(), Optional.empty())).isEmpty();
    assertThat(lookup.search(order.id().value(), 5)).isEmpty();
    assertThat(orders.get(order.id()).state()).isEqualTo(OrderState.REJECTED);
    assertThat(orders.posted("crm", submission.idempotencyKey().orElseThrow()))
        .contains(new Orders.Posted(order.id(), Optional.empty()));
    assertThat(orders.posted("crm", "another key")).isEmpty();
    assertThat(
            jdbc.queryForObject(
                "select row(o)::text from turnup.product_order o where id = ?",
                String.class,
                order.id().value()))
        .doesNotContain(key)
        .doesNotContain("Ada");
  }

  @Test
  void erasesNoOrderThatRuns() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));

    assertThat(
            jdbc.queryForObject(
                "select turnup.erase_personal_data(array[?, 'PO-0'])",
                Integer.class,
                order.id().value()))
        .isZero();
    assertThat(orders.get(order.id()).header().customer().name()).isEqualTo("Ada Lovelace");
  }

  @Test
  void findsAnOrderByNumberCustomerAndTheBeginningOfAName() {
    String key = UUID.randomUUID().toString();
    ProductOrder order = add(Submissions.triplePlay(key));

    assertThat(lookup.search(order.id().value(), 5)).extracting("id").containsExactly(order.id());
    assertThat(lookup.search("C-" + key, 5)).extracting("id").containsExactly(order.id());
    assertThat(lookup.search("ada l", 1000)).extracting("id").contains(order.id());
    assertThat(lookup.search("%", 5)).isEmpty();
  }

  @Test
  void neverChangesTheTimeline() {
    ProductOrder order = add(Submissions.triplePlay(UUID.randomUUID().toString()));
    timeline.add(order.id(), TimelineEntry.of(EventKind.NOTED, "A note").with("by", "Grace"));

    assertThat(timeline.of(order.id(), 0, 10))
        .singleElement()
        .satisfies(
            recorded -> {
              assertThat(recorded.actor()).isEqualTo("turnup");
              assertThat(recorded.entry().facts()).containsEntry("by", "Grace");
            });
    assertThatThrownBy(() -> jdbc.update("update turnup.order_event set text = 'x'"))
        .hasMessageContaining("never changed");
    assertThatThrownBy(() -> jdbc.update("delete from turnup.order_event"))
        .hasMessageContaining("never changed");
  }

  private static Amendment amendment(Customer customer, String document) {
    return new Amendment(
        document,
        Optional.empty(),
        customer,
        Optional.of(NOW),
        Optional.empty(),
        false,
        List.of("note"));
  }

  private ProductOrder add(OrderSubmission submission) {
    ProductOrder order = order(submission);
    assertThat(orders.add(order, submission)).isEmpty();
    return order;
  }

  private ProductOrder order(OrderSubmission submission) {
    return new ProductOrder(
        new ProductOrder.Header(
            orders.nextId(),
            submission.caller(),
            submission.externalId(),
            submission.customer(),
            NOW,
            submission.requestedStart(),
            submission.requestedCompletion()),
        OrderState.ACKNOWLEDGED,
        Optional.empty(),
        Optional.empty(),
        submission.items(),
        0);
  }
}
