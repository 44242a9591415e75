package dev.turnup.engine.workflow.rules;

import java.util.ArrayList;
import java.util.List;

/** What was found in one file. */
class Findings {

  private final String resource;
  private final List<Violation> violations = new ArrayList<>();

  Findings(String resource) {
    this.resource = resource;
  }

  void add(XmlElement at, String problem, String remedy) {
    violations.add(new Violation(resource, at.drawnId(), at.line(), at.column(), problem, remedy));
  }

  void add(String element, String problem, String remedy) {
    violations.add(new Violation(resource, element, 1, 1, problem, remedy));
  }

  void require(boolean kept, XmlElement at, String problem, String remedy) {
    if (!kept) {
      add(at, problem, remedy);
    }
  }

  List<Violation> all() {
    return List.copyOf(violations);
  }
}
