package dev.turnup.engine.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What Turnup's own work would say of a mobile line, at once and without a row of its own: so that
 * an engine that has nothing but the models goes the same way through them.
 */
final class Answers {

  private static final int DAYS_TO_WAIT = 60;

  private final Set<String> later = ConcurrentHashMap.newKeySet();
  private final Map<String, Consumer<Scope>> byName = new HashMap<>();

  /** An engine's variables where the work is done. */
  interface Scope {

    Object get(String variable);

    void set(String variable, Object value);
  }

  Answers() {
    byName.put("nameInstalledProducts", scope -> scope.set("productsNamed", false));
    byName.put("decomposeItems", scope -> {});
    byName.put("chooseCreditCheck", scope -> scope.set("creditCheckNeeded", false));
    byName.put("applyOrderRules", Answers::applyOrderRules);
    byName.put("planDeliveries", this::planDeliveries);
    byName.put("promiseDate", scope -> scope.set("visitsToAgreeOn", false));
    byName.put("assessDelivery", Answers::assessDelivery);
    byName.put("checkPrerequisites", scope -> scope.set("prerequisites", "active"));
    byName.put("chooseActivation", scope -> scope.set("activationProcess", "service-activation"));
    byName.put("settleComponent", scope -> {});
    byName.put("acceptItem", Answers::acceptItem);
    byName.put("reconcileService", Answers::reconcileService);
    byName.put("completeDelivery", Answers::completeDelivery);
    byName.put("reviewPlan", Answers::reviewPlan);
    byName.put("closeOrder", scope -> scope.set("orderOutcome", "completed"));
  }

  /** By the names that the models have for the work. */
  Map<String, Consumer<Scope>> byName() {
    return byName;
  }

  /** What an order starts with. */
  Map<String, Object> of(Intake.Order order) {
    if (order.isLater()) {
      later.add(order.id());
    }
    return Map.of("orderId", order.id(), "orderPriority", 50);
  }

  private static void applyOrderRules(Scope scope) {
    ArrayList<String> components = newId();
    scope.set("orderVerdict", "valid");
    scope.set("orderValid", true);
    scope.set("componentIds", components);
    scope.set("componentGroups", list(components));
  }

  private void planDeliveries(Scope scope) {
    ArrayList<String> deliveries = newId();
    boolean waits = later.contains(String.valueOf(scope.get("orderId")));
    scope.set("deliveryIds", deliveries);
    scope.set("deliveryGroups", list(deliveries));
    scope.set("startNow", !waits);
    if (waits) {
      scope.set("startDate", Date.from(Instant.now().plus(DAYS_TO_WAIT, ChronoUnit.DAYS)));
    }
  }

  private static void assessDelivery(Scope scope) {
    ArrayList<String> components = newId();
    scope.set("dateKnown", true);
    scope.set("visitNeeded", false);
    scope.set("visitToCancel", false);
    scope.set("componentIds", components);
    scope.set("undatedComponentIds", new ArrayList<>());
    scope.set("reservedComponentIds", components);
    scope.set(
        "readyDate",
        Date.from(LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC)));
  }

  private static void acceptItem(Scope scope) {
    scope.set("billDue", true);
    scope.set("itemId", "1");
    scope.set("billedComponentId", scope.get("componentId"));
  }

  private static void reconcileService(Scope scope) {
    scope.set("reconciled", true);
    scope.set("billedBefore", false);
  }

  private static void completeDelivery(Scope scope) {
    scope.set("reservedComponentIds", new ArrayList<>());
    scope.set("visitToCancel", false);
  }

  private static void reviewPlan(Scope scope) {
    scope.set("deliveryIds", new ArrayList<>());
    scope.set("deliveryGroups", new ArrayList<>());
    scope.set("deliveriesLeft", false);
  }

  private static ArrayList<String> newId() {
    return list(UUID.randomUUID().toString());
  }

  /** The only kind of list that all engines can keep and read again. */
  private static <T> ArrayList<T> list(T element) {
    return new ArrayList<>(List.of(element));
  }
}
