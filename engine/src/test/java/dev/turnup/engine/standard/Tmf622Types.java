package dev.turnup.engine.standard;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What TMF622 answers and events look like: attributes with their cardinality and type. Written by
 * hand after the TMF622 v4.0.0 specification and its conformance profile. {@code 1} and {@code
 * 1..*} are mandatory; where the profile lets a sender leave out what the schema wants (a price's
 * type, a characteristic's value), the profile counts, as Turnup gives back what was sent.
 * Attributes that stand in no table are the sender's or an extension, and pass.
 */
final class Tmf622Types {

  private static final String TABLE =
      """
      ProductOrder
        id                          1     string
        href                        1     uri
        cancellationDate            0..1  date-time
        cancellationReason          0..1  string
        category                    0..1  string
        completionDate              0..1  date-time
        description                 0..1  string
        expectedCompletionDate      0..1  date-time
        externalId                  0..1  string
        notificationContact         0..1  string
        orderDate                   1     instant
        priority                    0..1  Priority
        requestedCompletionDate     0..1  date-time
        requestedStartDate          0..1  date-time
        agreement                   0..*  Ref
        billingAccount              0..1  Ref
        channel                     0..*  Ref
        note                        0..*  Note
        orderTotalPrice             0..*  OrderPrice
        payment                     0..*  Ref
        productOfferingQualification 0..* Ref
        productOrderItem            1..*  ProductOrderItem
        quote                       0..*  Ref
        relatedParty                !0..* RelatedParty
        state                       1     ProductOrderStateType
        @baseType                   0..1  string
        @schemaLocation             0..1  uri
        @type                       0..1  string
      ProductOrderItem
        id                          1     string
        quantity                    0..1  integer
        action                      1     OrderItemActionType
        appointment                 0..1  Ref
        billingAccount              0..1  Ref
        itemPrice                   0..*  OrderPrice
        itemTerm                    0..*  OrderTerm
        itemTotalPrice              0..*  OrderPrice
        payment                     0..*  Ref
        product                     0..1  Product
        productOffering             0..1  Ref
        productOfferingQualificationItem 0..1 Ref
        productOrderItem            0..*  ProductOrderItem
        productOrderItemRelationship 0..* OrderItemRelationship
        qualification               0..*  Ref
        quoteItem                   0..1  Ref
        state                       1     ProductOrderItemStateType
        @baseType                   0..1  string
        @schemaLocation             0..1  uri
        @type                       0..1  string
      Product
        id                          0..1  string
        href                        0..1  string
        name                        0..1  string
        description                 0..1  string
        isBundle                    0..1  boolean
        isCustomerVisible           0..1  boolean
        orderDate                   0..1  date-time
        productSerialNumber         0..1  string
        startDate                   0..1  date-time
        terminationDate             0..1  date-time
        agreement                   0..*  Ref
        billingAccount              0..1  Ref
        place                       0..*  RelatedPlaceRefOrValue
        product                     0..*  Product
        productCharacteristic       0..*  Characteristic
        productOffering             0..1  Ref
        productOrderItem            0..*  Any
        productPrice                0..*  OrderPrice
        productRelationship         0..*  ProductRelationship
        productSpecification        0..1  Ref
        productTerm                 0..*  OrderTerm
        realizingResource           0..*  Ref
        realizingService            0..*  Ref
        relatedParty                0..*  RelatedParty
        status                      0..1  ProductStatusType
      Ref
        id                          1     string
        href                        0..1  string
        name                        0..1  string
        @referredType               0..1  string
      RelatedParty
        id                          1     string
        href                        0..1  string
        name                        0..1  string
        role                        0..1  string
        @referredType               1     string
      RelatedPlaceRefOrValue
        id                          0..1  string
        name                        0..1  string
        role                        1     string
      Note
        id                          0..1  string
        author                      0..1  string
        date                        0..1  date-time
        text                        1     string
      Characteristic
        name                        1     string
        valueType                   0..1  string
        value                       0..1  Any
      OrderItemRelationship
        id                          1     string
        relationshipType            1     string
      ProductRelationship
        relationshipType            1     string
        product                     0..1  Product
      OrderPrice
        description                 0..1  string
        name                        0..1  string
        priceType                   0..1  string
        recurringChargePeriod       0..1  string
        unitOfMeasure               0..1  string
        billingAccount              0..1  Ref
        price                       0..1  Price
        priceAlteration             0..*  PriceAlteration
        productOfferingPrice        0..1  Ref
      PriceAlteration
        applicationDuration         0..1  integer
        description                 0..1  string
        name                        0..1  string
        priceType                   0..1  string
        priority                    0..1  integer
        price                       0..1  Price
        productOfferingPrice        0..1  Ref
      Price
        percentage                  0..1  number
        taxRate                     0..1  number
        dutyFreeAmount              0..1  Money
        taxIncludedAmount           0..1  Money
      Money
        unit                        0..1  string
        value                       0..1  number
      OrderTerm
        description                 0..1  string
        name                        0..1  string
        duration                    0..1  Quantity
      Quantity
        amount                      0..1  number
        units                       0..1  string
      CancelProductOrder
        id                          1     string
        href                        1     uri
        cancellationReason          0..1  string
        effectiveCancellationDate   0..1  date-time
        requestedCancellationDate   0..1  date-time
        productOrder                1     Ref
        state                       1     TaskStateType
        @baseType                   0..1  string
        @schemaLocation             0..1  uri
        @type                       0..1  string
      EventSubscription
        id                          1     string
        callback                    1     uri
        query                       0..1  string
      Error
        code                        1     string
        reason                      1     string
        message                     0..1  string
        status                      0..1  string
        referenceError              0..1  uri
        @baseType                   0..1  string
        @schemaLocation             0..1  uri
        @type                       0..1  string
      Event
        eventId                     1     string
        eventTime                   1     date-time
        eventType                   1     EventType
        correlationId               1     string
        domain                      1     string
        title                       1     string
        description                 1     string
        priority                    1     string
        timeOcurred                 1     date-time
        event                       1     Any
      """;

  private static final Map<String, Set<String>> ENUMS =
      Map.of(
          "Priority",
          Set.of("0", "1", "2", "3", "4"),
          "OrderItemActionType",
          Set.of("add", "modify", "delete", "noChange"),
          "ProductOrderStateType",
          Set.of(
              "acknowledged",
              "rejected",
              "pending",
              "held",
              "inProgress",
              "cancelled",
              "completed",
              "failed",
              "partial",
              "assessingCancellation",
              "pendingCancellation"),
          "ProductOrderItemStateType",
          Set.of(
              "acknowledged",
              "rejected",
              "pending",
              "held",
              "inProgress",
              "cancelled",
              "completed",
              "failed",
              "assessingCancellation",
              "pendingCancellation"),
          "ProductStatusType",
          Set.of(
              "created",
              "pendingActive",
              "cancelled",
              "active",
              "pendingTerminate",
              "terminated",
              "suspended",
              "aborted",
              // with the blank that the specification has
              "aborted "),
          "TaskStateType",
          Set.of("acknowledged", "terminatedWithError", "inProgress", "done"),
          "EventType",
          Set.of(
              "ProductOrderCreateEvent",
              "ProductOrderAttributeValueChangeEvent",
              "ProductOrderStateChangeEvent",
              "ProductOrderDeleteEvent",
              "ProductOrderInformationRequiredEvent",
              "CancelProductOrderCreateEvent",
              "CancelProductOrderStateChangeEvent",
              "CancelProductOrderInformationRequiredEvent",
              // Turnup's extension, named as in v5
              "ProductOrderMilestoneEvent",
              "ProductOrderJeopardyAlertEvent",
              "ProductOrderErrorMessageEvent"));

  private static final Map<String, List<Attribute>> TYPES = read();

  private Tmf622Types() {}

  private record Attribute(String name, String cardinality, String type) {

    boolean isMandatory() {
      return cardinality.startsWith("1") || cardinality.startsWith("!");
    }

    boolean isList() {
      return cardinality.endsWith("*");
    }
  }

  /** What is wrong with a value of the type; empty if nothing is. */
  static List<String> faultsIn(JsonNode value, String type) {
    List<String> faults = new ArrayList<>();
    check(value, type, type, faults);
    return faults;
  }

  /** The same for an answer that was cut down to {@code fields}: only id and href always come. */
  static List<String> faultsInPartOf(JsonNode value, String type) {
    return faultsIn(value, type).stream()
        .filter(
            fault ->
                !fault.endsWith("is missing")
                    || fault.contains("[")
                    || fault.startsWith(type + ".id ")
                    || fault.startsWith(type + ".href "))
        .toList();
  }

  private static void check(JsonNode value, String type, String path, List<String> faults) {
    if (ENUMS.containsKey(type)) {
      must(value.isTextual() && ENUMS.get(type).contains(value.textValue()), path, type, faults);
    } else if (TYPES.containsKey(type)) {
      must(value.isObject(), path, "an object", faults);
      TYPES.get(type).forEach(attribute -> check(value, attribute, path, faults));
    } else {
      must(isSimple(value, type), path, type, faults);
    }
  }

  private static void check(
      JsonNode object, Attribute attribute, String path, List<String> faults) {
    String here = path + "." + attribute.name();
    JsonNode value = object.path(attribute.name());
    if (value.isMissingNode() || value.isNull()) {
      if (attribute.isMandatory()) {
        faults.add(here + " is missing");
      }
    } else if (!attribute.isList()) {
      check(value, attribute.type(), here, faults);
    } else {
      must(value.isArray(), here, "an array", faults);
      must(!attribute.cardinality().startsWith("1") || !value.isEmpty(), here, "there", faults);
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), attribute.type(), here + "[" + i + "]", faults);
      }
    }
  }

  private static boolean isSimple(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "uri" -> value.isTextual() && isUri(value.textValue());
      case "date-time" -> value.isTextual() && isDateTime(value.textValue());
      // an orderDate is in UTC, and says so
      case "instant" ->
          value.isTextual() && isDateTime(value.textValue()) && value.textValue().endsWith("Z");
      case "Any" -> true;
      default -> throw new IllegalArgumentException("no such type: " + type);
    };
  }

  private static void must(boolean is, String path, String what, List<String> faults) {
    if (!is) {
      faults.add(path + " is not " + what);
    }
  }

  private static boolean isUri(String text) {
    try {
      new URI(text);
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Map<String, List<Attribute>> read() {
    Map<String, List<Attribute>> types = new LinkedHashMap<>();
    List<Attribute> attributes = List.of();
    for (String line : TABLE.lines().toList()) {
      if (line.startsWith(" ")) {
        String[] cells = line.strip().split(" +");
        attributes.add(new Attribute(cells[0], cells[1], cells[2]));
      } else {
        attributes = new ArrayList<>();
        types.put(line.strip(), attributes);
      }
    }
    return types;
  }
}
