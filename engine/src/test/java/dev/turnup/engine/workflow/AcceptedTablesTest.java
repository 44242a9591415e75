package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.Deployments;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Output;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An order keeps to the tables that were the newest when it was accepted. */
class AcceptedTablesTest extends TurnupTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  @Autowired private Decisions decisions;

  @Test
  void decideAnOrderWhateverIsDeployedAfterwards() throws IOException {
    deployTableThatAnswers("first");
    OrderId early = place();
    deployTableThatAnswers("second");
    OrderId late = place();

    assertThat(answerFor(early)).isEqualTo("first");
    assertThat(answerFor(late)).isEqualTo("second");
  }

  private String answerFor(OrderId order) {
    return decisions
        .one(order, "accepted-table", Map.of("given", "anything"))
        .get(Output.text("answer"));
  }

  private OrderId place() throws IOException {
    HttpResponse<String> answer =
        as("crm")
            .post(
                ORDERS,
                """
                {"relatedParty":[{"id":"c1","role":"customer","@referredType":"Customer"}],
                 "productOrderItem":[{"id":"1","action":"add"}]}""");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new OrderId(new ObjectMapper().readTree(answer.body()).path("id").asText());
  }

  private void deployTableThatAnswers(String text) {
    String table =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="Accepted" namespace="http://camunda.org/schema/1.0/dmn">
          <decision id="accepted-table" name="Accepted" camunda:versionTag="1.0" camunda:historyTimeToLive="P1D">
            <decisionTable id="T" hitPolicy="UNIQUE">
              <input id="In" label="Given"><inputExpression id="IE" typeRef="string"><text>given</text></inputExpression></input>
              <output id="Out" label="Answer" name="answer" typeRef="string" />
              <rule id="Rule_Any">
                <description>any</description>
                <inputEntry id="I"><text></text></inputEntry>
                <outputEntry id="O"><text>"%s"</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """
            .formatted(text);
    HttpResponse<String> answer =
        new Deployments(base())
            .deploy(
                "analyst",
                Map.of(
                    "accepted-table.dmn",
                    table,
                    "accepted-table.examples.json",
                    "[{\"name\": \"any\", \"inputs\": {\"given\": \"x\"}}]"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
