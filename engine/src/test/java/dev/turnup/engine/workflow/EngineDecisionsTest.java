package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.Decisions.Answer;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    assertThat(decisions.one(order, "pinned", Map.of("input", "high")).get(Output.text("output")))
        .isEqualTo("first");
    assertThat(decisions.one(later, "pinned", Map.of("input", "high")).get(Output.text("output")))
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

    assertThat(decisions.one(order, "nullable", inputs).get(Output.text("output")))
        .isEqualTo("nothing given");
  }

  @Test
  void takesANullForAnInputThatNobodySays() {
    deploy("unsaid", "UNIQUE", "null", "\"nothing said\"");

    assertThat(decisions.one(order, "unsaid", Map.of()).get(Output.text("output")))
        .isEqualTo("nothing said");
  }

  @Test
  void forgetsWhatATableDoesNotLookAt() {
    deploy("narrow", "UNIQUE", "-", "\"same\"");

    List<Answer> answers = decisions.all(order, "narrow", Map.of("input", "a", "color", "red"));

    assertThat(decisions.all(order, "narrow", Map.of("input", "a", "color", "blue")))
        .isSameAs(answers);
  }

  @ParameterizedTest
  @CsvSource({
    "integer, > 299,      300",
    "integer, null,       300.5",
    "integer, null,       fast",
    "integer, -5,         -5",
    "double,  0.5,        0.5",
    "number,  > 0.4,      0.5",
    "number,  null,       1e9",
    "boolean, true,       true",
    "boolean, null,       yes",
    "string,  '\"0300\"', 0300"
  })
  void readsATextAsTheTypeThatTheTableDeclares(String type, String when, String text) {
    String table = "typed-" + type;
    deploy(table, "UNIQUE", when.replace(">", "&gt;"), "\"matched\"", type);

    assertThat(decisions.one(order, table, Map.of("input", text)).get(Output.text("output")))
        .isEqualTo("matched");
  }

  @Test
  void answersWithCharacteristicsAsPlainValues() {
    deploy("mapping", "UNIQUE", "-", "{down: 300, up: down / 8, name: input}");

    assertThat(decisions.one(order, "mapping", Map.of("input", "x")).outputs().get("output"))
        .isEqualTo(Map.of("down", 300L, "up", 37.5, "name", "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "a", "b"     | b | true
          "a","b"      | c | false
          "a, b"       | a | false
          "a\\"b"      | a"b | true
          not("a","b") | a | false
          not("a","b") | c | true
          """)
  void comparesListsOfTextsAsFeelDoes(String cell, String value, boolean matches) {
    deploy("texts", "COLLECT", cell, "\"x\"");

    assertThat(decisions.all(order, "texts", Map.of("input", value))).hasSize(matches ? 1 : 0);
    assertThat(decisions.all(order, "texts", Map.of())).hasSize(cell.startsWith("not") ? 1 : 0);
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

    assertThatThrownBy(
            () -> decisions.one(order, "empty", Map.of("input", "a")).get(Output.text("output")))
        .isInstanceOf(Undecided.class)
        .hasMessage("output output of empty (Rule_One) is empty");
  }

  @Test
  void namesTheRulesOfWhichNoMoreThanOneMayMatch() {
    String overlapping =
        table("overlapping", "UNIQUE", "-", "\"x\"", "string")
            .replace(
                "</rule>",
                """
                </rule>
                <rule id="Rule_Two">
                  <inputEntry id="ie2"><text>-</text></inputEntry>
                  <outputEntry id="oe2"><text>"y"</text></outputEntry>
                </rule>""");
    repository.createDeployment().addString("overlapping.dmn", overlapping).deploy();

    assertThatThrownBy(() -> decisions.one(order, "overlapping", Map.of("input", "a")))
        .isInstanceOf(Undecided.class)
        .hasMessageStartingWith("overlapping gives no usable answer for {input=a}: ")
        .hasMessageContainingAll("Rule_One", "Rule_Two");
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
    deploy(id, hitPolicy, when, then, "string");
  }

  private void deploy(String id, String hitPolicy, String when, String then, String type) {
    repository
        .createDeployment()
        .addString(id + ".dmn", table(id, hitPolicy, when, then, type))
        .deploy();
  }

  private static String table(String id, String hitPolicy, String when, String then, String type) {
    return """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n"
            xmlns:camunda="http://camunda.org/schema/1.0/dmn">
          <decision id="%s" name="%s" camunda:historyTimeToLive="1">
            <decisionTable id="t" hitPolicy="%s">
              <input id="i"><inputExpression id="e" typeRef="%s"><text>input</text></inputExpression></input>
              <output id="o" name="output"/>
              <rule id="Rule_One">
                <inputEntry id="ie"><text>%s</text></inputEntry>
                <outputEntry id="oe"><text>%s</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """
        .formatted(id, id, hitPolicy, type, when, then);
  }
}
