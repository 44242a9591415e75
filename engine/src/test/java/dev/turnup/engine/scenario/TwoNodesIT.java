package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.TurnupProcess;
import dev.turnup.engine.routes.Hearing;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one empty database; one is killed, one freezes for longer than its locks last. */
class TwoNodesIT {

  private static final String ACTIVATIONS = "network.activate-service";
  private static final String WATCHED = "--turnup.watch.every=2s";
  private static final Duration LONGER_THAN_LOCKS = Duration.ofSeconds(35);

  @TempDir private Path directory;

  @Test
  void loseNothingAndDoNothingTwice() {
    try (Nodes nodes = new Nodes(directory);
        Hearing listener = new Hearing()) {
      TurnupProcess first = nodes.start(0, WATCHED);
      TurnupProcess second = nodes.start(1, WATCHED);
      first.awaitServing("/actuator/health");
      second.awaitServing("/actuator/health");
      nodes.sandbox().fault("network", ACTIVATIONS, "delay", ", \"delay\": \"PT4S\"");
      Nodes.pause(first, ACTIVATIONS);
      subscribe(first, listener);
      String late = placeAndLetBeLate(nodes, second);

      List<String> orders = new ArrayList<>();
      orders.add(postedAtOnceToBoth(nodes, List.of(first, second)));
      for (int i = 0; i < 24; i++) {
        orders.add(nodes.placeMobileLine(first));
        orders.add(nodes.placeMobileLine(second));
      }
      orders.add(nodes.placeMobileLine(second));
      Nodes.resume(first, ACTIVATIONS);
      await().atMost(Duration.ofSeconds(60)).until(() -> nodesAtWork(nodes) == 2);
      first.kill();
      second.freeze();
      List<Work> leftBehind = workAtTheNetwork(nodes);
      TurnupProcess third = nodes.start(0, WATCHED).awaitServing("/actuator/health");
      frozenSince(LONGER_THAN_LOCKS);
      othersHaveTakenOver(nodes, leftBehind);
      second.thaw();
      nodes.sandbox().clearFaults();

      await()
          .atMost(Duration.ofSeconds(180))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () ->
                  assertThat(orders)
                      .allSatisfy(order -> assertThat(nodes.state(order)).isEqualTo("completed")));
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () ->
                  assertThat(orders)
                      .allSatisfy(
                          order ->
                              assertThat(heardOf(order, listener))
                                  .isEqualTo(publishedOf(order, nodes))));
      third.close();
      String alone = nodes.placeMobileLine(second);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(nodes.state(alone)).isEqualTo("completed"));
      orders.addAll(List.of(alone, late));
      nodes.invariantsHoldFor(orders);
      assertThat(found(nodes))
          .as("found once, by two nodes that look")
          .singleElement()
          .asString()
          .startsWith(late + " overdue-task");
    }
  }

  private static void subscribe(TurnupProcess node, Hearing listener) {
    HttpResponse<String> made =
        Nodes.admin(node)
            .post(
                "/tmf-api/productOrderingManagement/v4/hub",
                "{\"callback\": \"%s\"}".formatted(listener.callback()));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  /** The ids of an order's events in the order in which they came, some of them twice. */
  private static List<String> heardOf(String order, Hearing listener) {
    return listener.heard().stream()
        .map(heard -> Texts.json(heard.text()).path("eventId").asText())
        .filter(id -> id.startsWith(order + "."))
        .distinct()
        .toList();
  }

  private static List<String> publishedOf(String order, Nodes nodes) {
    return nodes
        .jdbc()
        .queryForList(
            """
              select order_id || '.' || sequence
                from turnup.order_event
               where order_id = ?
                 and event_type ~ '(Create|AttributeValueChange|StateChange)Event$'
            order by sequence
            """,
            String.class,
            order);
  }

  /** An order with a person's task that should have been done; somebody looks after it. */
  private static String placeAndLetBeLate(Nodes nodes, TurnupProcess node) {
    String order = nodes.place(node, "internet");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                nodes
                        .jdbc()
                        .update(
                            """
                            update act_ru_task t
                               set due_date_ = localtimestamp - interval '1 minute'
                              from act_ru_execution e
                             where e.id_ = t.proc_inst_id_
                               and e.business_key_ = ?
                               and t.due_date_ is not null
                            """,
                            order)
                    == 1);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(found(nodes))
                    .singleElement()
                    .asString()
                    .startsWith(order + " overdue-task"));
    return order;
  }

  private static List<String> found(Nodes nodes) {
    return nodes
        .jdbc()
        .queryForList(
            "select order_id || ' ' || finding || ': ' || explanation from turnup.escalation",
            String.class);
  }

  /** What a node has locked. */
  private record Work(String task, String worker) {

    String node() {
      return worker.substring(0, worker.indexOf('/'));
    }
  }

  private static List<Work> workAtTheNetwork(Nodes nodes) {
    return nodes
        .jdbc()
        .query(
            """
            select id_, worker_id_
              from act_ru_ext_task
             where topic_name_ = 'network.activate-service'
               and worker_id_ is not null
            """,
            (row, number) -> new Work(row.getString(1), row.getString(2)));
  }

  /** Some work of each node, that is: one that froze may keep a row from everybody. */
  private static void othersHaveTakenOver(Nodes nodes, List<Work> leftBehind) {
    assertThat(leftBehind).isNotEmpty();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              List<Work> still = workAtTheNetwork(nodes);
              assertThat(leftBehind.stream().collect(Collectors.groupingBy(Work::node)).values())
                  .allSatisfy(
                      ofOneNode -> assertThat(ofOneNode).anyMatch(work -> !still.contains(work)));
            });
  }

  /** One order, posted fifty times at once under one key; its number. */
  private static String postedAtOnceToBoth(Nodes nodes, List<TurnupProcess> both) {
    String order = nodes.sandbox().sample("mobile-line").toString();
    List<HttpResponse<String>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> Nodes.admin(both.get(i % 2)))
            .map(
                node ->
                    CompletableFuture.supplyAsync(
                        () -> node.post(Scenario.ORDERS, order, "Idempotency-Key", "the-same"),
                        command -> new Thread(command).start()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
    List<String> numbers =
        answers.stream()
            .map(answer -> Texts.json(answer.body()).path("id").asText())
            .distinct()
            .toList();
    assertThat(numbers).hasSize(1);
    return numbers.get(0);
  }

  /** How many nodes hold work of the network at this moment. */
  private static int nodesAtWork(Nodes nodes) {
    return nodes
        .jdbc()
        .queryForObject(
            """
            select count(distinct split_part(worker_id_, '/', 1))
              from act_ru_ext_task
             where topic_name_ = 'network.activate-service'
               and lock_exp_time_ > localtimestamp
            """,
            Integer.class);
  }

  /** Real locks age in real time: nothing but time can be waited for here. */
  private static void frozenSince(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await().atMost(time.plusSeconds(5)).until(() -> System.nanoTime() > end);
  }
}
