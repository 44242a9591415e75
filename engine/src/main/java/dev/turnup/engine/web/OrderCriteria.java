package dev.turnup.engine.web;

import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderAttribute;
import dev.turnup.engine.order.OrderQuery;
import dev.turnup.engine.order.OrderQuery.Criterion;
import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.web.ListRequest.Filter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the filters of a list of orders, and refuses what would go through all orders. */
final class OrderCriteria {

  private static final String HREF = "href";
  private static final String NEWEST_FIRST = "-" + OrderAttribute.ORDER_DATE.tmfName();
  private static final int MAX_PATTERN_LENGTH = 200;

  private static final List<String> ORDER_STATES =
      Arrays.stream(OrderState.values()).map(OrderState::tmfName).toList();
  private static final List<String> ITEM_STATES =
      Arrays.stream(ItemState.values()).map(ItemState::tmfName).toList();

  private OrderCriteria() {}

  /**
   * What a request asks for, of the orders of one caller or of all.
   *
   * @throws RequestRefused 400 that says what is wrong and how it is right
   */
  static OrderQuery of(ListRequest request, Optional<String> onlyOf) {
    List<Criterion> criteria = request.filters().stream().map(OrderCriteria::criterion).toList();
    refuseWithoutIndex(criteria);
    String sort = request.sort().orElse(NEWEST_FIRST).strip();
    boolean descending = sort.startsWith("-");
    OrderQuery list =
        new OrderQuery(
            onlyOf,
            criteria,
            sortable(descending || sort.startsWith("+") ? sort.substring(1) : sort),
            descending,
            Optional.empty(),
            request.offset(),
            request.limit());
    return request.cursor().map(cursor -> list.from(Cursor.in(cursor, list))).orElse(list);
  }

  private static Criterion criterion(Filter filter) {
    if (filter.attribute().equals(HREF)) {
      return new Criterion(OrderAttribute.ID, Operator.EQUAL, idsOf(filter));
    }
    OrderAttribute attribute = attribute(filter.attribute());
    if (OrderAttribute.MOMENTS.contains(attribute)) {
      return new Criterion(attribute, filter.operator(), momentsIn(filter));
    }
    refuseLongPatterns(filter);
    if (filter.operator() == Operator.EQUAL) {
      if (attribute == OrderAttribute.STATE) {
        refuse(filter, value -> !ORDER_STATES.contains(value), "has no such state");
      }
      if (attribute == OrderAttribute.ITEM_STATE) {
        refuse(filter, value -> !ITEM_STATES.contains(value), "has no such state");
      }
    }
    return new Criterion(attribute, filter.operator(), filter.values());
  }

  /** {@code relatedParty} stands for its ids, as every attribute that refers to others. */
  private static OrderAttribute attribute(String name) {
    return Stream.of(name, name + ".id", name + ".name")
        .flatMap(
            each ->
                Arrays.stream(OrderAttribute.values())
                    .filter(attribute -> attribute.tmfName().equals(each)))
        .findFirst()
        .orElseThrow(
            () ->
                RequestRefused.malformed(
                    "unknown-criterion",
                    "orders cannot be selected by " + ListRequest.shown(name),
                    "There are " + names(EnumSet.allOf(OrderAttribute.class)) + ", href."));
  }

  private static OrderAttribute sortable(String name) {
    return OrderAttribute.SORTABLE.stream()
        .filter(attribute -> attribute.tmfName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                RequestRefused.malformed(
                    "invalid-criterion",
                    "orders cannot be sorted by " + ListRequest.shown(name),
                    "Sort by one of %s, with - before it for the last first."
                        .formatted(names(OrderAttribute.SORTABLE))));
  }

  private static List<String> idsOf(Filter filter) {
    refuse(filter, value -> filter.operator() != Operator.EQUAL, "is compared by = only");
    String path = ProductOrderController.PATH + "/";
    return filter.values().stream()
        .map(value -> value.startsWith(path) ? value.substring(path.length()) : "")
        .toList();
  }

  static void refuseLongPatterns(Filter filter) {
    if (filter.operator() == Operator.MATCHES) {
      refuse(
          filter,
          value -> value.length() > MAX_PATTERN_LENGTH,
          "is compared with a regular expression over 200 characters");
    }
  }

  /** The points in time that an attribute is compared with, as ISO 8601 writes them. */
  static List<String> momentsIn(Filter filter) {
    refuse(filter, any -> filter.operator() == Operator.MATCHES, "is a date, and matches no text");
    return filter.values().stream().map(value -> moment(filter, value)).toList();
  }

  private static String moment(Filter filter, String value) {
    try {
      // a + that came as it is has become a blank
      String text = value.replace(' ', '+');
      OffsetDateTime moment =
          text.contains("T")
              ? OffsetDateTime.parse(text)
              : LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
      OffsetDateTime universal = moment.withOffsetSameInstant(ZoneOffset.UTC);
      if (universal.getYear() >= 1 && universal.getYear() <= 9999) {
        return universal.toInstant().toString();
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw RequestRefused.malformed(
        "invalid-criterion",
        filter.attribute() + " is compared with what is no date",
        "Write a date as 2030-05-01T08:00:00Z, or as 2030-05-01 for its beginning in UTC.");
  }

  private static void refuse(Filter filter, Predicate<String> wrong, String reason) {
    filter.values().stream()
        .filter(wrong)
        .findFirst()
        .ifPresent(
            value -> {
              throw RequestRefused.malformed(
                  "invalid-criterion",
                  filter.attribute() + " " + reason,
                  "The value is " + ListRequest.shown(value));
            });
  }

  private static void refuseWithoutIndex(List<Criterion> criteria) {
    if (!criteria.isEmpty()
        && criteria.stream().noneMatch(each -> each.attribute().isIndexedFor(each.operator()))) {
      throw RequestRefused.malformed(
          "unindexed-criterion",
          "no criterion has an index",
          "Add one of %s with =, or one of %s with .gt .gte .lt .lte."
              .formatted(names(indexedFor(Operator.EQUAL)), names(indexedFor(Operator.GREATER))));
    }
  }

  private static List<OrderAttribute> indexedFor(Operator operator) {
    return Arrays.stream(OrderAttribute.values())
        .filter(attribute -> attribute.isIndexedFor(operator))
        .toList();
  }

  private static String names(Collection<OrderAttribute> attributes) {
    return attributes.stream().map(OrderAttribute::tmfName).collect(Collectors.joining(", "));
  }
}
