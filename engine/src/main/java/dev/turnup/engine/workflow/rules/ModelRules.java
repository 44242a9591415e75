package dev.turnup.engine.workflow.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.camunda.bpm.dmn.engine.DmnEngine;

/**
 * The rules that every process, decision and form keeps, the bundled ones and those that an analyst
 * deploys. Without them a model may run any code, wait for ever for somebody who does not exist, or
 * fail at each order.
 */
public class ModelRules {

  private static final String PROCESS = ".bpmn";
  private static final String DECISION = ".dmn";
  private static final String FORM = ".form";
  private static final String EXAMPLES = ".examples.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DmnEngine decisions;

  /**
   * @param decisions tries the sample inputs
   */
  public ModelRules(DmnEngine decisions) {
    this.decisions = decisions;
  }

  /**
   * Where the files that are deployed together break the rules; empty where they keep them.
   *
   * @param files content by file name
   * @param known what else they may name
   */
  public List<Violation> violationsIn(Map<String, byte[]> files, KnownNames known) {
    KnownNames together = together(files, known);
    List<Violation> violations = new ArrayList<>();
    files.forEach(
        (file, content) -> {
          Findings findings = new Findings(file);
          check(file, content, together, findings);
          violations.addAll(findings.all());
        });
    return List.copyOf(violations);
  }

  private void check(String file, byte[] content, KnownNames known, Findings findings) {
    try {
      if (file.endsWith(PROCESS)) {
        new BpmnRules(stem(file, PROCESS), XmlElement.read(content), known, findings).check();
      } else if (file.endsWith(DECISION)) {
        new DmnRules(
                stem(file, DECISION), content, XmlElement.read(content), known, decisions, findings)
            .check();
      } else if (file.endsWith(FORM)) {
        String form = stem(file, FORM);
        new FormRules(form, JSON.readTree(content), findings).check();
        for (Map.Entry<String, byte[]> process : known.showing().apply(form).entrySet()) {
          new BpmnRules(
                  stem(process.getKey(), PROCESS),
                  XmlElement.read(process.getValue()),
                  known,
                  findings)
              .checkTasksShowing(form, FormRules.fieldsOf(content));
        }
      } else if (!file.endsWith(EXAMPLES)) {
        findings.add(
            file,
            "is no model",
            "deploy files that end in .bpmn, .dmn, .form or .examples.json only");
      }
    } catch (XMLStreamException e) {
      findings.add(file, "is not well-formed: " + e.getMessage(), "open it in the Modeler");
    } catch (IOException e) {
      findings.add(file, "is not JSON: " + e.getMessage(), "open it in the Modeler");
    }
  }

  private static KnownNames together(Map<String, byte[]> files, KnownNames known) {
    Set<String> processes = new HashSet<>(known.processes());
    files.keySet().stream()
        .filter(file -> file.endsWith(PROCESS))
        .forEach(file -> processes.add(stem(file, PROCESS)));
    return new KnownNames(
        known.delegates(),
        known.topics(),
        known.groups(),
        processes,
        id -> Optional.ofNullable(files.get(id + FORM)).or(() -> known.form().apply(id)),
        id -> without(files.keySet(), known.showing().apply(id)),
        key -> Optional.ofNullable(files.get(key + DECISION)).or(() -> known.table().apply(key)),
        key ->
            Optional.ofNullable(files.get(key + EXAMPLES)).or(() -> known.examples().apply(key)));
  }

  private static Map<String, byte[]> without(Set<String> files, Map<String, byte[]> all) {
    Map<String, byte[]> others = new HashMap<>(all);
    others.keySet().removeAll(files);
    return others;
  }

  private static String stem(String file, String ending) {
    return file.substring(0, file.length() - ending.length());
  }
}
