package dev.turnup.engine.persistence;

import dev.turnup.engine.order.OrderAttribute;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderQuery;
import dev.turnup.engine.order.OrderQuery.Criterion;
import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.order.OrderQuery.Position;
import dev.turnup.engine.order.OrderSearch;
import dev.turnup.engine.persistence.OrderSearchMapper.CriterionRow;
import dev.turnup.engine.persistence.OrderSearchMapper.HitRow;
import dev.turnup.engine.persistence.OrderSearchMapper.SearchRow;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;

@Repository
class OrderSearchStore implements OrderSearch {

  /** For meeting the orders of a page in their sequence, which is quick or hopeless. */
  private static final String FIRST_TRY = "300ms";

  /** What is kept nowhere but in the document. */
  private static final Set<OrderAttribute> IN_DOCUMENT =
      EnumSet.range(OrderAttribute.PLACE, OrderAttribute.SCHEMA_LOCATION);

  private final OrderSearchMapper mapper;
  private final BoundedReads reads;

  OrderSearchStore(OrderSearchMapper mapper, BoundedReads reads) {
    this.mapper = mapper;
    this.reads = reads;
  }

  @Override
  public Answer find(OrderQuery query) {
    try {
      int counted =
          reads.within(BoundedReads.TIMEOUT, () -> mapper.count(row(query, false), COUNTED + 1));
      boolean exact = counted <= COUNTED;
      List<HitRow> rows = query.limit() == 0 ? List.of() : rows(query, exact);
      boolean more = rows.size() > query.limit();
      List<Hit> hits =
          rows.stream().limit(query.limit()).map(HitRow::hit).collect(Collectors.toList());
      if (backwards(query)) {
        Collections.reverse(hits);
      }
      return new Answer.Found(hits, more, Math.min(counted, COUNTED), exact);
    } catch (DataAccessException e) {
      if (BoundedReads.tookTooLong(e)) {
        return new Answer.TooExpensive();
      }
      if (BoundedReads.isUnreadable(e)) {
        return new Answer.Unreadable(String.valueOf(e.getMostSpecificCause().getMessage()));
      }
      throw e;
    }
  }

  private List<HitRow> rows(OrderQuery query, boolean few) {
    boolean all = query.onlyOf().isEmpty() && query.criteria().isEmpty();
    if (few || all) {
      return reads.within(BoundedReads.TIMEOUT, () -> mapper.find(row(query, !all)));
    }
    try {
      return reads.within(FIRST_TRY, () -> mapper.find(row(query, false)));
    } catch (DataAccessException e) {
      if (!BoundedReads.tookTooLong(e)) {
        throw e;
      }
      // they are not met soon: all of them are far from where the page begins
      return reads.within(BoundedReads.TIMEOUT, () -> mapper.find(row(query, true)));
    }
  }

  private static boolean backwards(OrderQuery query) {
    return query.from().filter(Position::backwards).isPresent();
  }

  /** One row more than asked for tells whether the sequence goes on. */
  static SearchRow row(OrderQuery query, boolean few) {
    return new SearchRow(
        query.onlyOf().orElse(null),
        query.criteria().stream().map(OrderSearchStore::row).toList(),
        query.sort().name(),
        query.descending() != backwards(query),
        query.from().map(Position::key).orElse(null),
        query.from().map(Position::id).map(OrderId::value).orElse(null),
        query.offset(),
        query.limit() + 1,
        few);
  }

  private static CriterionRow row(Criterion criterion) {
    OrderAttribute attribute = criterion.attribute();
    return new CriterionRow(
        attribute.name(),
        criterion.operator().name(),
        criterion.values(),
        IN_DOCUMENT.contains(attribute) ? path(criterion) : null);
  }

  /** {@code $."relatedParty"."id" == "C-1" || $."relatedParty"."id" == "C-2"} */
  private static String path(Criterion criterion) {
    String name =
        criterion.attribute() == OrderAttribute.PLACE ? "place" : criterion.attribute().tmfName();
    String steps =
        Arrays.stream(name.split("\\.")).map(Json::of).collect(Collectors.joining(".", "$.", " "));
    return criterion.values().stream()
        .map(value -> steps + sign(criterion.operator()) + " " + Json.of(value))
        .collect(Collectors.joining(" || "));
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case EQUAL -> "==";
      case GREATER -> ">";
      case AT_LEAST -> ">=";
      case LESS -> "<";
      case AT_MOST -> "<=";
      case MATCHES -> "like_regex";
    };
  }
}
