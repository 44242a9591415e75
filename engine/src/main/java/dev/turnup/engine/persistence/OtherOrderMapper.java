package dev.turnup.engine.persistence;

import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface OtherOrderMapper {

  /** Waits for whoever has locked the same customer. */
  void lockCustomer(@Param("customer") String customer);

  /** Waits for whoever has locked one of the same. */
  List<String> lockSubjects(@Param("subjects") String[] subjects);

  List<String> findUsersOf(@Param("id") String id, @Param("services") String[] services);

  /** The rows of arrays belong together by position. */
  List<OverlapRow> findAddingTheSame(
      @Param("id") String id,
      @Param("customer") String customer,
      @Param("items") String[] items,
      @Param("sites") String[] sites,
      @Param("offerings") String[] offerings);

  void insertMeantRepetition(@Param("id") String id, @Param("other") String other);

  List<OverlapRow> findAboutTheSame(
      @Param("id") String id, @Param("items") String[] items, @Param("products") String[] products);

  List<OverlapRow> findUsingTheSame(
      @Param("id") String id,
      @Param("items") String[] items,
      @Param("services") String[] services,
      @Param("changed") Boolean[] changed);

  List<OverlapRow> findEndingOne(
      @Param("id") String id, @Param("items") String[] items, @Param("products") String[] products);

  List<NamedRow> findNamedBy(@Param("id") String id);

  List<NamedRow> findNamed(@Param("caller") String caller, @Param("ids") String[] ids);

  List<WaitRow> findWaits(@Param("id") String id);

  void deleteProductWaits(@Param("id") String id);

  void insertProductWaits(@Param("id") String id, @Param("earlier") String[] earlier);

  /** Open orders that this one waits for; they stay open until the transaction ends. */
  List<String> lockEarlier(@Param("id") String id);

  List<String> findWaitingFor(@Param("id") String id);

  /** An item of an order, and an item of another order. */
  record OverlapRow(String itemId, String orderId, String otherId, String action) {}

  /**
   * @param state null if the sender may know of no such order
   */
  record NamedRow(String id, @Nullable String state, boolean deleted) {}

  /** One order waits for another. */
  record WaitRow(String orderId, String earlierId) {}
}
