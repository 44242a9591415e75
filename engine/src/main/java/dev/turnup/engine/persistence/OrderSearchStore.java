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
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class OrderSearchStore implements OrderSearch {

  private static final String TIMEOUT = "1s";

  /** What is kept nowhere but in the document. */
  private static final Set<OrderAttribute> IN_DOCUMENT =
      EnumSet.range(OrderAttribute.PLACE, OrderAttribute.SCHEMA_LOCATION);

  private static final String QUERY_CANCELLED = "57014";

  /** A regular expression, or the date of a position. */
  private static final Set<String> UNREADABLE = Set.of("2201B", "22007", "22008");

  private final OrderSearchMapper mapper;
  private final TransactionTemplate transaction;

  OrderSearchStore(OrderSearchMapper mapper, PlatformTransactionManager transactions) {
    this.mapper = mapper;
    transaction = new TransactionTemplate(transactions);
    transaction.setReadOnly(true);
  }

  @Override
  public Answer find(OrderQuery query) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> found(query)));
    } catch (DataAccessException e) {
      Optional<SQLException> cause =
          Optional.ofNullable(e.getRootCause())
              .filter(SQLException.class::isInstance)
              .map(SQLException.class::cast);
      String state = cause.map(SQLException::getSQLState).orElse("");
      if (state.equals(QUERY_CANCELLED)) {
        return new Answer.TooExpensive();
      }
      if (UNREADABLE.contains(state)) {
        return new Answer.Unreadable(cause.map(SQLException::getMessage).orElse(""));
      }
      throw e;
    }
  }

  private Answer found(OrderQuery query) {
    mapper.bound(TIMEOUT);
    int counted = mapper.count(row(query, false), COUNTED + 1);
    boolean exact = counted <= COUNTED;
    List<HitRow> rows = query.limit() == 0 ? List.of() : mapper.find(row(query, exact));
    boolean more = rows.size() > query.limit();
    List<Hit> hits =
        rows.stream().limit(query.limit()).map(HitRow::hit).collect(Collectors.toList());
    if (backwards(query)) {
      Collections.reverse(hits);
    }
    return new Answer.Found(hits, more, Math.min(counted, COUNTED), exact);
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
