package dev.turnup.engine.subscription;

import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderState;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events a subscriber wants: {@code eventType=ProductOrderStateChangeEvent&state=completed}.
 * Every attribute must fit; of the values of one, separated by commas or repeated, any.
 *
 * @param types names of event types; empty for all
 * @param states what the order, or the cancellation, must have become; empty for all
 */
public record EventQuery(Set<String> types, Set<String> states) {

  public static final int LONGEST = 2_000;

  private static final Set<String> STATES =
      Stream.of(
              Arrays.stream(OrderState.values()).map(OrderState::tmfName),
              Arrays.stream(ItemState.values()).map(ItemState::tmfName),
              Stream.of("done", "terminatedWithError"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  public EventQuery {
    types = Set.copyOf(types);
    states = Set.copyOf(states);
  }

  /** Says what of a query cannot be understood. */
  public static final class UnfitQuery extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitQuery(String message) {
      super(message);
    }
  }

  /**
   * Reads a query string; a question mark before it does no harm.
   *
   * @throws UnfitQuery if it asks for what events do not have
   */
  public static EventQuery in(String query) {
    if (query.length() > LONGEST) {
      throw new UnfitQuery("query is longer than " + LONGEST + " characters");
    }
    Set<String> types = new LinkedHashSet<>();
    Set<String> states = new LinkedHashSet<>();
    for (String criterion : query.replaceFirst("^\\?", "").split("&")) {
      if (criterion.isBlank()) {
        continue;
      }
      int equals = criterion.indexOf('=');
      if (equals < 1) {
        throw new UnfitQuery("query has a criterion without a value");
      }
      String name = decoded(criterion.substring(0, equals));
      for (String value : decoded(criterion.substring(equals + 1)).split(",", -1)) {
        add(name, unquoted(value.strip()), types, states);
      }
    }
    return new EventQuery(types, states);
  }

  private static void add(String name, String value, Set<String> types, Set<String> states) {
    switch (name) {
      case "eventType" ->
          types.add(
              EventType.named(value)
                  .map(EventType::tmfName)
                  .orElseThrow(() -> new UnfitQuery("query names an eventType that there is not")));
      case "state" -> {
        if (!STATES.contains(value)) {
          throw new UnfitQuery("query names a state that there is not");
        }
        states.add(value);
      }
      default ->
          throw new UnfitQuery(
              "query selects by an attribute other than eventType and state, which it can select by");
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new UnfitQuery("query is not encoded as a URL's query is");
    }
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
