package dev.turnup.engine.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Orders as callers send them. */
public final class Submissions {

  private Submissions() {}

  /** Internet, TV and voice at one address, under a bundle. */
  public static OrderSubmission triplePlay(String key) {
    return submission(
        key,
        List.of(
            item("1", Optional.empty(), "triple-play"),
            item("1.1", Optional.of("1"), "internet-300"),
            item("1.2", Optional.of("1"), "tv-basic"),
            item("1.3", Optional.of("1"), "voice-basic")));
  }

  /** The same caller, key and content hash give a repetition. */
  public static OrderSubmission submission(String key, List<OrderItem> items) {
    return new OrderSubmission(
        "crm",
        Optional.of(key),
        Optional.of("external-" + key),
        "hash-of-" + key,
        "{\"x\": 1.50, \"unknown\": {\"kept\": true},"
            + " \"productOrderItem\": [{\"id\": \"1\", \"action\": \"add\"}]}",
        new Customer(
            "C-" + key,
            "Ada Lovelace",
            "premium",
            Optional.of("ada@example.org"),
            Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        items);
  }

  public static OrderItem item(String id, Optional<String> parent, String offering) {
    AnItem item =
        AnItem.numbered(id)
            .of(offering)
            .at(new Site("site-1", "12 Harbour Street, 20457 Hamburg", "20457"))
            .wanting("together")
            .characterised(Map.of("speed", "300"));
    parent.ifPresent(item::partOf);
    return item.item();
  }
}
