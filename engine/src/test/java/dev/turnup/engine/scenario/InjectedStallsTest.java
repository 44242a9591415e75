package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.escalation.FindStuckOrders;
import dev.turnup.engine.escalation.Search;
import dev.turnup.engine.order.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What can go wrong below an order is done to it by force: one round of the watch finds it and
 * names it, and finds nothing of orders that wait for a far date. Everything is mended again, so
 * that the orders end as they should. A round of later is one by a later clock, for which nothing
 * walks.
 */
class InjectedStallsTest extends Scenario {

  private static final String ACTIVATE = "network.activate-service";
  private static final Duration NOW = Duration.ZERO;
  private static final Duration LATER = Duration.ofMinutes(21);

  @Autowired private List<Search> searches;
  @Autowired private List<TimedWork> timedWork;
  @Autowired private Clock clock;
  @Autowired private JdbcTemplate database;

  private final List<String> mine = new ArrayList<>();

  @Test
  void areFoundWithinOneRoundAndNamed() {
    String future = placed(wantedLate(sample("mobile-line")));
    eventually(() -> count(waiting("act_ru_event_subscr"), future, "Task_AwaitStart"), 1);
    String visited = placed(sample("internet"));
    awaitTask("technician", visited, "Task_InstallOnSite");
    sandbox.fault("network", ACTIVATE, "late-callback", ", \"delay\": \"PT3H\"");
    String unanswered = placed(sample("mobile-line"));
    eventually(() -> count(waiting("act_ru_event_subscr"), unanswered, "Task_AwaitActivation"), 1);
    sandbox.clearFaults();
    assertThat(round(NOW)).as("all wait for a date").isEmpty();

    String deleted = take("act_ru_job", future, "Task_AwaitStart");
    suspend(visited, "delivery", true);
    jobs().pause();
    String unstarted = placed(sample("mobile-line"));
    try {
      assertThat(round(NOW))
          .containsExactlyInAnyOrder(
              future + " no-next-event Nothing will make the order move at Await start",
              visited + " suspended Somebody has suspended the order");
      assertThat(round(LATER))
          .hasSize(4)
          .anyMatch(found -> found.startsWith(unanswered + " late-step Await activation takes"))
          .anyMatch(found -> found.startsWith(unstarted + " late-job "));
    } finally {
      jobs().resume();
    }
    give("act_ru_job", deleted);
    suspend(visited, "delivery", false);
    awaitState(unstarted, "completed");
    sandbox.setActive(unanswered, "mobile-line");
    lookAgain(unanswered, "Task_AwaitActivation");
    awaitState(unanswered, "completed");

    String unsubscribed = take("act_ru_event_subscr", future, "Task_AwaitStart");
    pause(ACTIVATE);
    try {
      endVisit(visited, "done");
      eventually(() -> count(waiting("act_ru_ext_task"), visited, "Task_ActivateService"), 1);
      lockFor(visited, "Task_ActivateService", Duration.ofHours(9));
      assertThat(round(NOW))
          .containsExactlyInAnyOrder(
              future + " no-next-event Nothing will make the order move at Await start",
              visited
                  + " stale-lock Activate service is locked by a worker for longer than any work takes");
      unlock(visited, "Task_ActivateService");
      give("act_ru_event_subscr", unsubscribed);
      assertThat(round(NOW)).isEmpty();

      String deaf = take("act_ru_event_subscr", visited, "Task_AwaitPrerequisites");
      resume(ACTIVATE);
      eventually(() -> entries(visited, "verified").size(), 1);
      sandbox.settle();
      give("act_ru_event_subscr", deaf);
    } finally {
      resume(ACTIVATE);
    }
    assertThat(round(NOW))
        .singleElement()
        .asString()
        .isEqualTo(
            visited
                + " late-step Await prerequisites goes on waiting although what it relies on is there:"
                + " word of it was lost");
    lookAgain(visited, "Task_AwaitPrerequisites");

    awaitState(visited, "completed");
    assertThat(round(NOW)).as("only one waits, for a far date").isEmpty();
    cancel(future);
    awaitState(future, "cancelled");
  }

