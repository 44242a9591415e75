package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import java.util.UUID;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An operator sets going again what a bug stopped, over HTTP. */
class StoppedTasksTest extends TurnupTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final String TOPIC = "/operations/connectors/workforce.dispatch-visit";

  @Autowired private RuntimeService runtime;
  @Autowired private ExternalTaskService tasks;

  private String order;
  private ProcessInstance instance;
  private String task;

  /** The topic is paused, so that nobody else works on the task. */
  @BeforeEach
  void stopATask() throws JsonProcessingException {
    as("operator").post(TOPIC + "/pause", "");
    order =
        new ObjectMapper()
            .readTree(
                as("crm")
                    .post(
                        ORDERS,
                        """
                        {"relatedParty":[{"id":"c1","role":"customer","@referredType":"Customer",
                          "name":"Rita Retry"}],
                         "productOrderItem":[{"id":"1","action":"add"}]}""")
                    .body())
            .path("id")
            .asText();
    stop(order);
  }

  private void stop(String businessKey) {
    instance =
        runtime
            .createProcessInstanceByKey("installation-scheduling")
            .businessKey(businessKey)
            .setVariable("orderId", businessKey)
            .setVariable("deliveryId", UUID.randomUUID().toString())
            .startBeforeActivity("Task_DispatchVisit")
            .execute();
    task = stands().getId();
    // it was taken when it was made, and is given back: its topic is paused
    await().until(() -> stands().getWorkerId() == null);
    tasks.setRetries(task, 0);
  }

  @AfterEach
  void clear() {
    runtime.deleteProcessInstance(instance.getId(), "over");
    as("operator").post(TOPIC + "/resume", "");
  }

  @Test
  void areTriedAgainWhenAnOperatorSaysSo() {
    assertThat(retriedBy("operator")).isEqualTo(204);

    assertThat(stands().getRetries()).isEqualTo(1);
    assertThat(as("operator").get("/operations/orders/" + order + "/timeline").body())
        .contains("Stopped work of workforce.dispatch-visit tried again")
        .contains("\"actor\":\"operator\"");
    // it is not stopped any more
    assertThat(retriedBy("operator")).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no order", "PO-999999999"})
  void areTriedAgainThoughTheirOrderIsNotThere(String businessKey) {
    runtime.deleteProcessInstance(instance.getId(), "over");
    stop(businessKey);

    assertThat(retriedBy("operator")).isEqualTo(204);
    assertThat(stands().getRetries()).isEqualTo(1);
  }

  @Test
  void areNobodyElsesBusiness() {
    assertThat(retriedBy("technician")).isEqualTo(403);
    assertThat(retriedBy("crm")).isEqualTo(403);

    assertThat(stands().getRetries()).isZero();
  }

  private int retriedBy(String user) {
    return as(user).post("/operations/tasks/" + task + "/retry", "").statusCode();
  }

  private ExternalTask stands() {
    return tasks.createExternalTaskQuery().processInstanceId(instance.getId()).singleResult();
  }
}
