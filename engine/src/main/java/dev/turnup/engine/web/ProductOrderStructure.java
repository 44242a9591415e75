package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.OrderId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The structural rules of a TMF622 v4 product order as it is posted: types, mandatory attributes,
 * what the server manages. Whether anything can be fulfilled is found out later. Attributes that
 * the standard does not know are the caller's own and pass.
 */
final class ProductOrderStructure {

  static final int MAX_ITEMS = 2_000;

  /** Longer ones would be no keys. */
  static final int MAX_ID_LENGTH = 255;

  /** The characteristic with which a customer wishes one visit or the earliest dates. */
  static final String DELIVERY_PREFERENCE = "deliveryPreference";

  /** The relationships to orders that must have ended before this one starts. */
  static final Set<String> WAITING_FOR = Set.of("reliesOn", "dependsOn");

  private static final int MAX_RELATIONSHIPS = 100;
  private static final int MAX_OF_A_VISIT = 10;
  private static final Set<String> PREFERENCES = Set.of("together", "asAvailable");
  private static final Set<String> ACTIONS = Set.of("add", "modify", "delete", "noChange");
  private static final Set<String> PRIORITIES = Set.of("0", "1", "2", "3", "4");

  /** As the standard has it, which writes the last one with a blank behind it. */
  private static final Set<String> PRODUCT_STATUSES =
      Set.of(
          "created",
          "pendingActive",
          "cancelled",
          "active",
          "pendingTerminate",
          "terminated",
          "suspended",
          "aborted",
          "aborted ");

  private static final Rule TEXT = is(JsonNode::isTextual, "a string");
  private static final Rule WHOLE_NUMBER = is(JsonNode::isIntegralNumber, "a whole number");
  private static final Rule NUMBER = is(JsonNode::isNumber, "a number");
  private static final Rule BOOLEAN = is(JsonNode::isBoolean, "true or false");
  private static final Rule ANYTHING = (value, path, faults) -> {};
  private static final Rule REFUSED =
      (value, path, faults) -> faults.add(path + " is managed by the server and cannot be sent");

  private static final Rule ID =
      TEXT.and(
          (value, path, faults) -> {
            String id = value.textValue();
            if (id.isBlank()) {
              faults.add(path + " is empty");
            } else if (id.length() > MAX_ID_LENGTH) {
              faults.add(path + " is longer than " + MAX_ID_LENGTH + " characters");
            } else if (id.chars().anyMatch(Character::isISOControl)) {
              faults.add(path + " contains a control character");
            }
          });

  private static final Rule DATE_TIME =
      TEXT.and(
          (value, path, faults) -> {
            if (!isDateTime(value.textValue())) {
              faults.add(path + " is no date and time with an offset, as 2030-05-01T08:00:00Z");
            }
          });

  private static final Rule REFERENCE = entity().must("id", ID);
  private static final Rule QUANTITY = entity().may("amount", NUMBER).may("units", TEXT);
  private static final Rule MONEY = entity().may("unit", TEXT).may("value", NUMBER);
  private static final Rule PRICE =
      entity()
          .may("percentage", NUMBER)
          .may("taxRate", NUMBER)
          .may("dutyFreeAmount", MONEY)
          .may("taxIncludedAmount", MONEY);
  private static final Rule PRICE_ALTERATION =
      entity()
          .may("applicationDuration", WHOLE_NUMBER)
          .may("description", TEXT)
          .may("priceType", TEXT)
          .may("priority", WHOLE_NUMBER)
          .may("recurringChargePeriod", TEXT)
          .may("unitOfMeasure", TEXT)
          .may("price", PRICE)
          .may("productOfferingPrice", REFERENCE);
  private static final Entity PRICED =
      entity()
          .may("description", TEXT)
          .may("priceType", TEXT)
          .may("recurringChargePeriod", TEXT)
          .may("unitOfMeasure", TEXT)
          .may("billingAccount", REFERENCE)
          .may("price", PRICE)
          .may("priceAlteration", listOf(PRICE_ALTERATION))
          .may("productPriceAlteration", listOf(PRICE_ALTERATION))
          .may("productOfferingPrice", REFERENCE);
  private static final Rule TERM = entity().may("description", TEXT).may("duration", QUANTITY);
  private static final Rule NOTE =
      entity().may("id", ID).may("author", TEXT).may("date", DATE_TIME).must("text", TEXT);
  private static final Rule RELATED_PARTY =
      entity().must("id", ID).must("@referredType", TEXT).may("role", TEXT);
  private static final Rule PLACE = entity().may("id", ID).must("role", TEXT);
  private static final Rule ORDER_RELATIONSHIP =
      entity()
          .must("id", ID)
          .must("relationshipType", TEXT)
          .and(ProductOrderStructure::checkEarlierOrder);
  private static final Rule CHARACTERISTIC =
      entity()
          .must("name", TEXT)
          .may("valueType", TEXT)
          .may("value", ANYTHING)
          .and(ProductOrderStructure::checkPreference);
  private static final Rule ITEM_RELATIONSHIP =
      entity().must("id", ID).must("relationshipType", TEXT);

