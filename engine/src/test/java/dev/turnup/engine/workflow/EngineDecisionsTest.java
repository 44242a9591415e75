package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.Decisions.Answer;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.OrderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The decision tables, asked through the engine. */
class EngineDecisionsTest extends EngineTest {

  @Autowired private DecisionService decisionService;
  @Autowired private DecisionVersions versions;

  private EngineDecisions decisions;
  private OrderId order;

  @BeforeEach
  void anOrder() {
    decisions = new EngineDecisions(decisionService, repository, versions);
    order = newOrder();
  }

  @Test
  void decidesByTheVersionThatTheOrderWasAcceptedWith() {
    deploy("pinned", "UNIQUE", "\"high\"", "\"first\"");
    versions.pin(order, Map.of("pinned", newest("pinned")));
    deploy("pinned", "UNIQUE", "\"high\"", "\"second\"");
    OrderId later = newOrder();

    assertThat(decisions.one(order, "pinned", Map.of("input", "high")).text("output"))
        .isEqualTo("first");
    assertThat(decisions.one(later, "pinned", Map.of("input", "high")).text("output"))
        .isEqualTo("second");
  }

  @Test
  void remembersAnAnswerForItsVersionAndInputs() {
    deploy("remembered", "UNIQUE", "-", "\"same\"");

    List<Answer> answers = decisions.all(order, "remembered", Map.of("input", "a"));

    assertThat(decisions.all(order, "remembered", Map.of("input", "a"))).isSameAs(answers);
    assertThat(decisions.all(order, "remembered", Map.of("input", "b"))).isNotSameAs(answers);
  }

  @Test
  void takesANullForAnInputThatIsNotGiven() {
    deploy("nullable", "UNIQUE", "null", "\"nothing given\"");
    Map<String, Object> inputs = new HashMap<>();
    inputs.put("input", null);

    assertThat(decisions.one(order, "nullable", inputs).text("output")).isEqualTo("nothing given");
  }

  @Test
  void givesAllAnswersOfATableThatMayHaveMany() {
    deploy("many", "COLLECT", "-", "\"x\"");

    assertThat(decisions.all(order, "many", Map.of("input", "a"))).hasSize(1);
  }

  @Test
  void namesTheTableThatHasNoAnswer() {
    deploy("none", "UNIQUE", "\"only this\"", "\"x\"");

    assertThatThrownBy(() -> decisions.one(order, "none", Map.of("input", "other")))
        .isInstanceOf(Undecided.class)
        .hasMessage("none gives no answer for {input=other}");
  }

  @Test
  void namesTheOutputAndTheRuleThatLeftItEmpty() {
    deploy("empty", "UNIQUE", "-", "null");

    assertThatThrownBy(() -> decisions.one(order, "empty", Map.of("input", "a")).text("output"))
        .isInstanceOf(Undecided.class)
        .hasMessage("output output of empty (Rule_One) is empty");
  }

  @Test
  void namesATableThatDoesNotExist() {
    assertThatThrownBy(() -> decisions.one(order, "unheard-of", Map.of()))
        .isInstanceOf(Undecided.class)
        .hasMessageContaining("unheard-of");
  }

  private String newest(String table) {
    DecisionDefinition definition =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey(table)
            .latestVersion()
            .singleResult();
    return definition.getId();
  }

  private void deploy(String id, String hitPolicy, String when, String then) {
    String table =
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n"
            xmlns:camunda="http://camunda.org/schema/1.0/dmn">
          <decision id="%s" name="%s" camunda:historyTimeToLive="1">
            <decisionTable id="t" hitPolicy="%s">
              <input id="i"><inputExpression id="e" typeRef="string"><text>input</text></inputExpression></input>
              <output id="o" name="output" typeRef="string"/>
              <rule id="Rule_One">
                <inputEntry id="ie"><text>%s</text></inputEntry>
                <outputEntry id="oe"><text>%s</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """
            .formatted(id, id, hitPolicy, when, then);
    repository.createDeployment().addString(id + ".dmn", table).deploy();
  }
}
