package dev.turnup.engine.workflow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.OwnMessage;
import dev.turnup.engine.workflow.NotKept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The bundled models keep the rules; whether the beans and topics that they name exist is checked
 * when they are deployed.
 */
class BundledModelsTest {

  private static final Pattern DELEGATE =
      Pattern.compile("camunda:delegateExpression=\"\\$\\{(\\w+)}\"");
  private static final Pattern TOPIC = Pattern.compile("camunda:topic=\"([a-z.-]+)\"");
  private static final Pattern MESSAGE = Pattern.compile("<bpmn:message [^>]*name=\"([a-z-]+)\"");
  private static final DmnEngine DECISIONS =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

  @Test
  void keepTheRules() throws IOException {
    Map<String, byte[]> models = bundled();
    String all =
        models.values().stream()
            .map(model -> new String(model, StandardCharsets.UTF_8))
            .collect(Collectors.joining());

    assertThat(
            new ModelRules(DECISIONS)
                .violationsIn(
                    models,
                    new KnownNames(
                        firstGroups(DELEGATE, all).stream()
                            .collect(Collectors.toMap(name -> name, name -> NotKept.NOTHING)),
                        firstGroups(TOPIC, all),
                        Set.of(
                            "order-desk",
                            "planning",
                            "dispatch",
                            "field",
                            "fallout-desk",
                            "supervisors",
                            "managers",
                            "operators"),
                        Set.of(),
                        form -> Optional.empty(),
                        form -> Map.of(),
                        key -> Optional.empty(),
                        key -> Optional.empty())))
        .isEmpty();
    assertThat(models).hasSizeGreaterThan(20);
  }

  /**
   * What outside systems may say is heard from them; whatever is added and left out here is, too.
   */
  @Test
  void waitForAnActivationOrForWhatOnlyTurnupSays() throws IOException {
    String all =
        bundled().values().stream()
            .map(model -> new String(model, StandardCharsets.UTF_8))
            .collect(Collectors.joining());

    assertThat(firstGroups(MESSAGE, all))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("activation-answered"),
                    Stream.of(OwnMessage.values()).map(OwnMessage::code))
                .toList());
  }

  private static Set<String> firstGroups(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static Map<String, byte[]> bundled() throws IOException {
    Map<String, byte[]> models = new TreeMap<>();
    for (String place : Set.of("processes/*.bpmn", "decisions/*", "forms/*.form")) {
      for (Resource resource :
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + place)) {
        models.put(resource.getFilename(), resource.getContentAsByteArray());
      }
    }
    return models;
  }
}
