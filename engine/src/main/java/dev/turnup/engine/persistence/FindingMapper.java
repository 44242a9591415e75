package dev.turnup.engine.persistence;

import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface FindingMapper {

  void delete(@Param("orderId") String orderId);

  void insert(@Param("orderId") String orderId, @Param("rows") List<FindingRow> rows);

  List<FindingRow> find(@Param("orderId") String orderId);

  /** A row of {@code order_finding}. */
  record FindingRow(
      int position,
      String code,
      @Nullable String itemId,
      String detail,
      @Nullable String otherOrderId) {}
}
