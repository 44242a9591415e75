package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.scenario.SandboxControl.Effect;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a customer has is made faster, moved, and given up, and not all goes well. */
class InstalledProductsTest extends Scenario {

  @Test
  void livesFromItsInstallationToItsEnd() {
    ObjectNode sample = sample("triple-play");
    String site = siteOf(sample);
    String installed = place(sample);
    endVisit(installed, "done");
    awaitState(installed, "completed");
    String internet = product(installed, "1.1");
    String tv = product(installed, "1.2");
    String voice = product(installed, "1.3");
    assertThat(List.of(internet, tv, voice)).containsExactlyElementsOf(ids(installed));

    isPreviewedAsItIs(internet, site);
    staysAsItWasWhereTheNetworkRefuses(internet, site);
    isMadeFaster(internet, installed, site);
    isMadeSlower(internet, site);
    isGivenUpAlone(tv, site);
    String another = isAddedToWhatIsThere(site);
    String moved = isMoved(internet, site);
    isGivenUpAloneAsAnotherUsesTheLine(voice, site);
    isGivenUpWithItsEquipment(another, site);
    assertThat(product(moved, "1")).isEqualTo(moved + "-1");
  }

  /** Whoever asks is told what would be changed; or that nobody could find it out. */
  private void isPreviewedAsItIs(String internet, String site) {
    ObjectNode faster =
        order(item("1", "modify", internet, "internet-1000", site, Map.of("speed", 1000)));
    JsonNode preview = preview(faster);
    sandbox.fault("inventory", "inventory.find-products", "error");
    JsonNode blind = preview(faster);
    sandbox.clearFaults();

    assertThat(preview.path("verdict").asText()).isEqualTo("valid");
    assertThat(preview.path("unanswered")).isEmpty();
    assertThat(preview.at("/plan/components"))
        .filteredOn(component -> !component.path("action").asText().equals("none"))
        .singleElement()
        .satisfies(
            component -> {
              assertThat(component.path("name").asText()).isEqualTo("internet-access");
              assertThat(component.path("action").asText()).isEqualTo("modify");
            });
    assertThat(blind.path("verdict").asText()).isEqualTo("repairable");
    assertThat(blind.at("/unanswered/0/question").asText()).isEqualTo("inventory.find-products");
  }