  private String placed(ObjectNode order) {
    String number = place(order);
    mine.add(number);
    return number;
  }

  private ObjectNode wantedLate(ObjectNode order) {
    requestCompletion(order, sandbox.now().toLocalDate().plusDays(40));
    return order;
  }

  /** Order, finding and explanation of what a round finds of the orders placed here. */
  private List<String> round(Duration later) {
    FindStuckOrders find = new FindStuckOrders(searches, Clock.offset(clock, later));
    return find.ways().stream()
        .flatMap(way -> find.by(way).stream())
        .filter(stuck -> mine.contains(stuck.order().value()))
        .map(stuck -> stuck.order() + " " + stuck.finding().code() + " " + stuck.explanation())
        .toList();
  }

  /** Nothing is acquired while they are held, as if all job executors had stopped. */
  private TimedWork jobs() {
    return timedWork.stream()
        .filter(work -> work.getClass().getSimpleName().equals("Jobs"))
        .findFirst()
        .orElseThrow();
  }

  /** Takes the rows of a step of the order out of one of the engine's tables. */
  private String take(String table, String order, String step) {
    String rows =
        database.queryForObject(
            "with gone as (delete from "
                + table
                + " where id_ in ("
                + waiting(table).replace("count(*)", "t.id_")
                + ") returning *) select json_agg(gone) from gone",
            String.class,
            order,
            step);
    assertThat(rows).isNotNull();
    return rows;
  }

  private void give(String table, String rows) {
    database.update(
        "insert into %1$s select * from json_populate_recordset(null::%1$s, ?::json)"
            .formatted(table),
        rows);
  }

  private static String waiting(String table) {
    return """
        select count(*)
          from %s t
          join act_ru_execution e on e.id_ = t.execution_id_
          join act_ru_execution i on i.id_ = e.proc_inst_id_
          join act_ru_execution root on root.id_ = i.root_proc_inst_id_
         where root.business_key_ = ?
           and e.act_id_ = ?"""
        .formatted(table);
  }

  private void suspend(String order, String model, boolean suspended) {
    String instance =
        Texts.json(
                as("admin")
                    .get(
                        "/engine-rest/process-instance?maxResults=9&processDefinitionKey="
                            + model
                            + "&businessKey="
                            + order)
                    .body())
            .get(0)
            .path("id")
            .asText();
    done(
        "PUT",
        "/engine-rest/process-instance/" + instance + "/suspended",
        "{\"suspended\": " + suspended + "}");
  }

  private void lockFor(String order, String step, Duration time) {
    done(
        "POST",
        "/engine-rest/external-task/" + task(order, step) + "/lock",
        "{\"workerId\": \"dead\", \"lockDuration\": " + time.toMillis() + "}");
  }

  private void unlock(String order, String step) {
    done("POST", "/engine-rest/external-task/" + task(order, step) + "/unlock", "{}");
  }

  private String task(String order, String step) {
    return rows(waiting("act_ru_ext_task").replace("count(*)", "t.id_"), order, step).get(0);
  }

  /** As the timer beside the step would in time. */
  private void lookAgain(String order, String step) {
    rows(waiting("act_ru_job").replace("count(*)", "t.id_"), order, step)
        .forEach(job -> done("POST", "/engine-rest/job/" + job + "/execute", "{}"));
  }

  private void cancel(String order) {
    assertThat(
            crm()
                .post(
                    "/tmf-api/productOrderingManagement/v4/cancelProductOrder",
                    "{\"productOrder\": {\"id\": \"%s\"}}".formatted(order))
                .statusCode())
        .isEqualTo(201);
  }

  private void done(String method, String path, String body) {
    assertThat(as("admin").send(method, path, body).statusCode()).as(path).isEqualTo(204);
  }
}
