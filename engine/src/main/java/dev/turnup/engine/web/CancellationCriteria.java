package dev.turnup.engine.web;

import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Cancellations.Attribute;
import dev.turnup.engine.order.Cancellations.Criterion;
import dev.turnup.engine.order.Cancellations.Position;
import dev.turnup.engine.order.Cancellations.Wanted;
import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.web.ListRequest.Filter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the filters of a list of cancellations, and refuses what would go through all of them. */
final class CancellationCriteria {

  private static final String HREF = "href";
  private static final String BACKWARDS = "-";

  /** What is no UUID is no cancellation's id. */
  private static final UUID NOBODYS = new UUID(0, 0);

  private CancellationCriteria() {}

  /**
   * What a request asks for, of the orders of one caller or of all.
   *
   * @throws RequestRefused 400 that says what is wrong and how it is right
   */
  static Wanted of(ListRequest request, Optional<String> onlyOf) {
    if (request.sort().isPresent()) {
      throw RequestRefused.malformed(
          "invalid-criterion", "cancellations come newest first", "Leave sort out.");
    }
    List<Criterion> criteria =
        request.filters().stream().map(CancellationCriteria::criterion).toList();
    if (!criteria.isEmpty() && criteria.stream().noneMatch(CancellationCriteria::hasIndex)) {
      throw RequestRefused.malformed(
          "unindexed-criterion",
          "no criterion has an index",
          "Add one of id, href, productOrder.id, state with =.");
    }
    return new Wanted(
        onlyOf,
        criteria,
        request.cursor().map(CancellationCriteria::position),
        request.offset(),
        request.limit());
  }

  /** A place in any list of cancellations. */
  static String cursor(Position position) {
    return (position.backwards() ? BACKWARDS : "") + position.id();
  }

  /** The id, if it is written as ids are. */
  static Optional<UUID> uuid(String text) {
    return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  private static Position position(String cursor) {
    boolean backwards = cursor.startsWith(BACKWARDS);
    return uuid(backwards ? cursor.substring(BACKWARDS.length()) : cursor)
        .map(id -> new Position(id, backwards))
        .orElseThrow(Cursor::refusal);
  }

  private static boolean hasIndex(Criterion criterion) {
    return criterion.operator() == Operator.EQUAL && criterion.attribute().isIndexed();
  }

  private static Criterion criterion(Filter filter) {
    String path = CancelProductOrderController.PATH + "/";
    if (filter.attribute().equals(HREF)) {
      return ids(
          filter,
          filter.values().stream()
              .map(value -> value.startsWith(path) ? value.substring(path.length()) : ""));
    }
    Attribute attribute = attribute(filter.attribute());
    if (attribute == Attribute.ID) {
      return ids(filter, filter.values().stream());
    }
    if (attribute.isMoment()) {
      return new Criterion(attribute, filter.operator(), OrderCriteria.momentsIn(filter));
    }
    OrderCriteria.refuseLongPatterns(filter);
    if (attribute == Attribute.STATE && filter.operator() == Operator.EQUAL) {
      filter.values().forEach(CancellationCriteria::refuseIfNoState);
    }
    return new Criterion(attribute, filter.operator(), filter.values());
  }

  private static Criterion ids(Filter filter, Stream<String> values) {
    if (filter.operator() != Operator.EQUAL) {
      throw RequestRefused.malformed(
          "invalid-criterion", filter.attribute() + " is compared by = only", "");
    }
    return new Criterion(
        Attribute.ID,
        Operator.EQUAL,
        values.map(value -> uuid(value).orElse(NOBODYS).toString()).toList());
  }

  private static Attribute attribute(String name) {
    return Arrays.stream(Attribute.values())
        .filter(each -> Set.of(name, name + ".id").contains(each.tmfName()))
        .findFirst()
        .orElseThrow(
            () ->
                RequestRefused.malformed(
                    "unknown-criterion",
                    "cancellations cannot be selected by " + ListRequest.shown(name),
                    "There are "
                        + Arrays.stream(Attribute.values())
                            .map(Attribute::tmfName)
                            .collect(Collectors.joining(", "))
                        + ", href."));
  }

  private static void refuseIfNoState(String name) {
    if (Arrays.stream(Cancellation.State.values()).noneMatch(each -> each.tmfName().equals(name))) {
      throw RequestRefused.malformed(
          "invalid-criterion",
          ListRequest.shown(name) + " is no state of a cancellation",
          "One of acknowledged, inProgress, done, terminatedWithError.");
    }
  }
}
