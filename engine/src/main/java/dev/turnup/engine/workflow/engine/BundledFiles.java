package dev.turnup.engine.workflow.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The models that this version of Turnup brings, by file name. */
@Component
class BundledFiles {

  private final Map<String, byte[]> models = new TreeMap<>();
  private final Map<String, byte[]> examples = new TreeMap<>();

  BundledFiles() {
    read("processes/*.bpmn", models);
    read("decisions/*.dmn", models);
    read("forms/*.form", models);
    read("decisions/*.examples.json", examples);
  }

  /** Processes, decisions and forms. */
  Map<String, byte[]> models() {
    return models;
  }

  /** Sample inputs of a decision. */
  Optional<byte[]> examplesFor(String decision) {
    return Optional.ofNullable(examples.get(decision + ".examples.json"));
  }

  private static void read(String place, Map<String, byte[]> files) {
    try {
      for (Resource resource :
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + place)) {
        files.put(
            Optional.ofNullable(resource.getFilename()).orElseThrow(),
            resource.getContentAsByteArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled models cannot be read", e);
    }
  }
}
