package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders are found over HTTP. */
class FindOrdersTest extends TurnupTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  private final String party = "C-" + UUID.randomUUID();
  private final String mine = ORDERS + "?relatedParty.id=" + party;

  @Test
  void goesThroughAllByTheirLinks() {
    List<String> placed = IntStream.range(0, 5).mapToObj(n -> place("order " + n)).toList();

    HttpResponse<String> first = as("crm").get(mine + "&limit=2&sort=orderDate");
    HttpResponse<String> second = as("crm").get(link(first, "next").orElseThrow());
    HttpResponse<String> third = as("crm").get(link(second, "next").orElseThrow());
    HttpResponse<String> back = as("crm").get(link(second, "prev").orElseThrow());
    HttpResponse<String> last = as("crm").get(link(first, "last").orElseThrow());

    List<String> met = new ArrayList<>();
    for (HttpResponse<String> page : List.of(first, second, third)) {
      met.addAll(ids(page));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("X-Total-Count")).contains("5");
    }
    assertThat(met).isEqualTo(placed);
    assertThat(third.headers().firstValue("X-Result-Count")).contains("1");
    assertThat(third.headers().firstValue("X-Total-Count-Exact")).isEmpty();
    assertThat(link(first, "prev")).isEmpty();
    assertThat(link(third, "next")).isEmpty();
    assertThat(ids(back)).isEqualTo(ids(first));
    assertThat(link(back, "prev")).isEmpty();
    assertThat(ids(last)).isEqualTo(ids(third));
    assertThat(ids(as("crm").get(link(third, "first").orElseThrow()))).isEqualTo(ids(first));
  }

  @Test
  void takesWhatItShowsForACriterion() {
    String id = place("one of \"three\", really");
    String other = place("another");
    JsonNode order = json(as("crm").get(ORDERS + "/" + id));

    for (String name :
        List.of("id", "href", "orderDate", "description", "requestedCompletionDate")) {
      String quoted =
          URLEncoder.encode('"' + order.path(name).asText().replace("\"", "\"\"") + '"', UTF_8);
      assertThat(ids(as("crm").get(mine + "&" + name + "=" + quoted)))
          .as(name)
          .contains(id)
          .doesNotContain(name.equals("requestedCompletionDate") ? "" : other);
    }
    String place = order.at("/productOrderItem/0/product/place/0/id").asText();
    assertThat(ids(as("crm").get(ORDERS + "?place.id=" + place))).contains(id);
    assertThat(ids(as("crm").get(mine + "&description.regex=thr.e"))).containsExactly(id);
    assertThat(ids(as("crm").get(mine + "&productOrderItem.state=cancelled"))).isEmpty();
    assertThat(ids(as("crm").get(mine + "&id=" + id + "," + other))).containsExactly(other, id);
  }

  @Test
  void showsTheAttributesThatAreAskedFor() {
    String id = place("projected");

    JsonNode one = json(as("crm").get(ORDERS + "/" + id + "?fields=state,relatedParty.id"));
    JsonNode list = json(as("crm").get(mine + "&fields=description&fields=unheardOf"));
    JsonNode extended =
        json(as("crm").get(mine + "&fields=productOrderMilestone,productOrderItem"));

    assertThat(one.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "href", "state", "relatedParty");
    assertThat(list.get(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "href", "description");
    assertThat(extended.get(0).path("productOrderMilestone").isArray()).isTrue();
    assertThat(extended.get(0).path("productOrderItem")).hasSize(1);
    assertThat(extended.get(0).path("@type").asText()).isEqualTo("TurnupProductOrder");
  }

  @Test
  void neitherShowsNorCountsTheOrdersOfOthers() {
    place("theirs");

    HttpResponse<String> found = as("crm").get(mine.replace(party, party + ",x"));
    HttpResponse<String> foreign = as("orderdesk").get(mine);
    String ofDesk = json(as("orderdesk").post(ORDERS, order("desk's"))).path("id").asText();

    assertThat(ids(found)).hasSize(1);
    assertThat(ids(foreign)).hasSize(1);
    assertThat(ids(as("crm").get(mine))).doesNotContain(ofDesk).hasSize(1);
    assertThat(as("crm").get(mine + "&id=" + ofDesk).headers().firstValue("X-Total-Count"))
        .contains("0");
  }

  @Test
  void saysThatOffsetsEndAndHowToGoOn() {
    HttpResponse<String> answer = as("crm").get(mine + "&offset=10001");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Link").contains("next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour=red",
        "description=%00",
        "description.regex=x",
        "id.regex=%28&state=held",
        "state=held'%20or%20'1'='1",
        "sort=id;drop%20table%20turnup.product_order",
        "cursor=bm90aGluZw",
        "limit=%24%7B7*7%7D",
        "id.gt=function(x)%20x",
        "fields=id&state=held&description.regex=" + "((((((((((((((((((((",
      })
  void refusesOtherQueriesAtOnce(String query) {
    HttpResponse<String> answer = answeredAtOnce(query.replace("(((", "%28%28%28"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("reason").asText()).isNotBlank();
  }

  @Test
  void refusesTenThousandTermsAndHugeValuesAtOnce() {
    for (String query :
        List.of(
            "state=held&".repeat(10_000),
            "state=" + "held,".repeat(900),
            "id=" + "x".repeat(100_000))) {
      HttpResponse<String> answer = answeredAtOnce(query);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer).path("code").asText()).isNotBlank();
    }
  }

  /** Once more where it took long: the machine may have been busy with something else. */
  private HttpResponse<String> answeredAtOnce(String query) {
    for (int tries = 0; tries < 10; tries++) {
      Instant asked = Instant.now();
      HttpResponse<String> answer = as("crm").get(ORDERS + "?" + query);
      if (Duration.between(asked, Instant.now()).compareTo(Duration.ofSeconds(1)) < 0) {
        return answer;
      }
    }
    throw new AssertionError("never within a second: " + query);
  }

  /** What has an answer may still be long: its links repeat the query. */
  @Test
  void answersTheLongestQuery() {
    String first = place("long");
    String second = place("long");
    String others =
        IntStream.range(0, 99).mapToObj(n -> "," + UUID.randomUUID()).reduce("", String::concat);
    String query = mine + others + "&limit=1&fields=id";
    String longest = query + "x".repeat(4_000 - query.length() + ORDERS.length() + 1);

    HttpResponse<String> page = as("crm").get(longest);
    HttpResponse<String> next = as("crm").get(link(page, "next").orElseThrow());
    HttpResponse<String> back = as("crm").get(link(next, "prev").orElseThrow());

    assertThat(ids(page)).containsExactly(second).isEqualTo(ids(back));
    assertThat(ids(next)).containsExactly(first);
    assertThat(link(next, "last")).isPresent();
    assertThat(as("crm").get(longest + "x").statusCode()).isEqualTo(400);
  }

  private String place(String description) {
    HttpResponse<String> answer = as("crm").post(ORDERS, order(description));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  private String order(String description) {
    return """
        {"description": "%s", "requestedCompletionDate": "2030-05-01T08:00:00+02:00",
         "relatedParty": [{"id": "%s", "role": "customer", "@referredType": "Individual"}],
         "productOrderItem": [{"id": "1", "action": "add",
           "product": {"place": [{"id": "S-%s", "role": "deliveryAddress"}]}}]}"""
        .formatted(description.replace("\"", "\\\""), party, party);
  }

  private static List<String> ids(HttpResponse<String> page) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return json(page).findValuesAsText("href").stream()
        .filter(href -> href.startsWith(ORDERS))
        .map(href -> href.substring(ORDERS.length() + 1))
        .toList();
  }

  private static Optional<String> link(HttpResponse<String> page, String relation) {
    Matcher links =
        Pattern.compile("<([^>]*)>; rel=\"" + relation + "\"")
            .matcher(page.headers().firstValue("Link").orElse(""));
    return links.find() ? Optional.of(links.group(1)) : Optional.empty();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + answer.body(), e);
    }
  }
}
