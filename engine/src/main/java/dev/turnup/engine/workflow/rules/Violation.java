package dev.turnup.engine.workflow.rules;

/**
 * Where a model breaks a rule, and how to mend it.
 *
 * @param resource the file
 * @param element id of the element, or its name where it has none
 * @param line from 1; 0 where the file has no lines to speak of
 * @param column from 1, or 0
 * @param problem what is wrong
 * @param remedy what to do
 */
public record Violation(
    String resource, String element, int line, int column, String problem, String remedy) {

  /** One sentence for a person who drew the model. */
  public String message() {
    return "%s: %s; %s".formatted(element, problem, remedy);
  }

  @Override
  public String toString() {
    return "%s, line %d, %s".formatted(resource, line, message());
  }
}
