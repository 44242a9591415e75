package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.Amendment;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.Site;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what Turnup needs to know from an order document that is structurally valid. */
final class SentOrder {

  private static final String SITE_ROLE = "installationSite";
  private static final String DEFAULT_TIER = "standard";
  private static final String START = "requestedStartDate";
  private static final String COMPLETION = "requestedCompletionDate";

  /** Nothing that could break out of a mail header. */
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>,;:\"\\\\]{1,64}@[^\\s@<>,;:\"\\\\]{1,190}");

  private static final Pattern WEBHOOK = Pattern.compile("https?://[^\\s\"<>\\\\]{1,2000}");

  private final ObjectNode document;

  SentOrder(ObjectNode document) {
    this.document = document;
  }

  Optional<String> externalId() {
    return text(document, "externalId");
  }

  OrderSubmission from(String caller, Optional<String> idempotencyKey) {
    return new OrderSubmission(
        caller,
        idempotencyKey,
        externalId(),
        CanonicalJson.hashOf(document),
        document.toString(),
        customer(),
        instant(START),
        instant(COMPLETION),
        earlier(),
        items());
  }

  private Set<OrderId> earlier() {
    return elements(document, "orderRelationship")
        .filter(
            each ->
                ProductOrderStructure.WAITING_FOR.contains(
                    each.path("relationshipType").textValue()))
        .map(each -> new OrderId(each.path("id").textValue()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What this makes of an order that was sent as {@code before}.
   *
   * @param attributes what differs
   */
  Amendment amending(SentOrder before, List<String> attributes) {
    return new Amendment(
        document.toString(),
        externalId(),
        customer(),
        instant(START),
        instant(COMPLETION),
        !instant(START).equals(before.instant(START))
            || !instant(COMPLETION).equals(before.instant(COMPLETION)),
        attributes);
  }

  private Customer customer() {
    List<JsonNode> parties = elements(document, "relatedParty").toList();
    Optional<JsonNode> party =
        first(parties, each -> each.path("role").asText().equalsIgnoreCase("customer"))
            .or(
                () ->
                    first(parties, each -> each.path("@referredType").asText().equals("Customer")))
            .or(() -> parties.stream().findFirst());
    String id = party.flatMap(each -> text(each, "id")).orElse("");
    return new Customer(
        id,
        party.flatMap(each -> text(each, "name")).map(SentOrder::beginning).orElse(id),
        party.flatMap(each -> text(each, "tier")).map(SentOrder::beginning).orElse(DEFAULT_TIER),
        contact(EMAIL),
        contact(WEBHOOK));
  }

  /** As much as people search for, and an index holds. */
  private static String beginning(String text) {
    int length = text.codePointCount(0, text.length());
    return text.substring(
        0, text.offsetByCodePoints(0, Math.min(length, ProductOrderStructure.MAX_ID_LENGTH)));
  }

  private Optional<String> contact(Pattern kind) {
    return text(document, "notificationContact").stream()
        .flatMap(contacts -> Arrays.stream(contacts.split("[\\s,]+")))
        .filter(contact -> kind.matcher(contact).matches())
        .findFirst();
  }

  private List<OrderItem> items() {
    ItemTree tree = ItemTree.of(document);
    Map<ItemId, OrderItem> items = new LinkedHashMap<>();
    for (ItemTree.Line line : tree.parentsFirst()) {
      Optional<OrderItem> parent = line.parent().map(items::get);
      items.put(line.id(), item(line, parent));
    }
    return List.copyOf(items.values());
  }

  /** The visits that were held before the order, with the items that name them. */
  Map<UUID, List<ItemId>> visits() {
    Map<ItemId, UUID> named = new LinkedHashMap<>();
    for (ItemTree.Line line : ItemTree.of(document).parentsFirst()) {
      text(line.item().path("appointment"), "id")
          .flatMap(CancellationCriteria::uuid)
          .or(() -> line.parent().map(named::get))
          .ifPresent(visit -> named.put(line.id(), visit));
    }
    // all orders take them in one sequence, so that no two wait for one another
    return named.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue,
                TreeMap::new,
                Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
  }

  /** What an item does not say itself it takes from the item that bundles it. */
  private OrderItem item(ItemTree.Line line, Optional<OrderItem> parent) {
    JsonNode item = line.item();
    JsonNode product = item.path("product");
    ItemAction action = ItemAction.of(item.path("action").textValue());
    Map<String, String> characteristics = characteristics(product);
    Optional<String> preference =
        Optional.ofNullable(characteristics.remove(ProductOrderStructure.DELIVERY_PREFERENCE));
    return new OrderItem(
        line.id(),
        line.parent(),
        action,
        action == ItemAction.ADD ? Optional.empty() : idOf(product),
        text(item.path("productOffering"), "id")
            .or(() -> text(product.path("productOffering"), "id")),
        text(product.path("productSpecification"), "id"),
        account(item)
            .or(() -> account(product))
            .or(() -> parent.flatMap(OrderItem::account))
            .or(() -> account(document)),
        site(product).or(() -> parent.flatMap(OrderItem::site)),
        preference.or(() -> parent.flatMap(OrderItem::deliveryPreference)),
        characteristics,
        ItemTree.related(item, "reliesOn").collect(Collectors.toUnmodifiableSet()),
        ItemState.ACKNOWLEDGED);
  }

  /** A product that is there may be named by its address alone. */
  private static Optional<String> idOf(JsonNode product) {
    return text(product, "id")
        .or(() -> text(product, "href").map(href -> href.substring(href.lastIndexOf('/') + 1)))
        .filter(id -> !id.isEmpty());
  }

  private static Optional<String> account(JsonNode of) {
    return text(of.path("billingAccount"), "id");
  }

  private static Optional<Site> site(JsonNode product) {
    return elements(product, "place")
        .filter(place -> place.path("role").asText().equals(SITE_ROLE))
        .flatMap(place -> text(place, "id").map(id -> siteOf(place, id)).stream())
        .findFirst();
  }

  /** The attributes of an address are those of TMF673. */
  private static Site siteOf(JsonNode place, String id) {
    String street = words(place, "streetNr", "streetName");
    String town = words(place, "postcode", "city");
    String address =
        Stream.of(street, town).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    return new Site(
        id,
        address.isEmpty() ? text(place, "name").orElse("") : address,
        text(place, "postcode").orElse(""));
  }

  private static String words(JsonNode place, String... names) {
    return Arrays.stream(names)
        .flatMap(name -> text(place, name).stream())
        .collect(Collectors.joining(" "));
  }

  private static Map<String, String> characteristics(JsonNode product) {
    Map<String, String> characteristics = new LinkedHashMap<>();
    elements(product, "productCharacteristic")
        .filter(each -> each.hasNonNull("value"))
        .forEach(each -> characteristics.put(each.path("name").asText(), plain(each.get("value"))));
    return characteristics;
  }

  private static String plain(JsonNode value) {
    if (value.isBigDecimal()) {
      return value.decimalValue().toPlainString();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private Optional<Instant> instant(String name) {
    return text(document, name).map(value -> OffsetDateTime.parse(value).toInstant());
  }

  private static Optional<JsonNode> first(List<JsonNode> nodes, Predicate<JsonNode> wanted) {
    return nodes.stream().filter(wanted).findFirst();
  }

  private static Stream<JsonNode> elements(JsonNode node, String name) {
    return StreamSupport.stream(node.path(name).spliterator(), false);
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.path(name).textValue()).filter(value -> !value.isBlank());
  }
}
