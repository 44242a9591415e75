package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Orders;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

  void insertDocument(
      @Param("orderId") String orderId,
      @Param("document") String document,
      @Param("at") OffsetDateTime at);

  Optional<PostedRow> findPosted(@Param("caller") String caller, @Param("key") String key);

  Optional<OrderRow> findOrder(@Param("id") String id);

  Optional<OrderRow> lockOrder(@Param("id") String id);

  List<ItemRow> findItems(@Param("orderIds") Collection<String> orderIds);

  int updateOrder(@Param("row") OrderRow row);

  void updateItemStates(
      @Param("orderId") String orderId,
      @Param("ids") String[] ids,
      @Param("states") String[] states);

  void updateItem(@Param("row") ItemRow row);

  List<OrderRow> findOrders(@Param("orderIds") Collection<String> orderIds);

  List<DocumentRow> findDocuments(
      @Param("orderIds") Collection<String> orderIds, @Param("items") boolean items);

  List<OrderRow> search(
      @Param("text") String text, @Param("prefix") String prefix, @Param("limit") int limit);

  /** What a repeated post is compared with. */
  record PostedRow(String id, String contentHash) {
    Orders.Posted posted() {
      return new Orders.Posted(new dev.turnup.engine.order.OrderId(id), contentHash);
    }
  }

  /** The current revision of an order's document. */
  record DocumentRow(String orderId, String document) {}
}
