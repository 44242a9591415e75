package dev.turnup.engine.workflow.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a model may name.
 *
 * @param delegates beans of own work
 * @param topics of outside work
 * @param groups that tasks may be offered to
 * @param processes ids of the models that are deployed
 * @param form JSON of a form that is deployed, by id
 * @param showing BPMN of the processes that are deployed, by file name, whose tasks show a form of
 *     this id
 * @param examples JSON of the sample inputs that are there for a decision, by its key
 */
public record KnownNames(
    Set<String> delegates,
    Set<String> topics,
    Set<String> groups,
    Set<String> processes,
    Function<String, Optional<byte[]>> form,
    Function<String, Map<String, byte[]>> showing,
    Function<String, Optional<byte[]>> examples) {

  public KnownNames {
    delegates = Set.copyOf(delegates);
    topics = Set.copyOf(topics);
    groups = Set.copyOf(groups);
    processes = Set.copyOf(processes);
  }
}