  private static final Rule PRODUCT =
      entity()
          .may("id", ID)
          .may("description", TEXT)
          .may("isBundle", BOOLEAN)
          .may("isCustomerVisible", BOOLEAN)
          .may("productSerialNumber", TEXT)
          .may("orderDate", DATE_TIME)
          .may("startDate", DATE_TIME)
          .may("terminationDate", DATE_TIME)
          .may("status", oneOf(PRODUCT_STATUSES))
          .may("agreement", listOf(REFERENCE))
          .may("billingAccount", REFERENCE)
          .may("place", listOf(PLACE))
          .may("product", listOf(ProductOrderStructure::checkProduct))
          .may("productCharacteristic", listOf(CHARACTERISTIC))
          .may("productOffering", REFERENCE)
          .may("productOrderItem", listOf(entity()))
          .may("productPrice", listOf(PRICED))
          .may(
              "productRelationship",
              listOf(
                  entity()
                      .must("relationshipType", TEXT)
                      .may("product", ProductOrderStructure::checkProduct)))
          .may("productSpecification", REFERENCE)
          .may("productTerm", listOf(TERM))
          .may("realizingResource", listOf(REFERENCE))
          .may("realizingService", listOf(REFERENCE))
          .may("relatedParty", listOf(RELATED_PARTY));

  private static final Rule ITEM =
      entity()
          .must("id", ID)
          .must("action", oneOf(ACTIONS))
          .may("quantity", WHOLE_NUMBER.and(ProductOrderStructure::checkQuantity))
          .may("appointment", REFERENCE)
          .may("billingAccount", REFERENCE)
          .may("itemPrice", listOf(PRICED))
          .may("itemTerm", listOf(TERM))
          .may("itemTotalPrice", listOf(PRICED))
          .may("payment", listOf(REFERENCE))
          .may("product", PRODUCT)
          .may("productOffering", REFERENCE)
          .may("productOfferingQualificationItem", REFERENCE)
          .may("productOrderItem", listOf(ProductOrderStructure::checkItem))
          .may("productOrderItemRelationship", listOf(ITEM_RELATIONSHIP))
          .may("qualification", listOf(REFERENCE))
          .may("quoteItem", REFERENCE)
          .may("state", TEXT)
          .and(ProductOrderStructure::checkProductIsNamed);

