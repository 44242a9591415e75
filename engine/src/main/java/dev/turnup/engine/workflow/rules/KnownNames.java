package dev.turnup.engine.workflow.rules;

import dev.turnup.engine.order.Words;
import dev.turnup.engine.workflow.NotKept;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a model may name.
 *
 * @param delegates beans of own work, and what each says only to what comes right behind it
 * @param topics of outside work
 * @param groups that tasks may be offered to
 * @param processes ids of the models that are deployed
 * @param form JSON of a form that is deployed, by id
 * @param showing BPMN of the processes that are deployed, by file name, whose tasks show a form of
 *     this id
 * @param table DMN of a decision that is deployed, by its key
 * @param examples JSON of the sample inputs that are there for a decision, by its key
 */
public record KnownNames(
    Map<String, NotKept> delegates,
    Set<String> topics,
    Set<String> groups,
    Set<String> processes,
    Function<String, Optional<byte[]>> form,
    Function<String, Map<String, byte[]>> showing,
    Function<String, Optional<byte[]>> table,
    Function<String, Optional<byte[]>> examples) {

  /** Of what tables may name; empty where that cannot be told. */
  Optional<Set<String>> named(Words.Named named) {
    return switch (named) {
      case MODEL -> Optional.of(processes);
      case GROUP -> Optional.of(groups);
      case SYSTEM -> Optional.of(topicsParts(topic -> topic.substring(0, topic.indexOf('.'))));
      case OPERATION -> Optional.of(topicsParts(topic -> topic.substring(topic.indexOf('.') + 1)));
      case COMPONENT -> table.apply(ComponentNames.TABLE).flatMap(ComponentNames::in);
    };
  }

  private Set<String> topicsParts(UnaryOperator<String> part) {
    return topics.stream().map(part).collect(Collectors.toSet());
  }

  public KnownNames {
    delegates = Map.copyOf(delegates);
    topics = Set.copyOf(topics);
    groups = Set.copyOf(groups);
    processes = Set.copyOf(processes);
  }
}
