package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class IntakeTest extends TurnupTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final String MINIMAL =
      "{\"productOrderItem\":[{\"id\":\"1\",\"action\":\"add\"}]}";

  @Autowired private JdbcClient database;

  @Test
  void answersWithTheOrderAndWhereItIs() {
    HttpResponse<String> answer = as("crm").post(ORDERS, MINIMAL);

    JsonNode order = json(answer.body());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).contains(order.path("href").asText());
    assertThat(order.path("href").asText()).isEqualTo(ORDERS + "/" + order.path("id").asText());
    assertThat(order.path("orderDate").asText()).endsWith("Z");
    assertThat(order.path("relatedParty").isArray()).isTrue();
    assertThat(order.path("productOrderItem").get(0).has("state")).isTrue();
    assertThat(count(order.path("id").asText())).isOne();
  }

  @Test
  void givesBackWhatWasSent() {
    String sent =
        """
        {"ourOwn":{"@type":"Extension","digits":1.10,"large":123456789012345678901234567890,"exponent":1E+3},
         "description":null,"state":null,
         "relatedParty":[{"id":"c1","role":"customer","@referredType":"Customer"}],
         "note":[{"text":"please ring"}],
         "productOrderItem":[{"id":"b","action":"add","productOrderItem":[{"id":"c","action":"add","x":[]}]}]}""";

    String id = json(as("crm").post(ORDERS, sent).body()).path("id").asText();
    String body = as("crm").get(ORDERS + "/" + id).body();
    JsonNode order = json(body);

    assertThat(body).contains("1.10", "123456789012345678901234567890");
    assertThat(order.at("/ourOwn/exponent").decimalValue()).isEqualByComparingTo("1000");
    assertThat(order.path("id").asText()).isEqualTo(id);
    assertThat(order.path("state").isTextual()).isTrue();
    assertThat(order.has("description")).isFalse();
    assertThat(order.path("note").get(0).path("text").asText()).isEqualTo("please ring");
    assertThat(order.at("/productOrderItem/0/productOrderItem/0/state").isTextual()).isTrue();
    assertThat(order.at("/productOrderItem/0/productOrderItem/0/x").isArray()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ` `                                                              | 400 | the body is empty
          []                                                               | 400 | the body is not a JSON object
          {"productOrderItem":[{"id":"1","action":"blow"}]}                | 400 | productOrderItem[0].action
          {"productOrderItem":[{"id":"a\\u0000","action":"add"}]}          | 400 | productOrderItem[0].id contains the character NUL
          {"state":"completed","productOrderItem":[{"id":"1","action":"add"}]} | 400 | state is managed by the server
          """)
  void refusesBadOrdersNamingTheAttribute(String body, int status, String reason) {
    long before = orders();

    HttpResponse<String> answer = as("crm").post(ORDERS, body);

    JsonNode problem = json(answer.body());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(problem.path("status").asText()).isEqualTo(Integer.toString(status));
    assertThat(problem.path("code").asText()).isNotBlank();
    assertThat(problem.path("reason").asText()).startsWith(reason);
    assertThat(orders()).isEqualTo(before);
  }

  @Test
  void refusesAnEmptyBody() {
    HttpResponse<String> answer = as("crm").send("POST", ORDERS, "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer.body()).path("reason").asText()).isEqualTo("the body is empty");
  }

  @Test
  void refusesTenMegabytes() {
    HttpResponse<String> answer =
        as("crm").post(ORDERS, "{\"description\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(json(answer.body()).path("code").asText()).isEqualTo("too-large");
  }

  @Test
  void refusesABodyThatUnfolds() {
    assertThat(as("crm").post(ORDERS, MINIMAL, "Content-Encoding", "gzip").statusCode())
        .isEqualTo(415);
  }

  @Test
  void makesOneOrderOfFiftyEqualPosts() throws InterruptedException {
    String order = "{\"externalId\":\"" + UUID.randomUUID() + "\"," + MINIMAL.substring(1);

    List<HttpResponse<String>> answers = fifty(() -> as("crm").post(ORDERS, order));

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    assertThat(answers)
        .extracting(answer -> answer.headers().firstValue("Location").orElse(""))
        .containsOnly(answers.get(0).headers().firstValue("Location").orElse("no location"));
    assertThat(answers)
        .extracting(answer -> json(answer.body()).path("id").asText())
        .containsOnly(json(answers.get(0).body()).path("id").asText());
  }

  @Test
  void tellsOfTheFirstOrderWhenTheKeyIsTaken() {
    String key = UUID.randomUUID().toString();
    String first =
        json(as("crm").post(ORDERS, MINIMAL, "Idempotency-Key", key).body()).path("id").asText();

    HttpResponse<String> same =
        as("crm").post(ORDERS, " " + MINIMAL + "\n", "Idempotency-Key", key);
    HttpResponse<String> other =
        as("crm").post(ORDERS, MINIMAL.replace("\"1\"", "\"2\""), "Idempotency-Key", key);

    assertThat(same.statusCode()).isEqualTo(200);
    assertThat(json(same.body()).path("id").asText()).isEqualTo(first);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(json(other.body()).path("reason").asText()).contains(first);
    assertThat(json(other.body()).path("referenceError").asText()).isEqualTo(ORDERS + "/" + first);
  }

  @Test
  void keepsTheKeysOfCallersApart() {
    String key = UUID.randomUUID().toString();

    HttpResponse<String> crm = as("crm").post(ORDERS, MINIMAL, "Idempotency-Key", key);
    HttpResponse<String> desk = as("orderdesk").post(ORDERS, MINIMAL, "Idempotency-Key", key);
    HttpResponse<String> external =
        as("crm").post(ORDERS, "{\"externalId\":\"" + key + "\"," + MINIMAL.substring(1));

    assertThat(List.of(crm, desk, external)).extracting(HttpResponse::statusCode).containsOnly(201);
  }

  @Test
  void refusesAKeyThatIsNone() {
    assertThat(as("crm").post(ORDERS, MINIMAL, "Idempotency-Key", "a b").statusCode())
        .isEqualTo(400);
    assertThat(as("crm").post(ORDERS, MINIMAL, "Idempotency-Key", "k".repeat(256)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void hidesForeignOrders() {
    String id = json(as("orderdesk").post(ORDERS, MINIMAL).body()).path("id").asText();

    assertThat(as("crm").get(ORDERS + "/" + id).statusCode()).isEqualTo(404);
    assertThat(as("orderdesk").get(ORDERS + "/" + id).statusCode()).isEqualTo(200);
    assertThat(as("supervisor").get(ORDERS + "/" + id).statusCode()).isEqualTo(200);
    assertThat(as("crm").get(ORDERS + "?limit=100").body()).doesNotContain("\"" + id + "\"");
  }

  @Test
  void listsAPageAndSaysHowManyThereAre() {
    Stream.generate(() -> as("crm").post(ORDERS, MINIMAL)).limit(3).forEach(answer -> {});

    HttpResponse<String> page = as("crm").get(ORDERS + "?offset=1&limit=2");
    HttpResponse<String> none = as("crm").get(ORDERS + "?state=assessingCancellation,failed");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(json(page.body())).hasSize(2);
    assertThat(page.headers().firstValue("X-Result-Count")).contains("2");
    assertThat(page.headers().firstValueAsLong("X-Total-Count").orElse(0)).isGreaterThan(2);
    assertThat(none.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"limit=-1", "limit=x", "offset=99999999999", "state=asleep", "color=red"})
  void refusesCriteriaThatItDoesNotKnow(String criterion) {
    HttpResponse<String> answer = as("crm").get(ORDERS + "?" + criterion);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer.body()).path("reason").asText()).isNotBlank();
  }

  private List<HttpResponse<String>> fifty(Callable<HttpResponse<String>> call)
      throws InterruptedException {
    ExecutorService callers = Executors.newFixedThreadPool(50);
    try {
      return callers.invokeAll(IntStream.range(0, 50).mapToObj(each -> call).toList()).stream()
          .map(IntakeTest::done)
          .toList();
    } finally {
      callers.shutdown();
    }
  }

  private static <T> T done(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private long count(String id) {
    return database
        .sql("select count(*) from turnup.product_order where id = ?")
        .param(id)
        .query(Long.class)
        .single();
  }

  private long orders() {
    return database.sql("select count(*) from turnup.product_order").query(Long.class).single();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }
}
