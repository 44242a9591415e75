package dev.turnup.connectors.inventory;

import dev.turnup.connectors.inventory.InventoryConnector.FindProducts;
import dev.turnup.connectors.inventory.InventoryConnector.Product;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One request for products.
 *
 * @param wanted what an answer is held against: a system may overlook a criterion that it does not
 *     know
 */
record ProductQuestion(Map<String, String> criteria, Predicate<Product> wanted) {

  /** So that neither the address nor the answer gets too long. */
  private static final int AT_ONCE = 25;

  static List<ProductQuestion> of(FindProducts request) {
    List<ProductQuestion> questions = new ArrayList<>();
    for (List<String> ids : fewOf(request.ids())) {
      questions.add(
          new ProductQuestion(Map.of("id", joined(ids)), product -> ids.contains(product.id())));
    }
    questions.addAll(
        has(request.customer(), "place.id", request.sites(), product -> product.place().id()));
    questions.addAll(
        has(request.customer(), "billingAccount.id", request.accounts(), Product::account));
    return questions;
  }

  private static List<ProductQuestion> has(
      String customer, String criterion, List<String> values, Function<Product, String> of) {
    List<ProductQuestion> questions = new ArrayList<>();
    for (List<String> few : fewOf(values)) {
      Map<String, String> criteria = new LinkedHashMap<>();
      criteria.put("relatedParty.id", customer);
      criteria.put(criterion, joined(few));
      criteria.put("status", "active");
      questions.add(
          new ProductQuestion(
              criteria,
              product -> product.customer().equals(customer) && few.contains(of.apply(product))));
    }
    return questions;
  }

  private static List<List<String>> fewOf(List<String> many) {
    List<List<String>> several = new ArrayList<>();
    for (int from = 0; from < many.size(); from += AT_ONCE) {
      several.add(many.subList(from, Math.min(many.size(), from + AT_ONCE)));
    }
    return several;
  }

  /** As the address carries it: what is no comma between two values is written as {@code %2C}. */
  private static String joined(List<String> values) {
    return values.stream()
        .map(value -> value.replace("%", "%25").replace(",", "%2C"))
        .collect(Collectors.joining(","));
  }
}
