package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an operator reads when an order goes wrong. */
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTest extends Scenario {

  private static final String ACTIVATE = "network.activate-service";

  @Autowired private JdbcTemplate jdbc;
  @Autowired private Environment settings;

  @Test
  void carryTheNumberOfTheirOrderAndNeitherBodiesNorSecrets(CapturedOutput log) {
    sandbox.fault("network", ACTIVATE, "reject", ", \"component\": \"mobile-line\"");
    pause(ACTIVATE);
    ObjectNode sample = sample("no-capacity").put("description", "a piano in the stairway");
    String order = place(sample);
    String mobile = awaitComponent(order);
    relyOnWhatIsNotActive(order, mobile);
    resume(ACTIVATE);
    eventually(() -> stopped(order), 1);
    jdbc.update("delete from turnup.component_dependency where component_id = ?::uuid", mobile);
    tryAgain(order);
    JsonNode fallout = awaitTask("fallout", order, "Task_ResolveFallout");
    submit("fallout", fallout, Map.of("falloutDecision", "goHome", "falloutReason", "so sad"));
    sandbox.clearFaults();
    retry(fallout, "the SIM was in the drawer");
    endVisit(order, "done");
    awaitState(order, "completed");

    List<String> about = log.getAll().lines().filter(line -> isAbout(line, order)).toList();
    assertThat(about)
        .anySatisfy(line -> assertThat(line).contains("a call of " + ACTIVATE))
        .allSatisfy(line -> assertThat(line).matches("\\S+ +[A-Z]+ " + order + " .*"));
    assertThat(log.getAll())
        .doesNotContain(
            "a piano in the stairway",
            "Eli Fontaine",
            "eli.fontaine@example.org",
            "Deichstraße",
            "so sad",
            "the SIM was in the drawer",
            "as seen on site",
            "relatedParty",
            "Authorization")
        .doesNotContain(secrets());
  }

  /** Lines, not the traces below them, that name the order or something of it. */
  private boolean isAbout(String line, String order) {
    return line.matches("\\d{4}-\\d\\d-\\d\\dT.*")
        && namesOf(order).stream().anyMatch(line::contains);
  }

  private List<String> namesOf(String order) {
    List<String> names = new ArrayList<>(List.of(order));
    names.addAll(rows("select id::text from turnup.component where order_id = ?", order));
    names.addAll(rows("select id::text from turnup.delivery where order_id = ?", order));
    names.addAll(rows("select id::text from turnup.fallout where order_id = ?", order));
    return names;
  }

  private List<String> secrets() {
    return Stream.of("network", "inventory", "billing", "workforce", "messaging")
        .map(system -> settings.getProperty("connectors." + system + ".callback-secret", ""))
        .filter(secret -> !secret.isEmpty())
        .toList();
  }

  private String awaitComponent(String order) {
    eventually(() -> dueAtTheNetwork(order).size(), 1);
    return rows(
            "select id::text from turnup.component where order_id = ? and specification = 'mobile-line'",
            order)
        .get(0);
  }

  private List<String> dueAtTheNetwork(String order) {
    return rows(
        """
        select x.id_
          from act_ru_ext_task x
          join act_ru_execution e on e.id_ = x.proc_inst_id_
         where e.business_key_ = ?
           and x.topic_name_ = 'network.activate-service'
        """,
        order);
  }

  /** A row that no step writes: the call cannot be worded, which is a bug on this side. */
  private void relyOnWhatIsNotActive(String order, String component) {
    jdbc.update(
        """
        insert into turnup.component_dependency (component_id, relies_on_id)
        select ?::uuid, id
          from turnup.component
         where order_id = ?
           and specification = 'internet-access'
        """,
        component,
        order);
  }

  private int stopped(String order) {
    return count(
        """
        select count(*)
          from act_ru_ext_task x
          join act_ru_execution e on e.id_ = x.proc_inst_id_
         where e.business_key_ = ?
           and x.retries_ = 0
        """,
        order);
  }

  private void tryAgain(String order) {
    assertThat(
            as("admin")
                .put(
                    "/engine-rest/external-task/" + dueAtTheNetwork(order).get(0) + "/retries",
                    "{\"retries\": 1}")
                .statusCode())
        .isEqualTo(204);
  }
}
