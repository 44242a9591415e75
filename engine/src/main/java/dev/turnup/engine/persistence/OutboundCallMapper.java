package dev.turnup.engine.persistence;

import dev.turnup.engine.order.OutboundCalls.Begun;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
interface OutboundCallMapper {

  /** The keys that were new. */
  List<String> insert(@Param("rows") OutboundCallRow.Columns rows, @Param("at") OffsetDateTime at);

  List<OutboundCallRow> lock(@Param("keys") String[] keys);

  Optional<OutboundCallRow> find(String key);

  void reopen(@Param("rows") OutboundCallRow.Columns rows, @Param("at") OffsetDateTime at);

  int note(@Param("rows") OutboundCallRow.Columns rows, @Param("at") OffsetDateTime at);

  List<Begun> findIrrevocable(@Param("orderId") String orderId);

  void answeredLater(
      @Param("key") String key, @Param("answer") String answer, @Param("at") OffsetDateTime at);
}
