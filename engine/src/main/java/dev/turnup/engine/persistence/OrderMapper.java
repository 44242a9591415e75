package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Amendment;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface OrderMapper {

  long nextNumber();

  /** 0 if the caller has posted under this key before. */
  int insertOrder(
      @Param("row") OrderRow row,
      @Param("idempotencyKey") @Nullable String idempotencyKey,
      @Param("contentHash") String contentHash);

  void insertItems(@Param("rows") List<ItemRow> rows);

  void insertEarlier(@Param("orderId") String orderId, @Param("earlier") String[] earlier);

  void insertDocument(
      @Param("orderId") String orderId,
      @Param("document") String document,
      @Param("at") OffsetDateTime at);

  void supersedeDocument(@Param("orderId") String orderId);

  void reviseDocument(
      @Param("orderId") String orderId,
      @Param("document") String document,
      @Param("at") OffsetDateTime at);

  Optional<PostedRow> findPosted(@Param("caller") String caller, @Param("key") String key);

  Optional<OrderRow> findOrder(@Param("id") String id);

  /** The first so many of each order. */
  List<ItemRow> findFirstItems(@Param("orderIds") String[] orderIds, @Param("many") int many);

  /** In their order; those that nobody else has locked. */
  List<OrderRow> lockFreeOrders(@Param("ids") String[] ids, @Param("patience") String patience);

  /** Fails if somebody else has it for longer. */
  Optional<OrderRow> lockOrderWithin(@Param("id") String id, @Param("patience") String patience);

  /** Not if it was deleted, or belongs to somebody else than {@code caller}. */
  Optional<OrderRow> findShownOrder(
      @Param("id") String id, @Param("caller") @Nullable String caller);

  Optional<OrderRow> lockOrder(@Param("id") String id);

  /** Also from those who have its state from {@link #lockShared}. */
  Optional<OrderRow> lockOrderAlone(@Param("id") String id);

  /** Not if it was deleted, or belongs to somebody else than {@code caller}. */
  Optional<OrderRow> lockShownOrder(
      @Param("id") String id, @Param("caller") @Nullable String caller);

  List<StateRow> lockShared(@Param("ids") String[] ids);

  /** How far an order is. */
  record StateRow(String id, String state) {}

  List<ItemRow> findItems(@Param("orderIds") Collection<String> orderIds);

  Optional<ItemRow> findItem(@Param("orderId") String orderId, @Param("id") String id);

  /** The item, what bundles it, and what it bundles, by position. */
  List<ItemRow> findItemsAround(@Param("orderId") String orderId, @Param("itemId") String itemId);

  /** The same for the items of a delivery and those at its site. */
  List<ItemRow> findItemsOfDelivery(
      @Param("orderId") String orderId, @Param("deliveryId") UUID deliveryId);

  /** Of the open items that bundle nothing, and are none of these; empty if there is none. */
  Optional<String> findStateBeside(
      @Param("orderId") String orderId, @Param("itemIds") String[] itemIds);

  int updateOrder(@Param("row") OrderRow row);

  void updateItemStates(
      @Param("orderId") String orderId,
      @Param("ids") String[] ids,
      @Param("states") String[] states);

  void updateItem(@Param("row") ItemRow row);

  Optional<UrgencyRow> findUrgency(@Param("id") String id);

  /**
   * How urgent an order is.
   *
   * @param priority as it was sent; empty text if nothing was
   */
  record UrgencyRow(String tier, String priority, OffsetDateTime since) {}

  void amendOrder(@Param("row") AmendmentRow row);

  /** How many orders were erased. */
  int erase(@Param("id") String id);

  void hideCancellations(@Param("id") String id);

  void hideOrder(@Param("id") String id, @Param("now") OffsetDateTime now);

  List<OrderRow> findOrders(@Param("orderIds") Collection<String> orderIds);

  List<DocumentRow> findDocuments(
      @Param("orderIds") Collection<String> orderIds, @Param("items") boolean items);

  AsOfRow findFactsAsOf(@Param("id") String id, @Param("sequence") long sequence);

  List<MoveRow> findMovesAfter(@Param("id") String id, @Param("sequence") long sequence);

  List<OrderRow> search(
      @Param("text") String text, @Param("prefix") String prefix, @Param("limit") int limit);

  boolean isErased(@Param("id") String id);

  /** What a repeated post is compared with. */
  record PostedRow(String id, String contentHash) {

    /** As {@code turnup.erase_personal_data} leaves it. */
    private static final String ERASED = "erased";

    Orders.Posted posted() {
      return new Orders.Posted(
          new OrderId(id), Optional.of(contentHash).filter(hash -> !hash.equals(ERASED)));
    }
  }

  /** What an order's caller may change of it. */
  record AmendmentRow(
      String id,
      @Nullable String externalId,
      String customerId,
      String customerName,
      String customerTier,
      @Nullable String customerEmail,
      @Nullable String customerWebhook,
      @Nullable OffsetDateTime requestedStart,
      @Nullable OffsetDateTime requestedCompletion) {

    static AmendmentRow of(OrderId id, Amendment amendment) {
      Customer customer = amendment.customer();
      return new AmendmentRow(
          id.value(),
          amendment.externalId().orElse(null),
          customer.id(),
          customer.name(),
          customer.tier(),
          customer.email().orElse(null),
          customer.webhook().orElse(null),
          amendment.requestedStart().map(Utc::of).orElse(null),
          amendment.requestedCompletion().map(Utc::of).orElse(null));
    }
  }

  /** An order's document and promise right after an entry of its timeline. */
  record AsOfRow(int revision, String document, @Nullable LocalDate promised) {}

  /**
   * A state before a move.
   *
   * @param itemId null for the order's own
   */
  record MoveRow(@Nullable String itemId, String state) {}

  /** The current revision of an order's document. */
  record DocumentRow(String orderId, int revision, String document) {}
}
