package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The tables of planning as plain maps; what a test changes is its own. */
public final class SampleTables implements Decisions {

  private final Map<String, List<Map<String, Object>>> products = new HashMap<>();
  private final Map<String, List<Map<String, Object>>> madeOf = new HashMap<>();
  private final Map<String, Map<String, Object>> components = new HashMap<>();
  private final Map<String, String> verdicts = new HashMap<>();
  private final Set<String> creditChecked = new HashSet<>();
  private final Map<String, String> retired = new HashMap<>();
  private final Set<String> approved = new HashSet<>();

  public SampleTables() {
    for (String offering : List.of("internet-100", "internet-300", "internet-1000")) {
      product(offering, List.of(own("internet-access")));
    }
    product("tv-basic", List.of(own("iptv")));
    product("voice-basic", List.of(own("voice-line")));
    product("mobile-line", List.of(own("mobile-line")));
    for (String service : List.of("internet-access", "iptv", "voice-line")) {
      madeOf(service, List.of(shared("access-line"), shared("ont"), shared("router")));
    }
    component("access-line", "RFS", "fibre-port", "1", true, "", false);
    component("ont", "resource", "", "1", true, "", false);
    component("router", "resource", "", "1", true, "", false);
    component(
        "internet-access", "CFS", "bandwidth", "speed", false, "access-line, ont, router", true);
    component("iptv", "CFS", "iptv-stream", "1", false, "access-line, ont, router", true);
    component("voice-line", "CFS", "", "1", false, "access-line, ont, router", true);
    component("mobile-line", "CFS", "mobile-number", "1", false, "", true);
    verdicts.put("missing-characteristic", "repair");
    verdicts.put("illegal-characteristic", "repair");
    verdicts.put("unknown-characteristic", "repair");
    verdicts.put("unknown-territory", "repair");
    verdicts.put("missing-site", "repair");
  }

  public void product(String offering, List<Map<String, Object>> parts) {
    products.put(offering, parts);
  }

  public void retire(String offering, String replacement) {
    retired.put(offering, replacement);
  }

  public void checkCreditOf(String offering) {
    creditChecked.add(offering);
  }

  /** From now on a decision of this kind takes two. */
  public void approve(String decision) {
    approved.add(decision);
  }

  public void verdict(String finding, String verdict) {
    verdicts.put(finding, verdict);
  }

  public void madeOf(String component, List<Map<String, Object>> parts) {
    madeOf.put(component, parts);
  }

  /** Writes another answer into the line of a component. */
  public void cell(String component, String output, Object answer) {
    Map<String, Object> line = new HashMap<>(components.get(component));
    line.put(output, answer);
    components.put(component, line);
  }

  public void component(
      String name,
      String kind,
      String capacityResource,
      Object units,
      boolean siteVisit,
      String reliesOn,
      boolean billable) {
    components.put(
        name,
        Map.ofEntries(
            Map.entry("kind", kind),
            Map.entry("capacityResource", capacityResource),
            Map.entry("units", units),
            Map.entry("siteVisit", siteVisit),
            Map.entry("skill", siteVisit ? "fibre" : ""),
            Map.entry("durationMinutes", name.equals("access-line") ? 60 : siteVisit ? 15 : 0),
            Map.entry("leadTimeHours", name.equals("access-line") ? 16 : 0),
            Map.entry("activationProcess", "service-activation"),
            Map.entry("reliesOn", reliesOn),
            Map.entry("pointOfNoReturn", "none"),
            Map.entry("billable", billable),
            Map.entry("chargingMode", billable ? "postpaid" : ""),
            Map.entry("reversal", "cease")));
  }

  public static Map<String, Object> shared(String component) {
    return part(component, "site");
  }

  public static Map<String, Object> own(String component) {
    return part(component, "item");
  }

  public static Map<String, Object> part(String component, String sharedWithin) {
    return Map.of("component", component, "quantity", 1, "sharedWithin", sharedWithin);
  }

  @Override
  public Answer one(OrderId order, String table, Map<String, Object> inputs) {
    return switch (table) {
      case "component-specification" ->
          new Answer(table, components.get(inputs.get("component").toString()));
      case "order-rules" -> {
        String finding = inputs.get("finding").toString();
        yield new Answer(
            table,
            Map.of(
                "verdict", verdicts.getOrDefault(finding, "reject"),
                "explanation", finding.replace('-', ' ')));
      }
      case "delivery-policy" ->
          new Answer(
              table,
              Map.of(
                  "grouping", Objects.requireNonNullElse(inputs.get("preference"), "asAvailable")));
      case "approval-policy" ->
          new Answer(table, Map.of("secondPerson", approved.contains(inputs.get("decision"))));
      case "visit-sharing" -> {
        boolean waits =
            "together".equals(inputs.get("preference")) && inputs.get("inTime").equals(true);
        yield new Answer(table, Map.of("share", waits || inputs.get("daysLater").equals(0)));
      }
      default -> throw new IllegalArgumentException("no table " + table);
    };
  }

  @Override
  public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
    return switch (table) {
      case "decompose-product", "decompose-component" -> parts(table, inputs);
      case "offering-characteristics" ->
          sold(inputs).startsWith("internet-")
              ? List.of(
                  new Answer(
                      table,
                      Map.of(
                          "characteristic",
                          "speed",
                          "mandatory",
                          true,
                          "valueType",
                          "integer",
                          "allowed",
                          "1..10000")))
              : List.of();
      case "visit-assignment" -> List.of();
      case "visit-charge" ->
          inputs.get("outcome").equals("customerAbsent")
              ? List.of(
                  new Answer(
                      table, Map.of("chargeCode", "missed-visit", "chargeReason", "nobody there")))
              : List.of();
      case "credit-check" ->
          List.of(new Answer(table, Map.of("check", creditChecked.contains(sold(inputs)))));
      case "retired-offering" ->
          Optional.ofNullable(retired.get(sold(inputs))).stream()
              .map(other -> new Answer(table, Map.of("replacement", other)))
              .toList();
      default -> throw new IllegalArgumentException("no table " + table);
    };
  }

  private static String sold(Map<String, Object> inputs) {
    return Objects.toString(inputs.get("offering"), Objects.toString(inputs.get("specification")));
  }

  private List<Answer> parts(String table, Map<String, Object> inputs) {
    if (!List.of("add", "modify").contains(inputs.get("action"))) {
      return List.of();
    }
    List<Map<String, Object>> parts =
        table.equals("decompose-component")
            ? madeOf.get(Objects.toString(inputs.get("component")))
            : products.get(sold(inputs));
    return Objects.requireNonNullElse(parts, List.<Map<String, Object>>of()).stream()
        .map(part -> new Answer(table, part))
        .toList();
  }
}
