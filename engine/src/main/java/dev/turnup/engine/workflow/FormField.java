package dev.turnup.engine.workflow;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;

/** A field that a person may fill in; what arrives is text at best, and nothing is sure to. */
record FormField(String name) {

  /** What was filled in, without the blanks around it; empty if it was left out. */
  String given(VariableScope scope) {
    return Variable.text(name).ifAnyFrom(scope).map(String::strip).orElse("");
  }

  /** The same, if anything was filled in. */
  Optional<String> ifGiven(VariableScope scope) {
    return Optional.of(given(scope)).filter(text -> !text.isEmpty());
  }
}
