package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers send. */
class BadIntakeTest extends Scenario {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                                              | 400 | body",
        "{}                                                            | 400 | productOrderItem",
        "{\"productOrderItem\": []}                                    | 400 | productOrderItem",
        "{\"productOrderItem\": 7}                                     | 400 | productOrderItem",
        "{\"productOrderItem\": [{\"action\": \"add\"}]}               | 400 | productOrderItem[0].id",
        "{\"productOrderItem\": [{\"id\": \"1\", \"action\": \"buy\"}]}| 400 | productOrderItem[0].action",
        "{\"productOrderItem\": [{\"id\": \"1\", \"action\": \"add\"}], \"description\": \"a\\u0000b\"} | 400 | description",
        "{\"productOrderItem\": [{\"id\": \"1\", \"action\": \"add\"}], \"state\": \"completed\"} | 400 | state",
      })
  void isRefusedWithTheNameOfTheAttribute(String body, int status, String attribute) {
    int before = traces();

    HttpResponse<String> answer = crm().post(ORDERS, body == null ? "" : body);

    assertThat(traces()).isEqualTo(before);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Texts.json(answer.body()).path("code").asText()).isNotEmpty();
    assertThat(Texts.json(answer.body()).path("reason").asText()).isNotEmpty();
    assertThat(answer.body()).contains(attribute);
  }

  @Test
  void isRefusedAbove5Megabytes() {
    String body =
        "{\"description\": \""
            + "x".repeat(10_000_000)
            + "\", \"productOrderItem\": [{\"id\": \"1\", \"action\": \"add\"}]}";

    int before = traces();

    assertThat(crm().post(ORDERS, body).statusCode()).isEqualTo(413);
    assertThat(traces()).isEqualTo(before);
  }

  /** What an order leaves behind, even half an order. */
  private int traces() {
    return count("select count(*) from turnup.product_order")
        + count("select count(*) from turnup.order_document")
        + count("select count(*) from act_hi_procinst where proc_def_key_ = 'order-fulfillment'");
  }

  @Test
  void isRejectedWithTheReasonWhereTheOfferingIsUnknown() {
    ObjectNode sample = sample("mobile-line");
    ((ObjectNode) sample.path("productOrderItem").get(0).path("productOffering"))
        .put("id", "steam-telegraph");
    String order = place(sample);

    awaitState(order, "rejected");
    assertThat(order(order).path("note").toString()).contains("steam-telegraph");
  }

  @Test
  void isRejectedWithThePathWhereItemsRelyOnOneAnotherInACircle() {
    String order =
        place(
            (ObjectNode)
                Texts.json(
                    """
                    {"relatedParty": [{"id": "C-9", "role": "customer", "@referredType": "Individual"}],
                     "productOrderItem": [
                      {"id": "a", "action": "add", "productOffering": {"id": "mobile-line"},
                       "productOrderItemRelationship": [{"id": "b", "relationshipType": "reliesOn"}]},
                      {"id": "b", "action": "add", "productOffering": {"id": "mobile-line"},
                       "productOrderItemRelationship": [{"id": "a", "relationshipType": "reliesOn"}]}]}
                    """));

    awaitState(order, "rejected");
    assertThat(order(order).path("note").toString()).contains("a → b → a");
  }

  @Test
  void makesOneOrderOutOfFiftyEqualPostsAtOnce() throws Exception {
    ObjectNode sample = sample("mobile-line");
    String key = UUID.randomUUID().toString();
    ExecutorService pool = Executors.newFixedThreadPool(50);
    List<Callable<HttpResponse<String>>> posts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      posts.add(() -> crm().post(ORDERS, sample.toString(), "Idempotency-Key", key));
    }

    List<HttpResponse<String>> answers = new ArrayList<>();
    try {
      for (Future<HttpResponse<String>> answer : pool.invokeAll(posts)) {
        answers.add(answer.get());
      }
    } finally {
      pool.shutdown();
    }

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
    List<String> numbers =
        answers.stream()
            .map(answer -> Texts.json(answer.body()).path("id").asText())
            .distinct()
            .toList();
    assertThat(numbers).hasSize(1);
    watchOver(numbers.get(0));
    awaitState(numbers.get(0), "completed");
    assertThat(
            crm()
                .post(
                    ORDERS,
                    sample("mobile-line").put("description", "other").toString(),
                    "Idempotency-Key",
                    key))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(409);
              assertThat(answer.body()).contains(numbers.get(0));
            });
  }
}
