package dev.turnup.engine.persistence;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Resources of a kind, which is the name of a {@code ResourceKind}; their values are JSON. */
@Mapper
interface ResourceMapper {

  List<ResourceRow> list(
      @Param("kind") String kind,
      @Param("id") @Nullable String id,
      @Param("after") String after,
      @Param("most") int most);

  Optional<String> lock();

  List<String> findKnown(@Param("kind") String kind, @Param("ids") String[] ids);

  /** Those with visits to make whose work it is about. */
  List<String> findTechnicians(@Param("kind") String kind, @Param("ids") String[] ids);

  /**
   * Their own rows.
   *
   * @param rows JSON objects
   */
  void put(@Param("kind") String kind, @Param("rows") String rows);

  /** The rows that belong to them, to be filled again. */
  void clear(@Param("kind") String kind, @Param("ids") String[] ids);

  void fill(@Param("kind") String kind, @Param("rows") String rows);

  void remove(@Param("kind") String kind, @Param("id") String id);

  List<String> findUses(@Param("kind") String kind, @Param("id") String id);

  List<PairRow> findOwners(@Param("prefixes") String[] prefixes);

  List<PairRow> findParents();

  List<ResourceRow> findAbsences(
      @Param("technicianIds") String[] technicianIds, @Param("after") String after);

  /** A resource; its values as a JSON object. */
  record ResourceRow(String id, int version, String content) {}

  /** Something, and what it belongs to. */
  record PairRow(String one, String other) {}
}
