package dev.turnup.engine.persistence;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderSearch.Hit;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface OrderSearchMapper {

  /**
   * Bounds how long a statement of this transaction takes, and has each planned for its values.
   *
   * @return what was set, of no use
   */
  String bound(@Param("timeout") String timeout);

  int count(@Param("search") SearchRow search, @Param("upTo") int upTo);

  List<HitRow> find(@Param("search") SearchRow search);

  /**
   * What is searched for.
   *
   * @param few whether it is better to find all orders and sort them, than to go through all orders
   *     in the sequence until enough are found
   * @param descending the sequence of the rows, which is the other way round for a page before a
   *     position
   */
  record SearchRow(
      @Nullable String caller,
      List<CriterionRow> criteria,
      String sort,
      boolean descending,
      @Nullable String key,
      @Nullable String id,
      int offset,
      int limit,
      boolean few) {

    public boolean readsDocument() {
      return sort.equals("PRIORITY") || criteria.stream().anyMatch(CriterionRow::readsDocument);
    }
  }

  /**
   * A comparison.
   *
   * @param attribute the name of the constant
   * @param operator the name of the constant
   * @param path the same comparison in a document, as {@code jsonpath}
   */
  record CriterionRow(
      String attribute, String operator, List<String> values, @Nullable String path) {

    public boolean readsDocument() {
      return path != null || attribute.equals("PRIORITY");
    }
  }

  record HitRow(String id, String key, int bytes) {
    Hit hit() {
      return new Hit(new OrderId(id), key, bytes);
    }
  }
}
