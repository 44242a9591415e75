package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCalls.Begun;
import dev.turnup.engine.order.OutboundCalls.Failing;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
interface OutboundCallMapper {

  /** The keys that were new. */
  List<String> insert(@Param("rows") OutboundCallRow.Columns rows, @Param("at") OffsetDateTime at);

  /** The keys that were new, of what may be called now. */
  List<String> insertAtOnce(
      @Param("rows") OutboundCallRow.Columns rows, @Param("at") OffsetDateTime at);

  List<OutboundCallRow> lock(@Param("keys") String[] keys);

  Optional<OutboundCallRow> find(String key);

  void reopen(@Param("rows") OutboundCallRow.Columns rows, @Param("at") OffsetDateTime at);

  int note(@Param("rows") OutboundCallRow.Columns rows, @Param("at") OffsetDateTime at);

  List<FailingCallRow> findFailing(@Param("limit") int limit);

  List<Begun> findIrrevocable(@Param("orderId") String orderId);

  List<String> findUnknownInNetwork(@Param("orderId") String orderId);

  void answeredLater(
      @Param("key") String key, @Param("answer") String answer, @Param("at") OffsetDateTime at);

  /** What is known of a call that failed. */
  record FailingCallRow(
      String topic,
      String orderId,
      String externalTaskId,
      String failureCode,
      String failureMessage,
      int attempts,
      OffsetDateTime preparedAt) {

    Failing failing() {
      return new Failing(
          topic,
          new OrderId(orderId),
          externalTaskId,
          new Failure(OutboundCallRow.systemOf(topic), failureCode, failureMessage),
          attempts,
          preparedAt.toInstant());
    }
  }
}