  private static final Entity ORDER_ATTRIBUTES =
      entity()
          .may("id", REFUSED)
          .may("href", REFUSED)
          .may("orderDate", REFUSED)
          .may("completionDate", REFUSED)
          .may("expectedCompletionDate", REFUSED)
          .may("state", REFUSED)
          .may("cancellationDate", DATE_TIME)
          .may("cancellationReason", TEXT)
          .may("category", TEXT)
          .may("description", TEXT)
          .may("externalId", ID)
          .may("notificationContact", TEXT)
          .may("priority", oneOf(PRIORITIES))
          .may("requestedStartDate", DATE_TIME)
          .may("requestedCompletionDate", DATE_TIME)
          .may("agreement", listOf(REFERENCE))
          .may("billingAccount", REFERENCE)
          .may("channel", listOf(REFERENCE))
          .may("note", listOf(NOTE))
          .may(
              "orderRelationship",
              listOf(ORDER_RELATIONSHIP).and(ProductOrderStructure::checkNotTooMany))
          .may("orderTotalPrice", listOf(PRICED))
          .may("payment", listOf(REFERENCE))
          .may("productOfferingQualification", listOf(REFERENCE))
          .must("productOrderItem", listOf(ITEM).and(ProductOrderStructure::checkNotEmpty))
          .may("quote", listOf(REFERENCE))
          .may("relatedParty", listOf(RELATED_PARTY));
  private static final Rule ORDER =
      ORDER_ATTRIBUTES
          .and(ProductOrderStructure::checkItemIdsDiffer)
          .and(ProductOrderStructure::checkWindow);

  private static final Rule CANCELLATION =
      entity()
          .may("id", REFUSED)
          .may("href", REFUSED)
          .may("state", REFUSED)
          .may("effectiveCancellationDate", REFUSED)
          .may("cancellationReason", TEXT)
          .may("requestedCancellationDate", DATE_TIME)
          .must("productOrder", REFERENCE);

