package dev.turnup.engine.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.engine.Deployments;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * An analyst opens each bundled model and deploys it alone, as Camunda Modeler does: without the
 * forms, decisions and called models around it.
 */
class LoneModelsTest extends Scenario {

  @Test
  void runThroughTheirFormsAndCalledModels() throws IOException {
    for (String place : List.of("processes/*.bpmn", "decisions/*.dmn", "forms/*.form")) {
      Resource[] models =
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + place);
      assertThat(models).isNotEmpty();
      for (Resource model : models) {
        String file = Optional.ofNullable(model.getFilename()).orElseThrow();
        HttpResponse<String> answer =
            new Deployments(base())
                .deploy("analyst", Map.of(file, model.getContentAsString(UTF_8)));
        assertThat(answer.statusCode()).as("%s: %s", file, answer.body()).isEqualTo(200);
      }
    }

    String mobileLine = place(sample("mobile-line"));
    awaitState(mobileLine, "completed");
    sandbox.fault("network", "network.activate-service", "reject", ", \"component\": \"ont\"");
    String internet = place(sample("internet"));
    JsonNode visit = awaitTask("technician", internet, "Task_InstallOnSite");
    showsItsForm("technician", visit, "install-on-site");
    endVisit(internet, "done");
    JsonNode fallout = awaitTask("fallout", internet, "Task_ResolveFallout");
    showsItsForm("fallout", fallout, "resolve-fallout");
    sandbox.clearFaults();
    complete(
        "fallout",
        fallout,
        Map.of("falloutDecision", "retry", "falloutReason", "it was the wrong box"));
    awaitState(internet, "completed");

    assertThat(ranBy(mobileLine)).contains("order-fulfillment", "delivery", "service-activation");
    assertThat(ranBy(internet))
        .contains("installation-scheduling", "fallout-resolution", "bill-start");
    assertThat(olderThanTheAnalysts(mobileLine)).isEmpty();
    assertThat(olderThanTheAnalysts(internet)).isEmpty();
  }

  private void showsItsForm(String user, JsonNode task, String form) {
    HttpResponse<String> shown =
        as(user).get("/engine-rest/task/" + task.path("id").asText() + "/deployed-form");
    assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
    assertThat(Texts.json(shown.body()).path("id").asText()).isEqualTo(form);
  }

  private List<String> ranBy(String order) {
    return rows(
        "select proc_def_key_ from act_hi_procinst where business_key_ = ? order by start_time_",
        order);
  }

  /** The models of the order's instances that are not the newest, or not the analyst's. */
  private List<String> olderThanTheAnalysts(String order) {
    return rows(
        """
        select p.key_ || ' ' || p.version_
          from act_hi_procinst i
          join act_re_procdef p on p.id_ = i.proc_def_id_
          join act_re_deployment d on d.id_ = p.deployment_id_
         where i.business_key_ = ?
           and (d.source_ <> 'Camunda Modeler'
                or p.version_ < (select max(n.version_) from act_re_procdef n where n.key_ = p.key_))
        """,
        order);
  }
}
