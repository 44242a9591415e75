package dev.turnup.engine.workflow.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamException;

/** The components of which a table says what they are. */
final class ComponentNames {

  static final String TABLE = "component-specification";

  private static final String INPUT = "component";

  private ComponentNames() {}

  /** Those that the rules name; empty if a rule is for more than it names. */
  static Optional<Set<String>> in(byte[] document) {
    try {
      XmlElement definitions = XmlElement.read(document);
      return definitions
          .children("decision")
          .flatMap(decision -> decision.children("decisionTable"))
          .findFirst()
          .flatMap(ComponentNames::in);
    } catch (XMLStreamException unread) {
      // said of the table itself
      return Optional.empty();
    }
  }

  private static Optional<Set<String>> in(XmlElement table) {
    int column = DmnRules.inputNamesOf(table).indexOf(INPUT);
    if (column < 0) {
      return Optional.empty();
    }
    Set<String> names = new TreeSet<>();
    List<String> cells =
        table
            .children("rule")
            .flatMap(rule -> rule.children("inputEntry").skip(column).limit(1))
            .map(DmnRules::textOf)
            .toList();
    for (String cell : cells) {
      List<String> texts = cell.startsWith("not") ? List.of() : FeelCell.textsIn(cell);
      if (texts.isEmpty()) {
        return Optional.empty();
      }
      names.addAll(texts);
    }
    return Optional.of(names);
  }
}