  private static final Rule PERIOD =
      entity()
          .may("startDateTime", DATE_TIME)
          .may("endDateTime", DATE_TIME)
          .and(ProductOrderStructure::checkPeriod);
  private static final Rule APPOINTED = entity().must("startDateTime", DATE_TIME).and(PERIOD);
  private static final Rule FEW_ENTITIES =
      listOf(entity().must("id", ID).must("@referredType", TEXT).may("role", TEXT))
          .and(ProductOrderStructure::checkFew);
  private static final Rule VISITED_PLACE =
      entity().may("id", ID).may("role", TEXT).may("postcode", ID);
  private static final Rule MINUTES =
      WHOLE_NUMBER.and(
          (value, path, faults) -> {
            if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > 720) {
              faults.add(path + " is not a number from 1 to 720");
            }
          });

  private static final Rule SLOT_SEARCH =
      entity()
          .may("id", REFUSED)
          .may("href", REFUSED)
          .may("searchDate", REFUSED)
          .may("searchResult", REFUSED)
          .may("status", REFUSED)
          .may("availableTimeSlot", REFUSED)
          .may("relatedEntity", FEW_ENTITIES)
          .may("relatedPlace", VISITED_PLACE)
          .may("visitMinutes", MINUTES)
          .may(
              "requestedTimeSlot",
              listOf(entity().must("validFor", PERIOD)).and(ProductOrderStructure::checkFew));

  private static final Rule APPOINTMENT =
      entity()
          .may("id", REFUSED)
          .may("href", REFUSED)
          .may("status", REFUSED)
          .may("relatedEntity", FEW_ENTITIES)
          .may("relatedPlace", VISITED_PLACE)
          .may("visitMinutes", MINUTES)
          .must("validFor", APPOINTED);

  private static final Rule APPOINTMENT_CHANGE =
      entity().may("status", TEXT).may("validFor", APPOINTED);

  private ProductOrderStructure() {}

  /**
   * Checks all of it.
   *
   * @throws RequestRefused 400 that names the first attribute that is wrong, and up to nine more
   */
  static void check(ObjectNode order) {
    refuseTooManyItems(order);
    Faults faults = new Faults();
    ORDER.check(order, "", faults);
    if (faults.any()) {
      throw faults.refusal();
    }
  }

  /** Whether the standard names this attribute of an order; others are the caller's own. */
  static boolean knows(String attribute) {
    return ORDER_ATTRIBUTES.attributes.containsKey(attribute);
  }

  /**
   * Checks a {@code cancelProductOrder} as it is posted.
   *
   * @throws RequestRefused as above
   */
  static void checkCancellation(ObjectNode cancellation) {
    Faults faults = new Faults();
    CANCELLATION.check(cancellation, "", faults);
    if (faults.any()) {
      throw faults.refusal();
    }
  }

  /** Checks a search for time slots (TMF646) as it is posted. */
  static void checkSlotSearch(ObjectNode search) {
    checkOfAppointments(SLOT_SEARCH, search);
  }

  /** Checks an appointment (TMF646) as it is posted. */
  static void checkAppointment(ObjectNode appointment) {
    checkOfAppointments(APPOINTMENT, appointment);
  }

  /** Checks what of an appointment may be changed. */
  static void checkAppointmentChange(ObjectNode patch) {
    checkOfAppointments(APPOINTMENT_CHANGE, patch);
  }

  private static void checkOfAppointments(Rule rule, ObjectNode document) {
    Faults faults = new Faults("invalid-appointment");
    rule.check(document, "", faults);
    if (faults.any()) {
      throw faults.refusal();
    }
  }

  private static void refuseTooManyItems(JsonNode order) {
    if (itemsIn(order) > MAX_ITEMS) {
      throw RequestRefused.malformed(
          "too-many-items",
          "productOrderItem has more than the 2,000 items that one order may have",
          "Send it as several orders.");
    }
  }

  private static int itemsIn(JsonNode parent) {
    int items = 0;
    for (JsonNode item : parent.path("productOrderItem")) {
      items += 1 + itemsIn(item);
    }
    return items;
  }

  private static void checkProduct(JsonNode value, String path, Faults faults) {
    PRODUCT.check(value, path, faults);
  }

  private static void checkItem(JsonNode value, String path, Faults faults) {
    ITEM.check(value, path, faults);
  }

  private static void checkNotEmpty(JsonNode list, String path, Faults faults) {
    if (list.isEmpty()) {
      faults.add(path + " is empty");
    }
  }

  private static void checkNotTooMany(JsonNode list, String path, Faults faults) {
    if (list.size() > MAX_RELATIONSHIPS) {
      faults.add(path + " has more than " + MAX_RELATIONSHIPS + " elements");
    }
  }

  private static void checkFew(JsonNode list, String path, Faults faults) {
    if (list.size() > MAX_OF_A_VISIT) {
      faults.add(path + " has more than " + MAX_OF_A_VISIT + " elements");
    }
  }

  private static void checkPeriod(JsonNode period, String path, Faults faults) {
    String start = period.path("startDateTime").asText();
    String end = period.path("endDateTime").asText();
    if (isDateTime(start)
        && isDateTime(end)
        && OffsetDateTime.parse(end).isBefore(OffsetDateTime.parse(start))) {
      faults.add(join(path, "endDateTime") + " is before startDateTime");
    }
  }

  private static void checkEarlierOrder(JsonNode relationship, String path, Faults faults) {
    if (WAITING_FOR.contains(relationship.path("relationshipType").textValue())
        && !OrderId.isOrderNumber(relationship.path("id").textValue())) {
      faults.add(join(path, "id") + " is no number of an order, as PO-1007");
    }
  }

  private static void checkPreference(JsonNode characteristic, String path, Faults faults) {
    if (characteristic.path("name").asText().equals(DELIVERY_PREFERENCE)) {
      oneOf(PREFERENCES).check(characteristic.path("value"), join(path, "value"), faults);
    }
  }

  private static void checkQuantity(JsonNode quantity, String path, Faults faults) {
    if (!quantity.canConvertToInt() || quantity.intValue() < 1) {
      faults.add(path + " is not a number from 1");
    }
  }

  /** What is modified or deleted exists already, and is named. */
  private static void checkProductIsNamed(JsonNode item, String path, Faults faults) {
    String action = item.path("action").asText();
    JsonNode product = item.path("product");
    if ((action.equals("modify") || action.equals("delete"))
        && !product.hasNonNull("id")
        && !product.hasNonNull("href")) {
      faults.add(path + ".product.id is missing, as the action is " + action);
    }
  }

  private static void checkItemIdsDiffer(JsonNode order, String path, Faults faults) {
    checkItemIdsDiffer(order, path, new HashMap<>(), faults);
  }

  private static void checkItemIdsDiffer(
      JsonNode parent, String path, Map<String, String> pathOfId, Faults faults) {
    JsonNode items = parent.path("productOrderItem");
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      String itemPath = join(path, "productOrderItem") + "[" + i + "]";
      String first = pathOfId.putIfAbsent(item.path("id").asText(), itemPath);
      if (first != null) {
        faults.add(itemPath + ".id is the id of " + first + " too");
      }
      checkItemIdsDiffer(item, itemPath, pathOfId, faults);
    }
  }

  private static void checkWindow(JsonNode order, String path, Faults faults) {
    String start = order.path("requestedStartDate").asText();
    String end = order.path("requestedCompletionDate").asText();
    if (isDateTime(start)
        && isDateTime(end)
        && OffsetDateTime.parse(end).isBefore(OffsetDateTime.parse(start))) {
      faults.add("requestedCompletionDate is before requestedStartDate");
    }
  }

  private static boolean isUri(JsonNode value) {
    try {
      return value.isTextual() && !new URI(value.textValue()).toString().isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    try {
      int year = OffsetDateTime.parse(text).getYear();
      // what every database and every partner can hold
      return year >= 1900 && year <= 9999;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static Rule is(Predicate<JsonNode> type, String name) {
    return (value, path, faults) -> {
      if (!type.test(value)) {
        faults.add(path + " is not " + name);
      }
    };
  }

  private static Rule oneOf(Set<String> values) {
    String listed = String.join(", ", values.stream().sorted().toList());
    return is(value -> value.isTextual() && values.contains(value.textValue()), "one of " + listed);
  }

  private static Rule listOf(Rule element) {
    return is(JsonNode::isArray, "an array")
        .and(
            (list, path, faults) -> {
              for (int i = 0; i < list.size(); i++) {
                element.check(list.get(i), path + "[" + i + "]", faults);
              }
            });
  }

  private static Entity entity() {
    return new Entity()
        .may("href", TEXT)
        .may("name", TEXT)
        .may("@type", TEXT)
        .may("@baseType", TEXT)
        .may("@schemaLocation", is(ProductOrderStructure::isUri, "a URI"))
        .may("@referredType", TEXT);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  @FunctionalInterface
  private interface Rule {

    void check(JsonNode value, String path, Faults faults);

    /** Asks the next rule only where this one has found nothing wrong. */
    default Rule and(Rule next) {
      return (value, path, faults) -> {
        int before = faults.count();
        check(value, path, faults);
        if (faults.count() == before) {
          next.check(value, path, faults);
        }
      };
    }
  }

  /** An object with attributes of its own; {@code null} counts as not there. */
  private static final class Entity implements Rule {

    private final Map<String, Rule> attributes = new LinkedHashMap<>();
    private final List<String> mandatory = new ArrayList<>();

    Entity may(String name, Rule rule) {
      attributes.put(name, rule);
      return this;
    }

    Entity must(String name, Rule rule) {
      mandatory.add(name);
      return may(name, rule);
    }

    @Override
    public void check(JsonNode value, String path, Faults faults) {
      if (!value.isObject()) {
        faults.add(path + " is not an object");
        return;
      }
      for (String name : mandatory) {
        if (!value.hasNonNull(name)) {
          faults.add(join(path, name) + " is missing");
        }
      }
      attributes.forEach(
          (name, rule) -> {
            if (value.hasNonNull(name)) {
              rule.check(value.get(name), join(path, name), faults);
            }
          });
    }
  }

  /** What is wrong, found in the document's order; enough of it ends the check. */
  private static final class Faults {

    private static final int ENOUGH = 10;

    private final String code;
    private final List<String> found = new ArrayList<>();

    Faults() {
      this("invalid-order");
    }

    Faults(String code) {
      this.code = code;
    }

    void add(String fault) {
      found.add(fault);
      if (found.size() == ENOUGH) {
        throw refusal();
      }
    }

    int count() {
      return found.size();
    }

    boolean any() {
      return !found.isEmpty();
    }

    RequestRefused refusal() {
      String others = String.join("; ", found.subList(1, found.size()));
      return RequestRefused.malformed(
          code, found.get(0), others.isEmpty() ? "" : "Also: " + others);
    }
  }
}
