package dev.turnup.engine.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface ComponentMapper {

  void deleteDependencies(@Param("orderId") String orderId);

  void deleteComponents(@Param("orderId") String orderId);

  void insert(@Param("rows") Collection<ComponentRow> rows);

  void insertDependencies(
      @Param("componentIds") String[] componentIds,
      @Param("reliesOnIds") String[] reliesOnIds,
      @Param("needs") String[] needs);

  Optional<ComponentRow> find(@Param("id") UUID id);

  List<ComponentRow> findAll(@Param("ids") String[] ids);

  Optional<ComponentRow> lock(@Param("id") UUID id);

  List<ComponentRow> findOfOrder(@Param("orderId") String orderId);

  List<ComponentRow> findFirst(@Param("orderIds") String[] orderIds, @Param("many") int many);

  List<ComponentRow> findOfItems(
      @Param("orderId") String orderId, @Param("itemIds") String[] itemIds);

  List<ComponentRow> findOfDelivery(@Param("deliveryId") UUID deliveryId);

  List<ComponentRow> findPrerequisites(@Param("id") UUID id);

  /** These, too. */
  List<ComponentRow> findWithPrerequisites(@Param("ids") String[] ids);

  List<ComponentRow> shareLockPrerequisites(@Param("ids") String[] ids);

  List<ComponentRow> findDependants(@Param("ids") String[] ids);

  List<ComponentRow> findAllDependants(@Param("id") UUID id);

  List<ComponentRow> findPlannedAt(
      @Param("siteId") @Nullable String siteId,
      @Param("resource") String resource,
      @Param("orderId") @Nullable String orderId);

  /** How many were written: one that was changed meanwhile is not. */
  int update(
      @Param("ids") String[] ids,
      @Param("versions") Integer[] versions,
      @Param("states") String[] states,
      @Param("deliveryIds") @Nullable String[] deliveryIds,
      @Param("availabilities") String[] availabilities,
      @Param("availableFroms") @Nullable String[] availableFroms,
      @Param("characteristics") String[] characteristics,
      @Param("rounds") Integer[] rounds);
}
