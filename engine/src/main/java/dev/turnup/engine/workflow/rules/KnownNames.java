package dev.turnup.engine.workflow.rules;

import java.util.Map;
import java.util.Set;

/**
 * What a model may name.
 *
 * @param delegates beans of own work
 * @param topics of outside work
 * @param groups that tasks may be offered to
 * @param processes ids of the models that are deployed
 * @param forms JSON of the forms that are deployed, by id
 * @param examples JSON of the sample inputs that are there for decisions, by decision key
 */
public record KnownNames(
    Set<String> delegates,
    Set<String> topics,
    Set<String> groups,
    Set<String> processes,
    Map<String, byte[]> forms,
    Map<String, byte[]> examples) {

  public KnownNames {
    delegates = Set.copyOf(delegates);
    topics = Set.copyOf(topics);
    groups = Set.copyOf(groups);
    processes = Set.copyOf(processes);
    forms = Map.copyOf(forms);
    examples = Map.copyOf(examples);
  }
}
