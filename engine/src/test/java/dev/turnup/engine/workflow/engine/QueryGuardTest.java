package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.WebappSession;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CVE-2026-109432: an expression that comes with a task query is run. */
class QueryGuardTest extends TurnupTest {

  private static final String MARK = "turnup.test.attacked";

  /** Leaves a mark in this very process where it is evaluated. */
  private static final String ATTACK =
      "${''.getClass().forName('java.lang.System')"
          + ".getMethod('setProperty',''.getClass(),''.getClass())"
          + ".invoke(null,'turnup.test.attacked','yes')}";

  @BeforeEach
  @AfterEach
  void removeMark() {
    System.clearProperty(MARK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'assigneeExpression': 'ATTACK'}",
        "{'orQueries': [{'assigneeExpression': 'ATTACK'}]}",
        "{'orQueries': [{'assignee': 'x', 'nameLike': 'y'}, {'dueBeforeExpression': 'ATTACK'}]}",
        "{'assignee': 'x', 'orQueries': [{'candidateGroupsExpression': 'ATTACK', 'includeAssignedTasks': true}]}",
        "{'orQueries': [{'processInstanceBusinessKeyExpression': 'ATTACK'}]}"
      })
  void refusesATaskQueryThatCarriesAnExpression(String query) {
    String json = json(query);

    assertThat(as("technician").post("/engine-rest/task", json).statusCode()).isEqualTo(400);
    assertThat(as("technician").post("/engine-rest/task/count", json).statusCode()).isEqualTo(400);
    assertThat(
            WebappSession.of(base(), "technician", "tasklist")
                .post("/camunda/api/engine/engine/default/task", json)
                .statusCode())
        .isEqualTo(400);
    assertThat(System.getProperty(MARK)).isNull();
  }

  @Test
  void refusesAFilterThatIsExtendedWithAnExpression() {
    String filter = idOf(save("{'candidateGroup': 'field'}"));

    HttpResponse<String> answer =
        as("admin")
            .post(
                "/engine-rest/filter/" + filter + "/list?firstResult=0&maxResults=10",
                json("{'orQueries': [{'assigneeExpression': 'ATTACK'}]}"));

    assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(System.getProperty(MARK)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'orQueries': [{'assigneeExpression': 'ATTACK'}]}",
        "{'assigneeExpression': 'ATTACK'}",
        "{'assigneeExpression': '${currentUser()}ATTACK'}",
        "{'dueBeforeExpression': '${now()}', 'orQueries': [{'assigneeExpression': 'ATTACK'}]}"
      })
  void neverRunsAnExpressionOfASavedFilter(String query) {
    HttpResponse<String> saved = save(query);

    if (saved.statusCode() == 200) {
      String list = "/engine-rest/filter/" + idOf(saved);
      assertThat(as("admin").get(list + "/list?firstResult=0&maxResults=10").statusCode())
          .isGreaterThanOrEqualTo(400);
      assertThat(as("admin").get(list + "/count").statusCode()).isGreaterThanOrEqualTo(400);
    }
    assertThat(System.getProperty(MARK)).isNull();
  }

  private HttpResponse<String> save(String query) {
    return as("admin")
        .post(
            "/engine-rest/filter/create",
            json("{'resourceType': 'Task', 'name': 'probe', 'query': " + query + "}"));
  }

  private static String json(String text) {
    return text.replace("ATTACK", ATTACK.replace("'", "\\u0027")).replace('\'', '"');
  }

  private static String idOf(HttpResponse<String> saved) {
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    return saved.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
  }
}
