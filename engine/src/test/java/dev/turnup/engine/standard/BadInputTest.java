package dev.turnup.engine.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What strangers send to every path of the north-bound API: refused at once, with code and reason,
 * and nothing is kept of it.
 */
class BadInputTest extends TurnupTest {

  private static final String BASE = "/tmf-api/productOrderingManagement/v4/";
  private static final String JSON = "Content-Type: application/json";

  /** What takes a body, as method and path. */
  static final List<String> TAKING_BODIES =
      List.of(
          "POST productOrder", "PATCH productOrder/{order}", "POST cancelProductOrder", "POST hub");

  /** What takes an id. */
  static final List<String> TAKING_IDS =
      List.of(
          "GET productOrder/",
          "PATCH productOrder/",
          "DELETE productOrder/",
          "GET cancelProductOrder/",
          "DELETE hub/");

  /** What takes criteria. */
  static final List<String> LISTS = List.of("productOrder", "cancelProductOrder");

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** One that runs: it waits for somebody to say where. */
  private static final String ORDER =
      """
      {"relatedParty": [{"id": "C-1", "role": "customer", "@referredType": "Individual"}],
       "productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "internet-300"}}]}""";

  private static String order = "";

  private static final Map<String, byte[]> BODIES = new TreeMap<>();

  static {
    body("empty", "");
    body("blank", " \n ");
    body("not JSON", "<order/>");
    body("cut off", "{\"productOrderItem\": [{\"id\": \"1\"");
    body("two values", "{} {}");
    body("no object", "[]");
    body("comment", "{/* hello */}");
    body("NaN", "{\"priority\": NaN}");
    body("duplicate key", "{\"description\": \"a\", \"description\": \"b\"}");
    body("duplicate key inside", "{\"x\": {\"y\": 1, \"y\": 2}}");
    body("NUL", "{\"description\": \"a\\u0000b\"}");
    body("half a surrogate pair", "{\"description\": \"\\ud800\"}");
    body("endless number", "{\"x\": 1" + "0".repeat(100_000) + "}");
    body("number beyond measure", "{\"x\": 1e999999999}");
    body("depth bomb of objects", "{\"x\":".repeat(100_000));
    body("depth bomb of arrays", "{\"x\":" + "[".repeat(500_000));
    body("10 MB", "{\"description\": \"" + "x".repeat(10 * 1024 * 1024) + "\"}");
    body("broken form", "%zz");
    body("10 MB of items", "{\"productOrderItem\": [" + "{},".repeat(3_400_000) + "{}]}");
    BODIES.put("Latin-1", bytes("{\"description\": \"Zoë\"}", StandardCharsets.ISO_8859_1));
    BODIES.put("UTF-16", bytes("{\"description\": \"Zoe\"}", StandardCharsets.UTF_16));
    BODIES.put("overlong UTF-8", new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"'});
  }

  @Autowired private JdbcTemplate jdbc;

  private Map<String, Object> before = Map.of();

  @BeforeEach
  void lookAtWhatIsKept() {
    if (order.isEmpty()) {
      order = place();
      // the first of its kind pays for what is loaded and compiled
      TAKING_BODIES.forEach(operation -> request(operation, JSON, bytes("[]")));
      LISTS.forEach(list -> get(list + "?nosuch=1"));
    }
    before = kept();
  }

  @AfterEach
  void nothingIsKept() {
    assertThat(kept()).isEqualTo(before);
  }

  @ParameterizedTest
  @FieldSource("TAKING_BODIES")
  void refusesBodies(String operation) {
    BODIES.forEach(
        (name, body) -> assertRefused(operation + " with " + name, request(operation, JSON, body)));
  }

  /** Nothing reads a form or a file, neither for who has a login nor for who has none. */
  @ParameterizedTest
  @FieldSource("TAKING_BODIES")
  void refusesFormsAndFilesUnread(String operation) {
    for (String type :
        List.of(
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/mixed; boundary=x")) {
      for (String body : List.of("broken form", "10 MB")) {
        String headers = "Content-Type: " + type;
        Answer answer = request(operation, headers, BODIES.get(body));
        assertRefused(operation + " with " + type, answer);
        assertThat(answer.status()).as("%s with %s", operation, type).isEqualTo(415);

        Answer stranger = request("", operation, headers, BODIES.get(body));
        assertThat(stranger.status()).as("%s with %s", operation, type).isEqualTo(401);
        assertThat(stranger.took()).isLessThan(AT_ONCE);
      }
    }
    assertThat(request("GET productOrder", "Content-Type: multipart/mixed", new byte[0]).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @FieldSource("TAKING_BODIES")
  void refusesMediaTypesAndCharsetsAndEncodingsThatItCannotRead(String operation) {
    byte[] body = bytes("{\"productOrderItem\": [{\"id\": \"1\", \"action\": \"add\"}]}");
    for (String header :
        List.of(
            "Content-Type: text/plain",
            "Content-Type: application/xml",
            "Content-Type: nonsense",
            "Content-Type: application/json;charset=utf-16",
            "Content-Type: application/json;charset=klingon",
            "Content-Type: application/json\r\nContent-Encoding: gzip")) {
      Answer answer = request(operation, header, body);
      assertRefused(operation + " with " + header, answer);
      assertThat(answer.status()).as("%s with %s", operation, header).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @FieldSource("TAKING_IDS")
  void refusesIds(String operation) {
    for (String id :
        List.of(
            "../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "%2e%2e/%2e%2e/x",
            "..;/x",
            "%00",
            "PO-1%00",
            "PO-1%0d%0aX-Evil:1",
            "PO-1%27%20or%20%271%27=%271",
            "PO-1;drop%20table%20x",
            "PO-1)%20or%20(1=1",
            "%24%7B7*7%7D",
            "%23%7B7*7%7D",
            "%7B%22a%22:1%7D",
            "%c0%ae%c0%ae",
            "%ff%fe",
            "-1",
            "99999999999999999999999999",
            "PO-99999999999999999999999999",
            "x".repeat(5_000),
            "x".repeat(20_000))) {
      assertRefused(operation + id, request(operation + id, JSON, bytes("{}")));
    }
  }

  @ParameterizedTest
  @FieldSource("LISTS")
  void refusesCriteria(String list) {
    for (String criteria :
        List.of(
            "offset=-1",
            "offset=x",
            "offset=99999999999999999999",
            "offset=1%20or%201=1",
            "limit=-1",
            "limit=0x10",
            "limit=1;drop",
            "offset=1&offset=2",
            "nosuch=1",
            "nosuch.gt=1",
            "%27;drop%20table%20turnup.product_order;--=1",
            "state=%27%20or%20%271%27=%271",
            "state=completed%00",
            "state",
            "=x",
            "id=%00",
            "%ff=1",
            "state=%ff",
            "%24%7Bx%7D=1")) {
      assertRefused(list + "?" + criteria, get(list + "?" + criteria));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "orderDate=yesterday",
    "orderDate.gt=9999999999999-01-01",
    "orderDate.nosuch=1",
    "orderDate.gt.lt=2030-01-01T00:00:00Z",
    "state.regex=(a%2B)%2B$",
    "description.regex=(",
    "relatedParty.id=x&description.regex=(a",
    "sort=nosuch",
    "sort=orderDate;drop",
    "sort=%27",
    "productOrderItem[0].id=1",
    "relatedParty..id=1",
    "$.id=1"
  })
  void refusesCriteriaOfOrders(String criteria) {
    assertRefused(criteria, get("productOrder?" + criteria));
  }

  /** As values they are texts like others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "' or '1'='1",
        "'; drop table turnup.product_order; --",
        "@.x == 1",
        "${7*7}",
        "for x in 1..9 return x",
        "%"
      })
  void findsNothingByFragmentsOfLanguages(String fragment) {
    HttpResponse<String> answer =
        as("crm")
            .get(
                BASE
                    + "productOrder?description="
                    + URLEncoder.encode(fragment, StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[]");
  }

  @Test
  void refusesTenThousandTerms() {
    String names = "a=1&".repeat(10_000) + "a=1";
    String values = "state=" + "held,".repeat(10_000) + "held";

    assertRefused("10,000 names", get("productOrder?" + names));
    assertRefused("1,500 names", get("productOrder?" + "a=1&".repeat(1_500) + "a=1"));
    assertRefused("10,000 values", get("productOrder?" + values));
  }

  @ParameterizedTest
  @MethodSource("methodsThatThereAreNot")
  void refusesMethodsWithThoseThatThereAre(String method, String path, List<String> allowed) {
    HttpResponse<String> answer = as("admin").send(method, BASE + path, "{}");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow").orElse("").split(", ?")).containsAll(allowed);
  }

  static Stream<Arguments> methodsThatThereAreNot() {
    List<String> resources = List.of("GET", "POST");
    return Stream.of(
        Arguments.of("PUT", "productOrder", resources),
        Arguments.of("DELETE", "productOrder", resources),
        Arguments.of("PATCH", "productOrder", resources),
        Arguments.of("PUT", "productOrder/PO-1", List.of("GET", "PATCH", "DELETE")),
        Arguments.of("POST", "productOrder/PO-1", List.of("GET", "PATCH", "DELETE")),
        Arguments.of("PUT", "cancelProductOrder", resources),
        Arguments.of("DELETE", "cancelProductOrder", resources),
        Arguments.of("PATCH", "cancelProductOrder/1", List.of("GET")),
        Arguments.of("DELETE", "cancelProductOrder/1", List.of("GET")),
        Arguments.of("PUT", "hub", resources),
        Arguments.of("PATCH", "hub/1", List.of("GET", "DELETE")));
  }

  @ParameterizedTest
  @FieldSource("LISTS")
  void refusesToAnswerInAnotherMediaType(String list) {
    HttpResponse<String> answer = as("crm").send("GET", BASE + list, "", "Accept", "text/xml");

    assertThat(answer.statusCode()).isEqualTo(406);
  }

  private void assertRefused(String what, Answer answer) {
    assertThat(answer.status()).as("%s: %s", what, answer).isBetween(400, 499);
    JsonNode error = answer.error();
    assertThat(error.path("code").asText()).as("%s: %s", what, answer).isNotBlank();
    assertThat(error.path("reason").asText()).as("%s: %s", what, answer).isNotBlank();
    assertThat(answer.took()).as("%s: %s", what, answer).isLessThan(AT_ONCE);
  }

  private Answer get(String path) {
    return request("GET " + path, "Accept: application/json", new byte[0]);
  }

  private Answer request(String operation, String headers, byte[] body) {
    String user = operation.startsWith("DELETE") ? "admin" : "crm";
    return request(
        "Authorization: Basic "
            + Base64.getEncoder().encodeToString(bytes(user + ":" + user))
            + "\r\n",
        operation,
        headers,
        body);
  }

  /** Again where it took long: the machine may have been busy with something else. */
  private Answer request(String login, String operation, String headers, byte[] body) {
    Answer answer = send(login, operation, headers, body);
    for (int more = 0; more < 9 && answer.took().compareTo(AT_ONCE) >= 0; more++) {
      answer = send(login, operation, headers, body);
    }
    return answer;
  }

  /** What a client would not send, so byte by byte. */
  private Answer send(String login, String operation, String headers, byte[] body) {
    String[] parts = operation.replace("{order}", order).split(" ", 2);
    String head =
        """
        %s %s%s HTTP/1.1
        Host: localhost
        Connection: close
        %s%s
        Content-Length: %d

        """
            .formatted(parts[0], BASE, parts[1], login, headers, body.length)
            .replaceAll("\r?\n", "\r\n");
    long begun = System.nanoTime();
    try (Socket socket = new Socket("localhost", base().getPort())) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes(head));
      try {
        socket.getOutputStream().write(body);
      } catch (IOException enough) {
        // it has answered and closed before all of a large body was sent
      }
      socket.getInputStream().transferTo(answer);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      return Answer.of(answer.toString(StandardCharsets.UTF_8), took);
    } catch (IOException e) {
      throw new AssertionError(operation, e);
    }
  }

  private record Answer(int status, String text, Duration took) {

    static Answer of(String text, Duration took) {
      assertThat(text).startsWith("HTTP/1.1 ");
      return new Answer(Integer.parseInt(text.substring(9, 12)), text, took);
    }

    JsonNode error() {
      String body = text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1);
      try {
        return new ObjectMapper().readTree(body);
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + text, e);
      }
    }
  }

  private Map<String, Object> kept() {
    Map<String, Object> kept = new TreeMap<>();
    for (String table :
        List.of("product_order", "order_document", "order_cancellation", "subscription")) {
      kept.put(table, jdbc.queryForObject("select count(*) from turnup." + table, Long.class));
    }
    HttpResponse<String> shown = as("crm").get(BASE + "productOrder/" + order);
    kept.put("the order", shown.headers().firstValue("ETag").orElseThrow() + shown.body());
    return kept;
  }

  private String place() {
    HttpResponse<String> placed = as("crm").post(BASE + "productOrder", ORDER);
    assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
    String path = placed.headers().firstValue("Location").orElseThrow();
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> as("crm").get(path).body().contains("\"state\":\"pending\""));
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void body(String name, String text) {
    BODIES.put(name, bytes(text));
  }

  private static byte[] bytes(String text) {
    return bytes(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text, Charset charset) {
    return text.getBytes(charset);
  }
}