  private JsonNode preview(ObjectNode order) {
    HttpResponse<String> answer = as("crm").post("/operations/orders/preview", order.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Texts.json(answer.body());
  }

  /** Only what it was to take beyond what it has was held, and goes back. */
  private void staysAsItWasWhereTheNetworkRefuses(String internet, String site) {
    sandbox.fault("network", "network.modify-service", "reject");
    String order =
        place(order(item("1", "modify", internet, "internet-1000", site, Map.of("speed", 1000))));
    JsonNode task = awaitTask("fallout", order, "Task_ResolveFallout");
    assertThat(capacity(site, "bandwidth")).isEqualTo(1000);
    sandbox.clearFaults();
    complete(
        "fallout",
        task,
        Map.of("falloutDecision", "cancelComponent", "falloutReason", "the line is too long"));
    // until then it may be taken back
    sandbox.walk(Duration.ofMinutes(5));
    eventually(() -> itemState(order, "1"), "cancelled");
    eventually(() -> capacity(site, "bandwidth"), 300L);
    eventually(
        () -> happened(order).contains("cancelled") || happened(order).contains("failed"), true);
  }

  /** What it takes no longer is for others, once it is changed. */
  private void isMadeSlower(String internet, String site) {
    String slower =
        place(order(item("1", "modify", internet, "internet-100", site, Map.of("speed", 100))));
    awaitState(slower, "completed");
    assertThat(sandbox.reservations(slower)).isEmpty();
    assertThat(capacity(site, "bandwidth")).isEqualTo(100);
  }

  /** The network answers later, and billing once not at all. */
  private void isMadeFaster(String internet, String installed, String site) {
    sandbox.fault("network", "network.modify-service", "late-callback", ", \"times\": 1");
    sandbox.fault("billing", "billing.stop-billing", "silent-after-effect", ", \"times\": 1");
    String faster =
        place(order(item("1", "modify", internet, "internet-1000", site, Map.of("speed", 1000))));
    eventually(
        () -> sandbox.requests("network", faster, "network.modify-service").isEmpty(), false);
    sandbox.walk(Duration.ofMinutes(2));
    awaitState(faster, "completed");

    assertThat(sandbox.effects("network", faster))
        .extracting(Effect::operation)
        .containsExactly("network.modify-service");
    assertThat(sandbox.reservations(faster))
        .extracting(held -> held.path("resource").asText(), held -> held.path("units").asInt())
        .containsExactly(tuple("bandwidth", 700));
    Effect ended = sandbox.effects("billing", faster, "billing.stop-billing").get(0);
    Effect begun = sandbox.effects("billing", faster, "billing.start-billing").get(0);
    assertThat(ended.effectiveDate()).isEqualTo(begun.effectiveDate());
    assertThat(ended.sequence()).isLessThan(begun.sequence());
    assertThat(rows("select product_id from turnup.bill_stop where order_id = ?", faster))
        .containsExactly(internet);
    assertThat(sandbox.effects("network", installed)).hasSize(6);
  }

  /** The network refuses, and nothing is given back until somebody has mended that. */
  private void isGivenUpAlone(String tv, String site) {
    sandbox.fault("network", "network.deactivate-service", "reject");
    String order = place(order(item("1", "delete", tv, "tv-basic", site, Map.of())));
    JsonNode task = awaitTask("fallout", order, "Task_ResolveFallout");
    assertThat(sandbox.effects("billing", order, "billing.stop-billing")).hasSize(1);
    assertThat(
            submit(
                    "fallout",
                    task,
                    Map.of("falloutDecision", "cancelComponent", "falloutReason", "no"))
                .statusCode())
        .as("what is charged no more cannot be left on")
        .isGreaterThanOrEqualTo(400);
    sandbox.clearFaults();
    retry(task, "");
    awaitState(order, "completed");

    assertThat(ceased(order)).containsExactly("iptv");
    assertThat(sandbox.visits(order)).isEmpty();
    assertThat(capacity(site, "iptv-stream")).isZero();
    assertThat(capacity(site, "fibre-port")).isEqualTo(1);
  }

  /** The old stays alive until the new works; what voice uses stays where it is. */
  private String isMoved(String internet, String site) {
    String there = "SITE-" + UUID.randomUUID().toString().substring(0, 8);
    ObjectNode ending = item("2", "delete", internet, "internet-1000", site, Map.of());
    ending
        .putArray("productOrderItemRelationship")
        .addObject()
        .put("id", "1")
        .put("relationshipType", "reliesOn");
    String order =
        place(order(item("1", "add", "", "internet-300", there, Map.of("speed", 300)), ending));
    awaitTask("technician", order, "Task_InstallOnSite");
    sandbox.settle();
    assertThat(sandbox.effects("billing", order)).isEmpty();
    assertThat(sandbox.effects("network", order)).isEmpty();
    endVisit(order, "done");
    awaitState(order, "completed");

    assertThat(ceased(order)).containsExactly("internet-access");
    assertThat(capacity(site, "bandwidth")).isZero();
    assertThat(capacity(there, "bandwidth")).isEqualTo(300);
    return order;
  }

  /** Line and devices are there, so nobody comes. */
  private String isAddedToWhatIsThere(String site) {
    String order = place(order(item("1", "add", "", "tv-basic", site, Map.of())));
    awaitState(order, "completed");
    assertThat(sandbox.visits(order)).isEmpty();
    assertThat(sandbox.effects("network", order))
        .extracting(Effect::specification)
        .containsExactly("iptv");
    assertThat(capacity(site, "fibre-port")).isEqualTo(1);
    return product(order, "1");
  }

  private void isGivenUpAloneAsAnotherUsesTheLine(String voice, String site) {
    String order = place(order(item("1", "delete", voice, "voice-basic", site, Map.of())));
    awaitState(order, "completed");
    assertThat(ceased(order)).containsExactly("voice-line");
    assertThat(capacity(site, "fibre-port")).isEqualTo(1);
  }

  /** The order names the place alone; the address is known from the product. */
  private void isGivenUpWithItsEquipment(String tv, String site) {
    ObjectNode ending = item("1", "delete", tv, "tv-basic", site, Map.of());
    ((ObjectNode) ending.at("/product/place/0")).remove("postcode");
    String order = place(order(ending));
    awaitTask("technician", order, "Task_InstallOnSite");
    assertThat(ceased(order)).containsExactly("iptv");
    assertThat(sandbox.visits(order).toString()).contains("Fetch ").doesNotContain("Install ");
    endVisit(order, "done");
    awaitState(order, "completed");

    assertThat(ceased(order)).containsExactlyInAnyOrder("iptv", "router", "ont", "access-line");
    assertThat(entries(order, "fetched")).hasSize(1);
    assertThat(capacity(site, "fibre-port")).isZero();
  }

  @Test
  void touchesOnlyWhatTheCustomerHas() {
    String installed = place(sample("mobile-line"));
    awaitState(installed, "completed");
    String product = product(installed, "1");

    ObjectNode foreign =
        orderLike("mobile-line", item("1", "delete", product, "mobile-line", "", Map.of()));
    ((ObjectNode) foreign.path("relatedParty").get(0)).put("id", "CUST-SOMEBODY-ELSE");
    String refused = place(foreign);
    awaitState(refused, "rejected");
    assertThat(order(refused).findValuesAsText("text"))
        .anyMatch(note -> note.contains("the product belongs to another customer"));

    String mistaken =
        place(
            orderLike(
                "mobile-line", item("1", "delete", product + "0", "mobile-line", "", Map.of())));
    complete(
        "orderdesk",
        awaitTask("orderdesk", mistaken, "Task_RepairOrder"),
        Map.of(
            "repairDecision", "correct",
            "changedAttribute", "product",
            "changedValue", product));
    awaitState(mistaken, "completed");
    assertThat(ceased(mistaken)).containsExactly("mobile-line");

    ObjectNode late =
        orderLike("mobile-line", item("1", "delete", product, "mobile-line", "", Map.of()));
    ((ObjectNode) late.path("relatedParty").get(0)).put("tier", "critical");
    String again = place(late);
    JsonNode gone = awaitTask("orderdesk", again, "Task_RepairOrder");
    complete("orderdesk", gone, Map.of("repairDecision", "giveUp", "repairReason", "it is gone"));
    complete(
        "supervisor",
        awaitTask("supervisor", again, "Task_ApproveDecision"),
        Map.of("approvalDecision", "approve"));
    awaitState(again, "cancelled");
  }

  @Test
  void waitsForWhoeverChangesItAndIsNotChangedWhileItEnds() {
    String product = "P-" + UUID.randomUUID();
    String site = siteOf(sample("internet"));
    ObjectNode sample = sample("triple-play");
    sandbox.install(
        product,
        sample.at("/relatedParty/0/id").asText(),
        site,
        "internet-300",
        Map.of("speed", 300));
    pause("network.modify-service");
    String faster =
        place(order(item("1", "modify", product, "internet-1000", site, Map.of("speed", 1000))));
    eventually(() -> happened(faster).contains("decomposed"), true);
    ObjectNode slow =
        order(item("1", "modify", product, "internet-100", site, Map.of("speed", 100)));
    String slower = place(slow);
    awaitState(slower, "pending");
    assertThat(order(slower).findValuesAsText("text"))
        .anyMatch(note -> note.contains("Order waits for " + faster));
    assertThat(preview(slow).path("verdict").asText()).isEqualTo("waiting");

    resume("network.modify-service");
    awaitState(faster, "completed");
    awaitState(slower, "completed");
    assertThat(sandbox.effects("network", slower))
        .extracting(Effect::operation)
        .containsExactly("network.modify-service");
    assertThat(capacity(site, "bandwidth")).isEqualTo(100);

    pause("network.deactivate-service");
    String ending = place(order(item("1", "delete", product, "internet-100", site, Map.of())));
    eventually(() -> happened(ending).contains("decomposed"), true);
    String late = place(slow);
    awaitState(late, "rejected");
    assertThat(order(late).findValuesAsText("text"))
        .anyMatch(note -> note.contains("an open order is ending the product"));
    resume("network.deactivate-service");
    awaitTask("technician", ending, "Task_InstallOnSite");
    assertThat(ceased(ending)).containsExactly("internet-access");
  }

  private List<String> ids(String order) {
    return List.of(order + "-1.1", order + "-1.2", order + "-1.3");
  }

  /** As the order shows it. */
  private String product(String order, String item) {
    return items(order(order)).stream()
        .filter(each -> each.path("id").asText().equals(item))
        .map(each -> each.at("/product/id").asText())
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> items(JsonNode parent) {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode item : parent.path("productOrderItem")) {
      items.add(item);
      items.addAll(items(item));
    }
    return items;
  }

  private List<String> ceased(String order) {
    return rows(
        "select specification from turnup.component where order_id = ? and state = 'ceased'",
        order);
  }

  private long capacity(String site, String resource) {
    return sandbox.capacity().stream()
        .filter(room -> room.path("site").asText().equals(site))
        .filter(room -> room.path("resource").asText().equals(resource))
        .mapToLong(room -> room.path("held").asLong())
        .sum();
  }

  private ObjectNode order(ObjectNode... items) {
    return orderLike("triple-play", items);
  }

  /** Of the customer of that sample. */
  private ObjectNode orderLike(String sample, ObjectNode... items) {
    ObjectNode order = sample(sample);
    order.putArray("productOrderItem").addAll(List.of(items));
    return order;
  }

  private static ObjectNode item(
      String id,
      String action,
      String product,
      String offering,
      String site,
      Map<String, Integer> characteristics) {
    ObjectNode item = (ObjectNode) Texts.json("{}");
    item.put("id", id).put("action", action).putObject("productOffering").put("id", offering);
    ObjectNode about = item.putObject("product");
    if (!product.isEmpty()) {
      about.put("id", product);
    }
    if (!site.isEmpty()) {
      about
          .putArray("place")
          .addObject()
          .put("id", site)
          .put("role", "installationSite")
          .put("postcode", "20457");
    }
    characteristics.forEach(
        (name, value) ->
            about
                .withArray("productCharacteristic")
                .addObject()
                .put("name", name)
                .put("value", value));
    return item;
  }
}
