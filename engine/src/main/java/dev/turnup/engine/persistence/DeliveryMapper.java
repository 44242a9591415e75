package dev.turnup.engine.persistence;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface DeliveryMapper {

  void insert(@Param("rows") List<DeliveryRow> rows);

  Optional<DeliveryRow> find(@Param("id") UUID id);

  List<DeliveryRow> findOfOrder(@Param("orderId") String orderId);

  int update(@Param("row") DeliveryRow row);

  void expect(@Param("ids") String[] ids, @Param("days") @Nullable String[] days);

  void plan(@Param("ids") String[] ids, @Param("days") @Nullable String[] days);

  /** Empty, too, if it is not known. */
  Optional<LocalDate> findLastExpected(@Param("orderId") String orderId);

  List<DeliveryRow> findUnexpected(@Param("orderId") String orderId);

  /**
   * A row of {@code delivery}.
   *
   * @param visitSkills one a line
   */
  record DeliveryRow(
      UUID id,
      String orderId,
      int number,
      @Nullable String siteId,
      String state,
      @Nullable LocalDate readyDate,
      @Nullable LocalDate visitNotBefore,
      String visitSkills,
      int visitTechnicians,
      int version) {}
}
